"""Where editions are made: the desk, a draft as it stands, its moves, and the panels' decisions."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.foundation.access import access, signed_in
from alongside.foundation.actor import Actor
from alongside.foundation.keeping import keeping
from alongside.foundation.request import Request
from alongside.framework import actions, forms, policies, queries
from alongside.framework.models import Draft
from alongside.framework.presenters import desk as presenter

FORM: Final = ["GET", "HEAD", "POST"]
# The boxes in which people write, on any page where editions are made.
BOXES: Final = (
    *("about", "did", "evidence_ask", "for_whom", "label", "line", "may_go_down", "name", "named"),
    *("part", "reason", "said", "summary", "text", "title", "url", "why", "why_*"),
    *("ask", "does_not_look_like", "example_*", "expect", "if_not", "need", "questions"),
    *("reflect", "service", "teach", "worker"),
)
keeps_words = keeping(
    *BOXES, leads_to="framework:desk", called=gettext_lazy("Where editions are made")
)


def at_desk(actor: Actor) -> None:
    if not queries.desk_is_open(actor):
        raise PermissionDenied(
            _("This page is for national stewards, those who read comments, and the panels.")
        )


def for_stewards(actor: Actor) -> None:
    if not policies.may_write(actor):
        raise PermissionDenied(_("Editions are written and moved on by national stewards."))


def draft_or_404(slug: str) -> Draft:
    row = queries.draft_of(slug)
    if row is None:
        raise Http404(slug)
    return row


@access(signed_in)
@require_safe
def desk(request: Request) -> HttpResponse:
    """What is being made, what waits for this person, and their places on panels."""
    at_desk(request.actor)
    page = presenter.desk(request.actor)
    facts = {"page": page, "start": forms.StartForm(), "join": forms.JoinForm()}
    return render(request, "framework/desk.html", facts)


@access(signed_in)
@require_POST
@keeps_words
def start_draft(request: Request) -> HttpResponse:
    for_stewards(request.actor)
    form = forms.StartForm(request.POST)
    if not form.is_valid():
        facts = {"page": presenter.desk(request.actor), "start": form, "join": forms.JoinForm()}
        return render(request, "framework/desk.html", facts, status=422)
    try:
        follows = queries.published().slug
    except queries.NoEditionError as error:
        raise Http404 from error
    row = actions.start_draft(actor=request.actor, follows=follows, **form.cleaned_data)
    return redirect("framework:desk_draft", slug=row.slug)


@access(signed_in)
@require_safe
def draft(request: Request, slug: str) -> HttpResponse:
    """One draft: where it stands, what can be done with it, its statements."""
    at_desk(request.actor)
    page = presenter.draft_page(queries.work(draft_or_404(slug)), request.actor)
    return render(request, "framework/desk_draft.html", {"page": page})


@access(signed_in)
@require_http_methods(FORM)
@keeps_words
def open_round(request: Request, slug: str) -> HttpResponse:
    """Ask everybody: from when, until when, and about what."""
    for_stewards(request.actor)
    row = draft_or_404(slug)
    form = forms.RoundForm(request.POST or None, initial={"opens_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        actions.open_round(actor=request.actor, slug=slug, **form.cleaned_data)
        messages.success(request, _("The round is set. Its page is public."))
        return redirect("framework:desk_draft", slug=slug)
    facts = {"form": form, "row": row, "can": presenter.can_now(row, request.actor)}
    return render(request, "framework/open_round.html", facts, status=422 if form.errors else 200)


_MOVES: Final[dict[str, Callable[..., None]]] = {
    "close": actions.close_round,
    "ask": actions.ask_panels,
    "take-back": actions.take_back,
    "give-up": actions.give_up,
}


@access(signed_in)
@require_POST
def move(request: Request, slug: str, verb: str) -> HttpResponse:
    """Close the round, give it to the panels, take it back, give it up."""
    for_stewards(request.actor)
    draft_or_404(slug)
    if verb not in _MOVES:
        raise Http404(verb)
    _MOVES[verb](actor=request.actor, slug=slug)
    return redirect("framework:desk_draft", slug=slug)


@access(signed_in)
@require_safe
def read_draft(request: Request, slug: str) -> HttpResponse:
    """What the draft changes, word by word; and for members of a panel, their decision."""
    at_desk(request.actor)
    return _reading(request, slug)


def _reading(request: Request, slug: str, **more: Any) -> HttpResponse:
    work = queries.work(draft_or_404(slug))
    page = presenter.reading(work, request.actor)
    form = forms.DecisionForm(initial={"digest": page.row.digest})
    facts = {"page": page, "form": form, **more}
    return render(request, "framework/read_draft.html", facts, status=422 if more else 200)


@access(signed_in)
@require_POST
@keeps_words
def decide(request: Request, slug: str, reviewer_id: UUID) -> HttpResponse:
    """A member's yes or not yet, to exactly what was on their page."""
    at_desk(request.actor)
    form = forms.DecisionForm(request.POST)
    if not form.is_valid():
        return _reading(request, slug, form=form)
    got = form.cleaned_data
    actions.decide(
        actor=request.actor,
        slug=slug,
        reviewer_id=reviewer_id,
        digest=got["digest"],
        yes=got["yes"] == "yes",
        reason=got["reason"],
    )
    messages.success(request, _("Your decision is kept."))
    return redirect("framework:read_draft", slug=slug)


@access(signed_in)
@require_POST
def publish_draft(request: Request, slug: str) -> HttpResponse:
    for_stewards(request.actor)
    draft_or_404(slug)
    digest = request.POST.get("digest", "")
    actions.publish_draft(actor=request.actor, slug=slug, digest=digest)
    messages.success(request, _("The edition is published."))
    # At its own address: another process may hold the one before it as the newest for a second yet.
    return redirect("framework:index", slug=slug)
