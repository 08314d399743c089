"""Round the rule from behind: rows written past the actions, by whoever has a shell or a script."""

import json

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from alongside.core import framework as core
from alongside.foundation.actor import Forbidden
from alongside.framework import actions, queries
from alongside.framework.models import Draft, Edition, Verdict
from alongside.framework.policies import Panel
from tests.factories import drafting
from tests.factories.drafting import SLUG, in_review, publish, say, seat
from tests.repo.test_addresses import addresses as all_addresses


@pytest.fixture
def steward(people, edition):
    return drafting.steward()


@pytest.fixture
def panel(people, steward):
    return [seat(people.alice, steward), seat(people.charlie, steward)]


def facts(row, **other):
    """What a row of a published edition would hold."""
    made = queries.work(row).edition
    return {
        "slug": SLUG,
        "title": made.title,
        "digest": core.digest(made),
        "document": json.dumps(core.to_document(made)),
        "published_at": timezone.now(),
        **other,
    }


def in_sql(given):
    names = ", ".join(given)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO framework_edition ({names}) VALUES ({', '.join(['%s'] * len(given))})",
            list(given.values()),
        )


WAYS = {
    "create": lambda given: Edition.objects.create(**given),
    "save": lambda given: Edition(**given).save(force_insert=True),
    "get or create": lambda given: Edition.objects.get_or_create(slug=SLUG, defaults=given),
    "update or create": lambda given: Edition.objects.update_or_create(slug=SLUG, defaults=given),
    "in bulk": lambda given: Edition.objects.bulk_create([Edition(**given)]),
    "in SQL": in_sql,
}


def refused(given, way="create"):
    with pytest.raises(DatabaseError, match="lived-experience panel"), transaction.atomic():
        WAYS[way](given)
    assert not Edition.objects.filter(slug=SLUG).exists()
    return True


def test_not_by_writing_the_row_of_an_edition_oneself(steward, panel):
    row = in_review(steward)
    say(panel[0])
    for way in WAYS:
        assert refused(facts(row), way), way


def test_not_with_the_yes_of_another_panel_or_to_other_words_or_without_the_panel_asked(
    people, steward, panel
):
    row = in_review(steward)
    for person in (people.alice, people.bob, people.charlie):
        say(seat(person, steward, Panel.CARERS))
    assert refused(facts(row))
    for place in panel:
        say(place)
    assert refused(facts(row, digest="0" * 64))
    actions.take_back(actor=steward, slug=SLUG)
    assert refused(facts(row))


def test_not_by_pushing_the_draft_into_the_state_it_needs_to_be_in(steward, panel):
    row = drafting.a_draft(steward)
    drafting.write(steward)
    Draft.objects.filter(pk=row.pk).update(state="review")
    with pytest.raises(Forbidden):
        publish(steward)
    row.refresh_from_db()
    assert refused(facts(row))
    Draft.objects.filter(pk=row.pk).update(state="published", open=False)
    assert refused(facts(row))
    with pytest.raises(Forbidden):
        actions.publish(actor=None, edition=queries.work(row).edition)


def test_not_by_moving_a_draft_with_its_decision_under_another_digest(steward, panel):
    """The lines say other words than the digest that was decided on: the action works it out again."""
    row = in_review(steward)
    for place in panel:
        say(place)
    line = queries.latest_lines(row.pk)["S10"]
    words = json.loads(line.line)
    words["statement"]["text"] = "Slipped in."
    type(line).objects.filter(pk=line.pk).update(line=json.dumps(words))
    with pytest.raises(Forbidden):
        publish(steward)
    assert refused(facts(row))


def test_not_with_one_person_who_said_yes_twice(steward, panel):
    row = in_review(steward)
    for _each in range(3):
        say(panel[0])
    assert Verdict.objects.count() == 3
    assert refused(facts(row))


def test_what_was_decided_goes_in_and_stays_as_it_is(steward, panel):
    in_review(steward)
    for place in panel:
        say(place)
    publish(steward)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Edition.objects.filter(slug=SLUG).update(title="Another")


def test_there_is_no_admin_site_to_write_a_row_with():
    assert not apps.is_installed("django.contrib.admin")
    assert not [where for where, _entry in all_addresses() if "admin" in where]
