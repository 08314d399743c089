"""What people can expect, their rights, and help now, for anybody."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from alongside.core.library import as_data
from alongside.expectations import queries
from alongside.expectations.presenters.look import Look
from alongside.expectations.presenters.pages import Link, RightPage, ThemePage, View
from alongside.foundation.context import help_now

from .problems import answers
from .sending import part_of, send
from .shapes import expectations as shapes
from .shapes.common import Paged

router = Router(tags=["expectations"], auth=None)


def _view() -> tuple[View, str]:
    """The texts as they are read in English, and a key that changes whenever they do."""
    texts = queries.texts()
    edition, digest = queries.edition()
    return View(texts, edition, Look(), timezone.localdate()), f"{texts.digest}{digest}"


@router.get("/questions", response=answers(shapes.Questions, 422))
def questions(request: HttpRequest, part: Query[Paged]) -> HttpResponse:
    """Every theme as a question that somebody using a service may have."""
    view, digest = _view()
    return send(
        request,
        shapes.Questions,
        lambda: part_of(request, view.theme_links(), part, _line),
        digest,
        part.dict(),
    )


@router.get("/questions/{theme_id}", response=answers(shapes.QuestionWhole, 404))
def question(request: HttpRequest, theme_id: str) -> HttpResponse:
    """One question: what you can expect, what you can ask, and what to do if it is not so."""
    view, digest = _view()
    found = next((one for one in view.themes() if one.id == theme_id), None)
    if found is None:
        raise Http404(theme_id)
    return send(
        request, shapes.QuestionWhole, lambda: _question(view, view.theme_page(found)), digest
    )


@router.get("/rights", response=answers(shapes.Rights, 422))
def rights(request: HttpRequest, part: Query[Paged]) -> HttpResponse:
    """Every right in a line, and the one text about plans to change the law."""
    view, digest = _view()
    law = queries.reform()

    def make() -> dict[str, Any]:
        page = view.reform_page(law.reform)
        told = {
            "title": page.title,
            "paragraphs": page.paragraphs,
            "sources": _all(page.sources),
            "last_checked": page.last_checked,
            "due": page.due,
        }
        return {**part_of(request, view.right_links(), part, _line), "law": told}

    return send(request, shapes.Rights, make, digest, law.version, part.dict())


@router.get("/rights/{right_id}", response=answers(shapes.Right, 404))
def right(request: HttpRequest, right_id: str) -> HttpResponse:
    """One right: what it is, who to ask, what to ask, where it comes from, when it was checked."""
    view, digest = _view()
    found = view.texts.right_by_id.get(right_id)
    if found is None:
        raise Http404(right_id)
    return send(request, shapes.Right, lambda: _right(view, view.right_page(found)), digest)


@router.get("/help-now", response=answers(shapes.HelpNow, 422))
def help_lines(request: HttpRequest, part: Query[Paged]) -> HttpResponse:
    """Whom to turn to now, in the order of the pages."""
    found = help_now()

    def entry(one: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in as_data(one).items() if value is not None}

    return send(
        request,
        shapes.HelpNow,
        lambda: part_of(request, found, part, entry),
        repr(found),
        part.dict(),
    )


def _line(link: Link) -> dict[str, Any]:
    return {
        "id": link.id,
        "title": str(link.title or ""),
        "question": str(link.question),
        "in_short": str(link.in_short),
        "url": link.url,
    }


def _question(view: View, page: ThemePage) -> dict[str, Any]:
    things = [
        {
            "code": thing.code,
            "mine": str(thing.mine),
            "expect": str(thing.expect),
            "questions": _texts(thing.questions),
            "if_not": str(thing.if_not),
        }
        for thing in page.things
    ]
    return {
        "id": page.id,
        "question": str(page.question),
        "in_short": str(page.in_short),
        "url": view.look.url("theme", page.id),
        "things": things,
        "rights": [link.id for link in page.rights],
    }


def _right(view: View, page: RightPage) -> dict[str, Any]:
    return {
        "id": page.id,
        "title": str(page.title),
        "question": str(page.question),
        "in_short": str(page.in_short),
        "url": view.look.url("right", page.id),
        "paragraphs": _texts(page.paragraphs),
        "good_to_know": str(page.good_to_know or ""),
        "who_to_ask": _all(page.who_to_ask),
        "questions": _texts(page.questions),
        "sources": _all(page.sources),
        "last_checked": page.last_checked,
        "due": page.due,
        "about_law": page.about_law,
        "check": page.check,
    }


def _texts(said: Sequence[object]) -> list[str]:
    return [str(one) for one in said]


def _all(rows: Sequence[Any]) -> list[dict[str, Any]]:
    return [asdict(row) for row in rows]
