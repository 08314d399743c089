"""Agreeing on a session's page."""

import secrets
from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.foundation.access import access, signed_in
from alongside.foundation.actor import Forbidden
from alongside.foundation.request import Request
from alongside.supervision import actions
from alongside.supervision.actions.seats import page as address
from alongside.supervision.forms import AgreementForm, number, plain_date
from alongside.supervision.presenters import words
from alongside.supervision.queries import agreements
from alongside.supervision.queries.sessions import Seat

from .asked import keeps_words, seat_of


@access(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_words
def propose(request: Request, session_id: UUID) -> HttpResponse:
    """Propose something to agree on, or other words for it."""
    seat = seat_of(request, session_id)
    if request.method != "POST":
        return _blank(request, seat)
    names = {voice: words.name_of(seat.session, voice) for voice in ("worker", "supervisor")}
    form = AgreementForm(request.POST, **names)
    agreement = _uuid(request.POST.get("agreement", ""))
    if not form.is_valid():
        facts = {
            "form": form,
            "session_id": session_id,
            "agreement": agreement,
            "key": _key(request),
        }
        facts["seen"] = number(request.POST.get("seen", ""))
        return render(request, "supervision/agreement.html", facts, status=422)
    made = actions.propose_wording(
        actor=request.actor,
        session_id=session_id,
        agreement_id=agreement,
        seen=number(request.POST.get("seen", "")),
        key=_key(request),
        **form.cleaned_data,
    )
    return HttpResponseRedirect(address(session_id, f"agreement-{made}"))


def _blank(request: Request, seat: Seat) -> HttpResponse:
    """The page with an empty form, or with the words that are proposed now."""
    names = {voice: words.name_of(seat.session, voice) for voice in ("worker", "supervisor")}
    agreement = _uuid(request.GET.get("agreement", ""))
    found = agreements.one(agreement) if agreement else None
    if agreement and (found is None or found.agreement.session_id != seat.session.pk):
        raise Http404
    now = found.now if found else None
    initial = {"what": now.what, "who": now.who, "by": now.by, "parts": now.parts} if now else {}
    facts = {
        "form": AgreementForm(initial=initial, **names),
        "session_id": seat.session.pk,
        "agreement": agreement,
        "seen": now.number if now else 0,
        "key": secrets.token_urlsafe(16),
    }
    return render(request, "supervision/agreement.html", facts)


def _key(request: Request) -> str:
    return request.POST.get("key", "")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise Http404 from error


@access(signed_in)
@require_POST
@keeps_words
def reply(request: Request, agreement_id: UUID) -> HttpResponse:
    """Yes, or not yet and why."""
    _seen(request, agreement_id)
    session_id = actions.reply(
        actor=request.actor,
        agreement_id=agreement_id,
        seen=number(request.POST.get("seen", "")),
        yes=request.POST.get("answer") == "yes",
        words=request.POST.get("words", ""),
    )
    return HttpResponseRedirect(address(session_id, f"agreement-{agreement_id}"))


@access(signed_in)
@require_POST
@keeps_words
def outcome(request: Request, agreement_id: UUID) -> HttpResponse:
    """Done on a day, or it did not happen, because."""
    _seen(request, agreement_id)
    because = request.POST.get("because", "")
    back = _uuid(request.POST.get("session", ""))
    done_on = _day(request.POST.get("done_on", ""))
    session_id = actions.say_outcome(
        actor=request.actor, agreement_id=agreement_id, done_on=done_on, because=because
    )
    return HttpResponseRedirect(address(back or session_id, f"agreement-{agreement_id}"))


def _day(posted: str) -> date | None:
    """The day, or None where none was given. What is no day is not taken for none."""
    try:
        return plain_date(posted)
    except ValueError as error:
        raise Forbidden(_("Give a date, such as 3 March 2027.")) from error


def _seen(request: Request, agreement_id: UUID) -> None:
    """Somebody else's agreement is not there."""
    session_id = agreements.session_of(agreement_id)
    if session_id is None:
        raise Http404
    seat_of(request, session_id)
