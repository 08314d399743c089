"""Real packages, our own, and the same one again: nothing is lost on the way in or out."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.cli import main
from alongside.core.credentials.case.reading import read, text_of
from alongside.foundation.actor import Forbidden
from alongside.foundation.models import HistoryEvent
from alongside.others import actions, policies, queries
from alongside.others.loading import load
from alongside.others.models import ImportedFramework, ImportedItem
from tests.factories.case import ours, real_packages
from tests.factories.packages import CC, as_bytes, association, good, own

from .conftest import everything_kept


def test_the_public_packages_of_others_are_taken_in(db):
    for path in real_packages():
        package = load(path)
        row = actions.take_in(actor=None, package=package)
        told = json.loads(path.read_text("utf-8"))
        kept = {item.identifier: item for item in ImportedItem.objects.filter(framework=row)}
        assert len(kept) == len(told["CFItems"])
        for item in told["CFItems"]:
            assert kept[item["identifier"]].statement == item["fullStatement"]
        assert row.associations == len(told["CFAssociations"])


def test_what_comes_out_of_a_public_package_has_the_form_we_say_it_has(db):
    ordering = real_packages()[0]
    row = actions.take_in(actor=None, package=load(ordering))
    ours("CFPackage").validate(json.loads("".join(queries.package_text(row))))


def test_our_own_package_comes_out_byte_for_byte_as_it_went_in(client, edition, file_of):
    (document,) = client.get("/ims/case/v1p1/CFDocuments").json()["CFDocuments"]
    sent = client.get(f"/ims/case/v1p1/CFPackages/{document['identifier']}").content
    package = load(file_of(sent))
    assert package.notes == {}
    row = actions.take_in(actor=None, package=package)
    again = "".join(queries.package_text(row)).encode()
    assert again == sent
    assert actions.take_in(actor=None, package=load(file_of(again))).pk == row.pk


def test_the_same_again_changes_nothing_and_another_is_another_number(taken_in):
    first = taken_in()
    before = everything_kept()
    assert taken_in().pk == first.pk
    assert everything_kept() == before
    changed = good()
    changed["CFItems"][0]["fullStatement"] = "Other words"
    second = taken_in(changed)
    assert (first.number, second.number) == (1, 2)
    first.refresh_from_db()
    assert [row.pk for row in queries.all_newest()] == [second.pk]
    assert [row.pk for row in queries.numbers(first.identifier)] == [second.pk, first.pk]


def test_a_preview_says_what_is_new_gone_and_changed(taken_in, file_of):
    taken_in(good(3))
    other = good(4)
    gone = other["CFItems"].pop(0)
    other["CFAssociations"].pop(0)
    other["CFItems"][0]["fullStatement"] = "Other words"
    found = queries.preview(load(file_of(other)))
    assert found.items.gone == (gone["identifier"],)
    assert found.items.changed == (other["CFItems"][0]["identifier"],)
    assert found.items.new == (other["CFItems"][2]["identifier"],)
    assert found.items.same == 1
    assert not found.document
    assert not found.same


def test_items_know_where_they_hang(taken_in):
    row = taken_in(good(4, chain=True))
    found = ImportedItem.objects.filter(framework=row).order_by("place")
    assert [item.depth for item in found] == [1, 2, 3, 4]
    assert [item.parent for item in found[1:]] == [item.identifier for item in found[:3]]


def test_mendings_are_counted_and_change_no_word(file_of):
    made = good()
    made["CFItems"][0] |= {"notes": None, "lastChangeDateTime": "2017-05-25T18:05:33"}
    made["CFItems"][1] |= {"CFDocumentURI": {"title": "x"}, "colour": "green"}
    package = load(file_of(made))
    assert sorted(package.notes.values()) == [1, 1, 1, 1]
    first, second = (json.loads(item.body) for item in package.items[:2])
    assert first["lastChangeDateTime"] == "2017-05-25T18:05:33+00:00"
    assert second["colour"] == "green"
    assert "CFDocumentURI" not in second


def test_only_a_national_steward_and_the_command_line_take_in(people, file_of):
    package = load(file_of(good()))
    for name in ("alice", "bob", "charlie"):
        with pytest.raises(Forbidden):
            actions.take_in(actor=people.actor(name), package=package)
    assert not ImportedFramework.objects.exists()
    assert policies.may_take_in(None)


def test_it_is_noted_in_history_without_a_word_of_the_framework(taken_in):
    row = taken_in()
    event = HistoryEvent.objects.get(chain=f"other-framework:{row.identifier}")
    assert event.verb == "taken in"
    assert event.actor is None


# However it is cut or ordered


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 40), st.integers(0, 5), st.booleans())
def test_it_makes_no_difference_how_a_text_is_cut_into_pieces(size, length, pretty):
    text = json.dumps(good(length), indent=2 if pretty else None)
    whole = read([text])
    cut = read(text[at : at + size] for at in range(0, len(text), size))
    assert cut == whole


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 12))
def test_any_tree_is_taken_in_and_any_circle_is_found(rng: random.Random, size):
    names = [f"I{number}" for number in range(1, size + 1)]
    made = good(size)
    parents = [rng.choice(["document", *names[:place]]) for place in range(size)]
    made["CFAssociations"] = [association(*pair) for pair in zip(names, parents, strict=True)]
    rng.shuffle(made["CFAssociations"])
    package = read([json.dumps(made)])
    depth = package.hung.depth
    for name, parent in zip(names, parents, strict=True):
        above = 0 if parent == "document" else depth[own(parent)]
        assert depth[own(name)] == above + 1
    low = rng.randrange(size)
    way, at = [names[low]], parents[low]
    while at != "document":
        way.append(at)
        at = parents[names.index(at)]
    top = way[-1]
    if top != names[low]:
        made["CFAssociations"].append(association(top, names[low]))
        with pytest.raises(ValueError, match="above itself"):
            read([json.dumps(made)])


def test_writing_is_the_way_we_write_and_nothing_else():
    assert text_of({"a": "é", "b": [1, 2]}) == '{"a":"é","b":[1,2]}'


# At the command line


def test_a_dry_run_says_what_would_change_and_keeps_nothing(db, file_of, capsys):
    assert main(["framework", "import", str(file_of(good())), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "items: 3" in said
    assert "Nothing was kept" in said
    assert not ImportedFramework.objects.exists()


def test_taking_in_says_where_it_is_and_again_that_it_is_there(db, file_of, capsys):
    path = str(file_of(good()))
    assert main(["framework", "import", path]) == 0
    row = ImportedFramework.objects.get()
    assert f"/framework/others/{row.pk}/" in capsys.readouterr().out
    assert main(["framework", "import", path]) == 0
    assert "word for word" in capsys.readouterr().out


def test_a_bad_file_is_bad_input_and_every_fault_is_said(db, file_of, capsys):
    made = good()
    made["CFItems"][0]["uri"] = made["CFItems"][1]["uri"] = "\x9b31mx"
    assert main(["framework", "import", str(file_of(made))]) == 2
    said = capsys.readouterr().err
    assert said.count("no address of the web") == 2
    assert "\x9b" not in said
    assert main(["framework", "import", "/nowhere/at/all.json"]) == 2


# The pages


def test_a_steward_reads_it_and_a_mark_of_html_is_only_text(taken_in, signed_in, steward):
    made = good(250) | CC
    made["CFItems"][0]["fullStatement"] = "<script>alert(1)</script>"
    row = taken_in(made)
    page = steward.get(f"/framework/others/{row.pk}/")
    text = page.content.decode()
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text
    assert 'href="?from=200"' in text
    more = steward.get(f"/framework/others/{row.pk}/?from=200").content.decode()
    assert "Knows I250" in more
    assert 'href="?from=0"' in more
    for odd in ("-1", "x", "٣", "9" * 9):
        assert steward.get(f"/framework/others/{row.pk}/", {"from": odd}).status_code == 200


def test_a_steward_takes_the_package_along(taken_in, steward):
    row = taken_in()
    answer = steward.get(f"/framework/others/{row.pk}/package.json")
    assert json.loads(b"".join(answer.streaming_content)) == json.loads(as_bytes(good()))
    assert "another-framework.json" in answer["Content-Disposition"]


def test_nothing_there_is_said_kindly(steward):
    assert "Nothing has been taken in yet" in steward.get("/framework/others/").content.decode()
    assert steward.get("/framework/others/1/").status_code == 404


@pytest.fixture
def steward(people):
    from django.test import Client

    from tests.factories.language import a_steward

    browser = Client()
    browser.force_login(a_steward())
    return browser
