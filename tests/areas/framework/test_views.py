"""The public pages: for everyone, without cookies, in both formats, and true to one edition."""

import json
import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.actor import Role
from alongside.framework import queries
from alongside.framework.actions import publish
from alongside.framework.loading import packaged_edition
from alongside.framework.presenters import beside
from alongside.framework.presenters.pages import of_the_day
from alongside.framework.presenters.shapes import FACES
from tests.factories.accounts import give, with_second_factor
from tests.factories.framework import publish_second

from .test_actions import reworded

PAGES = [
    "",
    "K01/",
    "S22/",
    "V20/",
    "themes/hope/",
    "themes/change/",
    "kinds/knowledge/",
    "kinds/skills/",
    "kinds/values/",
    *(f"faces/{face.id}/" for face in FACES),
    "outside/",
    "print/",
    "search/",
    "search/?q=hope",
    "crosswalks/",
    "crosswalks/chime/",
    "crosswalks/nmc-code/",
    "tailored/",
    "tailored/acute-ward/",
]
BOTH = [
    f"/framework/{before}{page}" for before in ("", "realising-recovery-2007/") for page in PAGES
]
JSON = {"accept": "application/json"}


@pytest.mark.parametrize("address", [*BOTH, "/", "/framework/editions/"])
def test_every_page_opens_for_a_visitor_without_a_cookie_or_a_form_token(client, edition, address):
    page = client.get(address)
    assert page.status_code == 200
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert not page.cookies
    assert b"csrfmiddlewaretoken" not in page.content
    assert page.content.count(b"<h1") == 1


@pytest.mark.parametrize("address", BOTH)
def test_every_page_is_json_at_the_same_address_for_whoever_asks(client, edition, address):
    asked = client.get(address, headers=JSON)
    assert asked.status_code == 200
    assert asked.headers["Content-Type"] == "application/json"
    assert "Accept" in asked.headers["Vary"]
    assert asked.json()["edition"]["slug"] == edition.slug
    named = client.get(address + ("&" if "?" in address else "?") + "format=json")
    assert named.json() == asked.json()


@pytest.mark.parametrize("accept", ["text/html,*/*;q=0.8", "*/*", "", "image/png", "nonsense"])
def test_a_browser_gets_a_page(client, edition, accept):
    page = client.get("/framework/K01/", headers={"accept": accept})
    assert page.headers["Content-Type"].startswith("text/html")


def test_a_page_costs_one_query_at_most_once_it_has_been_made(
    client, edition, django_assert_num_queries
):
    """And one more where stories stand, so that one which was taken back is gone at once."""
    with time_machine.travel(timezone.now(), tick=False):  # what is known is known for a second
        for address in ("/", *BOTH):
            client.get(address)
            queries.look_again()
            with django_assert_num_queries(2 if re.search("/[KSV][0-9]{2}/$", address) else 1):
                client.get(address)


