"""Moves of a plan: shared, talked over, proposed, agreed by both, begun, closed.

Which move can be made in which state, and by whom, stands in core.planning.agreeing.MOVES.
"""

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.accounts import actions as accounts
from alongside.accounts import queries as people
from alongside.core.planning import agreeing
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import action
from alongside.planning import policies, queries
from alongside.planning.models import DECLINED, DONE, Plan, PlanVersion

from . import words
from .saving import (
    PLAN_CLOSED,
    conflict,
    note,
    own_for_change,
    part_for_change,
    save_anyway,
    say_completed,
    settle,
)

# Where a plan can be with nobody to agree it with.
ON_THEIR_OWN = (agreeing.UNDER_WAY, agreeing.REVIEWED)


@action
def share_with(*, actor: Actor, reader_id: UUID, until: date) -> Plan:
    """Share the plan with a supervisor, to be agreed with them. One at a time: sharing it with
    another ends it for the one before."""
    if not people.still_supervises(reader_id, worker=actor.person_id):
        raise Forbidden(_("Choose somebody who has said yes to being your supervisor."))
    plan = own_for_change(actor)
    make_move(plan, "share", agreeing.WORKER)
    if plan.other_id not in (None, reader_id):
        _end_shares(actor, plan, reader=plan.other_id)
    plan.other_id = reader_id
    accounts.share(
        actor=actor, kind=policies.SHARED_AS, item=str(plan.pk), until=until, reader_id=reader_id
    )
    return save_anyway(actor, plan, "shared to agree", {"with": reader_id, "until": until})


@action
def take_back(*, actor: Actor) -> Plan:
    """Stop sharing the plan with whom it was being agreed. What was agreed stays readable."""
    plan = own_for_change(actor)
    if plan.other_id is None and plan.state in (agreeing.DRAFT, *ON_THEIR_OWN):
        return plan
    make_move(plan, "take-back", agreeing.WORKER)
    if plan.other_id is not None:
        _end_shares(actor, plan, reader=plan.other_id)
    plan.other = None
    return note(actor, plan, "stopped sharing to agree", {})


@action
def mark_discussed(*, actor: Actor, plan_id: UUID, seen: str = "") -> Plan:
    """Say that the two have talked the plan over. Either may."""
    part = part_for_change(actor, plan_id)
    plan = part.plan
    if part.other is None:
        raise Forbidden(_("Share the plan with your supervisor first."))
    if make_move(plan, "discuss", part.voice, seen):
        note(actor, plan, "talked over", {})
    return plan


@action
def propose_version(*, actor: Actor, plan_id: UUID, seen: str = "") -> PlanVersion:
    """Propose the plan as it stands on the workbench now, with the proposer's own yes.

    ``seen``: the digest of what the page showed. Where the plan has changed since, nothing is
    proposed. Proposing what is proposed already is a yes to it.
    """
    part = part_for_change(actor, plan_id)
    if part.other is None:
        raise Forbidden(_("Share the plan with your supervisor first."))
    document = _as_it_stands(part)
    if seen and seen != queries.version_digest(document):
        raise conflict(
            [(str(words.MOVES["propose"]), _("as you saw it"))],
            [(_("The plan"), _("was changed since you opened the page. Look at it again."))],
            go_on=page_of(part),
        )
    last = queries.newest(part.plan)
    if last is not None and _open_to(last, part) and queries.same(last.document, document):
        return _yes(actor, part, last)
    if queries.same(part.plan.stands["document"], document) and last is not None and last.agreed:
        return last
    make_move(part.plan, "propose", part.voice)
    version = PlanVersion(
        plan=part.plan,
        number=1 + (last.number if last else 0),
        document=document,
        proposed_by_id=actor.person_id,
        other=part.other,
    )
    return _yes(actor, part, version)


@action
def say_yes(*, actor: Actor, plan_id: UUID, number: int) -> PlanVersion:
    """Say yes to the newest version. With both, it is agreed, and is what there is to do."""
    part = part_for_change(actor, plan_id)
    return _yes(actor, part, _newest(part, number))


@action
def take_back_yes(*, actor: Actor, plan_id: UUID, number: int) -> PlanVersion:
    """Take one's own yes back, while the other has not said theirs."""
    part = part_for_change(actor, plan_id)
    version = _newest(part, number)
    if version.settled:
        raise Forbidden(_("Both of you have said yes. To change it, propose a new version."))
    if version.proposed_by_id == actor.person_id:
        raise Forbidden(_("You proposed this one. To change it, propose a new version."))
    field = _yes_of(part.voice)
    if getattr(version, field) is not None:
        setattr(version, field, None)
        version.save(update_fields=[field])
        note(actor, part.plan, "took a yes back", {"version": number})
    return version


@action
def begin(*, actor: Actor, seen: str = "") -> Plan:
    """Begin what was agreed, or a plan of one's own; or go on with it after looking back."""
    plan = own_for_change(actor)
    part = queries.Part(plan, agreeing.WORKER, None)
    was = plan.state
    if not make_move(plan, "begin", agreeing.WORKER, seen):
        return plan
    if was == agreeing.DRAFT:
        _put_in_force(actor, part)
    return save_anyway(actor, plan, "began", {"version": plan.stands["number"]})


@action
def renew(*, actor: Actor) -> Plan:
    """Take over what changed on the workbench, where nobody else agrees it."""
    plan = own_for_change(actor)
    if queries.with_whom(plan, today=timezone.localdate()) is not None:
        raise Forbidden(_("Propose the change instead: this plan is agreed by two people."))
    part = queries.Part(plan, agreeing.WORKER, None)
    make_move(plan, "renew", agreeing.WORKER)
    if not _put_in_force(actor, part):
        return plan
    return save_anyway(actor, plan, "took changes over", {"version": plan.stands["number"]})


