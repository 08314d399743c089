"""What every action here asks first: whose seat, held; and how words and deeds are kept."""

from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.text import check
from alongside.supervision import policies
from alongside.supervision.models import Session
from alongside.supervision.queries import sessions as reads

TEXT_MOST = 10_000
LONGEST = 480
EARLIEST = date(1950, 1, 1)
FURTHEST = timedelta(days=731)


def note(actor: Actor, verb: str, **what: object) -> None:
    """In the chain of whoever did it: ids, dates and names of parts, never a word that was said."""
    history.record(chain=f"supervision:{actor.person_id}", verb=verb, actor=actor, what=what)


def text(words: str, where: str, *, most: int = TEXT_MOST) -> str:
    """Words as they are kept. Raises BadText, or Forbidden where there are too many."""
    words = check(words.replace("\r\n", "\n").strip(), where)
    if len(words) > most:
        raise Forbidden(
            _("%(where)s is too long: it has %(length)s characters, and %(most)s can be kept.")
            % {"where": where, "length": len(words), "most": most}
        )
    return words


def in_reach(on: date, minutes: int) -> None:
    """A day and a length that a calendar can hold. Raises Forbidden."""
    if not EARLIEST <= on <= timezone.localdate() + FURTHEST:
        raise Forbidden(_("Choose a day from 1950 up to two years ahead."))
    if not 1 <= minutes <= LONGEST:
        raise Forbidden(_("Choose a length from 1 to 480 minutes."))


def gone() -> Forbidden:
    return Forbidden(_("That session is not open to you, or not any more."))


def seat(actor: Actor, session_id: UUID) -> reads.Seat:
    """The seat of whoever acts, the session held until it is saved. Raises Forbidden."""
    found = reads.locked_seat(actor, session_id)
    if found is None:
        raise gone()
    return found


def lead(actor: Actor, session_id: UUID) -> Session:
    """The session, for its worker, while the supervision lasts. Raises Forbidden."""
    found = seat(actor, session_id)
    if not policies.may_lead(actor, worker=found.session.worker_id, lasts=found.lasts):
        raise Forbidden(_("Only the worker can do this, and only while the supervision lasts."))
    return found.session


def page(session_id: UUID, part: str = "") -> str:
    return reverse("supervision:session", args=[session_id]) + (f"#{part}" if part else "")
