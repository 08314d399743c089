"""Writes: hours, dates and options, and what the worker says about each activity.

Every action works the plan out before it saves, so that what cannot hold together changes nothing,
and leaves the answer stored beside the question it answers.
"""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from alongside.accounts import actions as accounts
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import Conflict, action

from . import policies, queries
from .models import DECLINED, DONE, DRAFT, KEEP, Plan


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
def share(
    *, actor: Actor, until: date, reader_id: UUID | None = None, reader_email: str = ""
) -> Plan:
    """Let one named person read the plan until a day."""
    plan = _own_for_change(actor)
    if plan.result is None:
        plan = _save(actor, plan, "started", {})
    accounts.share(
        actor=actor,
        kind=policies.SHARED_AS,
        item=str(plan.pk),
        until=until,
        reader_id=reader_id,
        reader_email=reader_email,
    )
    return plan


def _own_for_change(actor: Actor) -> Plan:
    """The draft, made if there is none yet, with its row locked until the change is saved."""
    made, _new = Plan.objects.get_or_create(person_id=actor.person_id, state=DRAFT)
    plan = Plan.objects.select_for_update().get(pk=made.pk)
    if not policies.may_change(actor, owner=plan.person_id):
        raise Forbidden(_("Only the person whose plan this is can change it."))
    return plan


def _change_settings(actor: Actor, wanted: dict[str, Any], version: int | None) -> Plan:
    plan = _own_for_change(actor)
    before = {name: getattr(plan, name) for name in wanted}
    if before == wanted and plan.result is not None:
        return plan
    if version is not None and plan.settings_version > version and before != wanted:
        raise _conflict(_settings_in_words(wanted), _settings_in_words(before))
    for name, value in wanted.items():
        setattr(plan, name, value)
    plan.version += 1
    plan.settings_version = plan.version
    return _save(actor, plan, "changed", {name: _plain(value) for name, value in wanted.items()})


def _choose(actor: Actor, wanted: dict[str, str], version: int | None) -> Plan:
    plan = _own_for_change(actor)
    titles = queries.activity_titles(actor)
    for id_, choice in wanted.items():
        if id_ not in titles and id_ not in plan.choices:
            raise Forbidden(_("That activity is not in the library any more."))
        made, made_at = plan.choices.get(id_, ("", 0))
        if version is not None and made_at > version and made != choice:
            title = titles.get(id_, id_)
            raise _conflict([(title, _choice_words(choice))], [(title, _choice_words(made))])
    if all(plan.choices.get(id_, ("", 0))[0] == choice for id_, choice in wanted.items()):
        return plan
    plan.version += 1
    made_now = {id_: [choice, plan.version] for id_, choice in wanted.items()}
    plan.choices = {**plan.choices, **made_now}
    return _save(actor, plan, "chose", {"choices": wanted})


Lines = list[tuple[str, str]]


def _conflict(yours: Lines, theirs: Lines) -> Conflict:
    return Conflict(
        label=_("Your plan was changed on another page"),
        yours=yours,
        theirs=theirs,
        go_on=reverse("planning:plan"),
    )


def _settings_in_words(values: dict[str, Any]) -> Lines:
    labels = {
        "hours": _("Hours"),
        "start": _("Starts"),
        "end": _("Ends"),
        "hours_per_month": _("Hours a month"),
        "cost": _("Cost at most"),
        "no_courses": _("Leave courses out"),
        "with_profile": _("Plan from my role profile too"),
        "offers": _("Show what I could help others with"),
    }
    return [(labels[name], _said(value)) for name, value in values.items()]


def _said(value: object) -> str:
    if value is None:
        return _("not set")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return formats.date_format(value, "j F Y")
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _choice_words(choice: str) -> str:
    words = {KEEP: _("Keep"), DECLINED: _("Not for me"), DONE: _("Done already")}
    return words.get(choice, _("Left to the plan"))


def _save(actor: Actor, plan: Plan, verb: str, what: dict[str, Any]) -> Plan:
    """Work it out, save question and answer together, and add it to the history."""
    asked_of = queries.question(actor, today=timezone.localdate(), plan=plan)
    plan.result = queries.solve(asked_of)
    plan.input_digest = asked_of.digest
    plan.solved_at = timezone.now()
    plan.save()
    history.record(chain=f"plan:{plan.person_id}", verb=verb, actor=actor, what=what)
    return plan


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, bool) else str(value)
