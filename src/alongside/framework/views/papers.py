"""Papers of a round for stewards: made, printed and stopped; and typing in what came back."""

import logging
import secrets
from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from alongside.foundation.access import access, signed_in
from alongside.foundation.actor import Forbidden
from alongside.foundation.request import Request
from alongside.framework import actions, forms, policies, queries
from alongside.framework.documents import papers as documents
from alongside.framework.models import Round
from alongside.framework.presenters import papers as presenter

from .desk import FORM, for_stewards
from .saying import key_in, page_form

log = logging.getLogger(__name__)
HAND_IN: Final = 300
CANNOT: Final = gettext_lazy(
    "This code cannot be used: a letter is not right, the paper was entered or sent already, its "
    "set was stopped, or it belongs to another round. What you typed is still here."
)


def _round(slug: str) -> Round:
    """The newest round about a draft. A draft without one has no papers."""
    row = queries.round_of(slug)
    if row is None:
        raise Http404(slug)
    return row


@access(signed_in)
@never_cache
@require_http_methods(FORM)
def papers(request: Request, slug: str) -> HttpResponse:
    """Make papers, and show them this once: their codes are nowhere but on that page."""
    for_stewards(request.actor)
    row = _round(slug)
    form = forms.PapersForm(request.POST or None, initial={"key": secrets.token_urlsafe(24)})
    if request.method == "POST" and form.is_valid():
        got = form.cleaned_data
        made = actions.make_papers(actor=request.actor, slug=slug, **got)
        if made:
            return _sheet(request, row, made, got["hand_in"])
        messages.warning(
            request,
            _("Those papers were shown once already. If they are lost, stop them and make others."),
        )
        return redirect("framework:papers", slug=slug)
    facts = {"row": row.draft, "form": form}
    facts["page"] = presenter.papers_page(row, today=timezone.localdate())
    return render(request, "framework/papers.html", facts, status=422 if form.errors else 200)


def _paper(request: Request, row: Round, codes: list[str], hand_in: str) -> presenter.Paper:
    address = request.build_absolute_uri(reverse("say"))
    return presenter.paper(row, codes, address=address, hand_in=hand_in)


def _sheet(request: Request, row: Round, codes: list[str], hand_in: str) -> HttpResponse:
    facts = {"row": row.draft, "paper": _paper(request, row, codes, hand_in)}
    return render(request, "framework/papers_sheet.html", facts)


@access(signed_in)
@sensitive_post_parameters()
@never_cache
@require_POST
def papers_file(request: Request, slug: str) -> HttpResponse:
    """The papers on the page before, as a PDF: cards to cut out, or leaflets. Nothing is kept."""
    for_stewards(request.actor)
    row = _round(slug)
    shape = request.POST.get("shape", "")
    codes = presenter.checked(request.POST.getlist("code")[: policies.MOST_AT_ONCE])
    if shape not in documents.SHAPES or not codes:
        raise Http404
    try:
        printed = _paper(request, row, codes, request.POST.get("hand_in", "")[:HAND_IN])
        content = documents.pdf(printed, shape=shape)
    except documents.PangoMissingError as error:
        log.warning("No PDF can be made: %s", error)
        facts = {"row": row.draft, "install": documents.INSTALL}
        return render(request, "framework/no_pdf.html", facts, status=503)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{shape}.pdf"'
    return response


@access(signed_in)
@require_POST
def stop_papers(request: Request, slug: str, number: int) -> HttpResponse:
    for_stewards(request.actor)
    _round(slug)
    actions.stop_papers(actor=request.actor, slug=slug, number=number)
    messages.success(request, _("Those papers can no longer be used to send something."))
    return redirect("framework:papers", slug=slug)


@access(signed_in)
@sensitive_post_parameters()
@never_cache
@require_http_methods(FORM)
def enter_paper(request: Request, slug: str) -> HttpResponse:
    """Type in what came back on paper, or from a group. It waits to be read like all the rest."""
    if not policies.may_enter_papers(request.actor):
        raise PermissionDenied(
            _("What came on paper is typed in by national stewards and moderators.")
        )
    row = _round(slug)
    form = page_form(request, row, by_hand=True)
    wrong = ""
    if request.method == "POST" and request.POST.get("go") == "send" and form.is_valid():
        code, key = form.cleaned_data["code"], key_in(request)
        try:
            actions.enter_paper(actor=request.actor, slug=slug, code=code, key=key, sent=form.sent)
        except actions.CannotUseError:
            form.add_error("code", CANNOT)
        except Forbidden as error:
            wrong = str(error)
        else:
            messages.success(request, _("It is entered, and waits to be read like all the rest."))
            return redirect("framework:enter_paper", slug=slug)
    facts = {
        "row": row.draft,
        "round": row,
        "form": form,
        "key": key_in(request),
        "wrong": wrong,
    }
    status = 422 if form.is_bound and form.errors else 403 if wrong else 200
    return render(request, "framework/enter_paper.html", facts, status=status)
