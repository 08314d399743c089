"""The page itself, what-ifs and the first line of a plan."""

from functools import lru_cache

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from alongside.foundation.access import access, signed_in
from alongside.foundation.actor import Actor
from alongside.planning import queries
from alongside.planning.forms import SLIDER_MOST, DatesForm, HoursForm
from alongside.planning.presenters import page as pages
from alongside.planning.presenters import wording
from alongside.planning.solving import Keyed

from .request import Request

Question = queries.Question
DATES = ("start", "end", "hours_per_month", "cost", "no_courses", "with_profile")


@access(signed_in)
@require_safe
def plan(request: Request) -> HttpResponse:
    """What is the best use of my hours?"""
    return whole(request, asked_by(request.actor))


def asked_by(actor: Actor) -> Question:
    return queries.question(actor, today=timezone.localdate())


def whole(
    request: Request,
    asked: Question,
    *,
    hours: HoursForm | None = None,
    dates: DatesForm | None = None,
) -> HttpResponse:
    """The whole page; a form that was refused is shown again with what is wrong beside it."""
    kept_dates = {name: getattr(asked.plan, name) for name in DATES}
    facts = {
        "plan": asked.plan,
        "hours": hours or HoursForm(initial={"hours": wording.number(asked.plan.hours)}),
        "slider_most": SLIDER_MOST,
        "dates": dates or DatesForm(initial=kept_dates),
        "dates_open": dates is not None,
        "body": body(asked),
        "marked": bool(asked.asked.needs),
        "edition": asked.edition,
    }
    return render(request, "planning/plan.html", facts, status=422 if hours or dates else 200)


def shelf(asked: Question) -> pages.Shelf:
    return pages.Shelf(asked.edition, asked.library)


def body(asked: Question, *, own: bool = True) -> SafeString:
    """The plan itself as HTML, kept in this process by person, question and language."""
    offered = own and asked.plan.offers
    offers = pages.offers(asked.answers, shelf(asked)) if offered else ()
    key = (
        asked.plan.person_id,
        asked.digest,
        asked.edition_digest,
        own,
        offered,
        tuple(link.id for link in offers),
        get_language(),
    )
    return _kept_body(Keyed(key, (asked, offers, own)))


@lru_cache(maxsize=1024)
def _kept_body(kept: Keyed[tuple[Question, tuple[pages.Link, ...], bool]]) -> SafeString:
    asked, offers, own = kept.value
    facts = {"page": shown(asked, offers), "own": own, "offers_on": own and asked.plan.offers}
    return render_to_string("planning/_body.html", facts)


def shown(asked: Question, offers: tuple[pages.Link, ...] = ()) -> pages.PlanPage:
    """The plan as words and addresses."""
    answered = queries.answer(asked)
    bounds = asked.asked.bounds
    return pages.plan_page(
        answered.document,
        shelf(asked),
        start=bounds.start,
        declined=bounds.declined,
        done=bounds.done,
        no_courses=asked.asked.no_courses,
        offers=offers,
        trouble=answered.trouble,
    )


@access(signed_in)
@require_safe
def what_if(request: Request) -> HttpResponse:
    """Five more hours, five fewer, without courses: each worked out afresh."""
    asked = asked_by(request.actor)
    lines: tuple[pages.WhatIfLine, ...] = ()
    if asked.asked.needs:
        before, found = queries.what_ifs(asked)
        no_courses = asked.asked.no_courses
        lines = pages.what_ifs(found, shelf(asked), before, no_courses=no_courses)
    template = "planning/_what_if.html" if request.htmx else "planning/what_if.html"
    return render(request, template, {"lines": lines, "edition": asked.edition})


@access(signed_in)
@require_safe
def first_line(request: Request) -> HttpResponse:
    """One line of plan, for whoever has just answered: a part that other pages can fetch."""
    first = queries.first_line(request.actor, today=timezone.localdate())
    facts = {"title": first[0], "hours": wording.hours(first[1])} if first else {}
    return render(request, "planning/_first_line.html", facts)
