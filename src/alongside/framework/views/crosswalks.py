"""How the statements stand beside other frameworks: pages, JSON at the same addresses, a table."""

from collections.abc import Callable

from django.http import HttpResponse

from alongside.foundation import public
from alongside.framework import queries
from alongside.framework.documents.crosswalks import CrosswalkDocuments
from alongside.framework.presenters.crosswalks import Crosswalks
from alongside.framework.queries import crosswalks as found

from .reading import Asked, about_edition


@about_edition
def crosswalks(asked: Asked) -> HttpResponse:
    """The other frameworks that somebody held the statements against."""
    return asked.answer(
        "framework/crosswalks.html",
        lambda: _shown(asked).cards(),
        lambda: _documents(asked.published).index(),
    )


@about_edition
def crosswalk(asked: Asked, crosswalk_id: str) -> HttpResponse:
    """One other framework, item by item: what bears on each, how, and what is left over."""
    return _if_there(
        asked,
        crosswalk_id,
        lambda standing: asked.answer(
            "framework/crosswalk.html",
            lambda: _shown(asked).page(standing),
            lambda: _documents(asked.published).crosswalk(standing),
        ),
    )


@about_edition
def crosswalk_table(asked: Asked, crosswalk_id: str) -> HttpResponse:
    """The same as a table that a spreadsheet opens."""
    return _if_there(asked, crosswalk_id, lambda standing: _file(asked, standing))


def _if_there(
    asked: Asked, crosswalk_id: str, answer: Callable[[found.Standing], HttpResponse]
) -> HttpResponse:
    standing = found.crosswalk(crosswalk_id, asked.published)
    return answer(standing) if standing else asked.missing(crosswalk_id)


def _file(asked: Asked, standing: found.Standing) -> HttpResponse:
    response = public.keep(asked.request, key=asked.made_of, make=lambda: _table(asked, standing))
    name = f"{standing.crosswalk.id}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _table(asked: Asked, standing: found.Standing) -> HttpResponse:
    text = _documents(asked.published).table(standing)
    return HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")


def _shown(asked: Asked) -> Crosswalks:
    return Crosswalks(asked.published, asked.view.at)


def _documents(published: queries.Published) -> CrosswalkDocuments:
    return CrosswalkDocuments(published)
