"""What is done with each thing in a plan: kept, in step with the planner, and nothing lost."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from alongside.foundation.actor import Forbidden
from alongside.foundation.writing import Conflict
from alongside.planning import actions, queries
from alongside.planning.actions.saving import stand
from alongside.planning.models import DECLINED, DONE, KEEP, Plan, PlanItem
from alongside.planning.presenters import beside


def today():
    return timezone.localdate()


@pytest.fixture
def begun(alice):
    actions.change_hours(actor=alice, hours=Decimal("12"))
    return actions.begin(actor=alice)


def row(one) -> PlanItem:
    return PlanItem.objects.get(pk=one.pk if hasattr(one, "pk") else one.id)


@pytest.fixture
def things(alice, begun):
    return [row(one) for one in queries.items_of(alice.person_id)]


def plan_of(alice) -> Plan:
    return queries.own(alice.person_id)


def in_the_plan(alice) -> set[str]:
    asked = queries.question(alice, today=today())
    return {one["id"] for one in queries.answer(asked).document["activities"]}


def test_what_is_ticked_off_is_done_and_the_rest_of_the_plan_stays_as_it_was(alice, things):
    before = queries.question(alice, today=today())
    plan = queries.answer(before).document
    for one in things[:3]:
        actions.tick_off(actor=alice, item_id=one.pk)
    after = queries.question(alice, today=today())
    assert plan_of(alice).chosen(DONE) == {one.activity for one in things[:3]}
    assert queries.finished(after.plan) == plan_of(alice).chosen(DONE)
    assert queries.answer(after).document == plan
    assert not queries.changed_now(after)


def test_what_the_worker_puts_in_takes_hours_only_where_there_are_some_left(alice, things):
    needed = sum(float(one.hours) + 0.25 for one in things)
    actions.add_own_item(actor=alice, title="Read", hours=Decimal("5"))
    bounds = queries.question(alice, today=today()).asked.bounds
    assert bounds.hours == max(7.0, needed)
    actions.change_hours(actor=alice, hours=Decimal("30"))
    assert queries.question(alice, today=today()).asked.bounds.hours == 25.0


def test_ticking_off_twice_is_once_and_taking_it_back_is_as_before(alice, things):
    actions.tick_off(actor=alice, item_id=things[0].pk)
    version = plan_of(alice).version
    actions.tick_off(actor=alice, item_id=things[0].pk, version=things[0].version)
    assert plan_of(alice).version == version
    actions.untick(actor=alice, item_id=things[0].pk)
    assert plan_of(alice).chosen(DONE) == frozenset()
    assert (row(things[0]).state, row(things[0]).done_on) == ("to-do", None)
    assert {one.activity for one in things} == in_the_plan(alice)


def test_hours_and_protected_time_are_kept_with_it(alice, things):
    actions.tick_off(
        actor=alice,
        item_id=things[0].pk,
        done_on=today() - timedelta(days=2),
        real_hours=Decimal("3"),
        protected_hours=Decimal("1.5"),
    )
    (found,) = [one for one in queries.items_of(alice.person_id) if one.state == "done"]
    assert (found.hours, found.done_on) == (3.0, today() - timedelta(days=2))
    actions.record_hours(
        actor=alice, item_id=things[0].pk, real_hours=Decimal("4"), protected_hours=None
    )
    assert row(things[0]).real_hours == 4


def test_what_is_moved_keeps_its_day_and_stays_in_the_plan(alice, things):
    day = today() + timedelta(days=30)
    actions.move_item(actor=alice, item_id=things[0].pk, on=day)
    assert (row(things[0]).state, row(things[0]).on) == ("moved", day)
    assert things[0].activity in in_the_plan(alice)
    found = queries.changed_now(queries.question(alice, today=today()))
    assert [one.what for one in found.moved] == [things[0].title]


def test_what_did_not_happen_leaves_the_plan_with_its_reason_and_can_come_back(alice, things):
    actions.did_not_happen(actor=alice, item_id=things[0].pk, because="The ward closed")
    assert plan_of(alice).chosen(DECLINED) == {things[0].activity}
    assert things[0].activity not in in_the_plan(alice)
    actions.back_to_do(actor=alice, item_id=things[0].pk)
    assert things[0].activity in in_the_plan(alice)
    assert row(things[0]).because == "The ward closed"


def test_something_else_takes_its_place(alice, things):
    shelf = queries.question(alice, today=today()).library
    spare = next(
        one.id
        for one in shelf.by_code["K04"]
        if one.id not in {thing.activity for thing in things} and not one.prerequisites
    )
    new = actions.replace_item(actor=alice, item_id=things[0].pk, activity=spare)
    old = row(things[0])
    assert (old.state, old.replaced_by_id) == ("replaced", new)
    plan = plan_of(alice)
    assert things[0].activity in plan.chosen(DECLINED)
    assert spare in plan.chosen(KEEP)
    assert spare in plan.stands["held"]
    own = actions.replace_item(actor=alice, item_id=things[1].pk, title="Shadow a peer worker")
    assert queries.item_titles(alice.person_id, [own]) == {own: "Shadow a peer worker"}


def test_a_form_sent_twice_adds_one_thing(alice, things):
    ids = {
        actions.add_own_item(actor=alice, title="Read", hours=Decimal("1"), key="k")
        for _ in range(2)
    }
    assert len(ids) == 1
    assert PlanItem.objects.filter(activity="").count() == 1
    twice = {
        actions.replace_item(actor=alice, item_id=things[0].pk, title="Walk", key="r")
        for _ in range(2)
    }
    assert len(twice) == 1
    assert PlanItem.objects.filter(activity="").count() == 2


def test_what_was_written_on_an_old_page_is_shown_beside_what_is_saved(alice, things):
    one = things[0]
    actions.did_not_happen(
        actor=alice, item_id=one.pk, because="From the phone", version=one.version
    )
    with pytest.raises(Conflict) as clash:
        actions.did_not_happen(
            actor=alice, item_id=one.pk, because="From the desk", version=one.version
        )
    assert ("Because", "From the desk") in clash.value.yours
    assert ("Because", "From the phone") in clash.value.theirs
    assert row(one).because == "From the phone"


def test_done_already_on_the_plans_page_is_ticked_off_and_taken_back_the_same(alice, things):
    actions.mark_done(actor=alice, activity_id=things[0].activity)
    assert (row(things[0]).state, row(things[0]).done_on) == ("done", today())
    actions.restore(actor=alice, activity_id=things[0].activity)
    assert row(things[0]).state == "to-do"


def test_what_is_to_be_done_stays_until_the_worker_says_it_is_not_for_them(alice, things):
    actions.change_hours(actor=alice, hours=Decimal("20"))
    assert {one.activity for one in things} <= in_the_plan(alice)
    actions.decline(actor=alice, activity_id=things[0].activity)
    assert things[0].activity not in in_the_plan(alice)
    assert row(things[0]).state == "to-do"


def test_a_new_version_leaves_out_and_takes_in_and_loses_nothing_written(alice, things):
    actions.did_not_happen(actor=alice, item_id=things[0].pk, because="Kept")
    actions.decline(actor=alice, activity_id=things[1].activity)
    actions.renew(actor=alice)
    assert row(things[1]).state == "left-out"
    assert (row(things[0]).state, row(things[0]).because) == ("did-not-happen", "Kept")
    actions.change_hours(actor=alice, hours=Decimal("24"))
    actions.pin(actor=alice, activity_id=things[1].activity)
    actions.renew(actor=alice)
    assert row(things[1]).state == "to-do"


def test_what_the_row_says_of_where_it_stands_is_what_the_other_rows_say(alice, things):
    actions.tick_off(actor=alice, item_id=things[0].pk)
    actions.did_not_happen(actor=alice, item_id=things[1].pk, because="x")
    actions.add_own_item(actor=alice, title="Read", hours=Decimal("1"))
    actions.move_item(actor=alice, item_id=things[2].pk, on=today())
    plan = Plan.objects.get()
    kept = plan.standing
    stand(plan)
    assert plan.standing == kept


def test_something_done_is_kept_even_when_the_rest_does_not_fit_any_more(alice, things):
    Plan.objects.update(end=today(), start=today(), hours_per_month=Decimal("0.25"))
    actions.tick_off(actor=alice, item_id=things[0].pk)
    assert row(things[0]).state == "done"


def test_somebody_elses_things_are_not_there(alice, bob, things):
    assert queries.items_of(bob.person_id) == []
    assert queries.item_titles(bob.person_id, [things[0].pk]) == {}
    assert queries.item(bob, things[0].pk) is None
    with pytest.raises(Forbidden):
        actions.tick_off(actor=bob, item_id=things[0].pk)
    with pytest.raises(Forbidden):
        actions.tick_off(actor=alice, item_id=uuid4())


@pytest.mark.parametrize(
    ("days", "asked"), [(41, False), (42, True), (60, True), (84, True), (85, False)]
)
def test_what_changed_is_asked_six_to_twelve_weeks_after_a_course(alice, things, days, asked):
    one = things[0]
    PlanItem.objects.filter(pk=one.pk).update(course=True)
    done_on = today() - timedelta(days=days)
    actions.tick_off(actor=alice, item_id=one.pk, done_on=done_on)
    assert bool(queries.prompts(alice.person_id, today())) is asked


@pytest.mark.parametrize("text", ["I listen longer", ""])
def test_once_answered_or_put_away_it_is_not_asked_again(alice, things, text):
    one = things[0]
    PlanItem.objects.filter(pk=one.pk).update(course=True)
    actions.tick_off(actor=alice, item_id=one.pk, done_on=today() - timedelta(days=50))
    actions.say_what_changed(actor=alice, item_id=one.pk, text=text)
    assert queries.prompts(alice.person_id, today()) == []
    assert row(one).changed == text


def test_only_courses_are_asked_about(alice, things):
    actions.tick_off(actor=alice, item_id=things[0].pk, done_on=today() - timedelta(days=50))
    PlanItem.objects.update(course=False)
    assert queries.prompts(alice.person_id, today()) == []


def test_areas_above_show_something_beside_a_thing_to_do(monkeypatch):
    one, other, person = uuid4(), uuid4(), uuid4()
    monkeypatch.setattr(beside, "_providers", [])
    beside.add(lambda who, ids: {one: [beside.Link("An entry", "/e/")], other: []})
    beside.add(lambda who, ids: {one: [beside.Link("Another", "/f/")]} if who == person else {})
    found = beside.of(person, [one, other])
    assert [link.title for link in found[one]] == ["An entry", "Another"]
    assert other not in found
    assert beside.of(person, []) == {}


def test_something_else_with_an_old_key_is_another_thing_to_do(alice, begun):
    for title in ("Read", "Read", "Visit"):
        actions.add_own_item(actor=alice, title=title, hours=Decimal("1"), key="k")
    titles = [one.title for one in queries.items(queries.open_plan(alice.person_id))]
    assert (titles.count("Read"), titles.count("Visit")) == (1, 1)
