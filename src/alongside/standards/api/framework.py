"""The framework, for anybody: editions, their statements and themes, and what changed between two."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Query, Router

from alongside.core.framework import Kind
from alongside.framework import queries
from alongside.framework.documents import Documents, difference
from alongside.framework.queries import Published

from .problems import answers
from .sending import part_of, send
from .shapes import framework as shapes
from .shapes.common import Paged

router = Router(tags=["framework"], auth=None)
NEWEST = "current"


class Wanted(Paged):
    """Statements that fit all of these. Left empty, each asks for nothing."""

    kind: str = Field("", max_length=20)
    theme: str = Field("", max_length=60)


def asked_for(slug: str) -> Published:
    """The edition an address names; ``current`` is the newest. Raises NoEditionError."""
    return queries.published("" if slug == NEWEST else slug)


@router.get("/editions", response=answers(shapes.Editions, 422))
def editions(request: HttpRequest, part: Query[Paged]) -> HttpResponse:
    """Every published edition, the newest first."""
    found = queries.editions()

    def line(one: Published) -> dict[str, Any]:
        return {
            "slug": one.slug,
            "title": one.title,
            "published": one.published_at,
            "digest": one.digest,
            "is_current": one.is_current,
        }

    key = tuple(one.digest for one in found)
    return send(
        request, shapes.Editions, lambda: part_of(request, found, part, line), key, part.dict()
    )


@router.get("/editions/{slug}", response=answers(shapes.Edition, 404))
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    """One edition: its strands, and the described points of each kind. “current” is the newest."""
    published = asked_for(slug)

    def make() -> dict[str, Any]:
        documents = Documents(published)
        strands = [
            {**strand, "themes": [theme["id"] for theme in strand["themes"]]}
            for strand in documents.index()["strands"]
        ]
        kinds = [documents.kind(kind) for kind in Kind]
        more = {"is_current": published.is_current, "strands": strands, "kinds": kinds}
        return {**documents.about(), **more}

    return _kept(request, shapes.Edition, make, published, published.is_current)


@router.get("/editions/{slug}/themes", response=answers(shapes.Themes, 404, 422))
def themes(request: HttpRequest, slug: str, part: Query[Paged]) -> HttpResponse:
    """The themes of an edition, each with the codes of its statements."""
    published = asked_for(slug)

    def make() -> dict[str, Any]:
        found = [theme for strand in _index(published)["strands"] for theme in strand["themes"]]
        return part_of(request, found, part, lambda theme: theme)

    return _kept(request, shapes.Themes, make, published, part.dict())


@router.get("/editions/{slug}/themes/{theme_id}", response=answers(shapes.Theme, 404))
def theme(request: HttpRequest, slug: str, theme_id: str) -> HttpResponse:
    published = asked_for(slug)
    known = published.edition.theme_by_id
    if theme_id not in known:
        raise Http404(theme_id)

    def make() -> dict[str, Any]:
        one = known[theme_id]
        return {**Documents(published).theme(one), "statements": list(one.statements)}

    return _kept(request, shapes.Theme, make, published)


@router.get("/editions/{slug}/statements", response=answers(shapes.Statements, 404, 422))
def statements(request: HttpRequest, slug: str, wanted: Query[Wanted]) -> HttpResponse:
    """The statements of an edition, by code."""
    published = asked_for(slug)

    def make() -> dict[str, Any]:
        found = [
            one
            for one in _index(published)["statements"]
            if wanted.kind in ("", one["kind"]) and wanted.theme in ("", one["theme"])
        ]
        more = {"kind": wanted.kind, "theme": wanted.theme}
        return part_of(request, found, wanted, lambda one: one, more)

    return _kept(request, shapes.Statements, make, published, wanted.dict())


@router.get("/editions/{slug}/statements/{code}", response=answers(shapes.Statement, 404))
def statement(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One statement, said six ways, with examples and questions."""
    published = asked_for(slug)
    known = published.edition.by_code
    if code not in known:
        raise Http404(code)

    def make() -> dict[str, Any]:
        whole = Documents(published).statement(known[code])
        return {**whole, "pairs": [{**pair, "code": pair["with"]} for pair in whole["pairs"]]}

    return _kept(request, shapes.Statement, make, published)


@router.get("/editions/{old}/changes/{new}", response=answers(shapes.Changes, 404))
def changes(request: HttpRequest, old: str, new: str) -> HttpResponse:
    """What became of each statement from one edition to another."""
    before, after = asked_for(old), asked_for(new)
    names = before.slug, after.slug

    def make() -> dict[str, Any]:
        in_line = bool(queries.line(*names) or queries.line(*reversed(names)))
        found, beside = queries.changes(*names), queries.beside(*names)
        return difference(before, after, found, beside=beside, in_line=in_line)

    key = tuple(one.digest for one in queries.editions())
    return _kept(request, shapes.Changes, make, after, before.digest, key)


def _index(published: Published) -> dict[str, Any]:
    return Documents(published).index()


def _kept(
    request: HttpRequest, shape: Any, make: Any, published: Published, *key: object
) -> HttpResponse:
    return send(request, shape, make, published.digest, *key, published=published.published_at)
