"""What is done with each thing in a plan under way. The worker's own to say, and nobody's to count."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.planning import agreeing
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import action, once
from alongside.planning import policies, queries
from alongside.planning.models import DECLINED, DONE, KEEP, Plan, PlanItem

from . import words
from .saving import conflict, own_for_change, save_anyway, say_done, stand


@action
def tick_off(
    *,
    actor: Actor,
    item_id: UUID,
    done_on: date | None = None,
    real_hours: Decimal | None = None,
    protected_hours: Decimal | None = None,
    version: int | None = None,
) -> PlanItem:
    """Say that something is done, and how long it took if one likes."""
    row = _for_change(actor, item_id)
    wanted: dict[str, Any] = {"state": agreeing.DONE}
    if row.state != agreeing.DONE or done_on:
        wanted["done_on"] = done_on or timezone.localdate()
    if real_hours is not None:
        wanted |= {"real_hours": real_hours, "protected_hours": protected_hours}
    return _change(actor, row, wanted, version, "ticked off", {row.activity: DONE})


@action
def back_to_do(*, actor: Actor, item_id: UUID, version: int | None = None) -> PlanItem:
    """Take back that something is done, replaced or did not happen: it is to do again."""
    row = _for_change(actor, item_id)
    wanted = {"state": agreeing.TO_DO, "done_on": None}
    return _change(actor, row, wanted, version, "put back", {row.activity: ""})


untick = back_to_do


@action
def move_item(*, actor: Actor, item_id: UUID, on: date, version: int | None = None) -> PlanItem:
    """Move something to another day."""
    row = _for_change(actor, item_id)
    wanted = {"state": agreeing.MOVED, "on": on, "month": None, "done_on": None}
    return _change(actor, row, wanted, version, "moved", {row.activity: ""})


@action
def did_not_happen(
    *, actor: Actor, item_id: UUID, because: str, version: int | None = None
) -> PlanItem:
    """Say that something did not happen, and why. It leaves the plan; that can be taken back."""
    row = _for_change(actor, item_id)
    wanted = {"state": agreeing.DID_NOT_HAPPEN, "because": because, "done_on": None}
    return _change(actor, row, wanted, version, "did not happen", {row.activity: DECLINED})


@action
def record_hours(
    *,
    actor: Actor,
    item_id: UUID,
    real_hours: Decimal | None,
    protected_hours: Decimal | None,
    version: int | None = None,
) -> PlanItem:
    """How long it really took, and how much of that was protected learning time."""
    row = _for_change(actor, item_id)
    wanted = {"real_hours": real_hours, "protected_hours": protected_hours}
    return _change(actor, row, wanted, version, "recorded hours", {})


@action
def say_what_changed(
    *, actor: Actor, item_id: UUID, text: str, version: int | None = None
) -> PlanItem:
    """Some weeks after a course: what changed. Asked once; an empty text puts the question away."""
    row = _for_change(actor, item_id, closed_too=True)
    wanted: dict[str, Any] = {"changed": text} if text else {}
    if row.answered_at is None:
        wanted["answered_at"] = timezone.now()
    return _change(actor, row, wanted, version, "answered about a course", {})


@action
def add_own_item(
    *, actor: Actor, title: str, hours: Decimal | None, on: date | None = None, key: str = ""
) -> UUID:
    """Put something of one's own into the plan. Returns its id."""

    def do() -> dict[str, Any]:
        plan = own_for_change(actor)
        _refuse_before_it_begins(plan)
        row = PlanItem.objects.create(
            plan=plan, title=title, hours=hours, on=on, order=len(queries.items(plan)) + 1
        )
        _in_step(actor, plan, "added something of one's own", {"item": row.pk}, {})
        return {"item": str(row.pk)}

    said = ["own item", title, hours, on]
    return UUID(once(actor=actor, key=key, do=do, said=said)["item"])


