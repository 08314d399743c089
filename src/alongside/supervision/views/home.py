"""The first page of supervision, and one person one supervises."""

import secrets
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.accounts import queries as accounts
from alongside.foundation.access import access, signed_in
from alongside.foundation.request import Request
from alongside.framework.queries import current_edition
from alongside.supervision.forms import NewSessionForm, ProposeForm, SupervisorForm
from alongside.supervision.presenters import home as pages
from alongside.supervision.presenters import own, words
from alongside.supervision.queries import barriers, sessions


@access(signed_in)
@require_safe
def home(request: Request) -> HttpResponse:
    """My supervisors and sessions; and, for whoever supervises, their people."""
    me, today = request.actor, timezone.localdate()
    edition = current_edition()
    page = pages.home(me, edition, today=today)
    taken = {one.person for one in page.supervisors}
    known = [(str(one.pk), str(one)) for one in accounts.colleagues(me) if one.pk not in taken]
    facts = {
        "page": page,
        "edition": edition,
        "form": SupervisorForm(colleagues=known),
        "has_colleagues": bool(known),
        "new": NewSessionForm(supervisors=[(str(s.person), s.name) for s in page.supervisors]),
        "key": secrets.token_urlsafe(16),
        "places": barriers.places(me),
        "today": today,
    }
    return render(request, "supervision/home.html", facts)


@access(signed_in)
@require_safe
def person(request: Request, worker_id: UUID) -> HttpResponse:
    """One person one supervises: what they share, the sessions, and a date to propose."""
    me, today = request.actor, timezone.localdate()
    found = next(
        (p for p in pages.people(me, current_edition(), today=today) if p.id == worker_id), None
    )
    if found is None:
        raise Http404
    rows = [row for row in sessions.theirs(me) if row.worker_id == worker_id]
    facts = {
        "page": found,
        "sessions": [(row.pk, words.date_and_time(row.on, row.at)) for row in rows],
        "form": ProposeForm(),
    }
    return render(request, "supervision/person.html", facts)


@access(signed_in)
@require_safe
def brought(request: Request, brought_id: UUID) -> HttpResponse:
    """A record of supervision from elsewhere: to read."""
    found = sessions.brought(request.actor, brought_id)
    if found is None:
        raise Http404
    facts = {"page": own.read(found.document), "when": words.day(found.made_at.date())}
    return render(request, "supervision/brought.html", facts)
