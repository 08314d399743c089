"""What every page here asks of a request first."""

from django.http import Http404, HttpRequest

from alongside.core.framework import Edition, Statement
from alongside.foundation.actor import Actor


def actor_of(request: HttpRequest) -> Actor:
    """Who is acting; the access rule has seen to it that somebody is."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def statement_of(edition: Edition, code: str) -> Statement:
    found = edition.by_code.get(code)
    if found is None:
        raise Http404
    return found
