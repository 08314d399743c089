"""Opening a quarter's round, and its cards: shown once, in the answer to the form that made them."""

import logging
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.core.feedback.answers import MOST_STATEMENTS
from alongside.feedback import actions, documents, policies, queries
from alongside.feedback.forms import CardsForm, RoundForm
from alongside.feedback.models import Round
from alongside.feedback.presenters import giving, wording
from alongside.feedback.presenters import paper as papers
from alongside.feedback.presenters import rounds as presenter
from alongside.foundation.access import access, holds
from alongside.foundation.request import Request
from alongside.framework import queries as framework

log = logging.getLogger(__name__)


@access(holds(*policies.OPENERS))
@require_safe
def rounds(request: Request) -> HttpResponse:
    """The rounds of the services I look after. It shows nothing of what is held."""
    facts = {"services": presenter.services(request.actor, today=timezone.localdate())}
    return render(request, "feedback/rounds.html", facts)


@access(holds(*policies.OPENERS))
@require_http_methods(["GET", "HEAD", "POST"])
def open_round(request: Request, service_id: UUID) -> HttpResponse:
    """Choose whom it is about and what to ask."""
    service = queries.service_to_ask(request.actor, service_id)
    if service is None:
        raise Http404
    edition = framework.current_edition()
    left = framework.reread(request.POST, "statements")
    form = RoundForm(
        left.sent or None,
        places=presenter.places_left(service),
        codes=list(edition.by_code),
    )
    if left.why:
        form.add_error("statements", left.why)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_round(
                actor=request.actor,
                service_id=service_id,
                team_id=form.team_id,
                statements=form.cleaned_data["statements"],
                cards=form.cleaned_data["cards"],
                key=form.cleaned_data["once"],
            )
        except actions.BadEntryError as error:
            form.add_faults(error.faults)
        else:
            messages.success(request, _("The round is open. Now print its cards."))
            return redirect("feedback:round", made)
    facts = {
        "form": form,
        "edition": edition,
        "service": service,
        "themes": presenter.offers(edition, form.chosen),
        "most": MOST_STATEMENTS,
        "quarter": wording.quarter(queries.this_quarter()),
    }
    return render(request, "feedback/open.html", facts, status=422 if form.errors else 200)


def _round(request: Request, round_id: UUID) -> Round:
    row = queries.round_to_run(request.actor, round_id)
    if row is None:
        raise Http404
    return row


@access(holds(*policies.OPENERS))
@require_safe
def round_page(request: Request, round_id: UUID) -> HttpResponse:
    return _round_page(request, _round(request, round_id))


def _round_page(request: Request, row: Round, form: CardsForm | None = None) -> HttpResponse:
    line = presenter.line(row, today=timezone.localdate())
    form = form or CardsForm(left=line.left)
    facts = {"line": line, "form": form, "service": row.service}
    return render(request, "feedback/round.html", facts, status=422 if form.errors else 200)


@access(holds(*policies.OPENERS))
@never_cache
@require_POST
def cards(request: Request, round_id: UUID) -> HttpResponse:
    """Make cards and show them, this once. They are nowhere but on this page."""
    row = _round(request, round_id)
    form = CardsForm(request.POST, left=row.cards - row.printed)
    if not form.is_valid():
        return _round_page(request, row, form)
    made = actions.print_cards(
        actor=request.actor,
        round_id=round_id,
        count=form.cleaned_data["count"],
        key=form.cleaned_data["once"],
    )
    if not made:
        messages.warning(
            request,
            _("Those cards were shown once already. If they are lost, stop them and print others."),
        )
        return redirect("feedback:round", round_id)
    facts = {"paper": _paper(request, row, made), "row": row}
    return render(request, "feedback/sheet.html", facts)


def _paper(request: HttpRequest, row: Round, codes: list[str]) -> papers.Paper:
    address = request.build_absolute_uri(reverse("feedback:index"))
    asked = giving.asked(row, easy=request.POST.get("shape") == documents.EASY_FORMS)
    return papers.paper(asked, codes, address=address, quarter=wording.quarter(row.quarter))


@access(holds(*policies.OPENERS))
@sensitive_post_parameters()
@never_cache
@require_POST
def paper(request: Request, round_id: UUID) -> HttpResponse:
    """The cards on the page before, as a PDF: to cut out, or as paper forms. Nothing is kept."""
    row = _round(request, round_id)
    shape = request.POST.get("shape", "")
    codes = papers.checked(request.POST.getlist("card")[: policies.MOST_CARDS])
    if shape not in documents.SHAPES or not codes:
        raise Http404
    try:
        content = documents.pdf(_paper(request, row, codes), shape=shape)
    except documents.PangoMissingError as error:
        log.warning("No PDF can be made: %s", error)
        facts = {"install": documents.INSTALL}
        return render(request, "feedback/no_pdf.html", facts, status=503)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{shape}.pdf"'
    return response


@access(holds(*policies.OPENERS))
@require_POST
def stop(request: Request, round_id: UUID, number: int) -> HttpResponse:
    """Make the cards of a sheet worthless."""
    _round(request, round_id)
    actions.stop_sheet(actor=request.actor, round_id=round_id, number=number)
    messages.success(request, _("Those cards can no longer be used."))
    return redirect("feedback:round", round_id)
