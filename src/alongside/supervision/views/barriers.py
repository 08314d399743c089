"""What the service would have to change: the worker's pages, and the service's."""

import secrets
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.accounts.queries import services_of
from alongside.foundation.access import access, signed_in
from alongside.foundation.request import Request
from alongside.framework.queries import codes_now, current_edition, reread
from alongside.supervision import actions, policies
from alongside.supervision.forms import BarrierAnswerForm, BarrierForm, number
from alongside.supervision.models import Barrier, Session
from alongside.supervision.presenters import barriers as presenter
from alongside.supervision.presenters import words
from alongside.supervision.queries import barriers, bringing, sessions

from .asked import keeps_words


def _form(request: Request, *, initial: dict[str, object], known: bool) -> BarrierForm:
    mine = sessions.mine(request.actor)
    left = reread(request.POST, "codes")
    form = BarrierForm(
        left.sent if request.method == "POST" else None,
        statements=_statements(request),
        services=[(str(one.pk), str(one)) for one in services_of(request.actor)],
        sessions=[(str(row.pk), _with(row)) for row in mine],
        known=known,
        initial=initial,
    )
    if left.why:
        form.add_error("codes", left.why)
    return form


def _statements(request: Request) -> list[tuple[str, list[tuple[str, str]]]]:
    """What could be in the way of which statements: my own first, then the rest by theme."""
    edition = current_edition()
    mine = [(one.target, one.title) for one in bringing.statements(request.actor, edition)]
    taken = {code for code, _title in mine}
    groups = [(_("Statements I marked or answered"), mine)]
    for theme in edition.themes:
        rest = [code for code in theme.statements if code not in taken]
        groups.append((theme.name, [(code, edition.by_code[code].title) for code in rest]))
    return [(name, ticks) for name, ticks in groups if ticks]


def _kept(form: BarrierForm) -> str:
    """Who can read it now that it is written down."""
    if form.cleaned_data["session"]:
        return _("It is written down. Your supervisor can read it on the page of that session.")
    return _("It is written down. Only you see it until you say otherwise.")


def _with(row: Session) -> str:
    return f"{words.date_and_time(row.on, row.at)}, {words.name_of(row, policies.SUPERVISOR)}"


@access(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_words
def mine(request: Request) -> HttpResponse:
    """What stands in my way, and a place to write it down."""
    initial: dict[str, object] = {"session": request.GET.get("session", "")}
    form = _form(request, initial=initial, known=False)
    key = request.POST.get("key", "") or secrets.token_urlsafe(16)
    if request.method == "POST" and form.is_valid():
        made = actions.write_barrier(actor=request.actor, key=key, **form.barrier())
        messages.success(request, _kept(form))
        return redirect("supervision:barrier", made)
    facts = {
        "cards": [presenter.card(one) for one in barriers.mine(request.actor)],
        "form": form,
        "edition": current_edition(),
        "key": key,
        "has_service": services_of(request.actor).exists(),
        "places": barriers.places(request.actor),
    }
    return render(request, "supervision/barriers.html", facts, status=422 if form.errors else 200)


@access(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_words
def barrier(request: Request, barrier_id: UUID) -> HttpResponse:
    """One of my barriers: its words, where it goes, and what was answered."""
    kept = barriers.own(request.actor, barrier_id)
    if kept is None:
        raise Http404
    row = kept.barrier
    initial = {
        "words": kept.words,
        "kinds": row.kinds,
        "codes": codes_now(row.edition, row.codes),
        "session": str(row.session_id or ""),
    }
    form = _form(request, initial=initial, known=True)
    if request.method == "POST" and form.is_valid():
        seen = number(request.POST.get("seen", ""))
        actions.write_barrier(
            actor=request.actor, barrier_id=barrier_id, seen=seen, **form.barrier()
        )
        messages.success(request, _("The words are saved."))
        return redirect("supervision:barrier", barrier_id)
    facts = {
        "card": presenter.card(kept),
        "form": form,
        "edition": current_edition(),
        "service": _service(request, row),
    }
    return render(request, "supervision/barrier.html", facts, status=422 if form.errors else 200)


def _service(request: Request, row: Barrier) -> str:
    """The name of the service, while one belongs to it; else it cannot be sent there."""
    mine = services_of(request.actor)
    return next((str(one) for one in mine if one.pk == row.service_id), "")


@access(signed_in)
@require_POST
def send(request: Request, barrier_id: UUID) -> HttpResponse:
    """Let it go to the service's lead, with my name or without; or take it back."""
    if barriers.own(request.actor, barrier_id) is None:
        raise Http404
    going = request.POST.get("going", "")
    if going == policies.NOT_GOING:
        actions.take_back_barrier(actor=request.actor, barrier_id=barrier_id)
        messages.success(request, _("It is taken back. The service does not see it from now on."))
    else:
        actions.send_barrier(actor=request.actor, barrier_id=barrier_id, going=going)
        messages.success(request, _("It is with the service now. You can take it back."))
    return redirect("supervision:barrier", barrier_id)


@access(signed_in)
@require_safe
def service(request: Request, service_id: UUID) -> HttpResponse:
    """What the people of a service say would have to change, for who leads it."""
    place = barriers.place(request.actor, service_id)
    if place is None:
        raise Http404
    facts = {
        "place": place,
        "cards": presenter.sent_cards(barriers.sent(place)),
        "states": words.STATES.items(),
    }
    return render(request, "supervision/service.html", facts)


@access(signed_in)
@require_POST
@keeps_words
def answer(request: Request, service_id: UUID, sent_as: UUID) -> HttpResponse:
    """The service's answer to one of them."""
    if barriers.place(request.actor, service_id) is None:
        raise Http404
    form = BarrierAnswerForm(request.POST)
    if form.is_valid():
        actions.answer_barrier(
            actor=request.actor,
            service_id=service_id,
            sent_as=sent_as,
            seen=number(request.POST.get("seen", "")),
            **form.cleaned_data,
        )
        messages.success(request, _("Your answer is with whoever wrote it."))
    else:
        messages.error(request, _("Say how it stands, and in a few words why."))
    return redirect("supervision:service_barriers", service_id)
