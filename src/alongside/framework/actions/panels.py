"""Panels: asking people onto them, what they decide, and what is arranged with each of them."""

from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.accounts import queries as accounts
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.text import check
from alongside.foundation.writing import Conflict, action
from alongside.framework import policies, queries
from alongside.framework.models import ArrangingNote, Draft, Reviewer, Verdict
from alongside.framework.policies import Move, Panel

from ._shared import held, record, refuse


@action
def ask_to_panel(*, actor: Actor, panel: Panel, email: str) -> Reviewer:
    """Ask somebody, by address, onto a panel. It counts once they agree. Whoever asks arranges."""
    if not policies.may_ask_to_panel(actor):
        raise Forbidden(_("A national steward asks people to join a panel."))
    row, new = Reviewer.objects.get_or_create(
        panel=Panel(panel).value,
        email=email.strip().lower(),
        ended_at=None,
        defaults={"arranger_id": actor.person_id},
    )
    if new:
        _note(row, "asked", actor)
    return row


@action
def answer_panel(*, actor: Actor, reviewer_id: UUID, agrees: bool, shown_as: str = "") -> None:
    """Join a panel under a name of one's own choosing, or decline."""
    row = next((one for one in queries.invitations(actor) if one.pk == reviewer_id), None)
    if row is None:
        raise Forbidden(_("No invitation to that panel waits for you."))
    if any(one.panel == row.panel for one in queries.places(actor)):
        raise Forbidden(_("You are on that panel already."))
    if not agrees:
        _note(row, "declined", actor)
        row.delete()
        return
    row.person_id, row.shown_as, row.agreed_at = actor.person_id, shown_as, timezone.now()
    row.save(update_fields=["person", "shown_as", "agreed_at"])
    _note(row, "joined", actor)


@action
def leave_panel(*, actor: Actor, reviewer_id: UUID) -> None:
    """Leave a panel. What one said stays in the record, and does not count any more."""
    row = _mine(actor, reviewer_id)
    _end(row, "left", actor)


@action
def end_place(*, actor: Actor, reviewer_id: UUID) -> None:
    """End somebody's place, or take an invitation back. What they said does not count any more: so
    not the place of somebody who says not yet to the draft as it stands. That would publish it.
    """
    if not policies.may_ask_to_panel(actor):
        raise Forbidden(_("A national steward ends a place on a panel."))
    row, draft = queries.place(reviewer_id), Draft.objects.select_for_update().filter(open=True)
    if row is None:
        raise Forbidden(_("Nobody has that place any more."))
    said = (one for here in draft for one in queries.verdicts(here) if one.reviewer_id == row.pk)
    if policies.holds_up(Panel(row.panel), (one.yes for one in said)):
        raise Forbidden(
            _("They say not yet to the draft as it stands. Hear them first, or let them leave.")
        )
    _end(row, "place ended", actor)


def _end(row: Reviewer, verb: str, actor: Actor) -> None:
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    _note(row, verb, actor)


def _mine(actor: Actor, reviewer_id: UUID) -> Reviewer:
    row = next((one for one in queries.places(actor) if one.pk == reviewer_id), None)
    if row is None:
        raise Forbidden(_("You are not on that panel."))
    return row


@action
def decide(
    *, actor: Actor, slug: str, reviewer_id: UUID, digest: str, yes: bool, reason: str
) -> None:
    """Say yes, or not yet and why, to the draft exactly as it was read."""
    row = held(slug)
    member = _mine(actor, reviewer_id)
    refuse(row, Move.DECIDE)
    if row.digest != digest:
        raise Forbidden(
            _("The draft has changed since you read it. Read it again, and then decide.")
        )
    check(reason, str(_("Why")))
    Verdict.objects.create(
        draft=row,
        reviewer=member,
        panel=member.panel,
        number=Verdict.objects.filter(draft=row).count() + 1,
        digest=digest,
        yes=yes,
        reason=reason,
    )
    record(row, Move.DECIDE.value, actor, panel=member.panel, yes=yes, digest=digest)


# Fees and access needs


@action
def arrange(*, actor: Actor, reviewer_id: UUID, seen: int, text: str) -> None:
    """What a member needs, or what is arranged, each in the words of whose it is.

    ``seen`` is the version that was on the page (0: none yet). Raises Conflict.
    """
    row = _arranged(actor, reviewer_id)
    by_member = row.person_id == actor.person_id
    check(text, str(_("What is arranged")))
    latest = queries.latest_notes(row.pk).get(by_member)
    if latest is not None and latest.text == text:
        return
    if (latest.number if latest else 0) != seen:
        label = str(_("Fees and access needs"))
        raise Conflict(
            label=label,
            yours=[(label, text)],
            theirs=[(label, latest.text if latest else "")],
            go_on=reverse("framework:arrangements", kwargs={"reviewer_id": row.pk}),
        )
    ArrangingNote.objects.create(reviewer=row, by_member=by_member, number=seen + 1, text=text)
    _note(row, "arranged", actor, by_member=by_member, version=seen + 1)


@action
def take_over_arranging(*, actor: Actor, reviewer_id: UUID) -> None:
    """Arrange fees and access with a member from now on. The one before sees them no longer."""
    row = queries.place(reviewer_id)
    if row is None or not policies.may_ask_to_panel(actor) or row.person_id == actor.person_id:
        raise Forbidden(_("A national steward arranges this, and nobody for themselves."))
    row.arranger_id = actor.person_id
    row.save(update_fields=["arranger"])
    _note(row, "arranging taken over", actor)


def _arranged(actor: Actor, reviewer_id: UUID) -> Reviewer:
    row = queries.place(reviewer_id)
    if row is None or not policies.may_arrange(
        actor, member=row.person_id, arranger=row.arranger_id
    ):
        raise Forbidden(_("This is between a member and whoever arranges it with them."))
    return Reviewer.objects.select_for_update().get(pk=row.pk)


def _note(row: Reviewer, verb: str, actor: Actor, **what: object) -> None:
    """By the number of a place: no address and no name goes into history."""
    history.record(
        chain=f"panel:{row.panel}",
        verb=verb,
        actor=actor,
        what={"place": str(row.pk), **what},
    )


def forget_words(person_id: UUID) -> dict[str, int]:
    """Erasing somebody: the words of their decisions go, and invitations to their addresses."""
    emails = accounts.verified_emails(person_id)
    asked = Reviewer.objects.filter(email__in=emails, person=None)
    mine = Verdict.objects.filter(reviewer__person_id=person_id)
    said = [row.pk for row in mine if row.reason]
    return {
        "reasons for decisions on a draft": mine.filter(pk__in=said).update(reason=""),
        "invitations to panels": asked.delete()[0],
    }
