"""A publisher's own words beside ours: kept by whoever runs the site, open to all only where they say so."""

import html
import json
import re
from dataclasses import replace
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.db import DatabaseError, transaction

from alongside.core.framework.lists import Entry
from alongside.core.framework.places import Placed
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden, Held, Role
from alongside.foundation.writing import Conflict
from alongside.framework import actions, policies, queries
from alongside.framework.loading import Document
from alongside.framework.models import OfficialDocument, OfficialVersion, OfficialWording
from tests.factories.accounts import give, with_second_factor
from tests.factories.published import loaded, said

SLUG = "realising-recovery-2007"
WORDS = said("The Framework: Knowledge", 4)  # beside K04
CHAIN = f"official:{SLUG}"
HERE, CHANGE = "/framework/official/", f"/framework/official/{SLUG}/change/"
READ = f"/framework/official/{SLUG}/"


@pytest.fixture
def steward(people, signed_in):
    """Dana looks after the texts of the whole country."""
    give(people.dana, Role.STEWARD)
    with_second_factor(people.dana)
    return signed_in("dana")


@pytest.fixture
def local(people, signed_in):
    """Charlie is a steward of one service only."""
    give(people.charlie, Role.STEWARD, service=people.elsewhere.service)
    with_second_factor(people.charlie)
    return signed_in("charlie")


def shows(answer) -> bool:
    return WORDS in html.unescape(answer.content.decode())


# Who may


def test_whoever_runs_the_site_and_national_stewards_keep_documents_and_nobody_else():
    national = Actor.holding(uuid4(), Held(Role.STEWARD))
    local = Actor.holding(uuid4(), Held(Role.STEWARD, service=uuid4()))
    other = Actor.holding(uuid4(), Held(Role.ADMINISTRATOR), Held(Role.EDUCATOR))
    assert [policies.may_keep_official(one) for one in (None, national, local, other)] == [
        True, True, False, False,
    ]  # fmt: skip


def test_what_is_not_public_is_read_by_stewards_alone():
    steward = Actor.holding(uuid4(), Held(Role.STEWARD, service=uuid4()))
    worker = Actor.holding(uuid4(), Held(Role.WORKER))
    for public, readers in ((False, [False, False, True]), (True, [True, True, True])):
        told = [policies.may_read_official(one, public=public) for one in (None, worker, steward)]
        assert told == readers


# Loading


def test_a_document_is_kept_with_every_entry_and_its_place(edition):
    loaded(edition)
    row = queries.in_force(SLUG)
    kept = {one.code: one for one in queries.worded(row)}
    assert set(kept) == set(edition.by_code)
    assert (kept["K04"].text, kept["K04"].section, kept["K04"].ordinal) == (
        WORDS, "The Framework: Knowledge", 4,
    )  # fmt: skip
    assert (row.number, row.public) == (1, False)
    (event,) = history.past(CHAIN)
    assert (event.verb, event.actor) == ("loaded", None)
    assert event.what["entries"] == 67
    assert WORDS not in json.dumps(event.what)


def test_the_same_document_again_changes_nothing(edition):
    first = loaded(edition)
    assert loaded(edition) == first
    assert len(history.past(CHAIN)) == 1


def test_another_document_is_another_version_and_the_earlier_one_stays(edition):
    loaded(edition, shown=True)
    loaded(edition, words="\nA later printing.\n")
    row = queries.in_force(SLUG)
    assert (row.number, row.public) == (2, False), "nobody said that these words may be shown"
    numbers = list(OfficialVersion.objects.order_by("number").values_list("number", flat=True))
    assert numbers == [1, 2]
    assert OfficialWording.objects.count() == 2 * 67


def test_a_kept_version_cannot_be_changed_even_in_the_database(edition):
    loaded(edition)
    for rows in (OfficialVersion.objects, OfficialWording.objects):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            rows.update(**{"name": "x"} if rows is OfficialVersion.objects else {"text": "x"})


def test_a_document_is_kept_only_beside_an_edition_that_is_published_here(edition):
    document = Document("made-up.md", "0" * 64, "text", 1, ())
    with pytest.raises(Forbidden, match="is not published here"):
        actions.load_official(
            actor=None, edition="nowhere", document=document, placed=(), shown=False
        )


