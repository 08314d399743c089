"""What a teller agrees to, part by part, and who may read a story because of it."""

import calendar
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any, Final
from uuid import UUID

from .words import Fault

PUBLIC, LEARNING, SERVICE = "public", "learning", "service"
PLACES: Final = (PUBLIC, LEARNING, SERVICE)
MONTHS: Final = (6, 12, 24)
LONGEST_NAME: Final = 80


class Readers(IntEnum):
    """Who may read a shown story: each includes those before it."""

    THE_SERVICE = 1
    STAFF = 2
    ANYBODY = 3


@dataclass(frozen=True, slots=True)
class Consent:
    """One version of what a teller agreed to. ``name`` is empty where none may be shown.

    ``about`` names what the story is about, where it is about one place: a service, or a team of it.
    """

    places: frozenset[str]
    months: int
    name: str = ""
    quote: bool = False
    service: UUID | None = None
    team: UUID | None = None

    @property
    def readers(self) -> Readers:
        """“This service only” narrows what else was ticked; it cannot stand beside “anybody”."""
        if PUBLIC in self.places:
            return Readers.ANYBODY
        return Readers.THE_SERVICE if SERVICE in self.places else Readers.STAFF

    @property
    def in_learning(self) -> bool:
        return LEARNING in self.places

    def kept(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "places": sorted(self.places),
            "months": self.months,
            "name": self.name,
            "quote": self.quote,
            "service": str(self.service) if self.service else None,
            "team": str(self.team) if self.team else None,
        }

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "Consent":
        places = {name: UUID(kept[name]) if kept[name] else None for name in ("service", "team")}
        return cls(**{**kept, "places": frozenset(kept["places"]), **places})


def consent_faults(consent: Consent) -> Iterator[Fault]:
    if not consent.places or not consent.places <= set(PLACES):
        yield "places", "places"
    if {PUBLIC, SERVICE} <= consent.places:
        yield "places", "both"
    if SERVICE in consent.places and consent.service is None:
        yield "about", "service"
    if consent.months not in MONTHS:
        yield "months", "months"
    if len(consent.name) > LONGEST_NAME:
        yield "name", "long"


def is_wider(new: Consent, old: Consent) -> bool:
    """Whether more may be seen, or by more people, or of another place, than the old one allowed.

    For how long, and whether it may be quoted, the teller alone decides.
    """
    return (
        new.readers > old.readers
        or (new.in_learning and not old.in_learning)
        or bool(new.name and new.name != old.name)
        or (new.service, new.team) != (old.service, old.team)
    )


def ends_on(first: date, months: int) -> date:
    """The first day on which it is not shown any more: the same day so many months later."""
    at = first.month - 1 + months
    year, month = first.year + at // 12, at % 12 + 1
    return date(year, month, min(first.day, calendar.monthrange(year, month)[1]))


def may_read(
    readers: int, service: UUID | None, *, signed_in: bool, services: Collection[UUID]
) -> bool:
    """Whether somebody may read a shown story: a visitor, or a person who works in ``services``."""
    if readers == Readers.ANYBODY:
        return True
    if readers == Readers.STAFF:
        return signed_in
    return signed_in and service in services
