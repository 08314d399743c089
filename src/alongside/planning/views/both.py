"""What each of the two may press about a plan: the same addresses for both, each in their voice."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from alongside.core.planning import agreeing
from alongside.foundation.access import access, signed_in
from alongside.foundation.actor import Forbidden
from alongside.foundation.keeping import keeping
from alongside.foundation.request import Request
from alongside.framework.queries import meant
from alongside.planning import actions, queries
from alongside.planning.forms import NeedForm, WordsForm
from alongside.planning.presenters import agreement as pages

from . import agreement, sharing

Press = Callable[[Request, queries.Part], str]
keeps_words = keeping(
    "text", "why", leads_to="assessment:shared_with_me", called=_lazy("Shared with me")
)


def press(request: Request, plan_id: UUID, do: Press) -> HttpResponse:
    """Do it for one of the two, and lead back to their page. To anybody else it is not there."""
    part = queries.part_of(request.actor, plan_id, today=timezone.localdate())
    if part is None:
        raise Http404
    messages.success(request, do(request, part))
    return redirect(pages.home_of(part))


def number(request: Request, name: str) -> int:
    """A whole number that a form carries; 0 where it says none."""
    found = request.POST.get(name, "")
    return int(found) if found.isdecimal() and len(found) < 10 else 0


@access(signed_in)
@require_POST
@keeps_words
def say(request: Request, plan_id: UUID) -> HttpResponse:
    """My words about the plan, beside the other's."""
    part = queries.part_of(request.actor, plan_id, today=timezone.localdate())
    if part is None:
        raise Http404
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _again(request, part, words=form)
    text, seen = form.cleaned_data["text"], number(request, "seen")
    actions.say(actor=request.actor, plan_id=plan_id, text=text, seen=seen)
    messages.success(request, _("Your words are saved."))
    return redirect(pages.home_of(part))


@access(signed_in)
@require_POST
@keeps_words
def mark_need(request: Request, plan_id: UUID) -> HttpResponse:
    """Something I would like to see in this plan, and why."""
    part = queries.part_of(request.actor, plan_id, today=timezone.localdate())
    if part is None:
        raise Http404
    asked = queries.workbench(part, today=timezone.localdate())
    form = NeedForm(request.POST, statements=statements(asked))
    if not form.is_valid():
        if part.voice == agreeing.WORKER:
            raise Forbidden(_("Mark your own needs where you answer."))
        return _again(request, part, need=form)
    code = meant(request.POST.get("edition", ""), form.cleaned_data["code"])
    if not code:
        raise Forbidden(
            _(
                "A new edition came while this page was open, and that statement says something else "
                "now. Open the page again, and choose what you mean."
            )
        )
    actions.mark_need(actor=request.actor, plan_id=plan_id, code=code, why=form.cleaned_data["why"])
    messages.success(request, _("That is marked. Whether to take it on is theirs to say."))
    return redirect(pages.home_of(part))


def statements(asked: queries.Question) -> list[tuple[str, str]]:
    """What may be marked for somebody else: every statement but values."""
    known = asked.edition.by_code.items()
    return [(code, f"{code} · {one.title}") for code, one in known if not code.startswith("V")]


def _again(request: Request, part: queries.Part, **forms: Any) -> HttpResponse:
    if part.voice == agreeing.WORKER:
        return agreement.shown(request, status=422, **forms)
    return sharing.for_other(request, part, status=422, **forms)


@access(signed_in)
@require_POST
def discussed(request: Request, plan_id: UUID) -> HttpResponse:
    """We have talked it over."""

    def do(request: Request, part: queries.Part) -> str:
        seen = request.POST.get("seen", "")
        actions.mark_discussed(actor=request.actor, plan_id=plan_id, seen=seen)
        return _("Marked as talked over.")

    return press(request, plan_id, do)


@access(signed_in)
@require_POST
def propose(request: Request, plan_id: UUID) -> HttpResponse:
    """Propose the plan as it stands now."""

    def do(request: Request, part: queries.Part) -> str:
        seen = request.POST.get("seen", "")
        made = actions.propose_version(actor=request.actor, plan_id=plan_id, seen=seen)
        return _agreed(made.agreed) or _("Proposed, with your yes. Now it waits for the other’s.")

    return press(request, plan_id, do)


@access(signed_in)
@require_POST
def yes(request: Request, plan_id: UUID) -> HttpResponse:
    """My yes to a version, or my yes taken back."""

    def do(request: Request, part: queries.Part) -> str:
        about: dict[str, Any] = {"plan_id": plan_id, "number": number(request, "number")}
        if request.POST.get("back"):
            actions.take_back_yes(actor=request.actor, **about)
            return _("Your yes is taken back.")
        made = actions.say_yes(actor=request.actor, **about)
        return _agreed(made.agreed) or _("Your yes is saved.")

    return press(request, plan_id, do)


def _agreed(is_agreed: bool) -> str:
    return _("Both of you have said yes: it is agreed.") if is_agreed else ""


@access(signed_in)
@require_POST
def need(request: Request, plan_id: UUID, need_id: UUID) -> HttpResponse:
    """Take a marked need on, say not now, or take back what one marked."""

    def do(request: Request, part: queries.Part) -> str:
        about: dict[str, Any] = {"actor": request.actor, "plan_id": plan_id, "need_id": need_id}
        said = request.POST.get("said", "")
        if said == "back":
            actions.take_back_need(**about)
            return _("That is taken back.")
        actions.answer_need(yes=said == "yes", **about)
        return _("That is saved.")

    return press(request, plan_id, do)
