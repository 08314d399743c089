"""What each voice says. Whose voice it is comes from who is signed in, never from the form."""

from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.foundation.actor import Actor
from alongside.foundation.writing import Conflict, action
from alongside.supervision.models import Said
from alongside.supervision.queries import sessions as reads

from .seats import gone, lead, note, page, seat, text


@action
def say(*, actor: Actor, session_id: UUID, part: str, seen: int, words: str) -> Said | None:
    """Keep what one of the two says in one part. Earlier wordings stay.

    ``seen`` is the number of the wording that the page showed, 0 for none. Raises Conflict where
    the same person has saved another since, in a second window.
    """
    sitting = seat(actor, session_id)
    if part not in reads.known_parts(session_id):
        raise gone()
    words = text(words, _("Your words"))
    last = reads.latest(session_id, part, sitting.voice)
    if (last.text if last else "") == words:
        return last
    if last is not None and last.number != seen:
        raise Conflict(
            label=_("You wrote here in another window too"),
            yours=[(_("Your words here"), words)],
            theirs=[(_("Your words there, saved %(when)s") % {"when": _when(last)}, last.text)],
            go_on=page(session_id, part),
        )
    made = Said.objects.create(
        session_id=session_id,
        part=part,
        voice=sitting.voice,
        number=last.number + 1 if last else 1,
        person_id=actor.person_id,
        text=words,
    )
    note(actor, "said something", session=session_id, part=part, number=made.number)
    return made


def _when(row: Said) -> str:
    return date_format(timezone.localtime(row.made_at), "j F Y, H:i")


@action
def close(*, actor: Actor, session_id: UUID) -> None:
    """The worker says that a session is done. Words can still be added; nothing waits any more."""
    session = lead(actor, session_id)
    if session.closed_at is not None:
        return
    session.closed_at = timezone.now()
    session.save(update_fields=["closed_at"])
    note(actor, "closed a session", session=session_id)
