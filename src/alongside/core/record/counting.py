"""Counting what may be counted in a record: hours as claimed, words, months without an entry.

Amounts stand beside what a form asks for, in its own units. Nothing is divided by anything.
"""

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from .entries import Entry

ZERO: Final = Decimal(0)
_WORD: Final = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both of them in it. Raises ValueError if they are the wrong
    way round."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("A period ends on or after the day it starts.")

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch with nothing dated in it: the days on either side of it."""

    after: date
    before: date


def words(text: str) -> int:
    """How many words a text has: runs without a space that hold a letter or a figure."""
    return sum(1 for run in text.split() if _WORD.search(run))


def total(entries: Iterable[Entry], of: str) -> Decimal:
    """Hours of these entries together, or how many entries there are. ``of`` is one of AMOUNTS."""
    if of == "entries":
        return Decimal(sum(1 for _entry in entries))
    return sum((getattr(entry, of) or ZERO for entry in entries), ZERO)


def months_on(day: date, months: int) -> date:
    """The same day some months later; the last of the month where there is no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def years_before(day: date, years: int) -> date:
    """The day after the same day some years earlier: the first of a period that ends on ``day``."""
    same = months_on(day, -12 * years)
    return date.fromordinal(same.toordinal() + 1)


def gaps(entries: Iterable[Entry], period: Period, *, months: int) -> list[Gap]:
    """Stretches of ``months`` calendar months or more in the period with no entry in them.

    From the period's first day to the first entry, from one entry's last day to the next one's
    first, and from the last entry's last day to the end of the period. Three months after
    30 November is the last day of February.
    """
    found = []
    reached = period.start
    for on, until in sorted((entry.on, entry.last_day) for entry in entries):
        on, until = max(on, period.start), min(until, period.end)
        if months_on(reached, months) <= on:
            found.append(Gap(reached, on))
        reached = max(reached, until)
    if months_on(reached, months) <= period.end:
        found.append(Gap(reached, period.end))
    return found


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """By the day they began, then ended, then by title: the order every form's list is in."""
    return sorted(entries, key=lambda one: (one.on, one.last_day, one.title, one.id))


def explaining(gap: Gap, entries: Sequence[Entry]) -> list[Entry]:
    """The entries that lie inside a gap at least in part: they say what it was."""
    return [one for one in entries if one.on < gap.before and one.last_day > gap.after]
