"""Reads of published editions. An edition never changes, so each is parsed once per process."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from alongside.core import framework as core
from alongside.core.search import Found, Index, Passage

from .models import Edition


class NoEditionError(LookupError):
    """Nothing has been published yet, or not under that slug."""


@dataclass(frozen=True, slots=True)
class Published:
    """What one row says of a published edition, without its document."""

    slug: str
    title: str
    digest: str
    published_at: datetime

    @property
    def edition(self) -> core.Edition:
        """The edition itself: from this process's memory, or one query the first time."""
        return _parsed(self.slug, self.digest)


FIELDS = ("slug", "title", "digest", "published_at")


def published(slug: str | None = None) -> Published:
    """The edition under a slug, or the newest. One query. Raises NoEditionError."""
    rows = Edition.objects.order_by("-published_at", "-id").values_list(*FIELDS)
    row = (rows if slug is None else rows.filter(slug=slug)).first()
    if row is None:
        raise NoEditionError(slug or "")
    return Published(*row)


def editions() -> list[Published]:
    """Every published edition, newest first."""
    rows = Edition.objects.order_by("-published_at", "-id").values_list(*FIELDS)
    return [Published(*row) for row in rows]


def edition_slugs() -> list[str]:
    return [one.slug for one in editions()]


def current_edition() -> core.Edition:
    """The newest edition. One query. Raises NoEditionError where nothing is published."""
    return published().edition


def edition(slug: str) -> core.Edition:
    """The edition under a slug, as it was published. Raises NoEditionError."""
    return published(slug).edition


def statement_ids(slug: str | None = None) -> dict[str, UUID]:
    """Statement codes of an edition (the newest) with the keys that other tables point at."""
    chosen = published(slug).edition
    return {statement.code: chosen.identifier(statement.code) for statement in chosen.statements}


def search(text: str, *, slug: str | None = None) -> list[Found]:
    """Statements whose titles, wordings, faces, examples or questions hold the words, best first."""
    one = published(slug)
    return _index(one.slug, one.digest).find(text)


@lru_cache(maxsize=8)
def _parsed(slug: str, digest: str) -> core.Edition:
    document = Edition.objects.values_list("document", flat=True).get(slug=slug, digest=digest)
    return core.from_document(json.loads(document))


@lru_cache(maxsize=8)
def _index(slug: str, digest: str) -> Index:
    return Index(_passages(_parsed(slug, digest)))


def _passages(edition: core.Edition) -> Iterator[Passage]:
    """Every text of a statement, each with its place and how much a word counts there."""
    for one in edition.statements:
        code = one.code
        yield Passage(code, "code", code, 5)
        yield Passage(code, "title", one.title, 3)
        yield Passage(code, "statement", one.text, 2)
        yield Passage(code, "theme", edition.theme_by_id[one.theme].name, 1.5)
        for face, text in asdict(one.faces).items():
            yield Passage(code, face, text, 1.2)
        for question in one.questions:
            yield Passage(code, "questions", question)
        yield Passage(code, "if-not", one.if_not)
        for example in one.looks_like:
            setting = edition.setting_names.get(example.setting, "")
            yield Passage(
                code, "examples", f"{setting}: {example.text}" if setting else example.text
            )
        yield Passage(code, "not-like-this", one.does_not_look_like)
        yield Passage(code, "reflect", one.reflect)
