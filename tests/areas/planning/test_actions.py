"""Changing a plan: saved with its answer and its history, once, or refused with nothing changed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from alongside.accounts import actions as accounts
from alongside.core.planning.model import PinsDoNotFit
from alongside.foundation import history
from alongside.foundation.actor import Forbidden
from alongside.foundation.writing import Conflict
from alongside.planning import actions, queries
from alongside.planning.models import DECLINED, DONE, KEEP, Plan


def chosen(plan: Plan) -> list[str]:
    return [one["id"] for one in plan.result["activities"]]


def events(actor):
    return history.past(f"plan:{actor.person_id}")


@pytest.fixture
def plan(alice):
    return actions.change_hours(actor=alice, hours=Decimal("10"))


def test_new_hours_are_saved_with_the_plan_they_make_and_with_history(alice, plan):
    kept = Plan.objects.get(pk=plan.pk)
    assert kept.hours == 10
    assert kept.result["certificate"]["proved"]
    assert 0 < kept.result["hours"]["used"] <= 10
    assert kept.input_digest == queries.question(alice, today=timezone.localdate()).digest
    (event,) = events(alice)
    assert (event.verb, event.what) == ("changed", {"hours": "10"})


def test_the_same_change_twice_is_one_change(alice, plan):
    first = actions.pin(actor=alice, activity_id=chosen(plan)[0])
    second = actions.pin(actor=alice, activity_id=chosen(plan)[0])
    assert second.version == first.version
    again = actions.change_hours(actor=alice, hours=Decimal("10"), version=1)
    assert again.version == first.version
    assert len(events(alice)) == 2
    assert Plan.objects.count() == 1


def test_what_is_kept_stays_and_what_is_declined_goes(alice, plan):
    keep, leave = chosen(plan)[0], chosen(plan)[1]
    actions.pin(actor=alice, activity_id=keep)
    after = actions.decline(actor=alice, activity_id=leave)
    assert after.chosen(KEEP) == {keep}
    assert after.chosen(DECLINED) == {leave}
    assert keep in chosen(after)
    assert leave not in chosen(after)
    back = actions.restore(actor=alice, activity_id=leave)
    assert back.chosen(DECLINED) == set()
    assert actions.unpin(actor=alice, activity_id=keep).chosen(KEEP) == set()


def test_an_activity_done_leaves_the_plan(alice, plan):
    done = chosen(plan)[0]
    after = actions.mark_done(actor=alice, activity_id=done)
    assert after.chosen(DONE) == {done}
    assert done not in chosen(after)


def test_a_swap_puts_the_stand_in_where_the_other_was(alice, plan):
    one = next(one for one in plan.result["activities"] if one["stand_in"])
    after = actions.swap(actor=alice, activity_id=one["id"], stand_in=one["stand_in"]["id"])
    assert one["stand_in"]["id"] in chosen(after)
    assert one["id"] not in chosen(after)


def test_what_is_kept_and_does_not_fit_is_named_and_nothing_changes(alice, plan):
    longest = max(plan.result["activities"], key=lambda one: one["hours"])["id"]
    kept = actions.pin(actor=alice, activity_id=longest)
    with pytest.raises(PinsDoNotFit) as refusal:
        actions.change_hours(actor=alice, hours=Decimal("0.25"))
    assert refusal.value.pins == (longest,)
    now = Plan.objects.get(pk=plan.pk)
    assert (now.hours, now.version, now.result) == (10, kept.version, kept.result)
    assert len(events(alice)) == 2


def test_an_activity_that_is_not_in_the_library_is_refused(alice, plan):
    with pytest.raises(Forbidden):
        actions.pin(actor=alice, activity_id="no-such-thing")
    assert len(events(alice)) == 1


def test_two_pages_with_different_hours_never_overwrite_each_other_unseen(alice, plan):
    actions.change_hours(actor=alice, hours=Decimal("8"), version=plan.version)
    with pytest.raises(Conflict) as clash:
        actions.change_hours(actor=alice, hours=Decimal("7.5"), version=plan.version)
    assert clash.value.yours == [("Hours", "7.5")]
    assert clash.value.theirs == [("Hours", "8")]
    assert Plan.objects.get(pk=plan.pk).hours == 8


def test_two_pages_that_say_different_things_of_one_activity_are_shown_both(alice, plan):
    one = chosen(plan)[0]
    actions.pin(actor=alice, activity_id=one, version=plan.version)
    with pytest.raises(Conflict) as clash:
        actions.decline(actor=alice, activity_id=one, version=plan.version)
    assert [text for _, text in clash.value.yours + clash.value.theirs] == ["Not for me", "Keep"]


def test_a_choice_about_one_activity_does_not_clash_with_one_about_another(alice, plan):
    actions.pin(actor=alice, activity_id=chosen(plan)[0], version=plan.version)
    after = actions.decline(actor=alice, activity_id=chosen(plan)[1], version=plan.version)
    assert len(after.chosen(KEEP) | after.chosen(DECLINED)) == 2


def test_dates_and_pace_place_the_plan_in_months(alice, plan):
    start = timezone.localdate() + timedelta(days=7)
    after = actions.set_dates(
        actor=alice,
        start=start,
        end=start + timedelta(days=300),
        hours_per_month=Decimal("5"),
        no_courses=True,
    )
    months = [one["month"] for one in after.result["activities"]]
    assert months == sorted(months)
    for month in set(months):
        hours = [
            one["hours_with_write_up"]
            for one in after.result["activities"]
            if one["month"] == month
        ]
        assert sum(hours) <= 5
    assert (after.start, after.no_courses) == (start, True)


def test_offers_are_shown_only_once_asked_for(alice, plan):
    assert not plan.offers
    assert actions.opt_in_offers(actor=alice, wanted=True).offers
    assert not actions.opt_in_offers(actor=alice, wanted=False).offers


def test_sharing_makes_the_plan_if_there_is_none_and_tells_the_history(alice, people):
    shared = actions.share(
        actor=alice, until=timezone.localdate() + timedelta(days=5), reader_id=people.bob.pk
    )
    assert Plan.objects.get(pk=shared.pk).result["activities"]
    assert events(alice)[0].verb == "started"


def test_erasing_oneself_takes_the_plan_and_what_its_history_said(alice, plan):
    accounts.erase_person(actor=alice)
    assert not Plan.objects.exists()
    assert [event.what for event in events(alice)] == [None]
    assert list(history.faults()) == []


def test_everything_kept_about_somebody_leaves_with_them(alice, plan):
    actions.pin(actor=alice, activity_id=chosen(plan)[0])
    (kept,) = queries.kept_about(alice.person_id)
    assert kept["hours"] == 10
    assert kept["kept"] == [chosen(plan)[0]]
    assert kept["plan"]["needs"]


def test_a_person_has_one_draft_even_when_two_first_changes_meet(alice):
    Plan.objects.get_or_create(person_id=alice.person_id, state="draft")
    actions.change_hours(actor=alice, hours=Decimal("6"))
    actions.opt_in_offers(actor=alice, wanted=True)
    assert Plan.objects.count() == 1
