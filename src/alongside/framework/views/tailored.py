"""Tailored frameworks: statements chosen from the edition for one kind of work."""

from django.http import HttpResponse

from alongside.framework.documents import TailoredDocuments, of_tailored
from alongside.framework.presenters.tailored import TailoredView
from alongside.framework.queries import tailored as queries

from .reading import Asked, about_edition


@about_edition
def all_tailored(asked: Asked) -> HttpResponse:
    return asked.answer(
        "framework/all_tailored.html",
        lambda: _shown(asked).cards(),
        lambda: TailoredDocuments(asked.published).index(),
    )


@about_edition
def tailored(asked: Asked, tailored_id: str) -> HttpResponse:
    """One choice of statements, with its reasons and examples; the rest of the edition still holds."""
    taken = queries.tailored(tailored_id, asked.published)
    if taken is None:
        return asked.missing(tailored_id)
    return asked.answer(
        "framework/tailored.html",
        lambda: _shown(asked).page(taken),
        lambda: TailoredDocuments(asked.published).tailored(taken),
        concepts=of_tailored(taken),
    )


def _shown(asked: Asked) -> TailoredView:
    return TailoredView(asked.published, asked.view.at)
