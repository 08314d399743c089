"""What has grown old and what is marked reaches whoever looks after texts, through the library."""

from argparse import Namespace
from datetime import date, timedelta

import pytest
import time_machine

from alongside.cli import content
from alongside.expectations import queries
from alongside.expectations.loading import packaged
from alongside.expectations.models import Place, ServicePage
from alongside.foundation import upkeep
from alongside.library import queries as library

DAY = packaged().rights[0].last_checked


def mine(rows):
    return {row.kind for row in rows}


@pytest.mark.django_db
def test_a_right_is_due_on_its_day_and_not_before():
    days = packaged().review_days
    before = library.due(today=DAY + timedelta(days=days - 1))
    on_it = library.due(today=DAY + timedelta(days=days))
    assert "right" not in mine(before)
    rights = [row for row in on_it if row.kind == "right"]
    assert len(rights) == len(packaged().rights)
    assert rights[0].url.startswith("/expect/rights/")


@pytest.mark.django_db
def test_what_is_said_of_plans_for_the_law_grows_old_sooner():
    days = packaged().reform.review_days
    assert days < packaged().review_days
    assert "reform" in mine(library.due(today=DAY + timedelta(days=days)))
    assert "reform" not in mine(library.due(today=DAY + timedelta(days=days - 1)))


def test_a_page_and_a_place_are_due_for_those_who_look_after_them(places_and_people, shown):
    ServicePage.objects.update(last_checked=date(2025, 1, 1))
    Place.objects.update(last_checked=date(2025, 1, 1))
    today = date(2026, 2, 1)
    for name, sees in (("alice", True), ("dana", True), ("charlie", False), ("bob", False)):
        rows = library.due(today=today, actor=places_and_people.actor(name))
        assert ({"service-page", "place"} <= mine(rows)) is sees, name
    assert {"service-page", "place"} <= mine(library.due(today=today))


def test_what_is_withdrawn_or_not_shown_is_not_due(shown):
    Place.objects.update(last_checked=date(2025, 1, 1), withdrawn=True)
    ServicePage.objects.update(last_checked=date(2025, 1, 1), shown=False)
    assert not {"service-page", "place"} & mine(library.due(today=date(2026, 2, 1)))


@pytest.mark.django_db
def test_every_mark_for_a_reader_is_listed_with_where_it_stands():
    marks = {one.about: one.url for one in upkeep.marked() if one.url.startswith("/expect/")}
    assert marks["advance-statement"] == "/expect/rights/advance-statement/"
    assert marks["reform"] == "/expect/rights/#reform"
    assert len(marks) == len(packaged().checks)


def test_links_of_the_texts_and_of_places_are_looked_at_with_the_others(shown):
    found = library.links_in_use()
    assert "Library warm room" in found["https://library.example.org/warm"]
    assert "Advance statement" in found["https://www.legislation.gov.uk/asp/2003/13/section/275"]
    Place.objects.update(withdrawn=True)
    assert "https://library.example.org/warm" not in library.links_in_use()


@pytest.mark.django_db
def test_before_anything_is_published_there_is_no_edition_and_rights_stand_all_the_same():
    assert queries.edition() == (None, "")
    assert queries.texts().rights


@pytest.mark.django_db
def test_the_command_lists_what_is_due_and_what_is_marked(capsys):
    with time_machine.travel(DAY + timedelta(days=packaged().review_days)):
        content.due(Namespace(json=False))
    assert "Your rights: Named person" in capsys.readouterr().out
    content.checks(Namespace(json=False))
    assert "Named person: Who can witness the form" in capsys.readouterr().out


def test_stewards_find_both_on_their_pages(places_and_people, edition, signed_in):
    with time_machine.travel(DAY + timedelta(days=packaged().review_days)):
        due = signed_in("dana").get("/learning/due/").content.decode()
    assert "/expect/rights/named-person/" in due
    browser = signed_in("dana")
    assert "/expect/rights/#reform" in browser.get("/learning/checks/").content.decode()
