"""Where a statement of a draft came from: written down by stewards, shown to everybody."""

import secrets
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.foundation.access import access, signed_in
from alongside.foundation.request import Request
from alongside.framework import actions, forms, policies, queries
from alongside.framework.policies import OriginKind, State
from alongside.framework.presenters import origins as presenter

from .desk import FORM, draft_or_404, for_stewards, keeps_words


@access(signed_in)
@require_http_methods(FORM)
@keeps_words
def origins(request: Request, slug: str, code: str) -> HttpResponse:
    for_stewards(request.actor)
    row = draft_or_404(slug)
    line = queries.work(row).lines.get(code)
    if line is None:
        raise Http404(code)
    form = forms.OriginForm(request.POST or None, initial={"key": secrets.token_urlsafe(24)})
    if request.method == "POST" and form.is_valid():
        got = {**form.cleaned_data, "kind": OriginKind(form.cleaned_data["kind"])}
        actions.add_origin(actor=request.actor, slug=slug, code=code, **got)
        messages.success(request, _("It stands beside the statement."))
        return redirect("framework:origins", slug=slug, code=code)
    facts = {
        "row": row,
        "code": code,
        "title": line.statement.title if line.statement else "",
        "roots": presenter.roots(row, code),
        "form": form,
        "open": State(row.state) in policies.OPEN,
    }
    return render(request, "framework/origins.html", facts, status=422 if form.errors else 200)


@access(signed_in)
@require_POST
def take_origin_off(request: Request, slug: str, code: str, origin_id: UUID) -> HttpResponse:
    for_stewards(request.actor)
    draft_or_404(slug)
    actions.take_origin_off(actor=request.actor, slug=slug, origin_id=origin_id)
    messages.success(request, _("It is shown no more."))
    return redirect("framework:origins", slug=slug, code=code)
