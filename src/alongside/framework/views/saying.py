"""Saying something with the code of a paper: no account, no cookie, no trace of who or when.

Looking uses nothing up; sending does. The forms carry no token, which would leave a cookie behind;
what another site sends is refused. A code never stands in an address that is sent to us.
"""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from alongside.foundation.access import access, from_this_site
from alongside.foundation.actor import Forbidden
from alongside.framework import actions, forms, queries
from alongside.framework.models import Round
from alongside.framework.presenters import consultation as rounds
from alongside.framework.presenters import papers as presenter

KEY_LENGTH = 60


def key_in(request: HttpRequest) -> str:
    return request.POST.get("key", "")[:KEY_LENGTH] or secrets.token_urlsafe(24)


def page_form(request: HttpRequest, row: Round, *, by_hand: bool = False) -> forms.PaperForm:
    """The form as it was sent; where only another box was asked for, with nothing found wrong."""
    facts: dict[str, Any] = {"places": presenter.places(row), "by_hand": by_hand}
    boxes = forms.boxes_in(request.POST)
    if request.POST.get("go") == "send":
        return forms.PaperForm(request.POST, boxes=boxes, **facts)
    more = forms.MORE if request.POST.get("go") == "more" else 0
    return forms.PaperForm(boxes=boxes + more, initial=request.POST.dict(), **facts)


@access(from_this_site)
@csrf_exempt
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest) -> HttpResponse:
    """The code; then what would change, and boxes to say something about as much of it as one likes."""
    if request.method != "POST":
        return _page(request, "say", {"rounds": rounds.open_today(today=timezone.localdate())})
    code = request.POST.get("code", "")[:KEY_LENGTH]
    found = queries.paper_code(code, today=timezone.localdate())
    if found is None:
        return _again_or_not(request, code)
    row = found.paper_set.round
    form, wrong = page_form(request, row), ""
    if form.is_bound and form.is_valid():
        try:
            actions.send_paper(actor=None, code=code, key=key_in(request), sent=form.sent)
        except actions.CannotUseError:
            return _cannot(request)
        except Forbidden as error:
            wrong = str(error)
        else:
            return _page(request, "say_done", {"slug": row.draft.slug})
    facts = {
        "round": row,
        "changes": presenter.changes(row),
        "form": form,
        "code": code,
        "key": key_in(request),
        "wrong": wrong,
    }
    status = 422 if form.is_bound and form.errors else 403 if wrong else 200
    return _page(request, "say_write", facts, status=status)


def _again_or_not(request: HttpRequest, code: str) -> HttpResponse:
    """The code cannot be used. The same form sent twice is answered as it was the first time."""
    if request.POST.get("go") != "send":
        return _cannot(request)
    sent = forms.as_sent(request.POST)
    try:
        actions.send_paper(actor=None, code=code, key=request.POST.get("key", ""), sent=sent)
    except actions.CannotUseError:
        return _cannot(request)
    return _page(request, "say_done", {"slug": ""})


def _cannot(request: HttpRequest) -> HttpResponse:
    """One page for a slip, a guess, a used code, a stopped one, and a round that has ended."""
    facts = {
        "said": forms.as_sent(request.POST).said,
        "rounds": rounds.open_today(today=timezone.localdate()),
    }
    return _page(request, "say_cannot", facts, status=422)


def _page(
    request: HttpRequest, template: str, facts: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    response = render(request, f"framework/{template}.html", facts, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
