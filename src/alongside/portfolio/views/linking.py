"""Linking an entry to what it shows something about, from the entry or from the other side."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.foundation.access import access, signed_in
from alongside.foundation.request import Request
from alongside.portfolio import actions
from alongside.portfolio.presenters import linking

from .writing import own

FORM = ["GET", "HEAD", "POST"]


@access(signed_in)
@require_http_methods(FORM)
def links(request: Request, entry_id: UUID) -> HttpResponse:
    """What this entry shows something about."""
    version = own(request, entry_id)
    if request.method == "POST":
        seen = request.POST.get("number", "")
        actions.link_entry(
            actor=request.actor,
            entry_id=entry_id,
            codes=request.POST.getlist("code"),
            items=_ids(request, "item"),
            number=int(seen) if seen.isdecimal() and len(seen) < 9 else version.number,
        )
        messages.success(request, _("The links are saved. Nobody else sees them."))
        return redirect("portfolio:entry", entry_id)
    facts = {"version": version, "page": linking.link_page(request.actor, version.entry)}
    return render(request, "portfolio/links.html", facts)


@access(signed_in)
@require_http_methods(FORM)
def link_answer(request: Request, code: str) -> HttpResponse:
    """Which of my entries show something about this statement."""
    return _link_to(request, linking.answer_target(code))


@access(signed_in)
@require_http_methods(FORM)
def link_item(request: Request, item_id: UUID) -> HttpResponse:
    """Which of my entries belong to this thing to do."""
    return _link_to(request, linking.item_target(request.actor, item_id))


def _link_to(request: Request, goal: linking.Target | None) -> HttpResponse:
    if goal is None:
        raise Http404
    if request.method == "POST":
        actions.link_to(
            actor=request.actor, entry_ids=_ids(request, "entry"), code=goal.code, item=goal.item
        )
        messages.success(request, _("The links are saved. Nobody else sees them."))
        return redirect(goal.url)
    facts = {"target": goal, "ticks": linking.entry_ticks(request.actor, goal)}
    return render(request, "portfolio/link_to.html", facts)


def _ids(request: Request, name: str) -> set[UUID]:
    try:
        return {UUID(text) for text in request.POST.getlist(name)}
    except ValueError as error:
        raise Http404 from error
