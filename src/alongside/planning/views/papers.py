"""The plan on paper and in files: print, PDF, Word, JSON, calendar. Private, never kept."""

import json
import logging
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.foundation.access import access, signed_in
from alongside.foundation.request import Request
from alongside.planning import documents, queries
from alongside.planning.presenters import differences, papers, wording
from alongside.planning.presenters.agreement import agreement_page

from . import page

log = logging.getLogger(__name__)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _sheet(request: Request) -> papers.Sheet:
    asked = page.asked_by(request.actor)
    answered = queries.answer(asked)
    return papers.sheet(
        page.shown(asked),
        answered.document,
        asked.edition,
        today=asked.today,
        start=asked.asked.bounds.start,
        end=asked.asked.bounds.end,
    )


def _file(content: bytes, kind: str, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="my-plan.{ending}"'
    response["Cache-Control"] = "private, no-store"
    return response


@access(signed_in)
@require_safe
def paper(request: Request) -> HttpResponse:
    """The plan laid out for paper."""
    return render(request, "planning/print.html", {"sheet": _sheet(request)})


@access(signed_in)
@require_safe
def as_pdf(request: Request) -> HttpResponse:
    """The plan as a tagged PDF, or a page that says what to install where that cannot be made."""
    try:
        made = documents.pdf(_sheet(request))
    except documents.PangoMissingError as error:
        log.warning("No PDF can be made: %s", error)
        facts = {"install": documents.INSTALL, "print_url": reverse("planning:print")}
        return render(request, "planning/no_pdf.html", facts, status=503)
    return _file(made, "application/pdf", "pdf")


@access(signed_in)
@require_safe
def as_docx(request: Request) -> HttpResponse:
    return _file(documents.word(_sheet(request)), WORD, "docx")


@access(signed_in)
@require_safe
def agreement(request: Request, plan_id: UUID) -> HttpResponse:
    """What the two of us say and agree, for either of us to take away."""
    today = timezone.localdate()
    part = queries.part_of(request.actor, plan_id, today=today)
    if part is None:
        raise Http404
    asked = queries.workbench(part, today=today)
    shown = agreement_page(part, queries.answer(asked), page.shelf(asked))
    in_force = part.plan.stands["document"]
    made = documents.agreement(
        shown,
        edition=asked.edition.title,
        day=wording.day(today),
        contents=differences.contents(in_force) if in_force else (),
        mine=shown.worker if shown.is_worker else shown.other,
    )
    return _file(made, WORD, "docx")


@access(signed_in)
@require_safe
def as_json(request: Request) -> HttpResponse:
    """The plan in the shape that ``alongside plan --json`` prints, with edition and day."""
    asked = page.asked_by(request.actor)
    document = papers.json_document(queries.answer(asked).document, page.shelf(asked), asked.today)
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return _file(text.encode(), "application/json", "json")


@access(signed_in)
@require_safe
def as_calendar(request: Request) -> HttpResponse:
    asked = page.asked_by(request.actor)
    made = documents.calendar(_sheet(request), owner=asked.plan.person_id, made=timezone.now())
    return _file(made, "text/calendar; charset=utf-8", "ics")