def test_a_document_that_cannot_be_kept_whole_leaves_nothing(edition):
    document = Document("made-up.md", "0" * 64, "text", 1, ())
    twice = [Placed("K01", "Knowledge", 1, Entry("words", 1))] * 2
    with pytest.raises(DatabaseError), transaction.atomic():
        actions.load_official(
            actor=None, edition=SLUG, document=document, placed=twice, shown=False
        )
    assert not OfficialDocument.objects.exists()


@pytest.mark.parametrize("who", ["alice", "charlie"])
def test_nobody_else_loads_shows_or_removes(people, edition, local, who):
    stamp, actor = loaded(edition), people.actor(who)
    document = Document("made-up.md", "0" * 64, "text", 1, ())
    with pytest.raises(Forbidden):
        actions.load_official(actor=actor, edition=SLUG, document=document, placed=(), shown=True)
    with pytest.raises(Forbidden):
        actions.show_official(actor=actor, edition=SLUG, seen=stamp, shown=True)
    with pytest.raises(Forbidden):
        actions.remove_official(actor=actor, edition=SLUG)
    assert str(queries.in_force(SLUG).stamp) == stamp


# Reading


@pytest.mark.parametrize("address", ["K04/", f"{SLUG}/K04/", "print/", "K04/?format=json"])
def test_what_is_withheld_stands_on_stewards_pages_alone(
    client, edition, steward, local, signed_in, address
):
    client.get(f"/framework/{address}")
    loaded(edition)
    for reader in (steward, local):
        assert shows(reader.get(f"/framework/{address}"))
    for reader in (client, signed_in("alice")):
        assert not shows(reader.get(f"/framework/{address}"))


@pytest.mark.parametrize("address", ["K04/", f"{SLUG}/K04/", "print/", "print/?format=json"])
def test_what_is_shown_stands_beside_our_own_words_for_everybody(
    client, edition, signed_in, address
):
    assert not shows(client.get(f"/framework/{address}"))
    loaded(edition, shown=True)
    for reader in (client, signed_in("alice")):
        page = reader.get(f"/framework/{address}")
        assert shows(page)
        assert b"Only stewards" not in page.content


def test_the_page_says_whose_words_they_are_and_where_they_stand(client, edition):
    loaded(edition, shown=True)
    page = html.unescape(client.get("/framework/K04/").content.decode())
    section = re.search(r'<section class="fw-official".*?</section>', page, re.S).group()
    assert edition.publisher in section
    assert "The Framework: Knowledge</span>, number 4 in its list." in section
    as_json = client.get("/framework/K04/?format=json").json()
    assert as_json["as_published"] == {
        "text": WORDS, "section": "The Framework: Knowledge", "ordinal": 4,
    }  # fmt: skip


def test_without_a_document_nothing_is_said_of_one(client, edition):
    assert b"As published" not in client.get("/framework/K04/").content
    assert client.get("/framework/K04/?format=json").json()["as_published"] is None


