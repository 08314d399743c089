"""Rows and rules to what the pages show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.accounts.queries import services_where
from alongside.foundation.actor import Actor
from alongside.foundation.deciding import is_decided

from . import loading, policies, queries
from .models import ServiceWord, WordEdition


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule as the public page shows it."""

    id: str
    title: str
    level: str
    why: str
    instead: tuple[str, ...]
    context: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The rules of one kind."""

    id: str
    name: str
    about: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class WordsPage:
    number: int
    published_at: datetime | None
    groups: tuple[Group, ...]


def entry(row: Mapping[str, Any]) -> Entry:
    return Entry(
        id=row["id"],
        title=row["title"],
        level=row["level"],
        why=row["why"],
        instead=tuple(row["instead"]),
        context=row.get("context", ""),
        sources=tuple(row["sources"]),
    )


def groups(written: queries.Written) -> tuple[Group, ...]:
    """The rules by kind, in the order of kinds; a kind with none is left out."""
    made = []
    for kind in loading.kinds():
        rows = [entry(row) for row in written.values() if row["kind"] == kind.id]
        if rows:
            made.append(Group(kind.id, kind.name, kind.about, tuple(rows)))
    return tuple(made)


def words_page(current: queries.Current) -> WordsPage:
    return WordsPage(current.number, current.published_at, groups(current.written))


# The desk


@dataclass(frozen=True, slots=True)
class Change:
    """A rule that the draft adds, changes or takes out, with both wordings."""

    id: str
    what: str
    before: Entry | None
    after: Entry | None


@dataclass(frozen=True, slots=True)
class Voice:
    """What one member of the panel said to the draft."""

    name: str
    yes: bool
    note: str


@dataclass(frozen=True, slots=True)
class Draft:
    number: int
    version: int
    digest: str
    changes: tuple[Change, ...]
    groups: tuple[Group, ...]
    voices: tuple[Voice, ...]
    may_publish: bool
    is_decided: bool


@dataclass(frozen=True, slots=True)
class Desk:
    current_number: int
    draft: Draft | None
    on_panel: bool
    asked: bool
    is_steward: bool
    panel: tuple[str, ...]
    waiting: int


def desk_is_open(actor: Actor) -> bool:
    """Whether this person may see where the list is made."""
    return policies.may_open_desk(
        actor,
        on_panel=queries.member(actor) is not None,
        asked=queries.asked(actor) is not None,
    )


def desk(actor: Actor) -> Desk:
    row = queries.draft()
    seats = list(queries.panel())
    return Desk(
        current_number=queries.current().number,
        draft=_draft(actor, row) if row else None,
        on_panel=queries.member(actor) is not None,
        asked=queries.asked(actor) is not None,
        is_steward=policies.is_national_steward(actor),
        panel=tuple(seat.shown_as for seat in seats if seat.agreed_at),
        waiting=sum(1 for seat in seats if not seat.agreed_at),
    )


def _draft(actor: Actor, row: WordEdition) -> Draft:
    written = queries.written_of(row)
    yes, not_yet = queries.people_deciding(row)
    return Draft(
        number=row.number,
        version=row.version,
        digest=row.digest,
        changes=tuple(changes(queries.current().written, written)),
        groups=groups(written),
        voices=tuple(Voice(str(one.member), one.yes, one.note) for one in queries.decisions(row)),
        may_publish=policies.may_publish(actor, yes=yes, not_yet=not_yet),
        is_decided=is_decided(yes=yes, not_yet=not_yet),
    )


def changes(before: queries.Written, after: queries.Written) -> list[Change]:
    """What a draft changes, rule by rule, in the order of their ids."""
    found = []
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        what = "added" if old is None else "removed" if new is None else "changed"
        found.append(Change(name, what, entry(old) if old else None, entry(new) if new else None))
    return found


# A service's own words


@dataclass(frozen=True, slots=True)
class Ours:
    words: tuple[ServiceWord, ...]
    services: tuple[tuple[str, str], ...]
    editable: frozenset[UUID]


def ours(actor: Actor) -> Ours:
    """The words of the services one works in, and the services one may add to."""
    mine = [
        service
        for service in services_where(actor, *policies.AUTHORS)
        if policies.may_add_words(actor, board=service.board_id, service=service.pk)
    ]
    return Ours(
        words=tuple(queries.service_words(actor)),
        services=tuple((str(service.pk), service.name) for service in mine),
        editable=frozenset(service.pk for service in mine),
    )


def export(person_id: UUID) -> dict[str, Any]:
    """What is kept about one person here: their place on the panel and what they decided."""
    seat = queries.membership_of(person_id)
    if seat is None:
        return {}
    return {
        "panel_since": seat.agreed_at.isoformat() if seat.agreed_at else None,
        "shown_as": seat.shown_as,
        "decisions": [
            {"edition": row.edition.number, "yes": row.yes, "note": row.note}
            for row in queries.decisions_of(seat.pk)
        ],
    }
