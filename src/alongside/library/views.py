"""Public pages of the library, and the pages where a service looks after its own part of it."""

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.accounts import queries as accounts
from alongside.core.framework import Edition
from alongside.foundation import public
from alongside.foundation.access import access, anyone, holds
from alongside.foundation.actor import Role
from alongside.foundation.context import help_now
from alongside.foundation.request import Request
from alongside.framework import queries as framework

from . import actions, policies, queries
from .forms import FORMS, FilterForm, OwnForm
from .presenters import documents, pages
from .presenters import ours as own_pages

ADD: Final[dict[str, Callable[..., UUID]]] = {
    "activities": actions.add_activity,
    "resources": actions.add_resource,
    "offerings": actions.add_offering,
}
EDIT: Final[dict[str, Callable[..., None]]] = {
    "activities": actions.edit_activity,
    "resources": actions.edit_resource,
    "offerings": actions.edit_offering,
}
CHANGE: Final[dict[str, Callable[..., None]]] = {
    "withdraw": actions.withdraw,
    "restore": actions.restore,
    "checked": actions.mark_checked,
}


def _edition() -> tuple[Edition | None, str]:
    """The newest edition and its digest; none before anything is published."""
    try:
        published = framework.published()
    except framework.NoEditionError:
        return None, ""
    return published.edition, published.digest


def _json(document: Any, status: int = 200) -> JsonResponse:
    response = JsonResponse(document, status=status, json_dumps_params={"ensure_ascii": False})
    patch_vary_headers(response, ("Accept",))
    return response


def _catalogue(request: Request) -> queries.Catalogue:
    return queries.catalogue_for(request.actor or None, looked_after=True)


@access(anyone)
@require_safe
def index(request: Request, code: str = "") -> HttpResponse:
    """Everything there is to do: search, filter, and from a statement to what develops it."""
    catalogue = _catalogue(request)
    edition, digest = _edition()
    asked = request.GET.copy()
    if code:
        asked["statement"] = code.upper()
    form = FilterForm(asked, library=catalogue.library, edition=edition)
    wanted = form.wanted()
    # Going back asks by htmx too, and wants the whole page.
    partly = bool(request.htmx) and not request.htmx.history_restore_request

    def make() -> HttpResponse:
        found = queries.find(catalogue, wanted)
        if public.wants_json(request):
            return _json({"activities": documents.activities_as_json(catalogue.library, found)})
        query, page = urlencode(list(form.named())), _number(asked.get("page", ""))
        results = pages.View(catalogue, edition).results(found, wanted, page=page, query=query)
        part = "#results" if partly else ""
        facts = {"form": form, "results": results, "wanted": wanted}
        return render(request, f"library/index.html{part}", facts)

    # The pages most people open are kept; those of one person's own words are not.
    if len(list(form.named())) <= 1 and not wanted.text:
        key = ("library", catalogue.library.digest, digest, wanted, _number(asked.get("page", "")))
        answer = (public.wants_json(request), partly)
        response = public.keep(request, key=(*key, *answer), make=make)
    else:
        response = make()
    patch_vary_headers(response, ("Accept", "HX-Request", "HX-History-Restore-Request"))
    return response


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 1


@access(anyone)
@require_safe
def activity(request: Request, activity_id: str) -> HttpResponse:
    catalogue = _catalogue(request)
    found = catalogue.library.by_id.get(activity_id)
    if found is None:
        if public.wants_json(request):
            return _json({"error": f"{activity_id[:80]}: not found"}, status=404)
        raise Http404(activity_id)
    if any(one.id == activity_id for one in catalogue.offerings):
        return redirect(f"{reverse('library:activity', args=[found.offering_of])}#dates")
    edition, digest = _edition()

    def make() -> HttpResponse:
        if public.wants_json(request):
            return _json(documents.activities_as_json(catalogue.library, [found])[0])
        page = pages.View(catalogue, edition).activity(found)
        facts = {"page": page, "activity": found, "schema_org": documents.learning(found, site)}
        return render(request, "library/activity.html", facts)

    site = request.build_absolute_uri("/").rstrip("/")
    key = ("activity", catalogue.library.digest, digest, site, public.wants_json(request))
    return public.keep(request, key=key, make=make)


