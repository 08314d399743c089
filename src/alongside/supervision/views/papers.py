"""A session as files, for either of the two while the supervision lasts, and always for the worker."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.foundation.access import access, signed_in
from alongside.foundation.request import Request
from alongside.framework.queries import current_edition
from alongside.supervision import documents
from alongside.supervision.presenters import papers
from alongside.supervision.presenters import session as presenter

from .asked import seat_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _sheet(request: Request, session_id: UUID) -> papers.Sheet:
    edition, today = current_edition(), timezone.localdate()
    page = presenter.page(request.actor, seat_of(request, session_id), edition, today=today)
    return papers.sheet(page, edition, today=today)


def _file(body: bytes | str, kind: str, ending: str) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="supervision.{ending}"'
    return response


@access(signed_in)
@require_safe
def as_pdf(request: Request, session_id: UUID) -> HttpResponse:
    sheet = _sheet(request, session_id)
    try:
        return _file(documents.pdf(sheet), "application/pdf", "pdf")
    except documents.PangoMissingError:
        facts = {"install": documents.INSTALL, "session_id": session_id}
        return render(request, "supervision/no_pdf.html", facts, status=503)


@access(signed_in)
@require_safe
def as_word(request: Request, session_id: UUID) -> HttpResponse:
    return _file(documents.word(_sheet(request, session_id)), DOCX, "docx")


@access(signed_in)
@require_safe
def as_text(request: Request, session_id: UUID) -> HttpResponse:
    text = documents.plain(_sheet(request, session_id))
    return _file(text, "text/plain; charset=utf-8", "txt")


@access(signed_in)
@require_safe
def as_json(request: Request, session_id: UUID) -> HttpResponse:
    edition, today = current_edition(), timezone.localdate()
    page = presenter.page(request.actor, seat_of(request, session_id), edition, today=today)
    made = JsonResponse(
        papers.document(page, edition, today=today),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )
    made["Content-Disposition"] = 'attachment; filename="supervision.json"'
    return made


@access(signed_in)
@require_safe
def as_calendar(request: Request, session_id: UUID) -> HttpResponse:
    """The date, and nothing of what it is about."""
    row = seat_of(request, session_id).session
    made = documents.calendar(
        row.pk,
        on=row.on,
        at=row.at,
        minutes=row.minutes,
        version=row.version,
        made=timezone.now(),
    )
    return _file(made, "text/calendar; charset=utf-8", "ics")
