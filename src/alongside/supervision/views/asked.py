"""What every page here asks of a request first, and what happens to words that find no place."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from alongside.foundation.actor import Forbidden
from alongside.foundation.request import Request
from alongside.supervision.queries import sessions

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponse]

# The boxes in which people write, on any page here.
BOXES = ("text", "words", "what", "reason", "because", "note", "title")


def keeps_words(view: View[P]) -> View[P]:
    """Show what was written back to its writer where it cannot be kept, so that it can be copied.

    A page may have been open when supervision ended, a share ran out or a barrier was taken back.
    """

    @wraps(view)
    def run(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            why, status = _("This page is not open to you, or not any more."), 404
            if request.method != "POST" or not _written(request):
                raise
        except Forbidden as error:
            why, status = str(error), 403
            if request.method != "POST" or not _written(request):
                raise
        facts = {"why": why, "written": _written(request)}
        return render(request, "supervision/kept.html", facts, status=status)

    return cast(View[P], run)


def _written(request: Request) -> list[str]:
    return [text for name in BOXES if (text := request.POST.get(name, "").strip())]


def seat_of(request: Request, session_id: UUID) -> sessions.Seat:
    """The seat of whoever asks; to anybody else the session is not there."""
    found = sessions.seat(request.actor, session_id)
    if found is None:
        raise Http404
    return found
