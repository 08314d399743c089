"""Reads of documents loaded as their publishers worded them, each beside the edition it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from alongside.accounts import queries as accounts
from alongside.foundation import history
from alongside.foundation.actor import Actor
from alongside.framework import policies
from alongside.framework.models import OfficialDocument, OfficialVersion, OfficialWording

from .published import Published, editions


@dataclass(frozen=True, slots=True)
class Worded:
    """The publisher's words that something of ours comes from, and where they stand."""

    code: str
    section: str
    ordinal: int
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document beside an edition, with its versions, the newest first, and what was done with it.

    ``done``: (what, when, by whom); no name where it was done at the command line.
    """

    published: Published
    row: OfficialDocument | None
    versions: tuple[OfficialVersion, ...]
    done: tuple[tuple[str, datetime, str], ...]


def in_force(slug: str) -> OfficialDocument | None:
    """The document beside an edition, or None."""
    return OfficialDocument.objects.select_related("edition").filter(edition__slug=slug).first()


def official(published: Published, actor: Actor | None) -> Mapping[str, Worded]:
    """The publisher's words by code, as far as this reader may see them. No query once read."""
    if not published.official:
        return {}
    if not policies.may_read_official(actor, public=published.official_public):
        return {}
    return _wordings(published.official)


def worded(row: OfficialDocument) -> tuple[Worded, ...]:
    """Every entry of the version that counts, in the order of the document."""
    return tuple(_wordings(str(row.stamp)).values())


@lru_cache(maxsize=2)
def _wordings(stamp: str) -> Mapping[str, Worded]:
    """A stamp is drawn anew with every change, so what was taken away is asked for no more."""
    row = OfficialDocument.objects.filter(stamp=UUID(stamp)).first()
    if row is None:
        return {}
    rows = OfficialWording.objects.filter(version__document=row, version__number=row.number)
    return {
        one.code: Worded(one.code, one.section, one.ordinal, one.line, one.text)
        for one in rows.order_by("line", "code")
    }


def forget_official() -> None:
    _wordings.cache_clear()


def loaded() -> list[Loaded]:
    """Every published edition with the document beside it, newest edition first."""
    rows = {row.edition.slug: row for row in OfficialDocument.objects.select_related("edition")}
    return [_loaded(published, rows.get(published.slug)) for published in editions()]


def _loaded(published: Published, row: OfficialDocument | None) -> Loaded:
    past = history.past(f"official:{published.slug}")
    people = accounts.people_by_id(one.actor for one in past if one.actor)
    done = tuple(
        (one.verb, one.at, people[one.actor].name if one.actor in people else "") for one in past
    )
    versions = OfficialVersion.objects.filter(document=row).order_by("-number") if row else ()
    return Loaded(published, row, tuple(versions), done)
