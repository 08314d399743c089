"""What an employer's record store is told: one's own page, turning it on and off; and what it means."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.foundation.access import access, anyone, holds, signed_in
from alongside.foundation.actor import Role
from alongside.foundation.request import Request

from . import actions, presenters, queries


def _page(request: Request) -> presenters.Page:
    return presenters.page(request.actor, site=site_of(request), today=timezone.localdate())


def site_of(request: Request) -> str:
    return request.build_absolute_uri("/").rstrip("/")


@access(signed_in)
@require_safe
def mine(request: Request) -> HttpResponse:
    """What would be sent, to whom, whether it is on, and everything that was sent."""
    response = render(request, "completions/mine.html", {"page": _page(request)})
    response["Cache-Control"] = "private, no-store"
    return response


@access(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def on(request: Request, store_id: UUID) -> HttpResponse:
    """Say once more what it means, ask, and only then turn it on. Not of where one works: not there."""
    page = _page(request)
    place = next((one for one in page.places if one.id == store_id), None)
    if place is None:
        raise Http404
    if request.method == "POST":
        actions.turn_on(actor=request.actor, store_id=store_id, site=site_of(request))
        messages.success(request, _("It is on, for what you complete from now on."))
        return redirect("completions:mine")
    return render(request, "completions/on.html", {"place": place, "page": page})


@access(signed_in)
@require_POST
def off(request: Request, store_id: UUID) -> HttpResponse:
    actions.turn_off(actor=request.actor, store_id=store_id)
    messages.success(request, _("It is off. Nothing more is sent."))
    return redirect("completions:mine")


@access(holds(Role.ADMINISTRATOR))
@require_safe
def stores(request: Request) -> HttpResponse:
    """The record stores of the places I look after. Who uses one, and how many, is nobody's to see."""
    found = queries.stores_run_by(request.actor)
    return render(request, "completions/stores.html", {"stores": found})


@access(anyone)
@require_safe
def about(request: Request) -> HttpResponse:
    """What such a statement says and does not, for whoever finds one in a record store."""
    return render(request, "completions/about.html")
