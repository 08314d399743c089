"""Two people at one plan, in any order, with old pages open: against a plain model of what may be.

The model knows nothing of the code's own table of moves.
"""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from alongside.accounts import actions as accounts
from alongside.accounts.models import Share, Supervising
from alongside.foundation import history
from alongside.foundation.actor import Forbidden
from alongside.foundation.writing import Conflict
from alongside.planning import actions, queries
from alongside.planning.models import Plan, PlanItem, PlanReview, PlanVersion, PlanWords
from tests.factories.planning import supervised

VOICES = st.sampled_from(["worker", "other"])
TEXTS = st.sampled_from(["one", "two", "three", ""])
STATES = st.sampled_from(["draft", "shared", "discussed", "agreed", "under-way", "reviewed"])
BEGINS_FROM = ("draft", "agreed", "reviewed")
CLOSES_FROM = ("agreed", "under-way", "reviewed")
DOING = ("under-way", "reviewed")


def content(document):
    """What a version says, in no order."""
    rows = {(o["id"], o["hours"], o["month"], o["on"]) for o in document["activities"]}
    codes = {need["code"] for need in document["needs"]}
    return frozenset(rows), frozenset(codes), document["hours"]


class TwoPeople(RuleBasedStateMachine):
    """``self.said`` is what the model holds; every rule foresees the outcome, then looks."""

    people = None

    @initialize()
    def begin_anew(self):
        # As a test of its own: what an action starts is rolled back by itself when it is refused.
        self.block = transaction.atomic()
        self.block._from_testcase = True
        self.block.__enter__()
        self.alice, self.bob = self.people.actor("alice"), self.people.actor("bob")
        self.state, self.other = "draft", False
        self.versions, self.force = [], 0
        self.words = {"worker": [], "other": []}
        self.reviews, self.done = 0, set()
        supervised(self.alice, self.bob)
        self.plan_id = actions.change_hours(actor=self.alice, hours=Decimal("6")).pk

    def teardown(self):
        if hasattr(self, "block"):
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    # The model

    @property
    def live(self):
        today = timezone.localdate()
        shared = Share.objects.filter(
            item=str(self.plan_id), reader_id=self.bob.person_id, ended_at=None, until__gte=today
        ).exists()
        return self.other and shared and Supervising.objects.filter(state="accepted").exists()

    def actor(self, voice):
        return self.alice if voice == "worker" else self.bob

    def now(self):
        asked = queries.question(self.alice, today=timezone.localdate())
        return content(queries.as_version(queries.answer(asked)))

    def in_force(self):
        return self.versions[self.force - 1]["content"] if self.force else None

    def check(self, expected, do):
        try:
            do()
            happened = "done"
        except Forbidden:
            happened = "forbidden"
        except Conflict as clash:
            happened = "conflict" if clash.yours and clash.theirs else "a conflict without both"
        assert happened == expected, (happened, expected)

    def add_version(self, voice, found, *, alone=False):
        self.versions.append(
            {"content": found, "alone": alone, "worker": alone or voice == "worker",
             "other": voice == "other"}
        )  # fmt: skip
        if alone:
            self.force = len(self.versions)

    def says_yes(self, voice, version):
        if version[voice]:
            return
        version[voice] = True
        if version["worker"] and version["other"]:
            self.force = self.versions.index(version) + 1
            if self.state not in DOING:
                self.state = "agreed"

    # What the worker does with sharing

    @rule()
    def share(self):
        known = Supervising.objects.filter(state="accepted").exists()
        until = timezone.localdate() + timedelta(days=30)
        self.check(
            "done" if known else "forbidden",
            lambda: actions.share_with(actor=self.alice, reader_id=self.bob.person_id, until=until),
        )
        if known:
            self.other = True
            self.state = self.state if self.state in DOING else "shared"

    @rule()
    def take_back(self):
        self.check("done", lambda: actions.take_back(actor=self.alice))
        self.other = False
        self.state = self.state if self.state in DOING else "draft"

    @rule(by=VOICES)
    def end_supervision_and_ask_again_later(self, by):
        lasting = Supervising.objects.filter(state="accepted").first()
        if lasting:
            accounts.end_supervising(actor=self.actor(by), supervising_id=lasting.pk)
        else:
            supervised(self.alice, self.bob)

    # What either does

    @rule(voice=VOICES)
    def discuss(self, voice):
        expected = "done" if self.live and self.state == "shared" else "forbidden"
        actor = self.actor(voice)
        self.check(expected, lambda: actions.mark_discussed(actor=actor, plan_id=self.plan_id))
        if expected == "done":
            self.state = "discussed"

    @rule(voice=VOICES, old_page=st.booleans())
    def propose(self, voice, old_page):
        expected = "forbidden" if not self.live else "conflict" if old_page else "done"
        found, actor = self.now(), self.actor(voice)
        seen = "0" * 64 if old_page else ""
        self.check(
            expected,
            lambda: actions.propose_version(actor=actor, plan_id=self.plan_id, seen=seen),
        )
        if expected != "done":
            return
        last = self.versions[-1] if self.versions else None
        if last and not last["alone"] and last["content"] == found:
            self.says_yes(voice, last)
        elif last and self.in_force() == found and last["worker"] and last["other"]:
            pass
        else:
            self.add_version(voice, found)

    @rule(voice=VOICES, behind=st.integers(0, 1))
    def say_yes(self, voice, behind):
        number = max(1, len(self.versions) - behind)
        if (voice == "other" and not self.live) or not self.versions:
            expected = "forbidden"
        elif number != len(self.versions):
            expected = "conflict"
        else:
            expected = "done" if self.live and not self.versions[-1]["alone"] else "forbidden"
        actor = self.actor(voice)
        self.check(
            expected,
            lambda: actions.say_yes(actor=actor, plan_id=self.plan_id, number=number),
        )
        if expected == "done":
            self.says_yes(voice, self.versions[-1])

    @rule(voice=VOICES, text=TEXTS, behind=st.integers(0, 1))
    def say(self, voice, text, behind):
        own = self.words[voice]
        seen = max(0, len(own) - behind)
        if voice == "other" and not self.live:
            expected = "forbidden"
        elif text == (own[-1] if own else ""):
            expected = "done"
        else:
            expected = "done" if seen == len(own) else "conflict"
        actor = self.actor(voice)
        self.check(
            expected,
            lambda: actions.say(actor=actor, plan_id=self.plan_id, text=text, seen=seen),
        )
        if expected == "done" and text != (own[-1] if own else ""):
            own.append(text)

    # What the worker does with the plan

    @rule(hours=st.sampled_from(["4", "6", "9"]))
    def change_hours(self, hours):
        from alongside.core.planning.model import BadPlan

        try:
            actions.change_hours(actor=self.alice, hours=Decimal(hours))
        except BadPlan:
            assert self.force  # only what was begun or agreed can be too much for the hours

    @rule(seen=STATES)
    def begin(self, seen):
        if seen != self.state:
            again = seen in BEGINS_FROM and self.state == "under-way"
            expected = "done" if again else "conflict"
        else:
            again = False
            expected = "done" if self.state in BEGINS_FROM else "forbidden"
        found = self.now()
        self.check(expected, lambda: actions.begin(actor=self.alice, seen=seen))
        if expected == "done" and not again:
            if self.state == "draft" and self.in_force() != found:
                self.add_version("worker", found, alone=True)
            self.state = "under-way"

    @rule()
    def renew(self):
        expected = "done" if self.state in DOING and not self.live else "forbidden"
        found = self.now()
        self.check(expected, lambda: actions.renew(actor=self.alice))
        if expected == "done" and self.in_force() != found:
            self.add_version("worker", found, alone=True)

    @rule(which=st.integers(0, 3))
    def tick_or_untick(self, which):
        rows = [row for row in queries.items_of(self.alice.person_id) if row.state != "left-out"]
        if not rows:
            return
        one = rows[which % len(rows)]
        if one.id in self.done:
            actions.back_to_do(actor=self.alice, item_id=one.id)
            self.done.discard(one.id)
        else:
            actions.tick_off(actor=self.alice, item_id=one.id)
            self.done.add(one.id)

    @rule(behind=st.integers(0, 1))
    def look_back(self, behind):
        seen = max(0, self.reviews - behind)
        expected = "done" if self.state in DOING else "forbidden"
        if seen != self.reviews:
            expected = "conflict"
        text = f"review {self.reviews + 1}"
        self.check(
            expected,
            lambda: actions.review(
                actor=self.alice, seen=seen, on=timezone.localdate(), changed=text,
                in_the_way="", following="",
            ),
        )  # fmt: skip
        if expected == "done":
            self.reviews += 1
            self.state = "reviewed"

    @rule()
    def close(self):
        expected = "done" if self.state in CLOSES_FROM else "forbidden"
        before = self.rows()
        self.check(expected, lambda: actions.close(actor=self.alice, seen=self.state))
        if expected == "done":
            assert self.rows() == before  # nothing of it goes
            self.plan_id = queries.own(self.alice.person_id).pk
            self.state, self.other = "draft", False
            self.versions, self.force = [], 0
            self.words = {"worker": [], "other": []}
            self.reviews, self.done = 0, set()

    def rows(self):
        return [
            model.objects.filter(plan_id=self.plan_id).count()
            for model in (PlanVersion, PlanWords, PlanItem, PlanReview)
        ]

    # What must hold after every step

    @invariant()
    def the_rows_say_what_the_model_says(self):
        if not hasattr(self, "plan_id"):
            return
        plan = Plan.objects.get(pk=self.plan_id)
        assert plan.state == self.state
        assert (plan.other_id is not None) == self.other
        assert plan.stands["number"] == self.force
        rows = PlanVersion.objects.filter(plan=plan).order_by("number")
        assert [row.number for row in rows] == list(range(1, len(self.versions) + 1))
        for row, said in zip(rows, self.versions, strict=True):
            assert content(row.document) == said["content"]
            assert bool(row.worker_yes_at) == said["worker"]
            assert bool(row.other_yes_at) == said["other"]
        for voice, texts in self.words.items():
            kept = PlanWords.objects.filter(plan=plan, voice=voice).order_by("number")
            assert [row.text for row in kept] == texts
        done = PlanItem.objects.filter(plan=plan, state="done")
        assert set(done.values_list("pk", flat=True)) == self.done
        assert PlanReview.objects.filter(plan=plan).count() == self.reviews
        assert bool(queries.part_of(self.bob, self.plan_id, today=timezone.localdate())) == bool(
            self.live
        )


@pytest.mark.usefixtures("alice")
def test_two_people_at_one_plan_in_any_order_lose_nothing_and_overstep_nothing(people):
    TwoPeople.people = people
    run_state_machine_as_test(
        TwoPeople,
        settings=settings(
            max_examples=14,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert list(history.faults()) == []
