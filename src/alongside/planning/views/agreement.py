"""Where a plan is and what two people agree on it, for the worker whose plan it is."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.accounts.queries import supervisors_rows
from alongside.core.planning import agreeing
from alongside.foundation.access import access, signed_in
from alongside.foundation.request import Request
from alongside.planning import actions, queries
from alongside.planning.forms import ShareForm, TermsForm, WordsForm, version_seen
from alongside.planning.presenters import agreement as pages
from alongside.planning.presenters import differences, wording

from . import page


@access(signed_in)
@require_safe
def agreement(request: Request) -> HttpResponse:
    """Where is this plan, and what do we each say about it?"""
    return shown(request)


def shown(request: Request, *, status: int = 200, **forms: object) -> HttpResponse:
    """The page; a form that was refused is shown again with what is wrong beside it."""
    today = timezone.localdate()
    asked = page.asked_by(request.actor)
    plan = asked.plan
    if plan._state.adding:
        return render(request, "planning/agreement_empty.html", {"edition": asked.edition})
    part = queries.Part(plan, agreeing.WORKER, queries.with_whom(plan, today=today))
    answered = queries.answer(asked)
    items = queries.items(plan)
    terms = {"review_on": plan.review_on, "protected_hours": wording.plain(plan.protected_hours)}
    facts = {
        "plan": plan,
        "page": pages.agreement_page(part, answered, page.shelf(asked)),
        "words": WordsForm(initial={"text": _own_text(part)}),
        "terms": TermsForm(initial=terms),
        "protected": pages.protected_time(wording.real(plan.protected_hours), items),
        "review_due": pages.due(plan.review_on, today),
        "earlier": queries.closed_plans(request.actor),
        "edition": asked.edition,
        **forms,
    }
    return render(request, "planning/agreement.html", facts, status=status)


def _own_text(part: queries.Part) -> str:
    row = queries.own_words(part.plan, part.plan.person_id)
    return row.text if row else ""


@access(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def share_to_agree(request: Request) -> HttpResponse:
    """With whom do I want to agree this plan, and until when may they read it?"""
    today = timezone.localdate()
    known = [
        (str(row.supervisor_id), str(row.supervisor))
        for row in supervisors_rows(request.actor.person_id)
    ]
    form = ShareForm(request.POST or None, supervisors=known, today=today)
    if request.method == "POST" and form.is_valid():
        actions.share_with(
            actor=request.actor,
            reader_id=UUID(form.cleaned_data["reader"]),
            until=form.cleaned_data["until"],
        )
        messages.success(request, _("Your plan is shared, to be agreed."))
        return redirect("planning:agreement")
    facts = {"form": form, "known": known}
    status = 422 if form.errors else 200
    return render(request, "planning/share_to_agree.html", facts, status=status)


@access(signed_in)
@require_POST
def terms(request: Request) -> HttpResponse:
    """The day to look back, and how much is protected learning time."""
    form = TermsForm(request.POST)
    if not form.is_valid():
        return shown(request, status=422, terms=form)
    actions.set_terms(actor=request.actor, version=version_seen(request.POST), **form.cleaned_data)
    messages.success(request, _("That is saved."))
    return redirect("planning:agreement")


@access(signed_in)
@require_POST
def move(request: Request) -> HttpResponse:
    """Begin, take changes over, stop sharing, close: one button each."""
    actor, seen = request.actor, request.POST.get("seen", "")
    wanted = request.POST.get("move", "")
    if wanted == "begin":
        actions.begin(actor=actor, seen=seen)
        messages.success(request, _("Your plan is under way."))
        return redirect("planning:doing")
    if wanted == "renew":
        actions.renew(actor=actor)
        messages.success(request, _("The changes are part of your plan now."))
        return redirect("planning:doing")
    if wanted in ("afresh", "hold"):
        actions.work_out_afresh(actor=actor, wanted=wanted == "afresh")
        messages.success(request, _("Your plan is worked out again."))
    elif wanted == "take-back":
        actions.take_back(actor=actor)
        messages.success(request, _("Your plan is not shared to be agreed any more."))
    elif wanted == "close":
        closed = actions.close(actor=actor, seen=seen)
        messages.success(request, _("That plan is closed, and no longer shared with anybody."))
        return redirect("planning:earlier", closed.pk)
    return redirect("planning:agreement")


@access(signed_in)
@require_safe
def version(request: Request, number: int) -> HttpResponse:
    """One version of my open plan, and what it changed."""
    plan = queries.open_plan(request.actor.person_id)
    if plan is None:
        raise Http404
    return _version(request, queries.Part(plan, agreeing.WORKER, None), number)


@access(signed_in)
@require_safe
def version_of(request: Request, plan_id: UUID, number: int) -> HttpResponse:
    """The same of a plan that is agreed with me, or of an earlier plan of mine."""
    part = queries.part_of(request.actor, plan_id, today=timezone.localdate())
    if part is None:
        raise Http404
    return _version(request, part, number)


def _version(request: Request, part: queries.Part, number: int) -> HttpResponse:
    rows = {row.number: row for row in queries.versions(part.plan)}
    row, before = rows.get(number), rows.get(number - 1)
    if row is None:
        raise Http404
    shelf = page.shelf(queries.workbench(part, today=timezone.localdate()))
    found = queries.difference(before.document, row.document) if before else None
    facts = {
        "row": pages.version_row(row, part.plan.stands["number"]),
        "document": row.document,
        "contents": differences.contents(row.document),
        "terms": differences.terms(row.document),
        "needs": differences.needs(row.document, shelf),
        "before": before,
        "changes": differences.in_words(found, shelf, start=row.document["start"]),
        "back": pages.home_of(part),
        "plan": part.plan,
        "is_worker": part.voice == agreeing.WORKER,
    }
    return render(request, "planning/version.html", facts)


@access(signed_in)
@require_safe
def earlier(request: Request, plan_id: UUID) -> HttpResponse:
    """An earlier plan of mine, as it ended."""
    plan = queries.earlier(request.actor, plan_id)
    if plan is None:
        raise Http404
    items = queries.items(plan)
    review = queries.last_review(plan)
    facts = {
        "plan": plan,
        "items": pages.done_rows(items),
        "protected": pages.protected_time(wording.real(plan.protected_hours), items),
        "versions": [
            pages.version_row(row, plan.stands["number"]) for row in queries.versions(plan)
        ],
        "voices": [
            pages.Voice(pages.name_of(row.person), row.text, row.made_at)
            for row in queries.words_of(plan)
        ],
        "review": pages.review_lines(review) if review else (),
    }
    return render(request, "planning/earlier.html", facts)
