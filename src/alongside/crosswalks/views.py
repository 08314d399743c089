"""Where crosswalks are written and read: stewards write, somebody else reads."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.core.crosswalks import How, Thread
from alongside.core.crosswalks.laying import Key
from alongside.foundation.access import access, signed_in
from alongside.foundation.actor import Actor
from alongside.foundation.request import Request
from alongside.framework.queries import NoEditionError

from . import actions, forms, policies, presenters, queries
from .queries import Desk

FORM: Final = ["GET", "HEAD", "POST"]


@access(signed_in)
@require_safe
def index(request: Request) -> HttpResponse:
    """Every crosswalk, and what of it waits for a reader."""
    _open_to(request.actor)
    try:
        cards = presenters.cards(request.actor)
    except NoEditionError:
        return render(request, "framework/nothing_yet.html", status=404)
    facts = {"cards": cards, "may_write": policies.may_write(request.actor)}
    return render(request, "crosswalks/index.html", facts)


@access(signed_in)
@require_http_methods(FORM)
def begin(request: Request) -> HttpResponse:
    """A crosswalk with a framework that was taken in."""
    _for_writers(request.actor)
    rows = queries.not_begun()
    form = forms.BeginForm(
        request.POST or None, frameworks=[(row.identifier, row.title) for row in rows]
    )
    if request.method == "POST" and form.is_valid():
        slug = actions.begin(actor=request.actor, **form.cleaned_data)
        messages.success(request, _("It is begun. Only stewards see it for now."))
        return redirect("crosswalks:crosswalk", slug)
    facts = {"form": form, "any": bool(rows)}
    return render(request, "crosswalks/begin.html", facts, status=422 if form.errors else 200)


@access(signed_in)
@require_safe
def crosswalk(request: Request, crosswalk_id: str) -> HttpResponse:
    """One crosswalk, item by item, with how far each relation is."""
    desk = _desk(request.actor, crosswalk_id)
    text = request.GET.get("from", "0")
    start = int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
    page = presenters.crosswalk_page(desk, start, request.GET.get("q", "").strip()[:100])
    facts = {"page": page, "may_write": policies.may_write(request.actor)}
    return render(request, "crosswalks/crosswalk.html", facts)


@access(signed_in)
@require_http_methods(FORM)
def describe(request: Request, crosswalk_id: str) -> HttpResponse:
    """What a crosswalk says of itself, and who sees it."""
    _for_writers(request.actor)
    desk = _desk(request.actor, crosswalk_id)
    if desk.own is None or desk.facts is None:
        raise Http404(crosswalk_id)
    now = desk.facts
    start = {name: getattr(now, name) for name in ("title", "lead", "terms", "public")}
    form = forms.DescribeForm(request.POST or None, initial={**start, "seen": now.number})
    if request.method == "POST" and form.is_valid():
        got = {**form.cleaned_data, "seen": form.cleaned_data["seen"] or 0}
        actions.describe(actor=request.actor, slug=crosswalk_id, **got)
        messages.success(request, _("It is saved."))
        return redirect("crosswalks:crosswalk", crosswalk_id)
    facts = {"form": form, "desk": desk, "versions": queries.all_facts(desk.own)}
    return render(request, "crosswalks/describe.html", facts, status=422 if form.errors else 200)


@access(signed_in)
@require_safe
def item(request: Request, crosswalk_id: str, item: str) -> HttpResponse:
    """One item: what is said of it, and where to look next. ``?about=`` leads to a relation."""
    desk = _desk(request.actor, crosswalk_id)
    found = queries.item_of(desk, item)
    if found is None:
        raise Http404(item)
    about = request.GET.get("about", "")
    if about in queries.names_in(desk.edition):
        return redirect("crosswalks:relation", crosswalk_id, item, about)
    page = presenters.item_page(desk, found)
    facts = {"page": page, "may_write": policies.may_write(request.actor)}
    return render(request, "crosswalks/item.html", facts)


@access(signed_in)
@require_http_methods(FORM)
def relation(request: Request, crosswalk_id: str, item: str, about: str) -> HttpResponse:
    """One relation with every version and all that readers said; a form for those who write."""
    desk, thread = _thread(request.actor, crosswalk_id, (item, about))
    page = presenters.relation_page(request.actor, desk, thread)
    form = None
    if page.may_write:
        said = page.said
        start: dict[str, Any] = {"seen": page.seen}
        if said:
            start |= {"how": said.how.value, "why": said.why, "not_covered": said.not_covered}
        form = forms.RelationForm(request.POST or None, initial=start)
    if request.method == "POST":
        _for_writers(request.actor)
    if request.method == "POST" and form is not None and form.is_valid():
        got = form.cleaned_data
        actions.write(
            actor=request.actor,
            slug=crosswalk_id,
            key=(item, about),
            seen=got["seen"],
            how=How(got["how"]),
            why=got["why"],
            not_covered=got["not_covered"],
        )
        messages.success(request, _("It is saved, and waits for a reader."))
        return redirect("crosswalks:relation", crosswalk_id, item, about)
    facts = {"page": page, "form": form}
    wrong = form is not None and form.errors
    return render(request, "crosswalks/relation.html", facts, status=422 if wrong else 200)


@access(signed_in)
@require_POST
def take_up(request: Request, crosswalk_id: str, item: str, about: str) -> HttpResponse:
    """Begin a relation from a suggestion: words and a reader are still to come."""
    _for_writers(request.actor)
    _thread(request.actor, crosswalk_id, (item, about))
    actions.take_suggestion(actor=request.actor, slug=crosswalk_id, key=(item, about))
    messages.success(request, _("It is begun. Say now how the two stand together."))
    return redirect("crosswalks:relation", crosswalk_id, item, about)


@access(signed_in)
@require_POST
def withdraw(request: Request, crosswalk_id: str, item: str, about: str) -> HttpResponse:
    """Say a relation no longer."""
    _for_writers(request.actor)
    _thread(request.actor, crosswalk_id, (item, about))
    form = forms.SeenForm(request.POST)
    if not form.is_valid():
        raise Http404(about)
    seen = form.cleaned_data["seen"]
    actions.withdraw(actor=request.actor, slug=crosswalk_id, key=(item, about), seen=seen)
    messages.success(request, _("It is withdrawn. Every version of it stays here."))
    return redirect("crosswalks:relation", crosswalk_id, item, about)


@access(signed_in)
@require_http_methods(FORM)
def read(request: Request, crosswalk_id: str, item: str, about: str) -> HttpResponse:
    """A named reader says yes, or not yet, to the words on the page."""
    desk, thread = _thread(request.actor, crosswalk_id, (item, about))
    actions.refuse_reader(request.actor, desk, thread)
    page = presenters.relation_page(request.actor, desk, thread)
    form = forms.ReadingForm(request.POST or None, initial={"seen": page.digest})
    if request.method == "POST" and form.is_valid():
        got = {**form.cleaned_data, "yes": form.cleaned_data["yes"] == "yes"}
        actions.read(actor=request.actor, slug=crosswalk_id, key=(item, about), **got)
        messages.success(request, _("Thank you. What you said is kept with these words."))
        return redirect("crosswalks:relation", crosswalk_id, item, about)
    facts = {"page": page, "form": form}
    return render(request, "crosswalks/read.html", facts, status=422 if form.errors else 200)


@access(signed_in)
@require_POST
def take_back(request: Request, reading_id: UUID) -> HttpResponse:
    """Take back what one said oneself."""
    slug = actions.take_back(actor=request.actor, reading_id=reading_id)
    messages.success(request, _("It is taken back. The relation waits for a reader again."))
    return redirect("crosswalks:crosswalk", slug)


def _open_to(actor: Actor) -> None:
    if not policies.may_open(actor, on_panel=queries.on_panel(actor)):
        raise PermissionDenied(_("This page is for stewards and for people on a panel."))


def _for_writers(actor: Actor) -> None:
    if not policies.may_write(actor):
        raise PermissionDenied(_("Crosswalks are written by national stewards."))


def _desk(actor: Actor, slug: str) -> Desk:
    """A crosswalk that this person may open; one they may not see is as if it were not there."""
    _open_to(actor)
    try:
        found = queries.desk(slug)
    except NoEditionError:
        found = None
    if found is None or not presenters.may_see(found, actor):
        raise Http404(slug)
    return found


def _thread(actor: Actor, slug: str, key: Key) -> tuple[Desk, Thread]:
    desk = _desk(actor, slug)
    thread = queries.thread(desk, key)
    if thread is None:
        raise Http404(key[1])
    return desk, thread
