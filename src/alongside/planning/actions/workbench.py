"""Writes: hours, dates and options, and what the worker says about each activity.

Every action works the plan out before it saves, so that what cannot hold together changes nothing,
and leaves the answer stored beside the question it answers.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.accounts import actions as accounts
from alongside.core.planning import agreeing
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import action
from alongside.planning import policies, queries
from alongside.planning.models import DECLINED, DONE, KEEP, Plan, PlanItem

from . import words
from .saving import conflict, own_for_change, save, save_anyway, say_done, stand


@action
def change_hours(*, actor: Actor, hours: Decimal, version: int | None = None) -> Plan:
    """Change how many hours there are. Raises BadPlan where what is kept does not fit them."""
    return _change_settings(actor, {"hours": hours}, version)


@action
def set_dates(
    *,
    actor: Actor,
    start: date | None,
    end: date | None,
    hours_per_month: Decimal | None,
    cost: Decimal | None = None,
    no_courses: bool = False,
    with_profile: bool = False,
    version: int | None = None,
) -> Plan:
    """Change when it starts and ends, the pace, and what else it must keep to."""
    wanted = {
        "start": start,
        "end": end,
        "hours_per_month": hours_per_month,
        "cost": cost,
        "no_courses": no_courses,
        "with_profile": with_profile,
    }
    return _change_settings(actor, wanted, version)


@action
def use_profile(*, actor: Actor, wanted: bool, version: int | None = None) -> Plan:
    """Plan from the role profile too, or from the marks alone."""
    return _change_settings(actor, {"with_profile": wanted}, version)


@action
def pin(*, actor: Actor, activity_id: str, version: int | None = None) -> Plan:
    """Keep an activity in the plan, whatever else changes."""
    return _choose(actor, {activity_id: KEEP}, version)


@action
def unpin(*, actor: Actor, activity_id: str, version: int | None = None) -> Plan:
    """Let the plan decide about an activity again."""
    return _choose(actor, {activity_id: ""}, version)


@action
def decline(*, actor: Actor, activity_id: str, version: int | None = None) -> Plan:
    """Leave an activity out from now on: not for me."""
    return _choose(actor, {activity_id: DECLINED}, version)


@action
def restore(*, actor: Actor, activity_id: str, version: int | None = None) -> Plan:
    """Take back that an activity was declined or done."""
    return _choose(actor, {activity_id: ""}, version)


@action
def mark_done(*, actor: Actor, activity_id: str, version: int | None = None) -> Plan:
    """Say that an activity is done already: it leaves the plan, and what builds on it may come."""
    return _choose(actor, {activity_id: DONE}, version)


@action
def swap(*, actor: Actor, activity_id: str, stand_in: str, version: int | None = None) -> Plan:
    """Leave one activity out and keep another in its place."""
    return _choose(actor, {activity_id: DECLINED, stand_in: KEEP}, version)


@action
def opt_in_offers(*, actor: Actor, wanted: bool, version: int | None = None) -> Plan:
    """Show, or stop showing, what this person could help others with. To themselves alone."""
    return _change_settings(actor, {"offers": wanted}, version)


@action
def set_terms(
    *,
    actor: Actor,
    review_on: date | None,
    protected_hours: Decimal | None,
    version: int | None = None,
) -> Plan:
    """The day to look back, and how much of the time is protected learning time."""
    wanted = {"review_on": review_on, "protected_hours": protected_hours}
    return _change_settings(actor, wanted, version, save_anyway)


@action
def work_out_afresh(*, actor: Actor, wanted: bool, version: int | None = None) -> Plan:
    """Let go of what was agreed or begun and is not done yet, so that something else may come in its
    place; or hold on to it again. What was agreed stays in force until the next version is."""
    return _change_settings(actor, {"afresh": wanted}, version, save_anyway)


@action
def share(
    *, actor: Actor, until: date, reader_id: UUID | None = None, reader_email: str = ""
) -> Plan:
    """Let one named person read the plan until a day."""
    plan = own_for_change(actor)
    if plan.result is None:
        plan = save(actor, plan, "started", {})
    accounts.share(
        actor=actor,
        kind=policies.SHARED_AS,
        item=str(plan.pk),
        until=until,
        reader_id=reader_id,
        reader_email=reader_email,
    )
    return plan


def _change_settings(
    actor: Actor,
    wanted: dict[str, Any],
    version: int | None,
    saving: Callable[[Actor, Plan, str, dict[str, Any]], Plan] = save,
) -> Plan:
    plan = own_for_change(actor)
    before = {name: getattr(plan, name) for name in wanted}
    if before == wanted and plan.result is not None:
        return plan
    if version is not None and plan.settings_version > version and before != wanted:
        raise conflict(words.settings(wanted), words.settings(before))
    for name, value in wanted.items():
        setattr(plan, name, value)
    plan.version += 1
    plan.settings_version = plan.version
    return saving(actor, plan, "changed", {name: _plain(value) for name, value in wanted.items()})


def _choose(actor: Actor, wanted: dict[str, str], version: int | None) -> Plan:
    plan = own_for_change(actor)
    titles = queries.activity_titles(actor)
    for id_, choice in wanted.items():
        if id_ not in titles and id_ not in plan.choices:
            raise Forbidden(_("That activity is not in the library any more."))
        made, made_at = plan.choices.get(id_, ("", 0))
        if version is not None and made_at > version and made != choice:
            title = titles.get(id_, id_)
            raise conflict([(title, words.choice(choice))], [(title, words.choice(made))])
    if all(plan.choices.get(id_, ("", 0))[0] == choice for id_, choice in wanted.items()):
        return plan
    plan.version += 1
    made_now = {id_: [choice, plan.version] for id_, choice in wanted.items()}
    plan.choices = {**plan.choices, **made_now}
    happened = _keep_in_step(plan, wanted)
    # What was done was done, whether or not the rest of the plan still fits.
    return (save_anyway if happened else save)(actor, plan, "chose", {"choices": wanted})


def _keep_in_step(plan: Plan, wanted: dict[str, str]) -> bool:
    """Done already, or that taken back, is said of the thing to do as well where there is one."""
    stands = plan.stands
    done = {one["id"] for one in stands["done"]}
    now_done = [id_ for id_, made in wanted.items() if made == DONE and id_ in stands["held"]]
    not_done = [id_ for id_, made in wanted.items() if made != DONE and id_ in done]
    for row in PlanItem.objects.filter(plan=plan, activity__in=[*now_done, *not_done]):
        ticked = row.activity in now_done
        row.state = agreeing.DONE if ticked else agreeing.TO_DO
        row.done_on = timezone.localdate() if ticked else None
        row.version += 1
        row.save(update_fields=["state", "done_on", "version"])
        if ticked:
            say_done(row, owner=plan.person_id)
    happened = bool(now_done or not_done)
    if happened:
        stand(plan)
    return happened


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, bool) else str(value)
