"""Dates: the worker sets them; a supervisor proposes one, and it counts once the worker says yes."""

from datetime import date, time
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.accounts import queries as accounts
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import Conflict, action
from alongside.supervision.models import Proposal, Session
from alongside.supervision.queries import sessions as reads

from .seats import FURTHEST, in_reach, lead, note, page
from .sessions import make


@action
def change_session(
    *, actor: Actor, session_id: UUID, version: int, on: date, at: time | None, minutes: int
) -> Session:
    """Move a session. Raises Conflict where it was moved in another window since."""
    session = lead(actor, session_id)
    in_reach(on, minutes)
    if (session.on, session.at, session.minutes) == (on, at, minutes):
        return session
    if session.version != version:
        raise Conflict(
            label=_("The date was changed on another page"),
            yours=[(_("Date"), date_words(on, at))],
            theirs=[(_("Date"), date_words(session.on, session.at))],
            go_on=page(session_id),
        )
    session.on, session.at, session.minutes = on, at, minutes
    session.version += 1
    session.save(update_fields=["on", "at", "minutes", "version"])
    note(actor, "moved a session", session=session_id, on=on)
    return session


@action
def set_next(
    *, actor: Actor, session_id: UUID, on: date, at: time | None = None, minutes: int = 60
) -> Session:
    """The next date of the same two: a session of its own, to be filled. Set again, it moves."""
    session = lead(actor, session_id)
    today = timezone.localdate()
    _in_time(on, today)
    if on <= session.on:
        raise Forbidden(_("Choose a day after this session."))
    assert session.supervisor_id is not None
    following = reads.next_session(session, today=today)
    if following is None:
        return make(actor, session.supervisor_id, on=on, at=at, minutes=minutes)
    return change_session(
        actor=actor,
        session_id=following.pk,
        version=following.version,
        on=on,
        at=at,
        minutes=minutes,
    )


@action
def propose_date(
    *, actor: Actor, worker_id: UUID, on: date, at: time | None = None
) -> Proposal | None:
    """A supervisor proposes a date. Proposed again while it waits, it changes nothing."""
    accounts.still_supervises(actor.person_id, worker=worker_id)  # one press at a time
    row = accounts.supervised_rows(actor).filter(worker_id=worker_id).first()
    if row is None:
        raise Forbidden(_("Only somebody's supervisor can propose a date."))
    _in_time(on, timezone.localdate())
    same = Proposal.objects.filter(supervising_id=row.pk, on=on, at=at, yes__isnull=True)
    if same.exists():
        return same.first()
    made = Proposal.objects.create(supervising_id=row.pk, on=on, at=at)
    note(actor, "proposed a date", proposal=made.pk, on=on)
    return made


@action
def answer_date(*, actor: Actor, proposal_id: UUID, yes: bool) -> Session | None:
    """The worker says yes or no to a proposed date. A yes makes a session on that day."""
    waiting = {row.pk for row in reads.proposals(actor.person_id)}
    found = Proposal.objects.select_for_update().filter(pk=proposal_id, yes__isnull=True).first()
    if found is None or found.pk not in waiting:
        raise Forbidden(_("This date has been answered, or is not proposed to you."))
    found.yes, found.answered_at = yes, timezone.now()
    found.save(update_fields=["yes", "answered_at"])
    note(actor, "answered a proposed date", proposal=found.pk, yes=yes)
    if not yes:
        return None
    supervisor = found.supervising.supervisor_id
    assert supervisor is not None
    return make(actor, supervisor, on=found.on, at=found.at)


def _in_time(on: date, today: date) -> None:
    if not today <= on <= today + FURTHEST:
        raise Forbidden(_("Choose a day from today up to two years ahead."))


def date_words(on: date, at: time | None) -> str:
    day = date_format(on, "j F Y")
    return f"{day}, {at:%H:%M}" if at else day
