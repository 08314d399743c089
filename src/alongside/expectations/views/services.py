"""Services' own pages: reading them, and for those who look after them, changing them."""

from dataclasses import asdict
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.expectations import actions, policies, queries
from alongside.expectations.forms import EditForm, PageForm, PlaceForm, ReformForm
from alongside.expectations.presenters import beside
from alongside.expectations.presenters import services as presenter
from alongside.foundation.access import access, anyone, holds
from alongside.foundation.actor import Actor, Role

from .reading import facts_of, view_of


class Request(HttpRequest):
    """A request as our middleware leaves it."""

    actor: Actor


@access(anyone)
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """The services that chose to have a page."""
    view, _digest = view_of(request)
    facts = {**facts_of(request, view, layouts=False), "pages": queries.pages_shown()}
    return render(request, "expectations/services.html", facts)


@access(anyone)
@require_safe
def service(request: Request, slug: str) -> HttpResponse:
    """Who a service is, what is near it, and who can speak up with you."""
    view, _digest = view_of(request)
    row = queries.page(slug, request.actor or None)
    if row is None:
        raise Http404(slug)
    today = timezone.localdate()
    lines = presenter.place_lines(queries.places(row.pk), today=today)
    facts = {
        **facts_of(request, view, layouts=False),
        "page": row,
        "due": presenter.page_due(row, today=today),
        "places": [one for one in lines if not one.advocacy],
        "advocacy": [one for one in lines if one.advocacy],
        "national": view.texts.right_by_id["independent-advocacy"].who_to_ask[0],
        "advocacy_url": view.look.url("right", "independent-advocacy"),
        "beside": beside.of(row.service_id),
        "may_edit": bool(request.actor and queries.may_edit(request.actor, row.service)),
    }
    return render(request, "expectations/service.html", facts)


@access(holds(*policies.EDITORS))
@require_safe
def ours(request: Request) -> HttpResponse:
    """The pages and places that I look after."""
    today = timezone.localdate()
    found = []
    for place, row in queries.services_to_edit(request.actor):
        rows = queries.places(row.pk, withdrawn=True) if row else []
        past = presenter.events(queries.past_of_page(row.pk)) if row else []
        due = presenter.page_due(row, today=today) if row else False
        lines = presenter.place_lines(rows, today=today)
        found.append({"service": place, "page": row, "due": due, "places": lines, "past": past})
    return render(request, "expectations/ours.html", {"services": found})


@access(holds(*policies.EDITORS))
@require_http_methods(["GET", "HEAD", "POST"])
def edit_page(request: Request, service_id: UUID) -> HttpResponse:
    """Write or change a service's page."""
    found = queries.service_to_edit(request.actor, service_id)
    if found is None:
        raise Http404
    place, row = found
    given = asdict(actions.page_draft(row)) if row else {}
    form = PageForm(request.POST or None, version=row.version if row else 0, given=given)
    if request.method == "POST" and form.is_valid():
        actions.save_page(
            actor=request.actor, service_id=service_id, draft=form.draft(), **_once(form)
        )
        messages.success(request, _("The page is saved."))
        return redirect("expectations:ours")
    return _form_page(request, form, "expectations/page_form.html", {"service": place, "row": row})


@access(holds(*policies.EDITORS))
@require_http_methods(["GET", "HEAD", "POST"])
def add_place(request: Request, service_id: UUID) -> HttpResponse:
    found = queries.service_to_edit(request.actor, service_id)
    if found is None or found[1] is None:
        raise Http404
    form = PlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["once"]
        actions.add_place(actor=request.actor, service_id=service_id, draft=form.draft(), key=key)
        messages.success(request, _("The place is added."))
        return redirect("expectations:ours")
    return _form_page(request, form, "expectations/place_form.html", {"service": found[0]})


@access(holds(*policies.EDITORS))
@require_http_methods(["GET", "HEAD", "POST"])
def edit_place(request: Request, place_id: UUID) -> HttpResponse:
    row = queries.place_to_edit(request.actor, place_id)
    if row is None:
        raise Http404
    given = asdict(actions.place_draft(row))
    form = PlaceForm(request.POST or None, version=row.version, given=given)
    if request.method == "POST" and form.is_valid():
        actions.edit_place(
            actor=request.actor, place_id=place_id, draft=form.draft(), **_once(form)
        )
        messages.success(request, _("The place is saved."))
        return redirect("expectations:ours")
    facts = {"service": row.page.service, "row": row}
    return _form_page(request, form, "expectations/place_form.html", facts)


PAGE_VERBS: Final = ("show", "hide", "checked")


@access(holds(*policies.EDITORS))
@require_POST
def change_page(request: Request, service_id: UUID, verb: str) -> HttpResponse:
    """Show a page to everybody, take it out of public, or say that it was checked today."""
    if verb not in PAGE_VERBS:
        raise Http404
    if verb == "checked":
        actions.mark_page_checked(actor=request.actor, service_id=service_id)
        messages.success(request, _("It is marked as checked today."))
    else:
        shown = verb == "show"
        actions.show_page(actor=request.actor, service_id=service_id, shown=shown)
        said = _("Everybody can see the page now.") if shown else _("Nobody else sees it now.")
        messages.success(request, said)
    return redirect("expectations:ours")


@access(holds(*policies.EDITORS))
@require_POST
def change_place(request: Request, place_id: UUID, verb: str) -> HttpResponse:
    """Withdraw a place, put it back, or say that it was checked today."""
    verbs = {
        "withdraw": (actions.withdraw_place, _("It is withdrawn. You can put it back.")),
        "restore": (actions.restore_place, _("It is back.")),
        "checked": (actions.mark_place_checked, _("It is marked as checked today.")),
    }
    if verb not in verbs:
        raise Http404
    change, said = verbs[verb]
    change(actor=request.actor, place_id=place_id)
    messages.success(request, said)
    return redirect("expectations:ours")


@access(holds(Role.STEWARD))
@require_http_methods(["GET", "HEAD", "POST"])
def edit_reform(request: Request) -> HttpResponse:
    """Change the one text about plans to change the law."""
    if not policies.may_edit_reform(request.actor):
        raise Http404
    law = queries.reform()
    form = ReformForm(request.POST or None, version=law.version, given={"text": law.reform.text})
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"].replace("\r\n", "\n")
        actions.save_reform(actor=request.actor, text=text, **_once(form))
        messages.success(request, _("The text is saved."))
        return redirect("expectations:rights")
    facts = {"law": law, "past": presenter.events(queries.past_of_reform())}
    return _form_page(request, form, "expectations/reform_form.html", facts)


def _once(form: EditForm) -> dict[str, Any]:
    return {"version": form.cleaned_data["version"], "key": form.cleaned_data["once"]}


def _form_page(
    request: HttpRequest, form: EditForm, template: str, facts: dict[str, Any]
) -> HttpResponse:
    return render(request, template, {"form": form, **facts}, status=422 if form.errors else 200)
