"""Each statement shows where it came from: a section of a document, a narrative, a comment."""

import re

import pytest
from django.test import Client

from alongside.accounts.models import Person
from alongside.foundation import history
from alongside.foundation.actor import Forbidden
from alongside.framework import actions, queries
from alongside.framework.models import Origin
from alongside.framework.policies import OriginKind
from tests.factories import drafting
from tests.factories.drafting import SLUG, a_comment, in_consultation, show

NARRATIVE = "The narrative research of the Scottish Recovery Network"
PAGE = f"/framework/desk/{SLUG}/S10/origins/"
GIVEN = {"kind": "narrative", "named": NARRATIVE, "part": "the last chapter", "url": "", "key": "k"}


@pytest.fixture
def steward(people, edition):
    return drafting.steward()


def as_(actor):
    browser = Client()
    browser.force_login(Person.objects.get(pk=actor.person_id))
    return browser


def words(address):
    return re.sub(r"\s+", " ", Client().get(address).content.decode())


def add(by, named=NARRATIVE, kind=OriginKind.NARRATIVE, **more):
    actions.add_origin(actor=by, slug=SLUG, code="S10", kind=kind, named=named, **more)


def publish(people, by):
    actions.ask_panels(actor=by, slug=SLUG)
    for person in (people.alice, people.charlie):
        drafting.say(drafting.seat(person, by))
    drafting.publish(by)


def test_a_published_statement_shows_its_section_its_narrative_and_the_comment(people, steward):
    in_consultation(steward)
    add(steward, part="the last chapter", url="https://example.org/narratives")
    add(steward, "A strategy, 2026", OriginKind.DOCUMENT, part="section 3")
    said = a_comment("Say it with fewer words.")
    show(steward, said)
    actions.close_round(actor=steward, slug=SLUG)
    facts = {"changed": True, "said": "Too long.", "did": "Shorter.", "comments": [said.pk]}
    actions.answer(actor=steward, slug=SLUG, code="S10", **facts)
    publish(people, steward)
    page = words("/framework/S10/").split('id="source"')[1]
    assert "number 10 in its list" in page
    assert (
        f'A narrative: <a href="https://example.org/narratives" rel="noreferrer"><span data-content>{NARRATIVE}'
        in page
    )
    assert (
        "A section of a document: <span data-content>A strategy, 2026</span>, <span data-content>section 3"
        in page
    )
    assert "Say it with fewer words." in page
    assert NARRATIVE not in words("/framework/S11/")
    assert NARRATIVE not in words("/framework/realising-recovery-2007/S10/")


def test_people_who_are_asked_see_where_it_comes_from(steward):
    in_consultation(steward)
    add(steward)
    assert NARRATIVE in words(f"/framework/consultation/{SLUG}/S10/")


def test_what_somebody_told_is_taken_off_at_once_also_after_publishing(people, steward):
    drafting.a_draft(steward)
    drafting.write(steward)
    add(steward)
    publish(people, steward)
    assert NARRATIVE in words("/framework/S10/")
    with pytest.raises(Forbidden):
        add(steward, "Another")
    row = Origin.objects.get()
    as_(steward).post(f"{PAGE}{row.pk}/off/")
    assert NARRATIVE not in words("/framework/S10/")
    verbs = [event.verb for event in history.past(f"draft:{SLUG}")]
    assert "origin added" in verbs
    assert "origin taken off" in verbs
    assert list(history.faults()) == []


def test_a_statement_that_is_new_says_so_and_names_no_list(people, steward):
    row = drafting.a_draft(steward)
    drafting.write(steward)
    now = queries.work(row).lines["S10"].statement
    from dataclasses import replace

    from alongside.core.framework.drafting import blank

    made = replace(now, source=blank("", now.theme, 1).source, text="Somewhere to sit together.")
    code = actions.add_statement(
        actor=steward, slug=SLUG, key="k", statement=made, why="It was missing."
    )
    publish(people, steward)
    page = words(f"/framework/{code}/").split('id="source"')[1]
    assert "New in this edition." in page
    assert "in its list" not in page


def test_a_form_sent_twice_says_it_once_and_a_wrong_address_is_given_back(steward):
    drafting.a_draft(steward)
    browser = as_(steward)
    for _each in range(2):
        assert browser.post(PAGE, GIVEN).status_code == 302
    assert Origin.objects.count() == 1
    for url in ("javascript:alert(1)", "http://example.org", "//example.org", "/\\example.org"):
        answer = browser.post(PAGE, {**GIVEN, "url": url, "key": "other"})
        assert (answer.status_code, NARRATIVE in answer.content.decode()) == (422, True), url
        with pytest.raises(ValueError, match="form"):
            add(steward, url=url)
    assert Origin.objects.count() == 1
    assert browser.post(PAGE, {**GIVEN, "url": "/stories/", "key": "o"}).status_code == 302


def test_only_stewards_say_where_a_statement_comes_from(people, steward):
    drafting.a_draft(steward)
    add(steward)
    for actor in (people.actor("alice"), drafting.moderator()):
        with pytest.raises(Forbidden):
            add(actor)
        with pytest.raises(Forbidden):
            actions.take_origin_off(actor=actor, slug=SLUG, origin_id=Origin.objects.get().pk)
    with pytest.raises(Forbidden):
        actions.add_origin(
            actor=steward, slug=SLUG, code="K99", kind=OriginKind.DOCUMENT, named="x"
        )
