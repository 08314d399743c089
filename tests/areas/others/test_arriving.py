"""A package that a steward sends or points to: looked at first, then taken in whole, or not at all."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.foundation import fetching, personal
from alongside.foundation.actor import Forbidden, Role
from alongside.foundation.models import HistoryEvent
from alongside.others import actions, loading, queries
from alongside.others.models import ArrivingFramework, ImportedFramework, ImportedItem
from tests.factories.accounts import PersonFactory, actor_for, give, with_second_factor
from tests.factories.case import real_packages
from tests.factories.packages import CC, as_bytes, good, hostile

from .conftest import everything_kept, read_text

BRING = "/framework/others/bring/"


@pytest.fixture
def steward(people):
    made = PersonFactory(name="Sorley Stewart")
    give(made, Role.STEWARD)
    with_second_factor(made)
    made.browser = Client()
    made.browser.force_login(made)
    return made


def sent(package, name="theirs.json"):
    from django.core.files.uploadedfile import SimpleUploadedFile

    body = package if isinstance(package, bytes) else as_bytes(package)
    return {"file": SimpleUploadedFile(name, body, "application/json")}


def brought(steward, package):
    """Where a package waits that was sent."""
    answer = steward.browser.post(BRING, sent(package))
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return answer["Location"]


def text_of(steward, address):
    answer = steward.browser.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_what_is_sent_is_looked_at_and_taken_in_only_when_somebody_says_so(steward):
    where = brought(steward, good())
    assert not ImportedFramework.objects.exists()
    page = text_of(steward, where)
    assert "Another framework" in page
    assert "theirs.json" in page
    assert "This framework is not here yet" in page
    answer = steward.browser.post(where, {"beside": 0})
    row = ImportedFramework.objects.get()
    assert answer["Location"] == f"/framework/others/{row.pk}/"
    assert (row.number, row.items, row.source) == (1, 3, "theirs.json")
    assert ImportedItem.objects.filter(framework=row).count() == 3
    events = HistoryEvent.objects.filter(chain=f"other-framework:{row.identifier}")
    assert {event.verb for event in events} == {"brought to be looked at", "taken in"}
    assert {event.actor for event in events} == {steward.pk}


def test_a_second_press_leads_to_the_same_and_nothing_is_kept_twice(steward):
    where = brought(steward, good())
    first = steward.browser.post(where, {"beside": 0})
    before = everything_kept()
    assert steward.browser.post(where, {"beside": 0})["Location"] == first["Location"]
    assert steward.browser.get(where)["Location"] == first["Location"]
    assert everything_kept() == before
    assert bytes(ArrivingFramework.objects.get().body) == b""


def test_a_preview_names_what_is_new_changed_and_gone(steward, taken_in):
    taken_in({**good(3), **CC})
    other = {**good(4), **CC}
    other["CFItems"][1] |= {"fullStatement": "Other words", "notes": "New"}
    del other["CFItems"][0], other["CFAssociations"][0]
    page = text_of(steward, brought(steward, other))
    assert "Beside number 1, the newest here" in page
    told = ArrivingFramework.objects.get().told["changes"]["items"]
    assert {name: told[name] for name in ("new", "changed", "gone", "same")} == {
        "new": 1, "changed": 1, "gone": 1, "same": 1
    }  # fmt: skip
    for words in ("Knows I4", "Other words", "fullStatement, notes", "Knows I1"):
        assert words in page


def test_the_same_again_says_so_and_offers_nothing_to_take(steward, taken_in):
    taken_in()
    page = text_of(steward, brought(steward, good()))
    assert "word for word" in page
    assert "Take all of this in" not in page


def test_whoever_is_late_looks_once_more_at_what_came_meanwhile(steward, taken_in):
    where = brought(steward, good(4))
    taken_in(good(2))
    before = everything_kept()
    assert "Hold it against the newest" in text_of(steward, where)
    for beside in (0, "", 7):
        assert steward.browser.post(where, {"beside": beside})["Location"] == where
        assert everything_kept() == before
    page = text_of(steward, where)
    assert "Beside number 1" in page
    answer = steward.browser.post(where, {"beside": 1})
    assert "/arriving/" not in answer["Location"]
    assert [row.number for row in ImportedFramework.objects.order_by("number")] == [1, 2]


@pytest.mark.parametrize("name", ["two in a circle", "cut in half", "another encoding", "empty"])
def test_a_bad_package_is_refused_with_every_place_and_nothing_changes(steward, name):
    package, fate = next((body, fate) for known, body, fate in hostile() if known == name)
    before = everything_kept()
    answer = steward.browser.post(BRING, sent(package))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert fate in page
    assert "Nothing was kept" in page
    assert everything_kept() == before
    assert not ArrivingFramework.objects.exists()
    assert not HistoryEvent.objects.filter(chain__startswith="other-framework").exists()


def test_every_fault_stands_on_the_page_with_its_line_and_identifier(steward):
    made = good()
    made["CFItems"][0]["uri"] = "javascript:x"
    made["CFItems"][2]["lastChangeDateTime"] = "<b>x"
    content = json.dumps(made, indent=1)
    page = steward.browser.post(BRING, sent(content.encode())).content.decode()
    for place in (0, 2):
        own = made["CFItems"][place]["identifier"]
        line = content[: content.index(own)].count("\n")
        assert f"line {line}: CFItems {place + 1} ({own})" in page
    assert "<b>x" not in page


def test_what_waits_is_what_was_looked_at(steward):
    where = brought(steward, good())
    other = read_text(as_bytes(good(5)).decode())
    row = ArrivingFramework.objects.get()
    actions.stage(actor=None, package=other, body=as_bytes(good(5)), source="x")
    swapped = ArrivingFramework.objects.exclude(pk=row.pk).get()
    ArrivingFramework.objects.filter(pk=row.pk).update(body=swapped.body)
    with pytest.raises(RuntimeError, match="not the one that came"):
        steward.browser.post(where, {"beside": 0})
    assert not ImportedFramework.objects.exists()


def test_what_goes_wrong_while_it_is_taken_in_leaves_it_waiting(steward, monkeypatch):
    where = brought(steward, good())

    def full(*args, **more):
        raise OSError("the disk is full")

    monkeypatch.setattr(actions, "_associations", full)
    with pytest.raises(OSError, match="full"):
        steward.browser.post(where, {"beside": 0})
    assert not ImportedFramework.objects.exists()
    monkeypatch.undo()
    assert steward.browser.post(where, {"beside": 0}).status_code == 302
    assert ImportedFramework.objects.get().items == 3


def test_it_can_be_let_go_and_goes_by_itself(steward):
    where = brought(steward, good())
    assert steward.browser.post(f"{where}drop/").status_code == 302
    assert steward.browser.get(where).status_code == 404
    where = brought(steward, good())
    late = timezone.localdate() + actions.KEPT + timedelta(days=1)
    with pytest.MonkeyPatch.context() as patch:  # nothing else is old
        patch.setattr(personal, "_rules", {"others": personal._rules["others"]})
        assert personal.tidy(late)["packages of other frameworks that waited"] == 1
    assert steward.browser.post(where, {"beside": 0}).status_code == 404
    where = brought(steward, good())
    ArrivingFramework.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert steward.browser.get(where).status_code == 404
    assert not ImportedFramework.objects.exists()


def test_what_was_taken_in_meanwhile_is_not_said_to_be_gone(steward):
    where = brought(steward, good())
    first = steward.browser.post(where, {"beside": 0})
    assert steward.browser.post(f"{where}drop/")["Location"] == first["Location"]
    assert "Somebody took it in" in text_of(steward, first["Location"])
    assert ArrivingFramework.objects.count() == 1
    assert steward.browser.get("/framework/others/bring/").status_code == 200


def test_only_so_many_wait_and_the_same_waits_once(steward):
    for size in range(actions.MOST_WAITING):
        brought(steward, good(size + 1))
    where = brought(steward, good(1))
    assert ArrivingFramework.objects.count() == actions.MOST_WAITING
    answer = steward.browser.post(BRING, sent(good(30)))
    assert answer.status_code == 422
    assert "wait already" in answer.content.decode()
    steward.browser.post(f"{where}drop/")
    brought(steward, good(30))


def test_a_file_too_large_is_refused_and_the_other_way_named(steward, monkeypatch):
    monkeypatch.setattr(loading, "MOST_ON_SITE", 10)
    answer = steward.browser.post(BRING, sent(good()))
    assert answer.status_code == 422
    assert "larger than" in answer.content.decode()
    assert "alongside framework import" in answer.content.decode()


@pytest.mark.parametrize("given", [{}, {"address": "  "}])
def test_something_has_to_be_given(steward, given):
    assert "Give a file or an address" in steward.browser.post(BRING, given).content.decode()


def test_and_not_two_things(steward):
    both = {**sent(good()), "address": "https://elsewhere.example/x"}
    assert "not both" in steward.browser.post(BRING, both).content.decode()


def test_every_public_package_comes_in_on_the_site_byte_for_byte_as_at_the_terminal(steward):
    for path in real_packages():
        body = path.read_bytes()
        where = brought(steward, body)
        beside = ArrivingFramework.objects.get(taken=None).beside  # two share an identifier
        answer = steward.browser.post(where, {"beside": beside})
        row = queries.one(int(answer["Location"].split("/")[-2]))
        assert row.digest == queries.digest(read_text(body.decode("utf-8-sig")))


def test_export_import_export_is_the_same_to_the_byte(steward, edition, client):
    (document,) = client.get("/ims/case/v1p1/CFDocuments").json()["CFDocuments"]
    out = client.get(f"/ims/case/v1p1/CFPackages/{document['identifier']}").content
    answer = steward.browser.post(brought(steward, out), {"beside": 0})
    again = steward.browser.get(f"{answer['Location']}package.json")
    assert b"".join(again.streaming_content) == out


# From an address


@pytest.fixture
def elsewhere(monkeypatch):
    """What stands at each address; asked by the site as `fetch` would."""
    stands, asked = {}, []

    def fetch(address, into, *, bounds, **more):
        asked.append((address, bounds))
        if address not in stands:
            raise fetching.Unfetched("There is no machine of that name.")
        return into.write(stands[address])

    monkeypatch.setattr(loading, "fetch", fetch)
    stands["asked"] = asked
    return stands


def test_an_address_is_asked_and_what_stands_there_waits_like_a_file(steward, elsewhere):
    address = "https://elsewhere.example/ims/case/v1p1/CFPackages/x"
    elsewhere[address + "?key=secret"] = as_bytes(good())
    answer = steward.browser.post(BRING, {"address": f" {address}?key=secret "})
    row = ArrivingFramework.objects.get()
    assert answer["Location"].endswith(f"/arriving/{row.pk}/")
    assert row.source == address
    assert row.digest == hashlib.sha256(as_bytes(good())).hexdigest()
    ((_asked, bounds),) = elsewhere["asked"]
    assert bounds == loading.ON_SITE
    assert bounds.longest < 120  # the time that the server gives to one answer


def test_the_address_of_a_document_leads_to_its_package():
    own = good()["CFDocument"]["identifier"]
    for version in ("v1p0", "v1p1"):
        base = f"https://elsewhere.example/ims/case/{version}"
        package = f"{base}/CFPackages/{own}"
        for given in (f"{base}/CFDocuments/{own}", f"{base}/CFDocuments/{own}/ ", package):
            assert loading.package_address(given) == package
    for other in ("https://elsewhere.example/CFDocuments/x", "https://elsewhere.example/p.json"):
        assert loading.package_address(other) == other


def test_what_cannot_be_fetched_is_said_and_the_address_stays(steward, elsewhere):
    answer = steward.browser.post(BRING, {"address": "https://nowhere.example/x"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "no machine of that name" in page
    assert 'value="https://nowhere.example/x"' in page


def test_on_the_site_this_machine_is_never_asked(steward):
    for address in ("https://localhost/x", "https://127.0.0.1/x", "https://[::ffff:10.0.0.1]/"):
        page = steward.browser.post(BRING, {"address": address}).content.decode()
        assert "not public" in page
    page = steward.browser.post(BRING, {"address": "http://elsewhere.example/"}).content.decode()
    assert "begin with https://" in page


def test_at_the_terminal_an_address_stands_for_a_file(db, elsewhere, capsys):
    from alongside.cli import main

    elsewhere["https://elsewhere.example/p"] = as_bytes(good())
    assert main(["framework", "import", "https://elsewhere.example/p", "--dry-run"]) == 0
    assert "Nothing was kept" in capsys.readouterr().out
    assert main(["framework", "import", "https://elsewhere.example/p"]) == 0
    assert ImportedFramework.objects.get().source == "https://elsewhere.example/p"
    assert main(["framework", "import", "https://nowhere.example/"]) == 2
    assert "no machine of that name" in capsys.readouterr().err


@pytest.mark.parametrize(
    "address", ["http://elsewhere.example/p", "https://127.0.0.1/p", "ftp://x/"]
)
def test_at_the_terminal_what_may_not_be_asked_is_refused(db, address, capsys):
    from alongside.cli import main

    assert main(["framework", "import", address]) == 2
    assert "Nothing was kept" in capsys.readouterr().err


# Who


def test_only_a_national_steward_brings_takes_and_drops(people, steward):
    package, body = read_text(as_bytes(good()).decode()), as_bytes(good())
    where = actions.stage(actor=actor_for(steward), package=package, body=body, source="x")
    local = PersonFactory(name="Lorna Local")
    give(local, Role.STEWARD, service=people.team.service)
    with_second_factor(local)
    for actor in (actor_for(local), people.actor("alice")):
        for do in (
            lambda actor=actor: actions.stage(actor=actor, package=package, body=body, source="x"),
            lambda actor=actor: actions.take_arriving(actor=actor, arriving_id=where, beside=0),
            lambda actor=actor: actions.take_read(
                actor=actor, arriving_id=where, beside=0, package=package
            ),
            lambda actor=actor: actions.drop(actor=actor, arriving_id=where),
        ):
            with pytest.raises(Forbidden):
                do()
    browser = Client()
    browser.force_login(local)
    assert "Take in a framework" not in browser.get("/framework/others/").content.decode()
    for address in (BRING, f"/framework/others/arriving/{where}/"):
        assert browser.get(address).status_code == 403
    assert ArrivingFramework.objects.count() == 1


# What its licence lets be shown


def test_words_are_shown_where_a_known_licence_lets_them_be(steward, taken_in):
    for package, shown in ((good(3), False), ({**good(2), **CC}, True)):
        row = taken_in(package)
        page = text_of(steward, f"/framework/others/{row.pk}/")
        assert ("Knows I1" in page) is shown
        assert ("Only codes and titles are shown" in page) is not shown
        assert "I1" in page


def test_the_list_says_number_licence_and_where_each_is_from(steward):
    where = brought(steward, {**good(), **CC})
    page = text_of(steward, "/framework/others/")
    assert "Waiting to be looked at" in page
    steward.browser.post(where, {"beside": 0})
    page = text_of(steward, "/framework/others/")
    assert "Waiting to be looked at" not in page
    for words in ("Number 1", "CC BY 4.0", "theirs.json"):
        assert words in page
