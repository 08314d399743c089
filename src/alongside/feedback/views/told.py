"""What people told: for the team, and for everybody where the service agreed; and the replies."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.feedback import actions, policies, queries
from alongside.feedback.forms import ReplyForm
from alongside.feedback.models import Batch
from alongside.feedback.presenters import told as presenter
from alongside.foundation.access import access, anyone, holds, signed_in
from alongside.foundation.request import Request


@access(signed_in)
@require_safe
def told(request: Request) -> HttpResponse:
    """What was released to my teams and services."""
    actor = request.actor
    facts = {
        "batches": [presenter.line(one) for one in queries.told_to(actor)],
        "may_ask": actor.is_a(*policies.OPENERS),
        "may_read": actor.is_a(policies.READER),
    }
    return render(request, "feedback/told_list.html", facts)


@access(anyone)
@require_safe
def told_batch(request: Request, batch_id: UUID) -> HttpResponse:
    """One batch: counts in words, what people wrote, and what was done about it."""
    row = queries.batch_told(request.actor or None, batch_id)
    if row is None:
        raise Http404
    may_reply = bool(request.actor and queries.batch_to_answer(request.actor, batch_id))
    facts = {"page": presenter.page(row), "may_reply": may_reply}
    return render(request, "feedback/told.html", facts)


def _to_answer(request: Request, batch_id: UUID) -> Batch:
    row = queries.batch_to_answer(request.actor, batch_id)
    if row is None:
        raise Http404
    return row


@access(holds(*policies.REPLIERS))
@require_POST
def show(request: Request, batch_id: UUID, verb: str) -> HttpResponse:
    """Show it to everybody, or take it out of public."""
    _to_answer(request, batch_id)
    if verb not in ("public", "team"):
        raise Http404
    actions.show(actor=request.actor, batch_id=batch_id, shown=verb == "public")
    said = _("Everybody can see it now.") if verb == "public" else _("Only your people see it now.")
    messages.success(request, said)
    return redirect("feedback:told-batch", batch_id)


@access(holds(*policies.REPLIERS))
@require_http_methods(["GET", "HEAD", "POST"])
def write_reply(request: Request, batch_id: UUID) -> HttpResponse:
    return _reply(request, batch_id, None)


@access(holds(*policies.REPLIERS))
@require_http_methods(["GET", "HEAD", "POST"])
def change_reply(request: Request, batch_id: UUID, reply_id: UUID) -> HttpResponse:
    return _reply(request, batch_id, reply_id)


def _reply(request: Request, batch_id: UUID, reply_id: UUID | None) -> HttpResponse:
    """You said, we did: write it or change it."""
    batch = _to_answer(request, batch_id)
    row = queries.reply(batch_id, reply_id) if reply_id else None
    if reply_id and row is None:
        raise Http404
    given = {"said": row.said, "did": row.did, "version": row.version} if row else {"version": 0}
    form = ReplyForm(request.POST or None, given=given)
    if request.method == "POST" and form.is_valid():
        actions.save_reply(
            actor=request.actor,
            batch_id=batch_id,
            reply_id=reply_id,
            version=form.cleaned_data["version"],
            said=form.cleaned_data["said"].replace("\r\n", "\n"),
            did=form.cleaned_data["did"].replace("\r\n", "\n"),
            key=form.cleaned_data["once"],
        )
        messages.success(request, _("Your reply is saved. Those with a receipt can read it."))
        return redirect("feedback:told-batch", batch_id)
    facts = {"form": form, "page": presenter.line(batch), "row": row}
    return render(request, "feedback/reply_form.html", facts, status=422 if form.errors else 200)
