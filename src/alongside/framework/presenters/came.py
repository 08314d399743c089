"""Comments as they are shown, and what was said in a consultation that led to a statement's words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.framework import queries
from alongside.framework.models import Comment
from alongside.framework.policies import Speaker

from .names import SPEAKERS


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as it is shown, with as whom somebody spoke."""

    id: Any
    who: str
    text: str
    on: date


def who(row: Comment) -> str:
    if row.speaker == Speaker.GROUP:
        return _("A group of %(number)s people") % {"number": row.people}
    return str(SPEAKERS[Speaker(row.speaker)])


def said(row: Comment) -> Said:
    return Said(row.pk, who(row), row.text, row.on)


@dataclass(frozen=True, slots=True)
class CameFrom:
    """What was said in a consultation and led to a statement's words."""

    draft: str
    number: int
    said: str
    did: str
    comments: tuple[Said, ...]
    url: str


def came_from(slug: str, digest: str, code: str) -> tuple[CameFrom, ...]:
    """What led to a statement of a published edition, with the comments that are shown."""
    return tuple(
        CameFrom(
            one.draft.title,
            one.number,
            one.said,
            one.did,
            tuple(said(row) for row in one.comments),
            reverse("framework:consultation", kwargs={"slug": one.draft.slug}),
        )
        for one in queries.came_from(slug, digest, code)
    )
