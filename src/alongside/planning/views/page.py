"""The page itself, what-ifs and the first line of a plan."""

import secrets
import zlib

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from alongside.foundation.access import access, signed_in
from alongside.foundation.actor import Actor
from alongside.foundation.request import Request
from alongside.planning import queries
from alongside.planning.forms import SLIDER_MOST, DatesForm, HoursForm
from alongside.planning.models import DONE, KEEP
from alongside.planning.presenters import page as pages
from alongside.planning.presenters import strip as strips
from alongside.planning.presenters import wording
from alongside.planning.presenters.agreement import due
from alongside.planning.solving import Recent

Question = queries.Question
# Rendered plans of this process by person and question, small enough to keep thousands, each with a
# place for the form token and one for where the plan is. The places are named afresh at every start,
# so nobody's words can hold them.
TOKEN_PLACE, STRIP_PLACE = secrets.token_hex(), secrets.token_hex()
_contents: Recent[bytes] = Recent(4096)
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
    refused = hours is not None or dates is not None
    if refused:
        content = _content(asked, hours=hours, dates=dates)
    else:
        key = (*_body_key(asked), asked.plan.version, *_settings(asked).values())
        kept = _contents.once(key, lambda: zlib.compress(_content(asked).encode(), level=1))
        content = zlib.decompress(kept).decode()
    content = content.replace(STRIP_PLACE, strip(asked)).replace(TOKEN_PLACE, get_token(request))
    facts = {
        "content": SafeString(content),
        "edition": asked.edition,
        "prompts": queries.prompts(request.actor.person_id, asked.today),
    }
    return render(request, "planning/plan.html", facts, status=422 if refused else 200)


def strip(asked: Question, *, swap: bool = False) -> SafeString:
    """Where the plan is, with a place for the form token. ``swap``: for htmx, out of its order."""
    plan = asked.plan
    other = plan.other if queries.still_shared(plan, today=asked.today) else None
    shown = strips.strip(
        plan,
        filled=bool(asked.asked.needs),
        with_whom=str(other) if other else "",
        changed=bool(queries.changed_now(asked)),
        review_due=due(plan.review_on, asked.today),
    )
    facts = {
        "strip": shown,
        "csrf_token": TOKEN_PLACE,
        "swap": swap,
        "waiting": asked.waiting,
    }
    return render_to_string("planning/_strip.html", facts)


def _content(
    asked: Question, *, hours: HoursForm | None = None, dates: DatesForm | None = None
) -> str:
    """Forms and plan, with a place for the form token of whoever is sent it."""
    facts = {
        "csrf_token": TOKEN_PLACE,
        "strip": STRIP_PLACE,
        "plan": asked.plan,
        "hours": hours or HoursForm(initial={"hours": wording.number(asked.plan.hours)}),
        "slider_most": SLIDER_MOST,
        "dates": dates or DatesForm(initial=_settings(asked)),
        "dates_open": dates is not None,
        "body": body(asked),
        "marked": bool(asked.asked.needs or queries.held(asked.plan)),
    }
    return render_to_string("planning/_content.html", facts)


def _settings(asked: Question) -> dict[str, object]:
    return {name: getattr(asked.plan, name) for name in DATES}


def shelf(asked: Question, *, own: bool = True) -> pages.Shelf:
    return pages.Shelf(asked.edition, asked.library, own)


def _body_key(asked: Question) -> tuple[object, ...]:
    """Everything that what is shown depends on, the person it belongs to first."""
    strengths = pages.strengths(asked.answers, asked.edition) if asked.plan.offers else ()
    return (
        asked.plan.person_id,
        asked.digest,
        asked.edition_digest,
        asked.plan.offers,
        strengths,
        get_language(),
    )


def body(asked: Question, *, own: bool = True) -> SafeString:
    """The plan itself as HTML. What somebody could offer is shown to themselves alone."""
    offered = own and asked.plan.offers
    facts = {"page": shown(asked, own=own, offers=offered), "own": own, "offers_on": offered}
    return render_to_string("planning/_body.html", facts)


def shown(asked: Question, *, own: bool = True, offers: bool = False) -> pages.PlanPage:
    """The plan as words and addresses. What of it is done already is for its owner alone to see."""
    answered = queries.answer(asked)
    bounds = asked.asked.bounds
    return pages.plan_page(
        answered.document,
        shelf(asked, own=own),
        start=bounds.start,
        declined=bounds.declined,
        done=asked.plan.chosen(DONE),
        finished=queries.finished(asked.plan) if own else (),
        begun=queries.held(asked.plan).keys() - asked.plan.chosen(KEEP),
        no_courses=asked.asked.no_courses,
        strengths=pages.strengths(asked.answers, asked.edition) if offers else (),
        trouble=answered.trouble if own else None,
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
