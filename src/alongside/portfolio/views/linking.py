"""Linking an entry to what it shows something about, from the entry or from the other side."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.foundation.access import access, signed_in
from alongside.foundation.actor import Forbidden
from alongside.foundation.request import Request
from alongside.framework.queries import first, meant, other_words, reread, title_of
from alongside.portfolio import actions
from alongside.portfolio.presenters import linking

from .writing import own

FORM = ["GET", "HEAD", "POST"]


@access(signed_in)
@require_http_methods(FORM)
def links(request: Request, entry_id: UUID) -> HttpResponse:
    """What this entry shows something about."""
    version = own(request, entry_id)
    left = reread(request.POST, "code")
    codes, items = left.sent.getlist("code"), _ids(request, "item")
    if request.method == "POST" and not left.why:
        seen = request.POST.get("number", "")
        actions.link_entry(
            actor=request.actor,
            entry_id=entry_id,
            codes=codes,
            items=items,
            number=int(seen) if seen.isdecimal() and len(seen) < 9 else version.number,
        )
        messages.success(request, _("The links are saved. Nobody else sees them."))
        return redirect("portfolio:entry", entry_id)
    ticked = (frozenset(codes), items) if left.why else None
    page = linking.link_page(request.actor, version.entry, ticked=ticked)
    facts = {"version": version, "page": page, "edition": first(newest=True), "why": left.why}
    return render(request, "portfolio/links.html", facts, status=422 if left.why else 200)


@access(signed_in)
@require_http_methods(FORM)
def link_answer(request: Request, code: str) -> HttpResponse:
    """Which of my entries show something about this statement."""
    of = request.POST.get("edition", "")
    to = meant(of, code)
    if to:
        return _link_to(request, linking.answer_target(to))
    return _link_to(request, linking.answer_target(code), why=other_words([title_of(of, code)]))


@access(signed_in)
@require_http_methods(FORM)
def link_item(request: Request, item_id: UUID) -> HttpResponse:
    """Which of my entries belong to this thing to do."""
    return _link_to(request, linking.item_target(request.actor, item_id))


def _link_to(request: Request, goal: linking.Target | None, *, why: str = "") -> HttpResponse:
    """``why``: what keeps the links from being saved as they were sent."""
    if goal is None and why:
        raise Forbidden(why)
    if goal is None:
        raise Http404
    if request.method == "POST" and not why:
        actions.link_to(
            actor=request.actor, entry_ids=_ids(request, "entry"), code=goal.code, item=goal.item
        )
        messages.success(request, _("The links are saved. Nobody else sees them."))
        return redirect(goal.url)
    ticked = _ids(request, "entry") if why else None
    ticks = linking.entry_ticks(request.actor, goal, ticked=ticked)
    facts = {"target": goal, "ticks": ticks, "edition": first(newest=True), "why": why}
    return render(request, "portfolio/link_to.html", facts, status=422 if why else 200)


def _ids(request: Request, name: str) -> set[UUID]:
    try:
        return {UUID(text) for text in request.POST.getlist(name)}
    except ValueError as error:
        raise Http404 from error
