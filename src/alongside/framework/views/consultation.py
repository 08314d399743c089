"""A consultation: what a draft would change, for anybody to read and to say something about.

The forms carry no token, which would leave a cookie behind; what another site sends is refused.
"""

import secrets
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from alongside.foundation.access import access, anyone, from_this_site
from alongside.foundation.actor import Forbidden
from alongside.framework import actions, forms, queries
from alongside.framework.models import Round
from alongside.framework.presenters import consultation as presenter

from .desk import FORM

KEY_LENGTH: Final = 60


@access(anyone)
@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """Every round there was, is, or will be."""
    today = timezone.localdate()
    rows = [
        (row, presenter.takes_comments(row, row.draft, today=today)) for row in queries.rounds()
    ]
    return render(request, "framework/consultations.html", {"rounds": rows, "today": today})


def _round(request: HttpRequest, slug: str) -> Round:
    """The newest round about a draft, or the one whose number was asked for."""
    asked = request.GET.get("round", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else None
    row = queries.round_of(slug, number)
    if row is None:
        raise Http404(slug)
    return row


@access(from_this_site)
@csrf_exempt
@sensitive_post_parameters()
@never_cache
@require_http_methods(FORM)
def consultation(request: HttpRequest, slug: str) -> HttpResponse:
    """What changes, what people said, what was done about it; and a box for the draft as a whole."""
    row = _round(request, slug)
    page = presenter.round_page(row, today=timezone.localdate())
    return _with_form(request, "framework/consultation.html", {"page": page}, slug, "")


@access(from_this_site)
@csrf_exempt
@sensitive_post_parameters()
@never_cache
@require_http_methods(FORM)
def consultation_statement(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One statement of a draft, before and now, and a box to say something about it."""
    row = _round(request, slug)
    page = presenter.statement_round(row, code, today=timezone.localdate())
    if page is None:
        raise Http404(code)
    return _with_form(request, "framework/consultation_statement.html", {"page": page}, slug, code)


def _with_form(
    request: HttpRequest, template: str, facts: dict[str, Any], slug: str, code: str
) -> HttpResponse:
    """The page with its form, or with thanks once something was sent."""
    form = forms.CommentForm(request.POST or None)
    key = request.POST.get("key", "")[:KEY_LENGTH] or secrets.token_urlsafe(24)
    closed, sent = "", False
    if request.method == "POST" and form.is_valid():
        try:
            actions.comment(actor=None, slug=slug, code=code, key=key, **form.cleaned_data)
            sent = True
        except Forbidden as error:
            closed = str(error)
    facts |= {"form": form, "key": key, "sent": sent, "closed": closed}
    status = 422 if form.errors else 403 if closed else 200
    response = render(request, template, facts, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
