"""What leaves: a form's document in each kind of file, and everything in one zip. Reading writes
nothing; making something on purpose is noted, so that it can be made again as it was."""

import logging
import secrets
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any, TypeVar
from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from alongside.core.record.forms import Form, newest
from alongside.foundation.access import access, signed_in
from alongside.foundation.actor import Actor
from alongside.foundation.request import Request
from alongside.portfolio import documents, loading
from alongside.portfolio.actions import leaving as actions
from alongside.portfolio.documents.kinds import KINDS_OF_FILE, as_json
from alongside.portfolio.documents.whole import Member
from alongside.portfolio.forms.leaving import MakeForm, PeriodForm
from alongside.portfolio.presenters import desk, leaving, taking
from alongside.portfolio.queries import leaving as queries

log = logging.getLogger(__name__)


@access(signed_in)
@require_safe
def forms(request: Request) -> HttpResponse:
    """Which form? And what was made before."""
    today = timezone.localdate()
    facts = {
        "lines": leaving.form_lines(newest(loading.packaged(), today=today)),
        "made": leaving.made_lines(queries.made(request.actor), loading.packaged()),
        "endings": leaving.ENDINGS,
    }
    return render(request, "portfolio/forms.html", facts)


@access(signed_in)
@require_POST
def make(request: Request, form_id: str, version: str) -> HttpResponse:
    """Make a document of what the worker chose, and note it."""
    form, today = form_or_404(form_id, version), timezone.localdate()
    asked = MakeForm(request.POST, usual=desk.usual_period(form, today))
    if not asked.is_valid():
        return render(
            request, "portfolio/form_refused.html", {"asked": asked, "form": form}, status=422
        )
    chosen = set(request.POST.getlist("entry"))
    without = set(request.POST.getlist("without"))
    made = desk.fill(request.actor, form, asked.period, today=today, chosen=chosen, without=without)
    made_id = actions.note_made(
        actor=request.actor,
        form=form.id,
        version=form.version,
        period=asked.period,
        ending=asked.cleaned_data["ending"],
        entries={one.id: made.versions[one.id] for one in made.of.entries},
        without=[one.id for one in made.of.withheld],
        key=asked.cleaned_data["key"],
    )
    return redirect(reverse("portfolio:made", args=[made_id, asked.cleaned_data["ending"]]))


@access(signed_in)
@require_safe
def download(request: Request, form_id: str, version: str, ending: str) -> HttpResponse:
    """A form with everything that fits, as one kind of file. Nothing is noted."""
    form, today = form_or_404(form_id, version), timezone.localdate()
    asked = PeriodForm(request.GET, usual=desk.usual_period(form, today))
    if ending not in KINDS_OF_FILE or not asked.is_valid():
        raise Http404
    return _file(request, form, desk.fill(request.actor, form, asked.period, today=today), ending)


@access(signed_in)
@require_safe
def made(request: Request, made_id: UUID, ending: str) -> HttpResponse:
    """What was made before, again, with the version of the form that it had."""
    row = queries.made_one(request.actor, made_id)
    if row is None or ending not in KINDS_OF_FILE:
        raise Http404
    form = form_or_404(row.form, row.version)
    filling = desk.again(request.actor, row, form, today=timezone.localdate())
    return _file(request, form, filling, ending)


def form_or_404(form_id: str, version: str) -> Form:
    form = loading.form(form_id, version)
    if form is None:
        raise Http404
    return form


def _file(request: Request, form: Form, filling: desk.Filling, ending: str) -> HttpResponse:
    try:
        body = documents.file_of(ending, filling.paper, filling.document)
    except documents.PangoMissingError as error:
        log.warning("No PDF can be made: %s", error)
        facts = {"install": documents.INSTALL, "form": form}
        return render(request, "portfolio/no_pdf.html", facts, status=503)
    return _sent(
        HttpResponse(body, content_type=KINDS_OF_FILE[ending]), f"{form.id}-{form.version}.{ending}"
    )


R = TypeVar("R", bound=HttpResponseBase)


def _sent(response: R, name: str) -> R:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


# Everything


@access(signed_in)
@require_safe
def take(request: Request) -> HttpResponse:
    """Take everything along: what is in it, and which forms go with it."""
    today = timezone.localdate()
    facts = {"lines": leaving.form_lines(newest(loading.packaged(), today=today))}
    return render(request, "portfolio/take.html", facts)


@access(signed_in)
@require_safe
def take_zip(request: Request) -> HttpResponseBase:
    """Everything in one zip, written as it is sent. Its first piece is made before it is promised."""
    chosen = [_form_of(key) for key in dict.fromkeys(request.GET.getlist("form"))]
    pieces = documents.whole(members(request.actor, chosen), made=timezone.localtime())
    begun = chain([next(pieces)], pieces)
    response = StreamingHttpResponse(begun, content_type="application/zip")
    return _sent(response, "alongside-my-record.zip")


def _form_of(key: str) -> Form:
    form_id, _slash, version = key.partition("/")
    return form_or_404(form_id, version)


@access(signed_in)
@require_safe
def take_json(request: Request) -> HttpResponse:
    """Everything as one document, without the files."""
    document = taking.document(request.actor, today=timezone.localdate())
    response = HttpResponse(as_json(document), content_type="application/json")
    return _sent(response, "record.json")


def members(actor: Actor, chosen: list[Form]) -> Iterator[Member]:
    """What the zip holds, one thing at a time.

    Whatever stands sealed was opened once before this returns: where a key is not there, that is
    said on a page, and no zip breaks off half way. A form is filled from what is in the document.
    """
    today = timezone.localdate()
    document = taking.document(actor, today=today)
    for _opened in taking.files_of(actor, document):
        pass
    return _members(actor, chosen, document, today)


def _members(
    actor: Actor, chosen: list[Form], document: dict[str, Any], today: date
) -> Iterator[Member]:
    papers = [(form.title, f"forms/{form.id}-{form.version}.docx", form) for form in chosen]
    index = taking.readable(document, [(title, path) for title, path, _form in papers], today=today)
    yield Member("index.html", index.encode())
    yield Member("style.css", taking.style())
    yield Member("record.json", as_json(document))
    yield Member("entries.csv", taking.entries_table(document).encode("utf-8-sig"))
    for _title, path, form in papers:
        filling = desk.fill(actor, form, desk.usual_period(form, today), today=today)
        yield Member(path, documents.word(filling.paper))
    for path, body in taking.files_of(actor, document):
        yield Member(path, body)


def new_key() -> str:
    """A one-time key for a form that makes something."""
    return secrets.token_urlsafe(16)
