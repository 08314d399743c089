"""What every page here asks of a request first, and what happens to words that find no place."""

from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from alongside.foundation.keeping import keeping
from alongside.foundation.request import Request
from alongside.supervision.queries import sessions

# The boxes in which people write, on any page here.
BOXES = ("text", "words", "what", "reason", "because", "note", "title")
keeps_words = keeping(*BOXES, leads_to="supervision:home", called=_("Supervision"))


def seat_of(request: Request, session_id: UUID) -> sessions.Seat:
    """The seat of whoever asks; to anybody else the session is not there."""
    found = sessions.seat(request.actor, session_id)
    if found is None:
        raise Http404
    return found
