"""One's own view, with one's own token: read it, and save an answer over the one that was seen."""

import secrets
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Field, Query, Router

from alongside.assessment import actions, queries
from alongside.core import scales
from alongside.framework.queries import Published

from .access import Asked, OwnToken
from .framework import NEWEST, asked_for
from .problems import CLASH, Refused, answers, titles
from .sending import part_of
from .shapes import own as shapes
from .shapes.common import Paged

router = Router(tags=["own view"])
READ, WRITE = OwnToken("answers:read"), OwnToken("answers:write")


class Wanted(Paged):
    """Answers to the statements of one edition; “current” is the newest."""

    edition: str = Field(NEWEST, max_length=60)


@router.get("", auth=READ, response=answers(shapes.Answers, 401, 403, 404, 422, 503))
def answers_list(request: Asked, wanted: Query[Wanted]) -> dict[str, Any]:
    """My answers, in the framework's order. What nobody was asked yet is not there."""
    published = asked_for(wanted.edition)
    found = queries.answers_of(request.auth.person_id, published.slug)
    ordered = [found[code] for code in published.edition.by_code if code in found]
    more = {"edition": wanted.edition}
    return part_of(request, ordered, wanted, lambda one: _shown(one, published), more)


@router.get("/{code}", auth=READ, response=answers(shapes.Answer, 401, 403, 404, 503))
def answer_read(request: Asked, code: str, edition: str = NEWEST) -> dict[str, Any]:
    """My answer to one statement."""
    published = _known(edition, code)
    found = queries.answer_of(request.auth.person_id, published.slug, code)
    if found is None:
        raise Http404(code)
    return _shown(found, published)


@router.put(
    "/{code}", auth=WRITE, response=answers(shapes.Answer, 401, 403, 404, 409, 413, 415, 422, 503)
)
def answer_save(
    request: Asked, code: str, said: shapes.AnswerIn, edition: str = NEWEST
) -> dict[str, Any]:
    """Save my answer over the version I saw. If another stands there by now, it stays: 409, with both.

    The same answer sent twice is saved once. Earlier ones stay in my history.
    """
    published, actor = _known(edition, code), request.auth.actor
    offered = scales.Answer(code, **said.dict(exclude={"version"}), seq=said.version + 1)
    kept = queries.answer_of(actor.person_id, published.slug, code)
    if said.version != (kept.seq if kept else 0):
        if kept is None or kept.of_edition or kept.content != offered.content:
            raise _clash(offered, kept, published)
        return _shown(kept, published)
    saved = actions.save_answer(
        actor=actor,
        edition=published.slug,
        code=code,
        seq=offered.seq,
        base=said.version,
        page=f"api {secrets.token_hex(16)}",
        **said.dict(exclude={"version"}),
    )
    if saved.outcome not in (actions.SAVED, actions.SAME):
        raise _clash(offered, saved.answer, published)
    return _shown(saved.answer, published)


def _known(slug: str, code: str) -> Published:
    published = asked_for(slug)
    if code not in published.edition.by_code:
        raise Http404(code)
    return published


def _shown(one: scales.Answer, published: Published) -> dict[str, Any]:
    return {
        "edition": published.slug,
        "code": one.code,
        "said_of": one.of_edition,
        "version": one.seq,
        "saved_at": one.saved_at,
        **_words(one),
    }


def _words(one: scales.Answer) -> dict[str, Any]:
    names = ("point", "want", "note", "evidence", "evidence_kind")
    return dict(zip(names, one.content, strict=True))


def _clash(yours: scales.Answer, kept: scales.Answer | None, published: Published) -> Refused:
    said = _("Not saved: what stands there is not the version you saw. Both are here.")
    return Refused(
        shapes.Clash(
            type=CLASH,
            title=titles()[409],
            status=409,
            detail=said,
            yours=shapes.Said(**_words(yours)),
            kept=shapes.Answer(**_shown(kept, published)) if kept else None,
        )
    )
