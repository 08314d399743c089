"""What every write to a plan shares: its row locked, worked out again, saved with its history."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.accounts import queries as accounts
from alongside.core.planning import agreeing
from alongside.core.planning.model import BadPlan
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import Conflict, tell
from alongside.planning import policies, queries
from alongside.planning.models import Plan, PlanItem, PlanVersion, SharedNeed
from alongside.planning.models.agreeing import YES

from .words import Lines

# What higher areas can hear of through the outbox: which thing it was, and when that was said.
ACTIVITY_DONE, PLAN_CLOSED = "activity-done", "plan-closed"


def own_for_change(actor: Actor) -> Plan:
    """The open plan, made if there is none yet, with its row locked until the change is saved."""
    open_now = Plan.objects.exclude(state=agreeing.CLOSED)
    made, _new = open_now.get_or_create(person_id=actor.person_id)
    plan = Plan.objects.select_for_update().get(pk=made.pk)
    if not policies.may_change(actor, owner=plan.person_id):
        raise Forbidden(_("Only the person whose plan this is can change it."))
    return plan


def part_for_change(actor: Actor, plan_id: UUID) -> queries.Part:
    """A plan for one of its two people, with its row locked. Nobody else gets this far."""
    plan = Plan.objects.select_for_update().filter(pk=plan_id).first()
    part = queries.taking_part(actor, plan, today=timezone.localdate()) if plan else None
    if part is None:
        raise Forbidden(_("This plan is not being agreed with you, or not any more."))
    if part.plan.state == agreeing.CLOSED:
        raise Forbidden(_("This plan is closed. What was written in it stays as it is."))
    return part


def save(actor: Actor, plan: Plan, verb: str, what: dict[str, Any]) -> Plan:
    """Work it out, save question and answer together, and add it to the history. Raises BadPlan."""
    asked_of = queries.question(_owner(actor, plan), today=timezone.localdate(), plan=plan)
    plan.result = queries.solve(asked_of)
    plan.input_digest = asked_of.digest
    plan.solved_at = timezone.now()
    return note(actor, plan, verb, what)


def save_anyway(actor: Actor, plan: Plan, verb: str, what: dict[str, Any]) -> Plan:
    """The same for what has happened and must be kept, whether or not the rest still fits: the
    page then works it out, and says what does not hold together."""
    try:
        return save(actor, plan, verb, what)
    except BadPlan:
        plan.result, plan.input_digest = None, ""
        return note(actor, plan, verb, what)


def note(actor: Actor, plan: Plan, verb: str, what: dict[str, Any]) -> Plan:
    """Save the row as it is, with its history. ``what`` never holds what somebody wrote."""
    plan.save()
    history.record(chain=f"plan:{plan.person_id}", verb=verb, actor=actor, what=what)
    return plan


def _owner(actor: Actor, plan: Plan) -> Actor:
    owner = plan.person_id
    return actor if actor.person_id == owner else Actor(owner, lambda: accounts.roles_of(owner))


def say_done(row: PlanItem, *, owner: UUID) -> None:
    """Say that an activity of the library is done. Of something of somebody's own, nothing is said."""
    if row.activity:
        say_completed(ACTIVITY_DONE, row.pk, owner=owner)


def say_completed(topic: str, thing: UUID, *, owner: UUID) -> None:
    """Whoever it is about stands beside it, so that it goes when they are erased."""
    at = timezone.now().isoformat()
    tell(topic=topic, about=thing, body={"person": str(owner), "at": at})


def stand(plan: Plan) -> None:
    """Bring what the plan's row says of where it stands in step with the other rows."""
    rows = queries.items(plan)
    held = [row for row in rows if row.activity and row.state in agreeing.STILL_TO_DO]
    done = [row for row in rows if row.activity and row.state == agreeing.DONE]
    own = [
        row
        for row in rows
        if not row.activity and row.state in (*agreeing.STILL_TO_DO, agreeing.DONE)
    ]
    aside = (agreeing.REPLACED, agreeing.DID_NOT_HAPPEN)
    settled = [one for one in queries.versions(plan) if one.settled]
    in_force = settled[0] if settled else None
    agreed = SharedNeed.objects.filter(plan=plan, worker_said=YES, taken_back_at__isnull=True)
    plan.standing = {
        "number": in_force.number if in_force else 0,
        "document": in_force.document if in_force else None,
        "held": {row.activity: _held(row) for row in held},
        "done": [{"id": row.activity, "title": row.title, **_held(row)} for row in done],
        "aside": [row.activity for row in rows if row.activity and row.state in aside],
        "own": sum(float(row.hours or 0) for row in own),
        "since": timezone.localdate(settled[-1].made_at).isoformat() if settled else None,
        "codes": sorted([one.edition, one.code] for one in agreed),
    }


def _held(row: PlanItem) -> dict[str, Any]:
    return {
        "month": row.month,
        "on": row.on.isoformat() if row.on else None,
        "hours": float(row.hours or 0),
    }


def settle(plan: Plan, version: PlanVersion, courses: frozenset[str]) -> None:
    """Put a version in force: its activities are what there is to do. Nothing written is lost."""
    rows = {row.activity: row for row in queries.items(plan) if row.activity}
    inside = set()
    for place, one in enumerate(version.document["activities"], start=1):
        inside.add(one["id"])
        row = rows.get(one["id"]) or PlanItem(plan=plan, activity=one["id"], title=one["title"])
        if row.state not in (*agreeing.STILL_TO_DO, agreeing.DONE):
            row.state = agreeing.TO_DO
        row.hours, row.order, row.course = one["hours"], place, one["id"] in courses
        row.month, row.on = one["month"], one["on"]
        row.version += one["id"] in rows
        row.save()
    for id_, row in rows.items():
        if id_ not in inside and row.state in agreeing.STILL_TO_DO:
            row.state = agreeing.LEFT_OUT
            row.version += 1
            row.save(update_fields=["state", "version"])
    plan.afresh = False
    stand(plan)


def conflict(yours: Lines, theirs: Lines, *, label: str = "", go_on: str = "") -> Conflict:
    """Both texts, for when a page was older than what is saved."""
    return Conflict(
        label=label or _("Your plan was changed on another page"),
        yours=yours,
        theirs=theirs,
        go_on=go_on or reverse("planning:plan"),
    )
