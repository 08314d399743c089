"""What is noted to be told: completions alone, from the moment somebody wants it, and nothing of theirs."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.assessment.models import Answer
from alongside.completions import actions, queries
from alongside.completions.models import Sending, Told
from alongside.core.credentials import xapi
from alongside.core.scales import POINTS
from alongside.foundation import outbox
from alongside.foundation.models import OutboxMessage
from alongside.library.loading import packaged_library
from alongside.planning import actions as planning
from alongside.planning.models import Plan, PlanItem
from tests.factories import completions as factory
from tests.factories.accounts import actor_for
from tests.factories.badges import ACTIVITY, done


def now() -> str:
    return timezone.now().isoformat()


def today():
    return timezone.localdate()


def to_do(person, activity=ACTIVITY):
    return done(person, activity, on=None)


def tick(person, item):
    planning.tick_off(actor=actor_for(person), item_id=item)


def note(item, *, at=None, kind=xapi.ACTIVITY):
    return actions.note_completed(actor=None, kind=kind, thing_id=item, at=at or now())


def test_a_thing_ticked_off_is_told_once_with_its_day_and_nothing_else(people, edition, store):
    factory.turned_on(people.alice, store)
    item = to_do(people.alice)
    tick(people.alice, item)
    outbox.deliver()
    [told] = queries.told(people.alice.pk)
    said = told.statement
    assert said["verb"]["id"] == "http://adlnet.gov/expapi/verbs/completed"
    assert said["object"]["id"] == f"{factory.SITE}/learning/{ACTIVITY}/"
    assert said["timestamp"] == f"{today()}T00:00:00Z"
    assert said["actor"]["account"] == {"homePage": factory.SITE, "name": told.sending.who}
    assert xapi.faults(said) == []
    planning.back_to_do(actor=actor_for(people.alice), item_id=item)
    tick(people.alice, item)
    outbox.deliver()
    assert len(queries.told(people.alice.pk)) == 1


def test_the_statements_it_is_for_are_named_by_where_case_has_them_and_values_are_not(
    people, edition, store
):
    library = packaged_library()
    with_values = next(
        one
        for one in library.by_id.values()
        if any(code.startswith("V") for code in one.develops)
        and any(code.startswith("K") for code in one.develops)
    )
    factory.turned_on(people.alice, store)
    note(done(people.alice, with_values.id, on=today()))
    [told] = queries.told(people.alice.pk)
    named = {one["id"] for one in told.statement["context"]["contextActivities"]["category"]}
    wanted = [code for code in with_values.develops if not code.startswith("V")]
    assert named == {
        f"{factory.SITE}/ims/case/v1p1/CFItems/{edition.identifier(code)}" for code in wanted
    }


def test_a_plan_that_is_closed_is_told_with_nothing_of_what_is_in_it(people, edition, store):
    factory.turned_on(people.alice, store)
    to_do(people.alice)
    plan = Plan.objects.get(person=people.alice)
    Plan.objects.filter(pk=plan.pk).update(state="under-way")
    planning.close(actor=actor_for(people.alice))
    outbox.deliver()
    [told] = queries.told(people.alice.pk)
    assert told.kind == xapi.PLAN
    assert set(told.statement) == {"id", "version", "actor", "verb", "object", "timestamp"}
    assert told.statement["object"]["id"] == f"{factory.SITE}/completions/#plan"


def test_for_whoever_did_not_turn_it_on_nothing_is_kept(people, edition, store):
    factory.turned_on(people.alice, store)
    item = to_do(people.bob)
    tick(people.bob, item)
    assert outbox.deliver() == (1, 0)
    assert Told.objects.count() == 0
    [message] = OutboxMessage.objects.filter(topic=planning.ACTIVITY_DONE)
    assert set(message.body) == {"person", "at"}


def test_only_what_is_completed_from_then_on_is_told(people, edition, store):
    ticked_before = to_do(people.alice)
    tick(people.alice, ticked_before)
    factory.turned_on(people.alice, store)
    outbox.deliver()
    of_last_week = done(
        people.alice, "ask-about-money-without-shame", on=today() - timedelta(days=7)
    )
    note(of_last_week)
    assert Told.objects.count() == 0


def test_a_tick_that_is_taken_back_before_it_is_handed_on_is_not_told(people, edition, store):
    factory.turned_on(people.alice, store)
    item = to_do(people.alice)
    tick(people.alice, item)
    planning.back_to_do(actor=actor_for(people.alice), item_id=item)
    outbox.deliver()
    assert Told.objects.count() == 0


def test_something_of_one_s_own_is_never_told(people, edition, store):
    factory.turned_on(people.alice, store)
    plan = Plan.objects.create(person=people.alice)
    own = PlanItem.objects.create(
        plan=plan, title="Ask Morag about hope", state="done", done_on=today()
    )
    assert note(own.pk) == 0
    planning.back_to_do(actor=actor_for(people.alice), item_id=own.pk)
    tick(people.alice, own.pk)
    assert OutboxMessage.objects.filter(topic=planning.ACTIVITY_DONE).count() == 0


@pytest.mark.parametrize("change", [{"link": "/stories/x/"}, {"kept_as": "A story"}])
def test_nothing_is_told_of_what_can_be_taken_back(people, edition, store, monkeypatch, change):
    from dataclasses import replace

    from alongside.library import queries as library

    whole = library.library_for(actor_for(people.alice), today=today())
    lent = {**whole.by_id, ACTIVITY: replace(whole.by_id[ACTIVITY], **change)}
    monkeypatch.setattr(
        library, "library_for", lambda actor, today: type("Shelf", (), {"by_id": lent})
    )
    factory.turned_on(people.alice, store)
    assert note(done(people.alice, on=today())) == 0


def test_whoever_no_longer_works_there_is_told_of_no_more(people, edition, store):
    factory.turned_on(people.alice, store)
    people.alice.roles.all().delete()
    assert note(done(people.alice, on=today())) == 0
    assert Sending.objects.get().ended_by == "left"


def test_two_stores_know_somebody_by_two_numbers(people, edition, store):
    other = factory.a_store(service=people.team.service.name, name="The service's record")
    for one in (store, other):
        factory.turned_on(people.alice, one)
    note(done(people.alice, on=today()))
    numbers = {one.statement["actor"]["account"]["name"] for one in queries.told(people.alice.pk)}
    ids = {one.statement["id"] for one in queries.told(people.alice.pk)}
    assert len(numbers) == len(ids) == 2


GREEK = st.text("αβγδεζηθικλμνξοπρστυφχψω ", min_size=5, max_size=60).map(
    lambda text: f"ψ{text.strip()}ω"
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_somebody_wrote_or_answered_none_of_it_is_told(people, edition, store, data):
    alice = people.alice
    activity = data.draw(st.sampled_from(sorted(packaged_library().by_id)))
    words = [data.draw(GREEK) for _ in range(5)]
    mail = f"zq{data.draw(st.integers(0, 10**9))}@zq.example"
    type(alice).objects.filter(pk=alice.pk).update(name=words[0], email=mail)
    Plan.objects.filter(person=alice).delete()
    plan = Plan.objects.create(person=alice)
    row = PlanItem.objects.create(
        plan=plan,
        activity=activity,
        title=words[1],
        because=words[2],
        changed=words[3],
        state="done",
        done_on=today(),
        real_hours=7,
    )
    for code in ("K01", "S10", "V20"):
        Answer.objects.update_or_create(
            person=alice,
            edition="realising-recovery-2007",
            code=code,
            defaults={
                "point": "" if code == "V20" else data.draw(st.sampled_from(POINTS)),
                "want": data.draw(st.booleans()),
                "note": words[4],
                "seq": 1,
                "saved_at": timezone.now(),
            },
        )
    factory.turned_on(alice, store)
    note(row.pk)
    told = Told.objects.filter(thing=row.pk)
    for one in told:
        text = json.dumps(one.statement, ensure_ascii=False)
        assert not [word for word in (*words, mail, str(alice.pk), str(row.pk)) if word in text]
        assert xapi.faults(one.statement) == []
        assert not set(POINTS) & values_of(one.statement)
        assert str(edition.identifier("V20")) not in text
    assert told.count() == 1


def values_of(value) -> set[str]:
    if isinstance(value, dict):
        return set().union(*map(values_of, value.values()))
    if isinstance(value, list):
        return set().union(*map(values_of, value))
    return {value}
