"""Reads of drafts: their lines and parts as they are now, every version of them, and the edition
they make.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from alongside.core import framework as core
from alongside.core.framework import drafting
from alongside.core.framework.drafting import Line
from alongside.core.framework.parts import NONE, Parts
from alongside.core.framework.parts import read as read_parts
from alongside.framework.models import Draft, DraftLine, DraftPart

from .published import edition, editions, followed_by


@dataclass(frozen=True)
class Work:
    """A draft with its lines and parts, and the number of the newest version of each."""

    draft: Draft
    lines: Mapping[str, Line]
    numbers: Mapping[str, int]
    parts: Parts = NONE
    part_numbers: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def before(self) -> core.Edition:
        return before(self.draft)

    @cached_property
    def earlier(self) -> list[core.Edition]:
        """That one, and all that it follows."""
        slug = self.draft.follows
        return [edition(one) for one in (slug, *followed_by(slug))]

    @cached_property
    def edition(self) -> core.Edition:
        """The edition that the lines and parts make."""
        row = self.draft
        return drafting.compose(
            self.before, self.lines, self.parts, slug=row.slug, title=row.title, year=row.year
        )

    @cached_property
    def faults(self) -> tuple[str, ...]:
        return drafting.faults(self.before, self.edition)


def drafts() -> QuerySet[Draft]:
    """Every edition made here, newest first."""
    return Draft.objects.order_by("-made_at")


def open_draft() -> Draft | None:
    """The one that is being made, if one is."""
    return Draft.objects.filter(open=True).first()


def draft_of(slug: str) -> Draft | None:
    return Draft.objects.filter(slug=slug).first()


def before(draft: Draft) -> core.Edition:
    """The published edition that a draft follows."""
    return edition(draft.follows)


def latest_lines(draft_id: UUID) -> dict[str, DraftLine]:
    """The newest version of each code. One query."""
    rows = DraftLine.objects.filter(draft=draft_id).order_by("code", "number")
    return {row.code: row for row in rows}


def latest_parts(draft_id: UUID) -> dict[str, DraftPart]:
    """The newest version of each part that was written. One query."""
    rows = DraftPart.objects.filter(draft=draft_id).order_by("made_at", "part", "number")
    return {row.part: row for row in rows}


def work(draft: Draft) -> Work:
    rows, parts = latest_lines(draft.pk), latest_parts(draft.pk)
    return Work(
        draft,
        {code: Line.read(json.loads(row.line)) for code, row in rows.items()},
        {code: row.number for code, row in rows.items()},
        read_parts({part: json.loads(row.words) for part, row in parts.items()}),
        {part: row.number for part, row in parts.items()},
    )


def versions(draft: Draft, code: str) -> list[tuple[DraftLine, Line]]:
    """Every version of one code, newest first."""
    rows = DraftLine.objects.filter(draft=draft, code=code).order_by("-number")
    return [(row, Line.read(json.loads(row.line))) for row in rows]


def part_versions(draft: Draft, part: str) -> list[DraftPart]:
    """Every version of one part, newest first; none where it stands as in the edition before."""
    return list(DraftPart.objects.filter(draft=draft, part=part).order_by("-number"))


def authors(draft: Draft) -> set[UUID]:
    """Who wrote anything in a draft. Its first lines are the edition before, and nobody's."""
    lines = DraftLine.objects.filter(draft=draft, author__isnull=False)
    parts = DraftPart.objects.filter(draft=draft, author__isnull=False)
    found = lines.values_list("author", flat=True).union(parts.values_list("author", flat=True))
    return {who for who in found if who}


def draft_here(slug: str) -> Draft | None:
    """The draft that a published edition was made from, if it was made here."""
    return draft_of(slug) if any(one.slug == slug for one in editions()) else None
