"""Reads of drafts: their lines as they are now, every version of them, and the edition they make."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from alongside.core import framework as core
from alongside.core.framework import drafting
from alongside.core.framework.drafting import Line
from alongside.framework.models import Draft, DraftLine

from .published import edition, editions, followed_by


@dataclass(frozen=True)
class Work:
    """A draft with its lines, and the number of the newest version of each."""

    draft: Draft
    lines: Mapping[str, Line]
    numbers: Mapping[str, int]

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
        """The edition that the lines make."""
        row = self.draft
        return drafting.compose(
            self.before, self.lines, slug=row.slug, title=row.title, year=row.year
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


def work(draft: Draft) -> Work:
    rows = latest_lines(draft.pk)
    return Work(
        draft,
        {code: Line.read(json.loads(row.line)) for code, row in rows.items()},
        {code: row.number for code, row in rows.items()},
    )


def versions(draft: Draft, code: str) -> list[tuple[DraftLine, Line]]:
    """Every version of one code, newest first."""
    rows = DraftLine.objects.filter(draft=draft, code=code).order_by("-number")
    return [(row, Line.read(json.loads(row.line))) for row in rows]


def authors(draft: Draft) -> set[UUID]:
    """Who wrote anything in a draft. Its first lines are the edition before, and nobody's."""
    rows = DraftLine.objects.filter(draft=draft, author__isnull=False)
    return {who for who in rows.values_list("author", flat=True) if who}


def draft_here(slug: str) -> Draft | None:
    """The draft that a published edition was made from, if it was made here."""
    return draft_of(slug) if any(one.slug == slug for one in editions()) else None