def test_a_page_the_browser_has_already_is_not_sent_again(client, edition):
    for headers in ({}, JSON):
        first = client.get("/framework/K01/", headers=headers)
        again = client.get("/framework/K01/", headers={**headers, "if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    other = client.get("/framework/K02/", headers={"if-none-match": first["ETag"]})
    assert other.status_code == 200


def test_pages_and_documents_travel_small(client, edition):
    zipped = client.get("/framework/", headers={"accept-encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert len(zipped.content) < 15_000
    assert "Accept-Encoding" in zipped.headers["Vary"]


def test_a_signed_in_page_has_its_own_head_and_is_kept_by_no_cache(client, edition, signed_in):
    client.get("/framework/K01/")
    page = signed_in("alice").get("/framework/K01/")
    assert b"Alice Aird" in page.content
    assert "no-store" in page.headers["Cache-Control"]
    assert b"Alice Aird" not in client.get("/framework/K01/").content
    assert b"Alice Aird" not in signed_in("bob").get("/framework/K01/").content


def test_a_signed_in_page_says_the_same_as_a_visitors(client, edition, signed_in):
    alice = signed_in("alice")
    for address in ("/framework/", "/framework/print/", "/framework/faces/expect/"):
        alice.get(address)
        theirs, ours = (
            who.get(address).content.decode().partition("<h1")[2].partition("<footer")[0]
            for who in (alice, client)
        )
        assert theirs
        assert theirs == ours


def test_the_framework_page_shows_every_strand_theme_and_statement(client, edition):
    page = client.get("/framework/").content.decode()
    for strand in edition.strands:
        assert strand.name in page
    for theme in edition.themes:
        assert f'href="/framework/themes/{theme.id}/"' in page
    for one in edition.statements:
        assert f'href="/framework/{one.code}/"' in page


@pytest.mark.parametrize("code", [one.code for one in packaged_edition().statements])
def test_a_statement_page_says_all_that_the_edition_says_of_it(client, edition, code):
    one = edition.by_code[code]
    page = client.get(f"/framework/{code}/")
    shown = unescape(page.content.decode())
    faces = [getattr(one.faces, face.id) for face in FACES]
    rest = [one.title, one.text, one.if_not, one.does_not_look_like, one.reflect, *one.questions]
    for text in (*faces, *rest, *(example.text for example in one.looks_like)):
        assert text in shown
    for face in FACES:
        assert f'id="{face.id}"' in shown
    assert f"{one.source.section}</span>, number {one.source.ordinal} in its list" in shown
    for pair in edition.pairs_of(code):
        assert f'href="/framework/{pair.second if pair.first == code else pair.first}/"' in shown
    for thing in edition.things_of(code):
        assert thing.today in shown


def test_a_statement_page_leads_to_things_to_do_and_where_one_is_with_it(
    client, edition, signed_in
):
    for code in ("K04", "S22", "V06"):
        page = client.get(f"/framework/{code}/").content.decode()
        offered = beside.of(code)
        assert offered
        assert all(f'href="{one.url}"' in page for one in offered)
        assert all(client.get(one.url).status_code == 200 for one in offered)
        assert f'href="/learning/for/{code}/"' in page
        mine = f'href="/my/themes/{edition.by_code[code].theme}/#{code}"'
        assert mine not in page
        assert mine in signed_in("alice").get(f"/framework/{code}/").content.decode()


def test_a_statement_document_holds_the_identifier_and_six_faces(client, edition):
    one = edition.by_code["S10"]
    document = client.get("/framework/S10/", headers=JSON).json()
    assert document["id"] == str(edition.identifier("S10"))
    assert document["url"] == f"/framework/{edition.slug}/S10/"
    assert document["faces"] == {face.id: getattr(one.faces, face.id) for face in FACES}
    assert document["source"] == {"section": one.source.section, "ordinal": one.source.ordinal}


def test_one_new_wording_shows_on_every_page_that_says_it_and_the_old_address_keeps_the_old(
    client, edition
):
    first = edition.by_code["K01"]
    faces = replace(first.faces, **{face.id: f"New words for {face.id}." for face in FACES})
    before = {page: client.get(f"/framework/{edition.slug}/{page}").content for page in PAGES}
    publish(actor=None, edition=reworded("second", text="New one-line words.", faces=faces))
    for face in FACES:
        for page in (f"faces/{face.id}/", "K01/", "print/"):
            assert f"New words for {face.id}.".encode() in client.get(f"/framework/{page}").content
            old = client.get(f"/framework/{edition.slug}/{page}").content
            assert b"New words" not in old
            assert b"earlier edition" in old
            assert b"earlier edition" not in before[page]
        assert client.get("/framework/K01/", headers=JSON).json()["faces"][face.id] == (
            f"New words for {face.id}."
        )
    assert b"New one-line words." in client.get("/framework/themes/understanding/").content
    assert b"New one-line words." in client.get("/framework/kinds/knowledge/").content
    assert b"<mark>line</mark>" in client.get("/framework/search/?q=one-line").content


def test_links_of_a_lasting_address_stay_in_its_edition(client, edition):
    for page in PAGES:
        text = client.get(f"/framework/{edition.slug}/{page}").content.decode()
        main = text[text.index("<main") : text.index("</main>")]
        outward = set(re.findall(r'href="(/framework/[^"]*)"', main))
        leaving = {url for url in outward if not url.startswith(f"/framework/{edition.slug}/")}
        assert leaving <= {"/framework/editions/"}


@pytest.mark.parametrize("typed", ["k01", "K1", "k1", "K001"])
def test_a_code_typed_another_way_leads_to_its_one_address(client, edition, typed):
    answer = client.get(f"/framework/{typed}/?format=json")
    assert (answer.status_code, answer["Location"]) == (301, "/framework/K01/?format=json")


@pytest.mark.parametrize(
    ("address", "offered"),
    [
        ("K26", "/framework/K25/"),
        ("themes/hop", "/framework/themes/hope/"),
        ("kinds/value", "/framework/kinds/values/"),
        ("hope", "/framework/themes/hope/"),
        ("Q01", "/framework/K01/"),
        ("no-such-edition/K01", "/framework/search/"),
        ("faces/nobody", "/framework/search/"),
    ],
)
def test_an_unknown_name_gets_a_page_that_helps(client, edition, address, offered):
    page = client.get(f"/framework/{address}/")
    assert page.status_code == 404
    assert offered in page.content.decode()
    document = client.get(f"/framework/{address}/", headers=JSON)
    assert (document.status_code, document["Content-Type"]) == (404, "application/json")


def test_before_anything_is_published_the_pages_say_so(client, db):
    for address in ("/framework/", "/framework/K01/", "/framework/search/?q=hope"):
        page = client.get(address)
        assert page.status_code == 404
        assert b"No edition has been published here yet" in page.content
    assert client.get("/").status_code == 200
    assert client.get("/framework/editions/").status_code == 200


def test_a_search_says_where_it_found_the_words(client, edition):
    page = client.get("/framework/search/?q=Hope").content.decode()
    assert 'href="/framework/K04/#title"' in page
    assert "<mark>hope</mark>" in page
    document = client.get("/framework/search/?q=Hope", headers=JSON).json()
    assert document["results"][0]["found_in"]
    assert b"Nothing in the framework holds those words" in (
        client.get("/framework/search/?q=zzzz").content
    )


def test_a_search_escapes_what_was_typed_and_takes_any_length(client, edition):
    page = client.get("/framework/search/", {"q": "<script>alert(1)</script> hope"})
    assert b"<script>alert" not in page.content
    assert client.get("/framework/search/", {"q": "word " * 2_000}).status_code == 200


@pytest.mark.parametrize("query", ["q=a%00b", "q=%1b", "%00=x"])
def test_a_character_nobody_can_see_is_refused_with_a_reason(client, edition, query):
    page = client.get(f"/framework/search/?{query}")
    assert page.status_code == 400


def test_a_search_place_is_a_section_of_the_page_it_points_at(client, edition):
    page = client.get("/framework/search/?q=hope").content.decode()
    anchors = set(re.findall(r'href="(/framework/[KSV]\d\d/)#([a-z-]+)"', page))
    assert {"title", "theme", "expect"} <= {anchor for _url, anchor in anchors}
    for url, anchor in anchors:
        assert f'id="{anchor}"' in client.get(url).content.decode()


def test_the_outside_things_stand_with_their_place_today(client, edition):
    page = unescape(client.get("/framework/outside/").content.decode())
    for thing in edition.outside_things:
        assert f'id="{thing.id}"' in page
        assert thing.today in page
    assert "Last checked 23 November 2026." in page


def test_the_print_carries_its_edition_and_the_day(client, edition):
    with time_machine.travel("2027-03-03T12:00:00+00:00", tick=False):
        page = client.get("/framework/print/").content.decode()
    assert "Realising Recovery, 2007</span>" in page or "(realising-recovery-2007)" in page
    assert "3 March 2027" in page
    with time_machine.travel("2027-03-04T12:00:00+00:00", tick=False):
        assert "4 March 2027" in client.get("/framework/print/").content.decode()


def test_the_first_page_turns_one_statement_through_its_six_faces(client, edition):
    shown = set()
    for day in ("2027-03-03", "2027-03-04"):
        with time_machine.travel(f"{day}T12:00:00+00:00", tick=False):
            page = unescape(client.get("/").content.decode())
        one = of_the_day(edition, date.fromisoformat(day))
        assert all(getattr(one.faces, face.id) in page for face in FACES)
        assert f'href="/framework/{one.code}/"' in page
        shown.add(one.code)
    assert len(shown) == 2


def test_every_statement_has_its_day_on_the_first_page_but_those_still_to_be_checked(edition):
    days = {of_the_day(edition, date.fromordinal(800_000 + n)).code for n in range(67)}
    assert days == {one.code for one in edition.statements if not one.checks}


def test_only_stewards_see_the_list_of_checks(client, edition, signed_in, people):
    address = reverse("framework:checks")
    assert client.get(address).status_code == 302
    assert signed_in("alice").get(address).status_code == 403
    give(people.dana, Role.STEWARD)
    assert signed_in("dana").get(address).status_code == 403
    with_second_factor(people.dana)
    page = signed_in("dana").get(address)
    text = unescape(page.content.decode())
    assert all(check.note in text for check in edition.checks)


def test_readers_see_a_plain_note_where_a_text_is_still_to_be_checked(client, edition):
    from alongside.core.framework import Check

    note = (Check("K01", "the public face", "Ask a solicitor about the time limit."),)
    publish(actor=None, edition=reworded("second", checks=note))
    page = client.get("/framework/K01/").content.decode()
    assert "the public face: Ask a solicitor about the time limit." in page
    for one in edition.statements[1:]:
        page = client.get(f"/framework/{one.code}/").content.decode()
        assert ("Still to be checked" in page) == bool(one.checks)


def test_pages_are_read_only(client, edition):
    for address in ("/framework/", "/framework/K01/", "/framework/search/"):
        assert client.post(address).status_code in (403, 405)


def test_documents_are_documented(edition, client):
    from pathlib import Path

    manual = (Path(__file__).parents[3] / "docs/reference/framework-json.md").read_text("utf-8")
    for page in ("", "K01/", "themes/hope/", "kinds/values/", "faces/ask/", "outside/", "print/",
                 "search/?q=hope"):  # fmt: skip
        document = client.get(f"/framework/{page}", headers=JSON).json()
        for name in _names(document):
            assert f"`{name}`" in manual, (page, name)


def _names(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {name for inner in value.values() for name in _names(inner)}
    if isinstance(value, list):
        return {name for inner in value for name in _names(inner)}
    json.dumps(value)
    return set()


@pytest.mark.parametrize("typed", ["V20", "v20"])
def test_a_statement_that_was_retired_is_found_from_the_address_it_had(client, edition, typed):
    publish_second()
    answer = client.get(f"/framework/{typed}/")
    page = unescape(answer.content.decode())
    assert answer.status_code == 404
    assert "It stands in another edition" in page
    assert f'href="/framework/{edition.slug}/V20/"' in page
    assert "It stands in another edition" not in client.get("/framework/K99/").content.decode()
