"""Agreeing on a plan: who the two are now, what was agreed, and what has changed since."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from alongside.accounts import queries as accounts
from alongside.accounts.models import Person
from alongside.core.planning import agreeing
from alongside.foundation.actor import Actor
from alongside.framework import queries as framework
from alongside.planning import policies
from alongside.planning.models import (
    DECLINED,
    Plan,
    PlanReview,
    PlanVersion,
    PlanWords,
    SharedNeed,
)

from .plan import Answered, Question, answer, question


@dataclass(frozen=True, slots=True)
class Part:
    """A plan as one of its two people takes part in it now. ``other``: with whom, while that lasts."""

    plan: Plan
    voice: str
    other: Person | None

    @property
    def owner(self) -> Actor:
        person = self.plan.person_id
        return Actor(person, lambda: accounts.roles_of(person))


def with_whom(plan: Plan, *, today: date) -> Person | None:
    """Whom a plan is being agreed with, while they supervise and it is shared with them."""
    if plan.other_id is None:
        return None
    shared = still_shared(plan, today=today)
    supervising = shared and accounts.supervises(Actor(plan.other_id), worker=plan.person_id)
    return plan.other if policies.takes_part(shared=shared, supervising=supervising) else None


def still_shared(plan: Plan, *, today: date) -> bool:
    """Whether whom a plan is being agreed with can still read it: enough to say where it is, and
    one question; not enough to let anybody do anything."""
    if plan.other_id is None:
        return False
    given = accounts.shares_given(Actor(plan.person_id), kind=policies.SHARED_AS, today=today)
    return given.filter(item=str(plan.pk), reader_id=plan.other_id).exists()


def part_of(actor: Actor, plan_id: UUID, *, today: date) -> Part | None:
    """A plan for one of its two people; None for anybody else, as if it were not there."""
    plan = Plan.objects.select_related("person", "other").filter(pk=plan_id).first()
    return None if plan is None else taking_part(actor, plan, today=today)


def taking_part(actor: Actor, plan: Plan, *, today: date) -> Part | None:
    """As ``part_of``, where the row is at hand."""
    other = with_whom(plan, today=today)
    voice = policies.voice_of(
        actor, owner=plan.person_id, other=plan.other_id, other_takes_part=other is not None
    )
    return None if voice is None else Part(plan, voice, other)


def workbench(part: Part, *, today: date) -> Question:
    """What the worker's plan is worked out from now, whoever of the two asks."""
    return question(part.owner, today=today, plan=part.plan)


def as_version(answered: Answered) -> dict[str, Any]:
    """A plan as it stands on the workbench, in the shape of a version (see core.planning.agreeing).

    What is done stays in it, and what was begun keeps its place in time: an agreed plan does not
    seem to change because somebody did something that is in it.
    """
    asked = answered.question
    plan, stands, shelf = asked.plan, asked.plan.stands, asked.library.by_id
    done = {one["id"] for one in stands["done"]}
    chosen = [
        {
            "id": one["id"],
            "title": shelf[one["id"]].lasting_title,
            "hours": one["hours"],
            **_when(stands["held"].get(one["id"], one)),
        }
        for one in answered.document["activities"]
        if one["id"] in shelf and one["id"] not in done
    ]
    return {
        "activities": [*stands["done"], *chosen],
        "needs": [
            {"code": need["code"], "reasons": need["reasons"]}
            for need in answered.document["needs"]
        ],
        "hours": float(plan.hours),
        "hours_per_month": _number(plan.hours_per_month),
        "protected_hours": _number(plan.protected_hours),
        "start": _day(plan.start),
        "end": _day(plan.end),
        "review_on": _day(plan.review_on),
        "edition": {"slug": asked.edition.slug, "title": asked.edition.title},
    }