@pytest.mark.parametrize("what", ["withhold", "remove"])
@pytest.mark.parametrize("address", ["K04/", "print/", "K04/?format=json"])
def test_what_is_withheld_or_taken_away_is_gone_with_the_next_request(
    client, edition, steward, what, address
):
    stamp = loaded(edition, shown=True)
    first = client.get(f"/framework/{address}")
    assert shows(first)
    steward.post(CHANGE, {"do": what, "seen": stamp, "sure": "yes"})
    again = client.get(f"/framework/{address}", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert not shows(again)


def test_another_process_shows_it_and_lets_go_of_it_too(client, edition):
    """It asks once a second which editions there are, and sees that the stamp is another."""
    loaded(edition)
    assert not shows(client.get("/framework/K04/"))
    OfficialDocument.objects.update(public=True, stamp=uuid4())
    queries.look_again()
    assert shows(client.get("/framework/K04/"))
    OfficialDocument.objects.update(public=False, stamp=uuid4())
    caches["process"].set("a-page-with-its-words", WORDS, None)
    queries.look_again()
    assert not shows(client.get("/framework/K04/"))
    assert caches["process"].get("a-page-with-its-words") is None


def test_it_is_no_part_of_the_edition_nor_found_by_a_search(client, edition):
    loaded(edition, shown=True)
    assert queries.current_edition() == edition
    assert client.get("/framework/?format=json").json()["edition"]["digest"] == (
        queries.published().digest
    )
    found = client.get("/framework/search/", {"q": "made-up page says", "format": "json"})
    assert WORDS not in found.content.decode()
    for address in ("", "kinds/knowledge/", "themes/hope/", "faces/worker/"):
        assert not shows(client.get(f"/framework/{address}?format=json"))


def test_an_edition_that_follows_does_not_take_the_document_over(client, edition):
    loaded(edition, shown=True)
    actions.publish(actor=None, edition=replace(edition, slug="another-edition"))
    assert not shows(client.get("/framework/K04/"))
    assert shows(client.get(f"/framework/{SLUG}/K04/"))


# A steward's pages


def test_the_page_says_what_is_there_and_who_reads_it(edition, steward):
    assert b"import-document FILE --edition realising-recovery-2007" in steward.get(HERE).content
    loaded(edition)
    loaded(edition, words="\nA later printing.\n")
    page = steward.get(HERE).content.decode()
    for words in ("made-up.md", "version 2", "version 1", "Only stewards can read it", "Loaded"):
        assert words in page


def test_every_entry_is_read_beside_our_own_words(edition, steward, local):
    assert steward.get(READ).status_code == 404
    loaded(edition)
    for reader in (steward, local):
        page = html.unescape(reader.get(READ).content.decode())
        assert WORDS in page
        assert edition.by_code["K04"].text in page


def test_a_steward_of_one_service_reads_and_changes_nothing(edition, local):
    stamp = loaded(edition)
    assert 'name="do"' not in local.get(HERE).content.decode()
    assert local.post(CHANGE, {"do": "show", "seen": stamp, "sure": "yes"}).status_code == 403
    assert not queries.in_force(SLUG).public


def test_a_steward_shows_it_withholds_it_and_history_says_who(people, edition, steward):
    stamp = loaded(edition)
    steward.post(CHANGE, {"do": "show", "seen": stamp, "sure": "yes"})
    row = queries.in_force(SLUG)
    assert row.public
    steward.post(CHANGE, {"do": "withhold", "seen": str(row.stamp)})
    assert not queries.in_force(SLUG).public
    past = history.past(CHAIN)
    assert [one.verb for one in past] == ["withheld", "shown", "loaded"]
    assert {one.actor for one in past[:2]} == {people.dana.pk}
    page = steward.get(HERE).content.decode()
    assert people.dana.name in page
    assert "Withheld" in page


@pytest.mark.parametrize("what", ["show", "remove"])
def test_nothing_is_shown_or_taken_away_without_saying_so_twice(edition, steward, what):
    stamp = loaded(edition)
    answer = steward.post(CHANGE, {"do": what, "seen": stamp})
    assert answer.status_code == 422
    assert b"was not ticked" in answer.content
    assert str(queries.in_force(SLUG).stamp) == stamp


@pytest.mark.parametrize("data", [{}, {"do": "burn"}, {"do": "show", "seen": "x", "sure": "yes"}])
def test_a_form_that_makes_no_sense_changes_nothing(edition, steward, data):
    stamp = loaded(edition)
    assert steward.post(CHANGE, data).status_code == 422
    assert str(queries.in_force(SLUG).stamp) == stamp


@pytest.mark.parametrize("what", ["show", "withhold", "remove"])
def test_what_was_loaded_meanwhile_is_not_shown_or_taken_away_unseen(edition, steward, what):
    seen = loaded(edition)
    now = loaded(edition, words="\nA later printing.\n")
    answer = steward.post(CHANGE, {"do": what, "seen": seen, "sure": "yes"})
    assert answer.status_code == 409
    assert b"version 2" in answer.content
    assert str(queries.in_force(SLUG).stamp) == now
    with pytest.raises(Conflict):
        actions.remove_official(actor=None, edition=SLUG, seen=seen)


def test_taking_it_away_takes_every_version_and_every_word(edition, steward):
    loaded(edition, shown=True)
    stamp = loaded(edition, words="\nA later printing.\n")
    steward.post(CHANGE, {"do": "remove", "seen": stamp, "sure": "yes"})
    for model in (OfficialDocument, OfficialVersion, OfficialWording):
        assert not model.objects.exists()
    assert history.past(CHAIN)[0].what == {"versions": 2}
    assert b"Taken away" in steward.get(HERE).content
    assert history.faults is not None
    assert list(history.faults()) == []


def test_only_stewards_are_led_to_the_page(client, edition, steward, signed_in):
    link = b'href="/framework/official/"'
    assert link in steward.get("/framework/editions/").content
    for reader in (client, signed_in("alice")):
        assert link not in reader.get("/framework/editions/").content
