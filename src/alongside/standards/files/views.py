"""Take the framework with you: the page that says what each file is for, and the files."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from alongside.core.credentials import framework_tables
from alongside.core.credentials.publication import Publication
from alongside.foundation import public
from alongside.foundation.access import access, anyone
from alongside.framework import queries
from alongside.framework.documents import Linked
from alongside.framework.queries import crosswalks

from . import library, presenters, sets, writing
from .formats import CSV, FORMATS, table


@access(anyone)
@require_safe
def index(request: HttpRequest, slug: str = "") -> HttpResponse:
    """What each file is for, in plain words."""
    linked = _asked(request, slug)
    key = ("files", linked.root, linked.published.digest, library.version("", ""))
    return public.keep(
        request,
        key=key,
        make=lambda: render(request, "files/index.html", {"page": presenters.page(linked, slug)}),
    )


@access(anyone)
@require_safe
def edition_file(request: HttpRequest, form: str, slug: str = "") -> HttpResponse:
    linked = _asked(request, slug)
    if form not in FORMATS:
        raise Http404(form)
    chosen = FORMATS[form]
    name = chosen.file_name(linked.published.slug)
    return _of_edition(request, linked, name, chosen.media_type, chosen.make)


@access(anyone)
@require_safe
def table_file(request: HttpRequest, table_name: str, slug: str = "") -> HttpResponse:
    linked = _asked(request, slug)
    if table_name not in framework_tables.SHAPES:
        raise Http404(table_name)
    return _of_edition(
        request,
        linked,
        f"{linked.published.slug}-{table_name}.csv",
        CSV,
        lambda publication: writing.table_csv(table(publication, table_name)),
    )


@access(anyone)
@require_safe
def library_file(request: HttpRequest, form: str) -> HttpResponse:
    """The library that comes with Alongside; what services add is theirs to give."""
    if form not in library.FORMS:
        raise Http404(form)
    name, media_type = library.FORMS[form]
    home = request.build_absolute_uri(reverse("library:index"))
    return _file(
        request, (library.version(form, home),), name, media_type, lambda: library.made(form, home)
    )


@access(anyone)
@require_safe
def set_file(request: HttpRequest, set_name: str) -> HttpResponse:
    """Another set of open tables, as it stands beside the newest edition."""
    if set_name not in sets.SETS:
        raise Http404(set_name)
    linked, chosen = _asked(request, ""), sets.SETS[set_name]
    key = ("set", set_name, linked.root, linked.published.digest, *linked.later, chosen.state())
    return _file(
        request, key, chosen.file_name, "application/zip", lambda: sets.made(set_name, linked)
    )


def _asked(request: HttpRequest, slug: str) -> Linked:
    """The edition an address names, or the newest."""
    try:
        published = queries.published(slug)
    except queries.NoEditionError as error:
        raise Http404(slug) from error
    return Linked(published, request.build_absolute_uri(reverse("framework:index")))


def _of_edition(
    request: HttpRequest,
    linked: Linked,
    name: str,
    media_type: str,
    make: Callable[[Publication], bytes],
) -> HttpResponse:
    stamp = crosswalks.stamp()
    key = ("file", name, linked.root, linked.published.digest, *linked.later, stamp)
    response = _file(request, key, name, media_type, lambda: make(linked.publication))
    if licence := linked.publication.licence[1]:
        response.headers["Link"] = f'<{licence}>; rel="license"'
    response.headers["Last-Modified"] = http_date(linked.changed_at.timestamp())
    return response


def _file(
    request: HttpRequest,
    key: tuple[object, ...],
    name: str,
    media_type: str,
    make: Callable[[], bytes],
) -> HttpResponse:
    response = public.keep(
        request,
        key=key,
        make=lambda: HttpResponse(make(), content_type=media_type),
        headless=True,
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