@action
def replace_item(
    *,
    actor: Actor,
    item_id: UUID,
    activity: str = "",
    title: str = "",
    hours: Decimal | None = None,
    version: int | None = None,
    key: str = "",
) -> UUID:
    """Do something else in place of one thing: an activity of the library, or something of one's
    own. Returns the id of what takes its place."""

    def do() -> dict[str, Any]:
        row = _for_change(actor, item_id)
        new = _stand_in(actor, row, activity, title, hours)
        wanted = {"state": agreeing.REPLACED, "replaced_by": new, "done_on": None}
        choices = {row.activity: DECLINED, **({activity: KEEP} if activity else {})}
        _change(actor, row, wanted, version, "replaced", choices)
        return {"item": str(new.pk)}

    said = ["instead", item_id, activity, title, hours]
    return UUID(once(actor=actor, key=key, do=do, said=said)["item"])


def _stand_in(
    actor: Actor, row: PlanItem, activity: str, title: str, hours: Decimal | None
) -> PlanItem:
    if not activity:
        return PlanItem.objects.create(
            plan=row.plan, title=title, hours=hours, order=row.order, month=row.month, on=row.on
        )
    shelf = queries.question(actor, today=timezone.localdate(), plan=row.plan).library
    known = shelf.by_id.get(activity)
    if known is None or activity == row.activity:
        raise Forbidden(_("Choose something else from the library."))
    new = PlanItem.objects.filter(plan=row.plan, activity=activity).first() or PlanItem(
        plan=row.plan, activity=activity, title=known.lasting_title, order=row.order
    )
    if new.state in (agreeing.REPLACED, agreeing.DID_NOT_HAPPEN, agreeing.LEFT_OUT):
        new.state = agreeing.TO_DO
    new.hours = Decimal(str(known.hours))
    new.course = shelf.is_course(known)
    new.save()
    return new


def _for_change(actor: Actor, item_id: UUID, *, closed_too: bool = False) -> PlanItem:
    """One's own thing to do, with the plan's row locked until the change is saved."""
    found = queries.item(actor, item_id)
    if found is None or not policies.may_change(actor, owner=found.plan.person_id):
        raise Forbidden(_("Only the person whose plan this is can change it."))
    plan = Plan.objects.select_for_update().get(pk=found.plan_id)
    row = PlanItem.objects.get(pk=item_id)
    row.plan = plan
    if plan.state == agreeing.CLOSED and not closed_too:
        raise Forbidden(_("This plan is closed. What was written in it stays as it is."))
    return row


def _refuse_before_it_begins(plan: Plan) -> None:
    if plan.state not in (agreeing.AGREED, agreeing.UNDER_WAY, agreeing.REVIEWED):
        raise Forbidden(_("Begin the plan first."))


def _change(
    actor: Actor,
    row: PlanItem,
    wanted: dict[str, Any],
    version: int | None,
    verb: str,
    choices: dict[str, str],
) -> PlanItem:
    """Save what is said of one thing, once; or say both where the page was older than that."""
    before = {name: getattr(row, name) for name in wanted}
    if before == wanted:
        return row
    if version is not None and row.version > version:
        go_on = reverse("planning:item", args=[row.pk])
        raise conflict(words.item(wanted), words.item(before), label=row.title, go_on=go_on)
    for name, value in wanted.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    if row.state == agreeing.DONE != before.get("state", row.state):
        say_done(row, owner=row.plan.person_id)
    what = {"item": row.pk, "state": row.state, "fields": sorted(wanted)}
    _in_step(actor, row.plan, verb, what, choices)
    return row


def _in_step(
    actor: Actor, plan: Plan, verb: str, what: dict[str, Any], choices: dict[str, str]
) -> None:
    """The planner hears of it: what is done is done, what is out is out, the rest fits round it."""
    plan.version += 1
    made = {id_: [choice, plan.version] for id_, choice in choices.items() if id_}
    plan.choices = {**plan.choices, **made}
    stand(plan)
    save_anyway(actor, plan, verb, what)
