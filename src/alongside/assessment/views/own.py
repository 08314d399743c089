"""My view, my picture, my history and my files."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from alongside.accounts.queries import shares_received
from alongside.assessment import actions, queries
from alongside.assessment.forms import StartForm
from alongside.assessment.presenters import changing, own, themes, voices
from alongside.assessment.presenters.picture import picture as picture_of
from alongside.core import scales
from alongside.foundation.access import access, signed_in
from alongside.framework.queries import current_edition

from .request import actor_of


@access(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """My view: the first time a role and a theme, later where one was and what one marked."""
    edition, me = current_edition(), actor_of(request)
    form = StartForm(request.POST if request.method == "POST" else None, edition=edition)
    if request.method == "POST" and form.is_valid():
        actions.choose_start(actor=me, **form.cleaned_data)
        return redirect(reverse("assessment:start") + "#themes")
    given = queries.answers_by_edition(me.person_id)
    answers = queries.as_now(given, edition.slug)
    received = shares_received(me, today=timezone.localdate()).count()
    begun = queries.start_of(me.person_id)
    page = own.start_page(
        edition, begun, answers,
        shared_with_me=received, now=timezone.now(), said=bool(given.keys() - {edition.slug}),
    )  # fmt: skip
    strands = themes.by_strand(edition, answers)
    facts = {"page": page, "form": form, "strands": strands, "edition": edition}
    facts["changes"] = queries.changes_for(me.person_id, edition.slug, given)
    return render(request, "assessment/start.html", facts)


@access(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def changes(request: HttpRequest) -> HttpResponse:
    """What a new edition changed for me, and nothing else. POST keeps that I looked through it."""
    edition, me = current_edition(), actor_of(request)
    if request.method == "POST":
        if request.POST.get("edition") == edition.slug:
            actions.look_through(actor=me, edition=edition.slug)
            return redirect("assessment:start")
        return redirect("assessment:changes")
    found = queries.changes_for(me.person_id, edition.slug)
    page = changing.page(found) if found else None
    return render(request, "assessment/changes.html", {"page": page, "edition": edition})


@access(signed_in)
@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """What I bring, what I want, and my view beside the role profile. For nobody else."""
    edition, me = current_edition(), actor_of(request).person_id
    given = queries.answers_by_edition(me)
    answers = queries.as_now(given, edition.slug)
    earlier = scales.earlier(
        queries.saves_as_now(me, edition.slug),
        answers,
        day=lambda moment: timezone.localtime(moment).date(),
    )
    heard = voices.of(me, edition.slug)
    page = picture_of(edition, answers, earlier, queries.profile_of(me, edition), heard)
    again = queries.look_again_at(given, edition.slug)
    facts = {"page": page, "edition": edition, "again": len(again)}
    return render(request, "assessment/picture.html", facts)


@access(signed_in)
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Everything I have saved, by statement, with its date."""
    edition = current_edition()
    saves = queries.saves_of(actor_of(request).person_id, edition.slug)
    about = themes.points_about(edition)
    facts = {
        "past": own.history(edition, saves),
        "earlier": own.earlier(actor_of(request).person_id, edition),
        "may_go_down": about["may_go_down"],
    }
    return render(request, "assessment/history.html", facts)


@access(signed_in)
@require_safe
def answers_csv(request: HttpRequest) -> HttpResponse:
    """My answers as a table that the command line reads."""
    edition = current_edition()
    answers = queries.answers_of(actor_of(request).person_id, edition.slug)
    text = own.answers_csv(edition, answers)
    return _file(HttpResponse(text, content_type="text/csv; charset=utf-8"), "answers.csv")


@access(signed_in)
@require_safe
def answers_json(request: HttpRequest) -> HttpResponse:
    """All of my answers, notes and evidence, now and earlier."""
    kept = own.everything(actor_of(request).person_id)
    made = JsonResponse(kept, json_dumps_params={"indent": 2, "ensure_ascii": False})
    return _file(made, "answers.json")


def _file(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
