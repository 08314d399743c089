"""The pages anybody can read, made once for all visitors and for each way of reading."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.expectations import policies, queries
from alongside.expectations.presenters.look import Look
from alongside.expectations.presenters.pages import View
from alongside.foundation import public
from alongside.foundation.access import access, anyone
from alongside.foundation.actor import Role


def view_of(request: HttpRequest) -> tuple[View, str]:
    """The texts as this visitor reads them, and a key that changes whenever the texts do."""
    texts = queries.texts()
    edition, digest = queries.edition()
    look = Look.asked(request.GET, texts)
    return View(texts, edition, look, timezone.localdate()), f"{texts.digest}{digest}"


def facts_of(request: HttpRequest, view: View, *, layouts: bool = True) -> dict[str, Any]:
    """What every page of the area shows round its own part."""
    ways = view.look.ways(request.path, view.texts, layouts=layouts)
    return {"look": view.look, "ways": ways, "urls": _urls(view.look)}


def _urls(look: Look) -> dict[str, str]:
    names = ("index", "rights", "pocket", "services", "whole", "sheet")
    return {name: look.url(name) for name in names}


def _kept(
    request: HttpRequest,
    view: View,
    digest: str,
    template: str,
    page: Callable[[], dict[str, Any]],
    *more: object,
) -> HttpResponse:
    def make() -> HttpResponse:
        facts = {**facts_of(request, view), "steward": _is_steward(request), **page()}
        return render(request, template, facts)

    return public.keep(request, key=(template, digest, view.look.key, *more), make=make)


def _is_steward(request: HttpRequest) -> bool:
    actor = getattr(request, "actor", None)
    return bool(actor and actor.is_a(Role.STEWARD))


@access(anyone)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every theme as a question, and the ways on from here."""
    view, digest = view_of(request)
    page = lambda: {"links": view.theme_links(), "video": view.texts.video("front")}  # noqa: E731
    return _kept(request, view, digest, "expectations/index.html", page)


@access(anyone)
@require_safe
def theme(request: HttpRequest, theme_id: str) -> HttpResponse:
    """One question: what you can expect, what you can ask, and what to do if it is not so."""
    view, digest = view_of(request)
    found = next((one for one in view.themes() if one.id == theme_id), None)
    if found is None:
        raise Http404(theme_id)
    page = lambda: {"page": view.theme_page(found)}  # noqa: E731
    return _kept(request, view, digest, "expectations/theme.html", page)


@access(anyone)
@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    """Every right in a line, and the one text about plans to change the law."""
    view, digest = view_of(request)
    law = queries.reform()

    def page() -> dict[str, Any]:
        actor = getattr(request, "actor", None)
        return {
            "links": view.right_links(),
            "reform": view.reform_page(law.reform),
            "may_edit": bool(actor and policies.may_edit_reform(actor)),
            "video": view.texts.video("rights"),
        }

    return _kept(request, view, digest, "expectations/rights.html", page, law.version)


@access(anyone)
@require_safe
def right(request: HttpRequest, right_id: str) -> HttpResponse:
    """One right: what it is, who to ask, what to ask, where it comes from, when it was checked."""
    view, digest = view_of(request)
    found = view.texts.right_by_id.get(right_id)
    if found is None:
        raise Http404(right_id)
    page = lambda: {"page": view.right_page(found)}  # noqa: E731
    return _kept(request, view, digest, "expectations/right.html", page)


@access(anyone)
@require_safe
def whole(request: HttpRequest) -> HttpResponse:
    """All of it on one page, for print and for listening from beginning to end."""
    view, digest = view_of(request)
    law = queries.reform()

    def page() -> dict[str, Any]:
        return {
            "themes": [view.theme_page(one) for one in view.themes()],
            "rights": [view.right_page(one) for one in view.texts.rights],
            "reform": view.reform_page(law.reform),
        }

    return _kept(request, view, digest, "expectations/whole.html", page, law.version)
