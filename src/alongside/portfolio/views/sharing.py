"""What others would see before anything is shared, sharing it, and reading what somebody shares."""

import secrets
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alongside.accounts.forms import ReaderForm
from alongside.accounts.presenters import readers
from alongside.foundation.access import access, signed_in
from alongside.foundation.request import Request
from alongside.framework.queries import current_edition
from alongside.portfolio import actions, queries
from alongside.portfolio.forms.entry import EntryForm
from alongside.portfolio.presenters import record as pages
from alongside.portfolio.presenters import sharing
from alongside.portfolio.presenters.looking import Found

from .writing import FORM, own, undecided


def _onward(request: Request) -> dict[str, str]:
    """Whom to share with and where to go back to, as an address may ask: only one of ours."""
    asked = request.POST if request.method == "POST" else request.GET
    back = asked.get("back", "")
    ours = back.startswith("/") and url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}
    )
    return {"with": asked.get("with", ""), "back": back if ours else ""}


@access(signed_in)
@require_http_methods(FORM)
def share(request: Request, entry_id: UUID) -> HttpResponse:
    """What would others see, and what could it tell them? Then: share, a copy instead, or not."""
    version, today, onward = own(request, entry_id), timezone.localdate(), _onward(request)
    form = ReaderForm(
        request.POST if request.method == "POST" else None,
        colleagues=readers(request.actor),
        today=today,
        initial={"reader": onward["with"]},
    )
    if request.method == "POST" and form.is_valid():
        reader = form.cleaned_data["reader"]
        actions.share_entry(
            actor=request.actor,
            entry_id=entry_id,
            until=form.cleaned_data["until"],
            reader_id=UUID(reader) if reader else None,
            reader_email=form.cleaned_data["email"],
        )
        messages.success(request, _("It is shared. You can stop sharing it here at any time."))
        return redirect(onward["back"] or request.path)
    facts = {
        "version": version,
        "entry": pages.shown(version, current_edition()),
        "disclosure": sharing.disclosure(version),
        "form": form,
        "given": sharing.given(request.actor, str(entry_id), today=today),
        "onward": onward,
        "query": urlencode({name: text for name, text in onward.items() if text}),
    }
    return render(request, "portfolio/share.html", facts, status=422 if form.errors else 200)


@access(signed_in)
@require_http_methods(FORM)
def copy(request: Request, entry_id: UUID) -> HttpResponse:
    """A copy with less in it, to share instead. The original stays as it is."""
    version, onward = own(request, entry_id), _onward(request)
    asked = request.POST if request.method == "POST" else request.GET
    out = asked.get("way") == "out"
    begin = sharing.softened(version, out=out)
    posted = request.POST if request.method == "POST" else None
    form = EntryForm(posted, kind=version.entry.kind, before=begin)
    found: tuple[Found, ...] = ()
    if posted is not None and form.is_valid():
        found = undecided(request, form)
        if not found and (made := _copied(request, form, entry_id)):
            messages.success(
                request, _("The copy is in your record. What you wrote first stays as it is.")
            )
            query = urlencode({name: text for name, text in onward.items() if text})
            return redirect(
                reverse("portfolio:share", args=[made]) + (f"?{query}" if query else "")
            )
    facts = {
        "version": version,
        "form": form,
        "found": found,
        "out": out,
        "key": asked.get("key") or secrets.token_urlsafe(16),
        "onward": onward,
        "query": urlencode({name: text for name, text in onward.items() if text}),
        "shape": version.entry.kind,
    }
    return render(request, "portfolio/copy.html", facts, status=200 if posted is None else 422)


def _copied(request: Request, form: EntryForm, entry_id: UUID) -> UUID | None:
    key = request.POST.get("key", "")[:60]
    try:
        return actions.make_copy(actor=request.actor, entry_id=entry_id, key=key, **form.values())
    except actions.BadEntry as error:
        form.add_error(error.field if error.field in form.fields else None, error.said)
        return None


@access(signed_in)
@require_safe
def of(request: Request, entry_id: UUID) -> HttpResponse:
    """An entry, to read, for whom it is shared with. To anybody else it is not there."""
    found = queries.readable(request.actor, entry_id, today=timezone.localdate())
    if found is None:
        raise Http404
    owner, version = found
    if owner.pk == request.actor.person_id:
        return redirect("portfolio:entry", entry_id)
    facts = {"owner": owner, "entry": pages.shown(version, current_edition())}
    return render(request, "portfolio/of.html", facts)
