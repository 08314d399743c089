"""Other frameworks, for stewards: the list, one of them, its package to take along, and how another
comes in.
"""

import io
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.core.credentials.case.licences import words_may_be_shown
from alongside.core.credentials.case.reading import Fault, Refused
from alongside.foundation.access import access, holds
from alongside.foundation.actor import Forbidden, Role
from alongside.foundation.fetching import Unfetched
from alongside.foundation.request import Request
from alongside.foundation.uploads import takes_files

from . import actions, loading, policies, queries
from .forms import BringForm, TakeForm
from .models import ArrivingFramework, ImportedFramework


@access(holds(Role.STEWARD))
@require_safe
def index(request: Request) -> HttpResponse:
    may_take_in = policies.may_take_in(request.actor)
    facts = {
        "frameworks": queries.all_newest(),
        "may_take_in": may_take_in,
        "waiting": queries.waiting() if may_take_in else [],
    }
    return render(request, "others/index.html", facts)


@access(holds(Role.STEWARD))
@require_safe
def framework(request: Request, framework_id: int) -> HttpResponse:
    """One framework as it was taken in, some of its items at a time."""
    found = _found(framework_id)
    text = request.GET.get("from", "0")
    start = int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
    facts = {
        "framework": found,
        "page": queries.items(found, start),
        "numbers": queries.numbers(found.identifier),
        "words_shown": words_may_be_shown(found.licence),
    }
    return render(request, "others/framework.html", facts)


@access(holds(Role.STEWARD))
@require_safe
def package(request: Request, framework_id: int) -> HttpResponseBase:
    """The package again, as CASE 1.1 would have it."""
    found = _found(framework_id)
    response = StreamingHttpResponse(
        (piece.encode() for piece in queries.package_text(found)), content_type="application/json"
    )
    name = slugify(found.title)[:60] or "framework"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


def _found(framework_id: int) -> ImportedFramework:
    found = queries.one(framework_id)
    if found is None:
        raise Http404
    return found


# A package on its way in


@access(holds(Role.STEWARD))
@takes_files(loading.MOST_ON_SITE)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: Request) -> HttpResponse:
    """Send a package, or say where it stands. Nothing of it is taken in before it was looked at."""
    _let_in(request)
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    faults: tuple[Fault, ...] = ()
    if form.is_bound and form.is_valid():
        try:
            return redirect("others:arriving", _staged(request, form.cleaned_data))
        except Refused as error:
            faults = error.faults
        except (Unfetched, actions.NoRoom) as error:
            form.add_error(None, str(error))
    facts = {"form": form, "faults": faults, "most": loading.MOST_ON_SITE // 2**20}
    return render(request, "others/bring.html", facts, status=_status(form, faults))


def _staged(request: Request, given: dict[str, Any]) -> UUID:
    """Read what was given, and keep it until it was looked at. Raises Refused, Unfetched, NoRoom."""
    if given["address"]:
        body, source = loading.bytes_from(given["address"]), loading.source_of(given["address"])
    else:
        sent = given["file"]
        if sent.size > loading.MOST_ON_SITE:
            most = loading.MOST_ON_SITE // 2**20
            raise Unfetched(_("This file is larger than %(most)s MB.") % {"most": most})
        body, source = sent.read(), sent.name
    package = loading.read_from(io.BytesIO(body))
    return actions.stage(actor=request.actor, package=package, body=body, source=source)


def _status(form: BringForm, faults: tuple[Fault, ...]) -> int:
    return 422 if form.errors or faults else 200


@access(holds(Role.STEWARD))
@require_http_methods(["GET", "HEAD", "POST"])
def arriving(request: Request, arriving_id: UUID) -> HttpResponse:
    """What taking it in would change; and taking it in, as it was shown."""
    _let_in(request)
    row = queries.arriving(arriving_id)
    if row is None:
        raise Http404
    if request.method == "POST":
        return _take(request, row)
    if row.taken is not None:
        return redirect("others:framework", row.taken.pk)
    moved = row.beside != queries.newest_number(row.identifier)
    shown = words_may_be_shown(row.told["licence"])
    facts = {"row": row, "told": row.told, "moved": moved, "words_shown": shown}
    return render(request, "others/arriving.html", facts)


def _take(request: Request, row: ArrivingFramework) -> HttpResponse:
    form = TakeForm(request.POST)
    beside = form.cleaned_data["beside"] if form.is_valid() else -1
    try:
        found = actions.take_arriving(actor=request.actor, arriving_id=row.pk, beside=beside)
    except actions.Moved:
        said = _("Another was taken in meanwhile. It is held against that one now: look once more.")
        messages.warning(request, said)
        return redirect("others:arriving", row.pk)
    said = _("It is taken in whole, as number %(number)s.") % {"number": found.number}
    messages.success(request, said)
    return redirect("others:framework", found.pk)


@access(holds(Role.STEWARD))
@require_POST
def drop(request: Request, arriving_id: UUID) -> HttpResponse:
    """Let it go without taking it in."""
    actions.drop(actor=request.actor, arriving_id=arriving_id)
    row = queries.arriving(arriving_id)
    if row is not None and row.taken is not None:
        messages.warning(request, _("Somebody took it in before you let it go."))
        return redirect("others:framework", row.taken.pk)
    messages.success(request, _("It is gone, and nothing of it was taken in."))
    return redirect("others:index")


def _let_in(request: Request) -> None:
    """Raises Forbidden for a steward of one place: what is taken in is there for all of them."""
    if not policies.may_take_in(request.actor):
        raise Forbidden(_("Other frameworks are taken in by a national steward."))