def _when(one: Mapping[str, Any]) -> dict[str, Any]:
    return {"month": one["month"], "on": one["on"]}


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def version_digest(document: Mapping[str, Any]) -> str:
    """64 letters that stand for what somebody saw when they proposed it, in whatever order."""
    activities = sorted(document["activities"], key=lambda one: str(one["id"]))
    seen = {**document, "activities": activities}
    text = json.dumps(seen, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def same(one: Mapping[str, Any] | None, other: Mapping[str, Any]) -> bool:
    """Whether two versions say the same, in whatever order."""
    return one is not None and not difference(one, other)


def difference(
    before: Mapping[str, Any], now: Mapping[str, Any], *, leave_out: Iterable[str] = ()
) -> agreeing.Difference:
    """What changed between two versions, each need as it is called in the later one's edition.

    A need whose statement has changed in between is called by its edition and code, as
    ``an-edition/K01``: it is another need than the one with that code now.
    """
    old, new = (version.get("edition", {}).get("slug", "") for version in (before, now))
    needs = [{**need, "code": need_code(old, need["code"], new)} for need in before["needs"]]
    return agreeing.difference({**before, "needs": needs}, now, leave_out=leave_out)


def need_code(old: str, code: str, new: str) -> str:
    return framework.now(old, code, new).counts or f"{old}/{code}"


def need_now(row: SharedNeed) -> str:
    """The code of what was marked as it is now, "" where its meaning has changed since."""
    return framework.now(row.edition, row.code, framework.published().slug).counts


def changed_since(plan: Plan, document: Mapping[str, Any]) -> agreeing.Difference | None:
    """What the workbench says that the version in force does not. None where there is none yet."""
    stands = plan.stands
    if stands["document"] is None:
        return None
    aside = plan.chosen(DECLINED).intersection(stands["aside"])
    return difference(stands["document"], document, leave_out=aside)


def changed_now(asked: Question) -> agreeing.Difference | None:
    """The same, worked out from the question of a plan's page."""
    if asked.plan.stands["document"] is None:
        return None
    return changed_since(asked.plan, as_version(answer(asked)))


def versions(plan: Plan) -> list[PlanVersion]:
    """Every version, the newest first."""
    rows = PlanVersion.objects.filter(plan=plan).select_related("other", "proposed_by")
    return list(rows.order_by("-number"))


def newest(plan: Plan) -> PlanVersion | None:
    return PlanVersion.objects.filter(plan=plan).order_by("-number").first()


def words_of(plan: Plan) -> list[PlanWords]:
    """What each says about the plan now: the last of each person's rows, the worker's first."""
    last: dict[tuple[str, UUID | None], PlanWords] = {}
    for row in PlanWords.objects.filter(plan=plan).select_related("person").order_by("number"):
        last[row.voice, row.person_id] = row
    return sorted(last.values(), key=lambda row: (row.voice != agreeing.WORKER, row.made_at))


def own_words(plan: Plan, person_id: UUID) -> PlanWords | None:
    """The last of what one person said about a plan."""
    rows = PlanWords.objects.filter(plan=plan, person_id=person_id)
    return rows.order_by("-number").first()


def needs_marked(plan: Plan) -> list[SharedNeed]:
    """What the other marked and has not taken back, in the order of marking."""
    rows = SharedNeed.objects.filter(plan=plan, taken_back_at__isnull=True)
    return list(rows.select_related("marked_by").order_by("made_at", "pk"))


def last_review(plan: Plan) -> PlanReview | None:
    return PlanReview.objects.filter(plan=plan).order_by("-number").first()


def closed_plans(actor: Actor) -> list[Plan]:
    """One's earlier plans, the last one first."""
    rows = Plan.objects.filter(person_id=actor.person_id, state=agreeing.CLOSED)
    return list(rows.order_by("-closed_at", "-made_at"))


def earlier(actor: Actor, plan_id: UUID) -> Plan | None:
    """One earlier plan, for its owner."""
    return Plan.objects.filter(pk=plan_id, person_id=actor.person_id, state=agreeing.CLOSED).first()
