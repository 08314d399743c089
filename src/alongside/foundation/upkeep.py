"""Texts that grow old: each area says which it has, and whoever looks after texts sees them all.

The library's page and ``alongside content due | checks`` and ``library links`` read from here, so
that an area above the library is heard without being known.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from .actor import Actor


@dataclass(frozen=True, slots=True)
class Dated:
    """A text that was looked at on a day and wants looking at again after ``days``."""

    kind: str
    what: str
    id: str
    name: str
    last_checked: date | None
    days: int
    url: str
    service: UUID | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """Something a named reader must confirm before a service goes live."""

    about: str
    where: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Texts:
    """What one area has. ``dated`` takes a person, or None for everything (the command line)."""

    name: str
    dated: Callable[[Actor | None], Iterable[Dated]]
    marked: Callable[[], Iterable[Marked]]
    links: Callable[[], Iterable[tuple[str, str]]]


_texts: dict[str, Texts] = {}


def add(texts: Texts) -> None:
    """Called from an area's AppConfig.ready."""
    _texts[texts.name] = texts


def dated(actor: Actor | None) -> Iterator[Dated]:
    for texts in _texts.values():
        yield from texts.dated(actor)


def marked() -> Iterator[Marked]:
    for texts in _texts.values():
        yield from texts.marked()


def links() -> Iterator[tuple[str, str]]:
    """Addresses in the texts, each with the name of what it stands in."""
    for texts in _texts.values():
        yield from texts.links()
