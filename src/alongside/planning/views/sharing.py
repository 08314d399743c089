"""Letting one named person read the plan, and reading somebody's plan that way."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alongside.accounts.forms import ReaderForm
from alongside.accounts.presenters import readers
from alongside.accounts.queries import shares_given
from alongside.core.scales import is_value
from alongside.foundation.access import access, signed_in
from alongside.foundation.request import Request
from alongside.planning import actions, policies, queries
from alongside.planning.forms import NeedForm, WordsForm
from alongside.planning.models import Plan
from alongside.planning.presenters.agreement import agreement_page

from . import page


@access(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: Request) -> HttpResponse:
    """Who may read my plan, and until when."""
    today = timezone.localdate()
    form = ReaderForm(request.POST or None, colleagues=readers(request.actor), today=today)
    if request.method == "POST" and form.is_valid():
        reader = form.cleaned_data["reader"]
        actions.share(
            actor=request.actor,
            until=form.cleaned_data["until"],
            reader_id=UUID(reader) if reader else None,
            reader_email=form.cleaned_data["email"],
        )
        messages.success(request, _("Your plan is shared until the day you chose."))
        return redirect("planning:share")
    given = shares_given(request.actor, kind=policies.SHARED_AS, today=today)
    facts = {"form": form, "given": given}
    return render(request, "planning/share.html", facts, status=422 if form.errors else 200)


@access(signed_in)
@require_safe
def of(request: Request, plan_id: UUID) -> HttpResponse:
    """Somebody's plan, for whom they share it with: to read, or to agree on. To anybody else it is
    not there."""
    today = timezone.localdate()
    found = queries.readable(request.actor, plan_id, today=today)
    if found is None:
        raise Http404
    owner, plan = found
    if owner.person_id == request.actor.person_id:
        return redirect("planning:plan")
    part = queries.taking_part(request.actor, plan, today=today)
    if part is not None:
        return for_other(request, part)
    asked = queries.question(owner, today=today, plan=plan)
    return render(request, "planning/of.html", _to_read(plan, asked))


def _to_read(plan: Plan, asked: queries.Question) -> dict[str, object]:
    return {
        "owner": plan.person,
        "body": page.body(asked, own=False),
        "marked": bool(asked.asked.needs),
        "edition": asked.edition,
    }


def for_other(
    request: Request, part: queries.Part, *, status: int = 200, **forms: object
) -> HttpResponse:
    """The page of whom a plan is agreed with: the plan, and what the two of them say and agree."""
    asked = queries.workbench(part, today=timezone.localdate())
    shown = agreement_page(part, queries.answer(asked), page.shelf(asked))
    marked = {queries.need_now(row) for row in queries.needs_marked(part.plan)}
    choices = [
        (code, f"{code} · {one.title}")
        for code, one in asked.edition.by_code.items()
        if not is_value(code) and code not in marked
    ]
    facts = {
        **_to_read(part.plan, asked),
        "plan": part.plan,
        "page": shown,
        "words": WordsForm(initial={"text": shown.own_text}),
        "need": NeedForm(statements=choices),
        **forms,
    }
    return render(request, "planning/of.html", facts, status=status)
