"""Agreeing on a plan: moves made and refused, versions both said yes to, needs, words, looking back."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from alongside.accounts import actions as accounts
from alongside.accounts.models import Supervising
from alongside.foundation import history
from alongside.foundation.actor import Forbidden
from alongside.foundation.writing import Conflict
from alongside.planning import actions, queries
from alongside.planning.models import Plan, PlanItem, PlanReview, PlanVersion, PlanWords, SharedNeed
from tests.factories.planning import agreed, shared_to_agree, supervised


def now(plan: Plan) -> Plan:
    return Plan.objects.get(pk=plan.pk)


def today():
    return timezone.localdate()


@pytest.fixture
def shared(alice, bob):
    return shared_to_agree(alice, bob)


@pytest.fixture
def settled(alice, bob):
    return agreed(alice, bob)


# Sharing


def test_a_plan_is_shared_only_with_somebody_who_said_yes_to_supervising(alice, bob):
    until = today() + timedelta(days=9)
    with pytest.raises(Forbidden):
        actions.share_with(actor=alice, reader_id=bob.person_id, until=until)
    supervised(alice, bob)
    plan = actions.share_with(actor=alice, reader_id=bob.person_id, until=until)
    assert (plan.state, plan.other_id) == ("shared", bob.person_id)
    assert queries.part_of(bob, plan.pk, today=today()).voice == "other"


def test_sharing_with_another_supervisor_ends_it_for_the_one_before(alice, bob, shared, people):
    charlie = people.actor("charlie")
    supervised(alice, charlie)
    until = today() + timedelta(days=9)
    actions.share_with(actor=alice, reader_id=charlie.person_id, until=until)
    assert queries.part_of(bob, shared.pk, today=today()) is None
    assert queries.readable(bob, shared.pk, today=today()) is None
    assert queries.part_of(charlie, shared.pk, today=today()).voice == "other"


def test_taking_it_back_ends_reading_and_makes_it_a_draft_again(alice, bob, shared):
    plan = actions.take_back(actor=alice)
    assert (plan.state, plan.other_id) == ("draft", None)
    assert queries.readable(bob, shared.pk, today=today()) is None
    assert actions.take_back(actor=alice).version == plan.version


def end_share(alice, plan):
    from alongside.accounts.queries import shares_given

    (share,) = shares_given(alice, kind="plan", today=today())
    accounts.end_share(actor=alice, share_id=share.pk)


def end_supervision(alice, plan):
    accounts.end_supervising(actor=alice, supervising_id=Supervising.objects.get().pk)


def let_it_run_out(alice, plan):
    from alongside.accounts.models import Share

    Share.objects.update(until=today() - timedelta(days=1))


def take_it_back(alice, plan):
    actions.take_back(actor=alice)


ENDINGS = [end_share, end_supervision, let_it_run_out, take_it_back]


def everything_the_other_can_do(plan, need, version):
    return {
        "say": lambda a: actions.say(actor=a, plan_id=plan.pk, text="New", seen=0),
        "discuss": lambda a: actions.mark_discussed(actor=a, plan_id=plan.pk),
        "propose": lambda a: actions.propose_version(actor=a, plan_id=plan.pk),
        "yes": lambda a: actions.say_yes(actor=a, plan_id=plan.pk, number=version),
        "not yet": lambda a: actions.take_back_yes(actor=a, plan_id=plan.pk, number=version),
        "mark": lambda a: actions.mark_need(actor=a, plan_id=plan.pk, code="S01", why="Why"),
        "take a need back": lambda a: actions.take_back_need(
            actor=a, plan_id=plan.pk, need_id=need
        ),
        "answer": lambda a: actions.answer_need(actor=a, plan_id=plan.pk, need_id=need, yes=True),
    }


def rows():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Plan, PlanVersion, PlanWords, SharedNeed, PlanItem, PlanReview)
    ]


@pytest.mark.parametrize("end", ENDINGS)
def test_once_it_has_ended_the_other_can_do_nothing_any_more(end, alice, bob, shared):
    need = actions.mark_need(actor=bob, plan_id=shared.pk, code="K10", why="Because")
    made = actions.propose_version(actor=alice, plan_id=shared.pk)
    end(alice, shared)
    before = rows()
    for name, do in everything_the_other_can_do(shared, need.pk, made.number).items():
        with pytest.raises(Forbidden):
            do(bob)
        assert rows() == before, name


@pytest.mark.parametrize("name", ["charlie", "dana"])
def test_nobody_else_ever_can(name, people, alice, bob, shared):
    need = actions.mark_need(actor=bob, plan_id=shared.pk, code="K10", why="Because")
    made = actions.propose_version(actor=alice, plan_id=shared.pk)
    before = rows()
    for do in everything_the_other_can_do(shared, need.pk, made.number).values():
        with pytest.raises(Forbidden):
            do(people.actor(name))
    assert rows() == before


def test_a_colleague_who_may_read_the_plan_is_not_one_of_the_two(alice, bob, people, shared):
    until = today() + timedelta(days=9)
    charlie = people.actor("charlie")
    actions.share(actor=alice, until=until, reader_id=charlie.person_id)
    assert queries.readable(charlie, shared.pk, today=today()) is not None
    with pytest.raises(Forbidden):
        actions.say(actor=charlie, plan_id=shared.pk, text="Mine", seen=0)


def test_nobody_but_the_worker_moves_the_plan_or_ticks_anything_off(alice, bob, settled):
    one = queries.items_of(alice.person_id)[0]
    for do in (
        lambda: actions.tick_off(actor=bob, item_id=one.id),
        lambda: actions.did_not_happen(actor=bob, item_id=one.id, because="x"),
        lambda: actions.move_item(actor=bob, item_id=one.id, on=today()),
        lambda: actions.replace_item(actor=bob, item_id=one.id, title="x"),
        lambda: actions.say_what_changed(actor=bob, item_id=one.id, text="x"),
    ):
        with pytest.raises(Forbidden):
            do()
    assert now(settled).state == "agreed"


def test_somebody_who_supervised_once_and_is_let_read_again_only_reads(alice, bob, shared):
    end_supervision(alice, shared)
    until = today() + timedelta(days=9)
    actions.share(actor=alice, until=until, reader_id=bob.person_id)
    assert queries.readable(bob, shared.pk, today=today()) is not None
    assert queries.part_of(bob, shared.pk, today=today()) is None
    with pytest.raises(Forbidden):
        actions.say(actor=bob, plan_id=shared.pk, text="Mine", seen=0)


# Agreeing


def test_it_is_agreed_once_both_have_said_yes_and_not_before(alice, bob, shared):
    made = actions.propose_version(actor=alice, plan_id=shared.pk)
    assert now(shared).state == "shared"
    assert not PlanItem.objects.exists()
    actions.say_yes(actor=bob, plan_id=shared.pk, number=made.number)
    plan = now(shared)
    assert plan.state == "agreed"
    assert plan.stands["number"] == 1
    ids = [one["id"] for one in made.document["activities"]]
    assert [row.activity for row in queries.items(plan)] == ids


def test_one_person_saying_yes_twice_is_one_yes(alice, bob, shared):
    made = actions.propose_version(actor=bob, plan_id=shared.pk)
    actions.say_yes(actor=bob, plan_id=shared.pk, number=made.number)
    assert not PlanVersion.objects.get().settled
    assert now(shared).state == "shared"


def test_both_proposing_the_same_is_agreeing(alice, bob, shared):
    actions.propose_version(actor=bob, plan_id=shared.pk)
    assert actions.propose_version(actor=alice, plan_id=shared.pk).agreed
    assert PlanVersion.objects.count() == 1


def test_a_yes_can_be_taken_back_until_the_other_has_said_theirs(alice, bob, shared):
    made = actions.propose_version(actor=alice, plan_id=shared.pk)
    with pytest.raises(Forbidden):
        actions.take_back_yes(actor=alice, plan_id=shared.pk, number=made.number)
    actions.say_yes(actor=bob, plan_id=shared.pk, number=made.number)
    with pytest.raises(Forbidden):
        actions.take_back_yes(actor=bob, plan_id=shared.pk, number=made.number)


def test_a_plan_that_changed_after_the_page_was_opened_is_not_proposed_unseen(alice, bob, shared):
    part = queries.part_of(bob, shared.pk, today=today())
    asked = queries.workbench(part, today=today())
    seen = queries.version_digest(queries.as_version(queries.answer(asked)))
    actions.change_hours(actor=alice, hours=Decimal("4"))
    with pytest.raises(Conflict):
        actions.propose_version(actor=bob, plan_id=shared.pk, seen=seen)
    assert not PlanVersion.objects.exists()


def test_a_yes_to_a_version_that_has_been_followed_by_another_clashes(alice, bob, shared):
    first = actions.propose_version(actor=alice, plan_id=shared.pk)
    actions.change_hours(actor=alice, hours=Decimal("4"))
    second = actions.propose_version(actor=alice, plan_id=shared.pk)
    with pytest.raises(Conflict):
        actions.say_yes(actor=bob, plan_id=shared.pk, number=first.number)
    assert actions.say_yes(actor=bob, plan_id=shared.pk, number=second.number).agreed


def test_a_change_after_agreement_is_a_new_version_and_both_see_the_same_difference(
    alice, bob, settled
):
    dropped = queries.items_of(alice.person_id)[0]
    activity = PlanItem.objects.get(pk=dropped.id).activity
    actions.decline(actor=alice, activity_id=activity)
    actions.set_terms(
        actor=alice, review_on=today() + timedelta(days=70), protected_hours=Decimal("3")
    )
    found = [
        queries.changed_since(
            part.plan, queries.as_version(queries.answer(queries.workbench(part, today=today())))
        )
        for part in (
            queries.part_of(alice, settled.pk, today=today()),
            queries.part_of(bob, settled.pk, today=today()),
        )
    ]
    assert found[0] == found[1]
    assert dropped.title in found[0].taken_out
    assert {one.what for one in found[0].settings} == {"review_on", "protected_hours"}
    made = actions.propose_version(actor=bob, plan_id=settled.pk)
    assert made.number == 2
    assert now(settled).stands["number"] == 1
    actions.say_yes(actor=alice, plan_id=settled.pk, number=2)
    assert now(settled).stands["number"] == 2
    assert PlanItem.objects.get(pk=dropped.id).state == "left-out"


def test_a_version_never_changes_but_for_the_two_times(alice, bob, shared):
    made = actions.propose_version(actor=alice, plan_id=shared.pk)
    before = PlanVersion.objects.filter(pk=made.pk).values("number", "document", "made_at").get()
    actions.say_yes(actor=bob, plan_id=shared.pk, number=made.number)
    actions.change_hours(actor=alice, hours=Decimal("30"))
    actions.begin(actor=alice)
    after = PlanVersion.objects.filter(pk=made.pk).values("number", "document", "made_at").get()
    assert before == after


def test_nothing_seems_to_change_because_somebody_did_what_was_agreed(alice, bob, settled):
    actions.begin(actor=alice)
    for one in queries.items_of(alice.person_id)[:2]:
        actions.tick_off(actor=alice, item_id=one.id)
    asked = queries.question(alice, today=today())
    assert not queries.changed_now(asked)
    titles = [one["title"] for one in queries.as_version(queries.answer(asked))["activities"]]
    assert sorted(titles) == sorted(one.title for one in queries.items_of(alice.person_id))


def test_a_plan_of_ones_own_needs_nobody(alice):
    actions.change_hours(actor=alice, hours=Decimal("10"))
    plan = actions.begin(actor=alice, seen="draft")
    assert plan.state == "under-way"
    version = PlanVersion.objects.get()
    assert version.settled
    assert not version.agreed
    assert len(queries.items_of(alice.person_id)) == len(version.document["activities"]) > 0
    assert actions.begin(actor=alice, seen="draft").version == plan.version
    actions.change_hours(actor=alice, hours=Decimal("14"))
    actions.renew(actor=alice)
    assert PlanVersion.objects.count() == 2


def test_a_plan_under_way_can_be_agreed_later(alice, bob):
    actions.change_hours(actor=alice, hours=Decimal("10"))
    actions.begin(actor=alice)
    plan = shared_to_agree(alice, bob)
    assert plan.state == "under-way"
    with pytest.raises(Forbidden):
        actions.renew(actor=alice)
    made = actions.propose_version(actor=bob, plan_id=plan.pk)
    actions.say_yes(actor=alice, plan_id=plan.pk, number=made.number)
    assert PlanVersion.objects.get(number=made.number).agreed
    assert now(plan).state == "under-way"


def test_an_empty_plan_cannot_be_begun_or_proposed(people, edition):
    charlie, dana = people.actor("charlie"), people.actor("dana")
    with pytest.raises(Forbidden):
        actions.begin(actor=charlie)
    plan = shared_to_agree(charlie, dana)
    with pytest.raises(Forbidden):
        actions.propose_version(actor=charlie, plan_id=plan.pk)
    assert not PlanVersion.objects.exists()


def test_a_move_from_an_old_page_says_where_the_plan_is_now(alice, bob, settled):
    actions.begin(actor=alice, seen="agreed")
    with pytest.raises(Conflict) as clash:
        actions.close(actor=alice, seen="agreed")
    assert clash.value.theirs == [("Where the plan is now", "Under way")]
    assert now(settled).state == "under-way"


def test_closing_keeps_the_plan_ends_its_sharing_and_starts_the_next(alice, bob, settled):
    actions.begin(actor=alice)
    done = queries.items_of(alice.person_id)[0]
    activity = PlanItem.objects.get(pk=done.id).activity
    actions.tick_off(actor=alice, item_id=done.id)
    actions.say(actor=bob, plan_id=settled.pk, text="Well done", seen=0)
    actions.close(actor=alice, seen="under-way")
    following = queries.own(alice.person_id)
    assert following.pk != settled.pk
    assert following.state == "draft"
    assert activity in following.chosen("done")
    assert queries.items_of(alice.person_id) == []
    assert queries.item_titles(alice.person_id, [done.id]) == {done.id: done.title}
    assert queries.part_of(bob, settled.pk, today=today()) is None
    assert [plan.pk for plan in queries.closed_plans(alice)] == [settled.pk]
    for do in (
        lambda: actions.say(actor=alice, plan_id=settled.pk, text="Late", seen=0),
        lambda: actions.back_to_do(actor=alice, item_id=done.id),
    ):
        with pytest.raises(Forbidden):
            do()


# Needs


def test_what_both_want_counts_in_the_plan_and_in_its_question(alice, bob, shared):
    before = queries.question(alice, today=today())
    need = actions.mark_need(actor=bob, plan_id=shared.pk, code="K10", why="For the ward round")
    assert queries.question(alice, today=today()).digest == before.digest
    actions.answer_need(actor=alice, plan_id=shared.pk, need_id=need.pk, yes=True)
    after = queries.question(alice, today=today())
    assert after.digest != before.digest
    found = {one.code: one.reasons for one in after.asked.needs}
    assert found["K10"] == ("agreed",)
    actions.answer_need(actor=alice, plan_id=shared.pk, need_id=need.pk, yes=False)
    assert queries.question(alice, today=today()).digest == before.digest


def test_what_was_agreed_stays_until_it_is_worked_out_afresh_and_agreed_again(alice, bob, settled):
    agreed_on = {row.activity for row in queries.items(settled)}
    need = actions.mark_need(actor=bob, plan_id=settled.pk, code="K10", why="x")
    actions.answer_need(actor=alice, plan_id=settled.pk, need_id=need.pk, yes=True)

    def chosen():
        document = queries.answer(queries.question(alice, today=today())).document
        return {one["id"] for one in document["activities"]}

    assert agreed_on <= chosen()
    actions.work_out_afresh(actor=alice, wanted=True)
    assert not agreed_on <= chosen()
    actions.work_out_afresh(actor=alice, wanted=False)
    assert agreed_on <= chosen()
    actions.work_out_afresh(actor=alice, wanted=True)
    afresh = chosen()
    made = actions.propose_version(actor=alice, plan_id=settled.pk)
    assert {row.activity for row in queries.items(now(settled))} == agreed_on
    actions.say_yes(actor=bob, plan_id=settled.pk, number=made.number)
    to_do = {row.activity for row in queries.items(settled) if row.state == "to-do"}
    assert to_do == afresh
    assert not now(settled).afresh


def test_a_need_taken_back_counts_no_longer_and_stays_in_the_record(alice, bob, shared):
    need = actions.mark_need(actor=bob, plan_id=shared.pk, code="K10", why="For the ward round")
    actions.answer_need(actor=alice, plan_id=shared.pk, need_id=need.pk, yes=True)
    actions.take_back_need(actor=bob, plan_id=shared.pk, need_id=need.pk)
    codes = {one.code for one in queries.question(alice, today=today()).asked.needs}
    assert "K10" not in codes
    (kept,) = queries.kept_about(alice.person_id)
    assert kept["needs_marked"][0]["why"] == "For the ward round"


def test_nobody_marks_a_value_for_somebody_else(alice, bob, shared):
    with pytest.raises(Forbidden):
        actions.mark_need(actor=bob, plan_id=shared.pk, code="V03", why="x")
    with pytest.raises(Forbidden):
        actions.mark_need(actor=bob, plan_id=shared.pk, code="K99", why="x")
    assert not SharedNeed.objects.exists()


def test_each_has_their_own_part_in_a_need(alice, bob, shared):
    need = actions.mark_need(actor=bob, plan_id=shared.pk, code="K10", why="x")
    with pytest.raises(Forbidden):
        actions.answer_need(actor=bob, plan_id=shared.pk, need_id=need.pk, yes=True)
    with pytest.raises(Forbidden):
        actions.take_back_need(actor=alice, plan_id=shared.pk, need_id=need.pk)
    with pytest.raises(Forbidden):
        actions.mark_need(actor=alice, plan_id=shared.pk, code="K11", why="x")


def test_marking_the_same_need_twice_shows_both_reasons(alice, bob, shared):
    first = actions.mark_need(actor=bob, plan_id=shared.pk, code="K10", why="One")
    assert actions.mark_need(actor=bob, plan_id=shared.pk, code="K10", why="One").pk == first.pk
    with pytest.raises(Conflict) as clash:
        actions.mark_need(actor=bob, plan_id=shared.pk, code="K10", why="Two")
    assert [text for _, text in clash.value.yours + clash.value.theirs] == ["Two", "One"]


# Words


def test_each_saves_their_own_words_and_earlier_ones_are_kept(alice, bob, shared):
    actions.say(actor=alice, plan_id=shared.pk, text="I would start small", seen=0)
    actions.say(actor=bob, plan_id=shared.pk, text="I would start big", seen=0)
    actions.say(actor=alice, plan_id=shared.pk, text="I will start small", seen=1)
    said = [(row.voice, row.text) for row in queries.words_of(shared)]
    assert said == [("worker", "I will start small"), ("other", "I would start big")]
    assert PlanWords.objects.count() == 3


def test_words_from_an_old_page_clash_with_both_texts_and_lose_nothing(alice, shared):
    actions.say(actor=alice, plan_id=shared.pk, text="From the phone", seen=0)
    with pytest.raises(Conflict) as clash:
        actions.say(actor=alice, plan_id=shared.pk, text="From the desk", seen=0)
    texts = [text for _, text in clash.value.yours + clash.value.theirs]
    assert texts == ["From the desk", "From the phone"]
    assert PlanWords.objects.get().text == "From the phone"


# Looking back


def looked_back(alice, **said):
    words = {"changed": "", "in_the_way": "", "following": "", "seen": 0, "on": today()}
    return actions.review(actor=alice, **{**words, **said})


def test_looking_back_is_kept_and_can_be_gone_on_from(alice, bob, settled):
    with pytest.raises(Forbidden):
        looked_back(alice, changed="Too soon")
    actions.begin(actor=alice)
    looked_back(alice, changed="I ask first now")
    assert now(settled).state == "reviewed"
    looked_back(alice, changed="I ask first now, mostly", seen=1)
    with pytest.raises(Conflict):
        looked_back(alice, changed="From an old page", seen=1)
    assert PlanReview.objects.count() == 2
    assert actions.begin(actor=alice, seen="reviewed").state == "under-way"


# What is kept, and what a look at the disk shows


SECRET = "Heather by the window"


def test_everything_leaves_with_the_worker_and_ones_own_words_with_the_other(alice, bob, settled):
    actions.say(actor=bob, plan_id=settled.pk, text="Words of the other", seen=0)
    actions.say(actor=alice, plan_id=settled.pk, text="Words of the worker", seen=0)
    actions.begin(actor=alice)
    looked_back(alice, in_the_way="The rota")
    (kept,) = queries.kept_about(alice.person_id)
    assert {one["text"] for one in kept["words"]} == {"Words of the other", "Words of the worker"}
    assert kept["reviews"][0]["in_the_way"] == "The rota"
    assert kept["versions"][0]["other"] == "Bob Baird"
    assert len(kept["things_to_do"]) == len(kept["versions"][0]["document"]["activities"])
    assert [one["text"] for one in queries.kept_as_other(bob.person_id)] == ["Words of the other"]
    assert queries.kept_about(bob.person_id) == []


def test_when_the_other_is_erased_the_agreement_stays_and_no_longer_names_them(alice, bob, settled):
    actions.say(actor=bob, plan_id=settled.pk, text="Words of the other", seen=0)
    accounts.erase_person(actor=bob)
    version = PlanVersion.objects.get()
    assert version.agreed
    assert version.other_id is None
    assert "Bob" not in str(queries.kept_about(alice.person_id))
    assert [row.text for row in queries.words_of(settled)] == ["Words of the other"]
    assert actions.take_back(actor=alice).state == "draft"


def test_nothing_that_was_written_stands_in_clear_in_the_tables_or_in_history(alice, bob, settled):
    from django.db import connection

    actions.say(actor=bob, plan_id=settled.pk, text=SECRET, seen=0)
    need = actions.mark_need(actor=bob, plan_id=settled.pk, code="K10", why=SECRET)
    actions.answer_need(actor=alice, plan_id=settled.pk, need_id=need.pk, yes=True)
    actions.begin(actor=alice)
    first, second, third, *_rest = queries.items_of(alice.person_id)
    actions.did_not_happen(actor=alice, item_id=first.id, because=SECRET)
    actions.replace_item(actor=alice, item_id=second.id, title=SECRET)
    actions.say_what_changed(actor=alice, item_id=third.id, text=SECRET)
    actions.add_own_item(actor=alice, title=SECRET, hours=None)
    looked_back(alice, changed=SECRET, in_the_way=SECRET, following=SECRET)
    with connection.cursor() as cursor:
        dump = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            dump += [str(row) for row in cursor.fetchall()]
    assert any("plan:" in row for row in dump), "history was looked at too"
    assert [row[:200] for row in dump if SECRET in row] == []
    assert list(history.faults()) == []