@access(anyone)
@require_safe
def resources(request: Request) -> HttpResponse:
    """Books, sites and bodies to learn from, and what has become of each."""
    catalogue = _catalogue(request)
    if public.wants_json(request):
        return _json({"resources": documents.resources_as_json(catalogue.library)})
    edition, _digest = _edition()
    checks = queries.link_checks(one.link for one in catalogue.library.resources)
    lines = pages.View(catalogue, edition).resources(checks)
    return render(request, "library/resources.html", {"lines": lines})


# What a service looks after


@access(holds(*policies.READERS))
@require_safe
def ours(request: Request) -> HttpResponse:
    """What my services added: activities, resources and dates, and what is due a check."""
    things = queries.own_things(request.actor)
    resources = [row for lists in things.values() for row in lists["resources"]]
    services = own_pages.services(
        request.actor,
        accounts.services_where(request.actor, *policies.READERS),
        things,
        library=_catalogue(request).library,
        checks=queries.link_checks(getattr(row, "link", "") for row in resources),
        today=timezone.localdate(),
    )
    return render(request, "library/ours.html", {"services": services})


@access(holds(*policies.AUTHORS))
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, service_id: UUID, sort: str) -> HttpResponse:
    service = (
        accounts.services_where(request.actor, *policies.AUTHORS).filter(pk=service_id).first()
    )
    if service is None or sort not in FORMS:
        raise Http404
    form = _form(request, sort, given={"activity": request.GET.get("of", "")})
    if request.method == "POST" and form.is_valid():
        ADD[sort](
            actor=request.actor,
            service_id=service_id,
            draft=form.draft(),
            key=form.cleaned_data["once"],
        )
        messages.success(request, _("It is added."))
        return redirect("library:ours")
    return _own_page(request, form, sort, {"service": service})


@access(holds(*policies.AUTHORS))
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, sort: str, thing_id: UUID) -> HttpResponse:
    row = queries.own_thing(request.actor, sort, thing_id) if sort in FORMS else None
    if row is None:
        raise Http404
    draft, own_id = actions.draft_of(row), actions.id_in_library(row)
    form = _form(request, sort, draft=draft, version=row.version, own_id=own_id)
    if request.method == "POST" and form.is_valid():
        EDIT[sort](
            actor=request.actor,
            thing_id=thing_id,
            version=form.cleaned_data["version"],
            draft=form.draft(),
            key=form.cleaned_data["once"],
        )
        messages.success(request, _("Your changes are saved."))
        return redirect("library:ours")
    return _own_page(request, form, sort, {"row": row, "service": row.shelf.service})


def _form(request: Request, sort: str, **more: Any) -> OwnForm:
    edition, _digest = _edition()
    return FORMS[sort](
        request.POST or None,
        actor=request.actor,
        library=_catalogue(request).library,
        edition=edition,
        **more,
    )


def _own_page(request: Request, form: OwnForm, sort: str, facts: dict[str, Any]) -> HttpResponse:
    page = {"form": form, "sort": sort, **facts}
    return render(request, "library/own_form.html", page, status=422 if form.errors else 200)


@access(holds(*policies.AUTHORS))
@require_POST
def change(request: Request, sort: str, thing_id: UUID, verb: str) -> HttpResponse:
    """Withdraw, restore, or say that it was checked today."""
    if sort not in FORMS or verb not in CHANGE:
        raise Http404
    CHANGE[verb](actor=request.actor, sort=sort, thing_id=thing_id)
    said = {
        "withdraw": _("It is withdrawn. You can put it back at any time."),
        "restore": _("It is back."),
        "checked": _("It is marked as checked today."),
    }
    messages.success(request, said[verb])
    return redirect("library:ours")


# What stewards look after


@access(holds(Role.STEWARD))
@require_safe
def due(request: Request) -> HttpResponse:
    """What has gone longest without a check."""
    rows = queries.due(today=timezone.localdate(), actor=request.actor)
    return render(request, "library/due.html", {"lines": pages.due_lines(rows)})


@access(holds(Role.STEWARD))
@require_safe
def checks(request: Request) -> HttpResponse:
    """What a named reader must confirm before a service goes live."""
    lines = pages.check_lines(_catalogue(request).library, help_now())
    return render(request, "library/checks.html", {"lines": lines})