@action
def close(*, actor: Actor, seen: str = "") -> Plan:
    """Close the plan and stop sharing it. The next one starts from the same marks, hours and
    choices. Returns the closed plan."""
    plan = own_for_change(actor)
    make_move(plan, "close", agreeing.WORKER, seen)
    _end_shares(actor, plan)
    plan.closed_at = timezone.now()
    note(actor, plan, "closed", {"plan": plan.pk})
    say_completed(PLAN_CLOSED, plan.pk, owner=plan.person_id)
    choices = {id_: one for id_, one in plan.choices.items() if one[0] in (DECLINED, DONE)}
    following = Plan(
        person_id=plan.person_id,
        hours=plan.hours,
        hours_per_month=None,
        no_courses=plan.no_courses,
        with_profile=plan.with_profile,
        offers=plan.offers,
        choices={id_: [made, 1] for id_, (made, _at) in choices.items()},
    )
    save_anyway(actor, following, "started", {"after": plan.pk})
    return plan


def make_move(plan: Plan, move: str, voice: str, seen: str = "") -> bool:
    """Change the state as the move says. False where it has been made already (a double press).

    ``seen``: the state the page showed. Where it is another now, nothing is done and both are said.
    """
    if not agreeing.may(voice, move):
        raise Forbidden(_("That is for the other one of the two of you to do."))
    if seen and seen != plan.state:
        if _leads_to(seen, move) == plan.state:
            return False
        raise conflict(
            [(_("You wanted to"), str(words.MOVES[move]))],
            [(_("Where the plan is now"), str(words.STATES[plan.state]))],
            go_on=reverse("planning:agreement"),
        )
    try:
        plan.state = agreeing.after(plan.state, move)
    except agreeing.NotNow as error:
        raise Forbidden(
            _("“%(move)s” is not open to this plan now. Where it is: %(state)s.")
            % {"move": words.MOVES[move], "state": words.STATES[plan.state]}
        ) from error
    plan.version += 1
    return True


def _leads_to(state: str, move: str) -> str | None:
    try:
        return agreeing.after(state, move)
    except agreeing.NotNow:
        return None


def _as_it_stands(part: queries.Part) -> dict[str, object]:
    asked = queries.workbench(part, today=timezone.localdate())
    document = queries.as_version(queries.answer(asked))
    if not document["activities"]:
        raise Forbidden(_("There is nothing in the plan yet. Mark something to work on first."))
    return document


def _courses(part: queries.Part) -> frozenset[str]:
    shelf = queries.workbench(part, today=timezone.localdate()).library
    return frozenset(one.id for one in shelf.activities if shelf.is_course(one))


def _put_in_force(actor: Actor, part: queries.Part) -> bool:
    """A version with the worker's own yes alone. False where nothing has changed."""
    document = _as_it_stands(part)
    if queries.same(part.plan.stands["document"], document):
        return False
    last = queries.newest(part.plan)
    version = PlanVersion.objects.create(
        plan=part.plan,
        number=1 + (last.number if last else 0),
        document=document,
        proposed_by_id=actor.person_id,
        with_other=False,
        worker_yes_at=timezone.now(),
    )
    settle(part.plan, version, _courses(part))
    part.plan.version += 1
    return True


def _yes(actor: Actor, part: queries.Part, version: PlanVersion) -> PlanVersion:
    if not _open_to(version, part):
        raise Forbidden(_("This version was for somebody else. Propose the plan afresh."))
    field = _yes_of(part.voice)
    if getattr(version, field) is not None:
        return version
    setattr(version, field, timezone.now())
    version.save()
    plan, what = part.plan, {"version": version.number}
    if version.agreed:
        _move_both(plan)
        settle(plan, version, _courses(part))
        save_anyway(actor, plan, "agreed", what)
    else:
        own = version.proposed_by_id == actor.person_id
        note(actor, plan, "proposed" if own else "said yes", what)
    return version


def _move_both(plan: Plan) -> None:
    try:
        plan.state = agreeing.after(plan.state, "agree")
    except agreeing.NotNow as error:
        raise Forbidden(_("This plan cannot be agreed now.")) from error
    plan.version += 1


def _open_to(version: PlanVersion, part: queries.Part) -> bool:
    """Whether these two, as they are now, are the two whom this version waits for."""
    return version.with_other and part.other is not None and version.other_id == part.other.pk


def _yes_of(voice: str) -> str:
    return "worker_yes_at" if voice == agreeing.WORKER else "other_yes_at"


def _newest(part: queries.Part, number: int) -> PlanVersion:
    last = queries.newest(part.plan)
    if last is None:
        raise Forbidden(_("Nothing is proposed yet."))
    if last.number != number:
        raise conflict(
            [(_("Your word was about"), _("version %(number)s") % {"number": number})],
            [(_("Proposed since"), _("version %(number)s") % {"number": last.number})],
            label=_("A newer version is there"),
            go_on=page_of(part),
        )
    return last


def page_of(part: queries.Part) -> str:
    if part.voice == agreeing.WORKER:
        return reverse("planning:agreement")
    return reverse("planning:of", args=[part.plan.pk])


def _end_shares(actor: Actor, plan: Plan, *, reader: UUID | None = None) -> None:
    """End the shares of a plan: those with one reader, or all."""
    given = people.shares_given(actor, kind=policies.SHARED_AS, today=timezone.localdate())
    given = given.filter(item=str(plan.pk))
    for one in given.filter(reader_id=reader) if reader else given:
        accounts.end_share(actor=actor, share_id=one.pk)
