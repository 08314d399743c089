"""Adding, reading, changing and removing an entry of one's own."""

import secrets
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alongside.foundation.access import access, signed_in
from alongside.foundation.request import Request
from alongside.framework.queries import current_edition, first, meant, other_words, title_of
from alongside.portfolio import actions, queries
from alongside.portfolio.forms.entry import EntryForm
from alongside.portfolio.forms.files import FileForm
from alongside.portfolio.presenters import linking, looking, sharing
from alongside.portfolio.presenters import record as pages
from alongside.portfolio.queries import Version, words
from alongside.portfolio.queries.shapes import AIDED

FORM = ["GET", "HEAD", "POST"]


def own(request: Request, entry_id: UUID) -> Version:
    """One of one's own entries. Somebody else's is not there."""
    found = queries.entry(request.actor, entry_id)
    if found is None:
        raise Http404
    return found


@access(signed_in)
@require_http_methods(FORM)
def add(request: Request) -> HttpResponse:
    """Three fields are enough; choosing a kind first asks for more."""
    asked = request.POST if request.method == "POST" else request.GET
    kind = pages.known_kind(asked.get("shape", request.GET.get("kind", "")))
    aid = queries.aids().get(asked.get("aid", "")) if kind in AIDED else None
    wanted, why = _for_now(asked.get("for", ""), of=request.POST.get("edition", ""))
    target = linking.target(request.actor, wanted)
    given = {"title": target.title, "hours": target.hours} if target else {}
    posted = request.POST if request.method == "POST" else None
    form = EntryForm(posted, kind=kind, aid=aid, initial=given)
    found: tuple[looking.Found, ...] = ()
    if why:
        form.add_error(None, why)
    if posted is not None and form.is_valid():
        found = undecided(request, form)
        if not found:
            made = _added(request, form, target)
            if made is not None:
                return made
    facts = {
        "form": form,
        "found": found,
        "shape": kind,
        "aid": aid,
        "target": target,
        "edition": first(newest=True),
        "kinds": words.KINDS.items(),
        "key": asked.get("key") or secrets.token_urlsafe(16),
        **_aids(kind),
    }
    return render(request, "portfolio/add.html", facts, status=200 if posted is None else 422)


def _for_now(written: str, *, of: str) -> tuple[str, str]:
    """What a new entry is to be linked to, as it is called now; or nothing, and why."""
    sort, _colon, code = written.partition(":")
    if sort != linking.ANSWER:
        return written, ""
    to = meant(of, code)
    return (f"{sort}:{to}", "") if to else ("", other_words([title_of(of, code)]))


def _added(request: Request, form: EntryForm, target: linking.Target | None) -> HttpResponse | None:
    values = form.values()
    if target and target.code:
        values["codes"] = [target.code]
    key = request.POST.get("key", "")[:60]
    try:
        made = actions.add_entry(
            actor=request.actor, key=key, item=target.item if target else None, **values
        )
    except actions.BadEntry as error:
        form.add_error(error.field if error.field in form.fields else None, error.said)
        return None
    messages.success(request, _("That is in your record. Only you see it."))
    return redirect("portfolio:edit" if "on_to_more" in request.POST else "portfolio:entry", made)


def undecided(request: Request, form: EntryForm) -> tuple[looking.Found, ...]:
    """What the writer should look at before it is saved.

    Nothing, where the writer's own device has looked or the writer says to save it as it is. What
    stood there when it was saved before was decided about then.
    """
    if request.POST.get("looked") == "yes" or "as_it_is" in request.POST:
        return ()
    before = form.before
    kept = (*before.entry.texts.values(), before.entry.title) if before else ()
    about = (*before.entry.about.values(), *before.prompts.values()) if before else ()
    return looking.held(form.texts(), decided=looking.decided_in((*kept, *about)))


def _aids(kind: str) -> dict[str, Any]:
    return {"aids": queries.aids().values() if kind in AIDED else ()}


@access(signed_in)
@require_safe
def entry(request: Request, entry_id: UUID) -> HttpResponse:
    """One entry, its files, and what it is linked to."""
    return entry_page(request, own(request, entry_id))


def entry_page(request: Request, version: Version, *, wrong: str = "") -> HttpResponse:
    """The page of an entry; ``wrong`` says why a file was not kept."""
    form = FileForm()
    facts = {
        "version": version,
        "entry": pages.shown(version, current_edition()),
        "links": linking.links_of(request.actor, version.entry),
        "file_form": form,
        "key": secrets.token_urlsafe(16),
        "wrong": wrong,
        "shared": sharing.given(request.actor, version.entry.id, today=timezone.localdate()),
    }
    status = 422 if wrong else 200
    return render(request, "portfolio/entry.html", facts, status=status)


@access(signed_in)
@require_http_methods(FORM)
def edit(request: Request, entry_id: UUID) -> HttpResponse:
    """Write an entry afresh. Earlier versions stay."""
    version = own(request, entry_id)
    asked = request.POST if request.method == "POST" else request.GET
    shape = pages.known_kind(asked.get("shape", "")) or version.entry.kind
    aid = queries.aids().get(asked.get("aid", version.aid)) if shape in AIDED else None
    posted = request.POST if request.method == "POST" else None
    form = EntryForm(posted, kind=shape, aid=aid, before=version)
    found: tuple[looking.Found, ...] = ()
    if posted is not None and form.is_valid():
        found = undecided(request, form)
        if not found and _changed(request, form, entry_id, version):
            messages.success(request, _("That is saved. What stood there before is kept, too."))
            return redirect("portfolio:entry", entry_id)
    facts = {
        "form": form,
        "found": found,
        "version": version,
        "number": _number(request, version),
        "shape": shape,
        "aid": aid,
        "shared": sharing.given(request.actor, version.entry.id, today=timezone.localdate()),
        **_aids(shape),
    }
    return render(request, "portfolio/edit.html", facts, status=200 if posted is None else 422)


def _number(request: Request, version: Version) -> int:
    """The version that was open for writing when the page was made."""
    seen = request.POST.get("number", "")
    return int(seen) if seen.isdecimal() and len(seen) < 9 else version.number


def _changed(request: Request, form: EntryForm, entry_id: UUID, version: Version) -> bool:
    try:
        actions.change_entry(
            actor=request.actor,
            entry_id=entry_id,
            number=_number(request, version),
            **form.values(),
        )
    except actions.BadEntry as error:
        form.add_error(error.field if error.field in form.fields else None, error.said)
        return False
    return True


@access(signed_in)
@require_http_methods(FORM)
def remove(request: Request, entry_id: UUID) -> HttpResponse:
    """Ask first, then remove it for good."""
    version = own(request, entry_id)
    if request.method == "POST":
        actions.remove_entry(actor=request.actor, entry_id=entry_id)
        messages.success(request, _("That is gone from your record, with its files."))
        return redirect("portfolio:record")
    facts = {"version": version, "row": pages.row(version.entry)}
    return render(request, "portfolio/remove.html", facts)


@access(signed_in)
@require_safe
def versions(request: Request, entry_id: UUID) -> HttpResponse:
    """Everything an entry said before, newest first."""
    version = own(request, entry_id)
    edition = current_edition()
    all_ = [(one, pages.shown(one, edition)) for one in queries.versions(request.actor, entry_id)]
    return render(request, "portfolio/versions.html", {"version": version, "all": all_})
