"""After a quarter: opening what was held, and reading it from outside the team before it is shown."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.core.feedback.answers import decisions
from alongside.feedback import actions, policies, queries
from alongside.feedback.forms import KeyForm, ReadForm
from alongside.feedback.models import Batch, Told
from alongside.feedback.presenters import told as presenter
from alongside.feedback.presenters import wording
from alongside.foundation.access import access, holds
from alongside.foundation.request import Request


@access(holds(policies.READER))
@require_safe
def reading(request: Request) -> HttpResponse:
    """What waits for a reader from outside the team."""
    found = [
        (one.pk, wording.place(one), wording.quarter(one.quarter))
        for one in queries.to_read(request.actor)
    ]
    return render(request, "feedback/reading.html", {"batches": found})


@access(holds(policies.READER))
@sensitive_variables("key")
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_held(request: Request) -> HttpResponse:
    """Open with the key what was held in quarters that are over. It says nothing of how much."""
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.open_held(actor=request.actor, release_key=form.cleaned_data["release_key"])
        except actions.WrongKeyError as error:
            form.add_error("release_key", str(error))
        else:
            messages.success(
                request,
                _("Done. Wherever ten people or more gave feedback, it is now here to read."),
            )
            return redirect("feedback:reading")
    facts = {"form": form}
    return render(request, "feedback/open_held.html", facts, status=422 if form.errors else 200)


@access(holds(policies.READER))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: Request, batch_id: UUID) -> HttpResponse:
    """Every text of a batch, each with the question that cannot be skipped."""
    batch = queries.batch_to_read(request.actor, batch_id)
    if batch is None:
        raise Http404
    rows = queries.with_words(batch.pk)
    wrong: ReadForm | None = None
    chosen = next((one for one in rows if str(one.pk) == request.POST.get("text")), None)
    if request.method == "POST":
        if chosen is None:
            raise Http404
        wrong = _decide(request, chosen)
        if wrong is None:
            messages.success(request, _("Saved."))
            return redirect("feedback:read", batch_id)
    facts = {"batch": presenter.line(batch), "texts": _texts(rows, chosen, wrong)}
    facts["waiting"] = any(not one.decision for one in rows)
    return render(request, "feedback/read.html", facts, status=422 if wrong else 200)


def _decide(request: Request, row: Told) -> ReadForm | None:
    """Decide, or the form with what is wrong in it."""
    form = _form(row, request)
    if not form.is_valid():
        return form
    try:
        actions.decide(
            actor=request.actor,
            told_id=row.pk,
            version=form.cleaned_data["version"],
            recognised=form.cleaned_data["recognised"],
            decision=form.cleaned_data["decision"],
            words=form.cleaned_data["words"].replace("\r\n", "\n"),
        )
    except actions.BadEntryError as error:
        form.add_faults(error.faults)
        return form
    return None


def _form(row: Told, request: Request | None = None) -> ReadForm:
    given = {
        "version": row.version,
        "recognised": row.recognised,
        "decision": row.decision,
        "words": row.shown_words if row.decision else row.words if row.way != "summary" else "",
    }
    form = ReadForm(
        request.POST if request else None,
        decisions=decisions(row.way, recognised=False),
        given=given,
    )
    form.auto_id = f"id_{row.pk}_%s"
    return form


def _texts(rows: list[Told], chosen: Told | None, wrong: ReadForm | None) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "way": wording.WAYS[row.way][0],
            "form": wrong if wrong and row == chosen else _form(row),
        }
        for row in rows
    ]


@access(holds(policies.READER))
@require_POST
def release(request: Request, batch_id: UUID) -> HttpResponse:
    """Show a batch to those it is about, once every text was read."""
    batch: Batch | None = queries.batch_to_read(request.actor, batch_id)
    if batch is None:
        raise Http404
    actions.release(actor=request.actor, batch_id=batch_id)
    messages.success(request, _("It is with the team now."))
    return redirect("feedback:reading")
