"""Giving feedback: a code, one question a page, a receipt. No cookie, no draft, no trace of who.

The forms carry no token, as that would leave a cookie behind; what another site sends is refused.
What was said so far travels in the form alone. A code never stands in an address: on a card it comes
after a #, which a browser keeps to itself, and a small script puts it into the form.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from alongside.core.feedback.answers import LONGEST_WORDS
from alongside.feedback import actions, queries
from alongside.feedback.forms import sofar_from
from alongside.feedback.models import RELEASED
from alongside.feedback.presenters import giving as presenter
from alongside.feedback.presenters import told as told_presenter
from alongside.feedback.presenters.giving import Asked, Sofar, Step
from alongside.feedback.presenters.look import Look
from alongside.foundation.access import access, anyone, from_this_site

View = Callable[..., HttpResponseBase]


def _public_form(view: View) -> View:
    """What every page of giving that takes a form shares."""
    for wrap in (
        require_http_methods(["GET", "HEAD", "POST"]),
        never_cache,
        sensitive_post_parameters(),
        csrf_exempt,
        access(from_this_site),
    ):
        view = wrap(view)
    return view


def _page(
    request: HttpRequest, template: str, facts: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    look = Look.asked(request.GET)
    names = ("index", "give", "form", "reply", "withdraw")
    urls = {name: look.url(name) for name in names}
    shown = {"look": look, "urls": urls, "longest": LONGEST_WORDS, **facts}
    response = render(request, f"feedback/{template}.html", shown, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


@access(anyone)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What happens to it, in five short lines, before anything is asked; then the code."""
    return _page(request, "index", {"ways": Look.asked(request.GET).ways(request.path)})


def _cannot_use(request: HttpRequest, sofar: Sofar | None = None) -> HttpResponse:
    """The same page for a slip, a guess, a used card, a stopped one, and a quarter that is over."""
    return _page(request, "cannot_use", {"words": sofar.words if sofar else ""}, status=422)


def _asked(request: HttpRequest) -> Asked | None:
    found = queries.round_for(request.POST.get("code", ""))
    return presenter.asked(found[1], easy=Look.asked(request.GET).easy) if found else None


def _sofar(request: HttpRequest, asked: Asked) -> Sofar:
    sofar = sofar_from(request.POST, asked.codes)
    got = queries.receipt_in(sofar.receipt)
    if got is not None and got.tag == asked.row.tag:
        return sofar
    return sofar_from(_with_receipt(request, asked), asked.codes)


def _with_receipt(request: HttpRequest, asked: Asked) -> Any:
    given = request.POST.copy()
    given["receipt"] = actions.new_receipt(asked.row)
    return given


@_public_form
def give(request: HttpRequest) -> HttpResponse:
    """One question a page, forward and back, and at the end all of it to look at and send."""
    if request.method != "POST":
        return redirect("feedback:index")
    asked = _asked(request)
    if asked is None:
        return _again_or_not(request)
    sofar = _sofar(request, asked)
    if request.POST.get("go") == "send":
        return _send(request, sofar, asked, "done")
    steps = asked.steps(sofar)
    at = _at(request, len(steps))
    return _page(request, "step", _step(request, asked, sofar, steps, at))


def _at(request: HttpRequest, count: int) -> int:
    """Which step to show: one on, one back, or the same in another size or layout."""
    given = request.POST.get("at", "")
    was = int(given) if given.isdecimal() and len(given) < 3 else -1
    moved = {"back": -1, "stay": 0}.get(request.POST.get("go", ""), 1)
    return min(max(was + moved, 0), count - 1)


def _step(
    request: HttpRequest, asked: Asked, sofar: Sofar, steps: list[Step], at: int
) -> dict[str, Any]:
    step = steps[at]
    carried = {k: v for k, v in sofar.said.items() if k != f"{step.kind}-{step.code}"}
    look = Look.asked(request.GET)
    easy, large = look.ways(reverse("feedback:give"))
    facts: dict[str, Any] = {
        "other_easy": easy.url,
        "other_large": large.url,
        "asked": asked,
        "sofar": sofar,
        "step": step,
        "at": at,
        "carried": carried,
        "number": at + 1,
        "count": len(steps),
    }
    if step.code:
        facts["question"] = asked.question(step.code, step.kind, sofar)
    elif step.kind == presenter.WAY:
        facts["way_choices"] = asked.ways(sofar)
    elif step.kind == presenter.CHECK:
        facts["told"] = asked.told(sofar)
        facts["way_label"] = next(one.label for one in asked.ways(sofar) if one.chosen)
    return facts


def _send(request: HttpRequest, sofar: Sofar, asked: Asked, template: str) -> HttpResponse:
    answer = sofar.answer(asked.codes)
    try:
        actions.give(actor=None, code=sofar.code, receipt=sofar.receipt, answer=answer)
    except actions.CannotUseError:
        return _cannot_use(request, sofar)
    return _done(request, sofar.receipt, template)


def _done(request: HttpRequest, receipt: str, template: str) -> HttpResponse:
    return _page(request, "done", {"receipt": receipt, "long_form": template == "form"})


def _again_or_not(request: HttpRequest, template: str = "done") -> HttpResponse:
    """The card cannot be used. The same form sent twice gets its receipt twice."""
    sofar = sofar_from(request.POST, [])
    got = queries.receipt_in(sofar.receipt)
    if request.POST.get("go") == "send" and got is not None and queries.is_held(got):
        return _done(request, sofar.receipt, template)
    return _cannot_use(request, sofar)


@_public_form
def long_form(request: HttpRequest) -> HttpResponse:
    """All questions on one page: for whoever types in paper forms, and whoever likes it better.

    Nobody signs in for it. The code on the paper is the permission; a sign-in would only tie a name
    and a time to what somebody else said.
    """
    if request.method != "POST":
        return _page(request, "form", {"ways": Look.asked(request.GET).ways(request.path)})
    asked = _asked(request)
    if asked is None:
        return _again_or_not(request, "form")
    sofar = _sofar(request, asked)
    if request.POST.get("go") == "send":
        return _send(request, sofar, asked, "form")
    facts = {
        "asked": asked,
        "sofar": sofar,
        "questions": asked.questions(sofar),
        "way_choices": asked.ways(sofar),
    }
    return _page(request, "form", facts)


@_public_form
def reply(request: HttpRequest) -> HttpResponse:
    """With a receipt: what the service says to it, and taking it back."""
    if request.method != "POST":
        return _page(request, "reply", {})
    text = request.POST.get("receipt", "")[:60]
    got = queries.receipt_in(text)
    told = queries.told_with(got) if got else None
    if got is None or (told is None and not queries.is_held(got)):
        return _page(request, "reply", {"unknown": True}, status=422)
    released = told is not None and told.batch.state == RELEASED
    page = told_presenter.page(told.batch) if told and released else None
    facts = {"known": True, "receipt": str(got), "released": released, "page": page}
    return _page(request, "reply", facts)


@_public_form
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take it back. Asked twice, it answers as it does to a receipt that stands for nothing."""
    if request.method != "POST":
        return redirect("feedback:reply")
    if actions.withdraw(actor=None, receipt=request.POST.get("receipt", "")):
        return _page(request, "withdrawn", {})
    return _page(request, "reply", {"unknown": True}, status=422)
