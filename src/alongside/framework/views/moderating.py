"""Comments read before they are shown, and what was done about them."""

import secrets
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.foundation.access import access, signed_in
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.request import Request
from alongside.framework import actions, forms, policies, queries
from alongside.framework.models import LogEntry, Round
from alongside.framework.presenters import consultation as presenter
from alongside.framework.presenters import papers

from .desk import FORM, draft_or_404, for_stewards, keeps_words


def _reads(actor: Actor) -> None:
    if not policies.may_moderate(actor):
        raise PermissionDenied(_("Comments are read by national stewards and moderators."))


@access(signed_in)
@require_safe
def comments(request: Request, slug: str) -> HttpResponse:
    """Every comment on a draft: those that wait first."""
    _reads(request.actor)
    row = draft_or_404(slug)
    facts = {"row": row, "found": presenter.to_read(row), "aside": forms.AsideForm()}
    return render(request, "framework/comments.html", facts)


@access(signed_in)
@require_POST
@keeps_words
def read_comment(request: Request, comment_id: UUID) -> HttpResponse:
    """Show a comment, or set it aside with a reason."""
    _reads(request.actor)
    row = queries.comment(comment_id)
    if row is None:
        raise Http404
    seen = request.POST.get("seen", "")[:8]
    form = forms.AsideForm(request.POST)
    if request.POST.get("do") == "show":
        actions.publish_comment(actor=request.actor, comment_id=comment_id, seen=seen)
        messages.success(request, _("It is shown on the page of the round."))
    elif form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.set_aside(actor=request.actor, comment_id=comment_id, seen=seen, reason=reason)
        messages.success(request, _("It is set aside, with your reason."))
    elif request.POST.get("reason", "").strip():  # it is given back with what is wrong with it
        raise Forbidden(" ".join(map(str, form.errors["reason"])))
    else:
        messages.error(request, _("Say why it is set aside."))
    return redirect("framework:comments", slug=row.round.draft.slug)


def _number(request: Request) -> int | None:
    """The round that is asked for; None for the newest."""
    asked = request.POST.get("round", request.GET.get("round", ""))
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else None


@access(signed_in)
@require_http_methods(FORM)
@keeps_words
def log(request: Request, slug: str) -> HttpResponse:
    """What was said and what was done about it, in one round (the newest); and another entry."""
    for_stewards(request.actor)
    row = queries.round_of(slug, _number(request))
    if row is None:
        raise Http404(slug)
    code = request.POST.get("code", request.GET.get("code", ""))
    edition = queries.edition_in(row.pk, row.digest)
    known = (*edition.by_code, *queries.before(row.draft).by_code)
    if code and code not in known:
        raise Http404(code)
    facts = {
        "row": row,
        "code": code,
        "rounds": queries.rounds(row.draft),
        "entries": presenter.answered(queries.log(row.pk), edition),
        "places": presenter.spoken_of(row),
        "came_by": papers.came_by(row),
    }
    return _entry_form(request, "framework/log.html", facts, row, code, None)


@access(signed_in)
@require_http_methods(FORM)
@keeps_words
def log_entry(request: Request, slug: str, entry_id: UUID) -> HttpResponse:
    """One entry of the log, to be put better."""
    for_stewards(request.actor)
    entry = queries.log_entry(entry_id)
    if entry is None or entry.round.draft.slug != slug:
        raise Http404
    facts = {"row": entry.round, "code": entry.code}
    return _entry_form(request, "framework/log_entry.html", facts, entry.round, entry.code, entry)


def _entry_form(
    request: Request,
    template: str,
    facts: dict[str, Any],
    row: Round,
    code: str,
    entry: LogEntry | None,
) -> HttpResponse:
    key = request.POST.get("key", "") or secrets.token_urlsafe(24)
    form = forms.AnswerForm(
        request.POST or None, initial=_start(entry, key), comments=presenter.choices(row, code)
    )
    if request.method == "POST" and form.is_valid():
        got = form.cleaned_data
        actions.answer(
            actor=request.actor,
            slug=row.draft.slug,
            number=row.number,
            code=code,
            changed=got["changed"] == "yes",
            said=got["said"],
            did=got["did"],
            comments=[UUID(one) for one in got["comments"]],
            entry_id=entry.pk if entry else None,
            version=got["version"],
            key=key,
        )
        messages.success(request, _("It stands on the page of the round."))
        address = reverse("framework:log", kwargs={"slug": row.draft.slug})
        return redirect(f"{address}?round={row.number}")
    facts |= {"form": form}
    return render(request, template, facts, status=422 if form.errors else 200)


def _start(entry: LogEntry | None, key: str) -> dict[str, Any]:
    if entry is None:
        return {"version": 0, "key": key}
    return {
        "version": entry.version,
        "changed": "yes" if entry.changed else "no",
        "said": entry.said,
        "did": entry.did,
        "comments": [str(one.pk) for one in entry.comments.all()],
    }
