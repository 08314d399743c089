"""What may be chosen at all within the bounds, and whether a few named things can hold together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from alongside.core.planning.catalogue import Catalogue, whole_minutes, whole_pence
from alongside.core.planning.model import (
    BadNumber,
    BadPlan,
    Bounds,
    PinnedAndDeclined,
    PinsDoNotFit,
    UnknownActivity,
    finite,
)
from alongside.core.planning.placing import Pace, Place, place

MOST_CHECKS = 20_000  # sets of pins tried one by one before any irreducible set will do


@dataclass(frozen=True)
class Room:
    """The bounds in whole minutes and pence, and what they leave open.

    `hours_minutes` are the hours asked for; `minutes` no more than the pace allows in the window.
    `closed`: position -> why it cannot be chosen. `waits`: what an open activity still needs first,
    each a tuple of open positions any one of which will do. `days`: the days left to a dated one.
    """

    catalogue: Catalogue
    hours_minutes: int
    minutes: int
    pence: int | None
    pace: Pace
    pins: frozenset[int]
    closed: Mapping[int, str]
    waits: Mapping[int, tuple[tuple[int, ...], ...]]
    days: Mapping[int, tuple[date, ...]]

    @property
    def timed(self) -> bool:
        """True when choosing is not enough and things must also be placed."""
        return self.pace.minutes_per_month is not None or bool(self.days)

    def minutes_of(self, chosen: Iterable[int]) -> int:
        return sum(self.catalogue.minutes[i] for i in chosen)

    def pence_of(self, chosen: Iterable[int]) -> int:
        return sum(self.catalogue.pence[i] for i in chosen)

    def before(self, chosen: Collection[int]) -> dict[int, tuple[int, ...]]:
        """For each chosen activity, the chosen ones that come before it."""
        return {
            i: tuple(e for any_of in self.waits.get(i, ()) for e in any_of if e in chosen)
            for i in chosen
            if i in self.waits
        }

    def placed(self, chosen: Collection[int]) -> tuple[Place, ...] | None:
        days = {i: self.days[i] for i in chosen if i in self.days}
        return place(chosen, self.catalogue.minutes, self.before(chosen), days, self.pace)

    def completions(self, wanted: Collection[int]) -> Iterator[frozenset[int]]:
        """Every smallest way to add what the wanted need first; none if something is closed."""
        if any(i in self.closed for i in wanted):
            return
        for i in sorted(wanted):
            for any_of in self.waits.get(i, ()):
                if not any(e in wanted for e in any_of):
                    for e in any_of:
                        yield from self.completions(frozenset(wanted) | {e})
                    return
        yield frozenset(wanted)

    def why_not(self, chosen: Collection[int]) -> str:
        """Empty when this complete set holds within the bounds, else the first bound it breaks."""
        things = [t for t in map(self.catalogue.thing_of.get, chosen) if t is not None]
        if len(things) > len(set(things)):
            return "one-offering"
        if self.minutes_of(chosen) > self.minutes:
            return "hours" if self.minutes_of(chosen) > self.hours_minutes else "pace"
        if self.pence is not None and self.pence_of(chosen) > self.pence:
            return "cost"
        if self.timed and self.placed(chosen) is None:
            return "dates" if self.pace.minutes_per_month is None else "pace"
        return ""

    def fits(self, wanted: Collection[int]) -> tuple[frozenset[int] | None, str]:
        """The shortest completion that holds (None if none does) and what stood in the way."""
        best: frozenset[int] | None = None
        reason = "prerequisite"
        for complete in self.completions(frozenset(wanted)):
            broken = self.why_not(complete)
            if broken:
                reason = broken if best is None else ""
            elif best is None or self.minutes_of(complete) < self.minutes_of(best):
                best, reason = complete, ""
        return best, reason


def make_room(catalogue: Catalogue, bounds: Bounds) -> Room:
    """Check the bounds against the library. Raises BadNumber, UnknownActivity, PinnedAndDeclined or
    PinsDoNotFit, each saying what to do."""
    minutes, pence, pace = _numbers(bounds)
    position = catalogue.position
    for pin in sorted(bounds.pinned):
        if pin not in position:
            raise UnknownActivity(
                f"{pin} is kept in the plan, and there is no such activity.",
                row=pin,
                fix="Let go of it.",
            )
    both = sorted(bounds.pinned & bounds.declined)
    if both:
        raise PinnedAndDeclined(
            f"{', '.join(both)} is both kept and turned down.", row=both[0], fix="Choose one."
        )
    done = _done(catalogue, bounds.done)
    closed = dict.fromkeys(done, "done-already")
    closed.update({position[i]: "declined" for i in bounds.declined if i in position})
    days = {}
    for i, dates in catalogue.dated.items():
        if i not in closed:
            inside = tuple(day for day in dates if pace.within(day))
            if inside:
                days[i] = inside
            else:
                closed[i] = "not-in-the-dates"
    waits = _waits(catalogue, bounds.done, done, closed)
    pins = frozenset(position[i] for i in bounds.pinned) - done
    paced = _whole_window(pace, minutes)
    room = Room(catalogue, minutes, paced, pence, pace, pins, closed, waits, days)
    _refuse_pins(room)
    return room


def _numbers(bounds: Bounds) -> tuple[int, int | None, Pace]:
    if not finite(bounds.hours):
        raise BadNumber(f"The hours are {bounds.hours!r}.", row="hours", fix="Use 0 or more.")
    if bounds.cost is not None and not finite(bounds.cost):
        raise BadNumber(f"The cost is {bounds.cost!r}.", row="cost", fix="Use 0 or more.")
    monthly = bounds.hours_per_month
    if monthly is not None and not finite(monthly):
        raise BadNumber(
            f"The hours per month are {monthly!r}.", row="hours_per_month", fix="Use 0 or more."
        )
    if monthly is not None and bounds.start is None:
        raise BadPlan(
            "Hours per month need a first day to count from.",
            row="start",
            fix="Say when the plan starts.",
        )
    if bounds.start is not None and bounds.end is not None and bounds.end < bounds.start:
        raise BadPlan("The plan ends before it starts.", row="end", fix="Choose a later end.")
    pace = Pace(bounds.start, bounds.end, None if monthly is None else _floor_minutes(monthly))
    pence = None if bounds.cost is None else -whole_pence(-bounds.cost)
    return _floor_minutes(bounds.hours), pence, pace


def _whole_window(pace: Pace, minutes: int) -> int:
    if pace.minutes_per_month is None or pace.months is None:
        return minutes
    return min(minutes, pace.minutes_per_month * pace.months)


def _floor_minutes(hours: float) -> int:
    return -whole_minutes(-hours)


def _done(catalogue: Catalogue, done: Collection[str]) -> frozenset[int]:
    """Positions done: what is named, and every other offering of the same thing."""
    found = {catalogue.position[i] for i in done if i in catalogue.position}
    things = {catalogue.thing_of[i] for i in found if i in catalogue.thing_of}
    things |= {name for name in done if name in catalogue.things}
    for thing in things:
        found.update(catalogue.things[thing])
    return frozenset(found)


def _waits(
    catalogue: Catalogue, names: Collection[str], done: Collection[int], closed: dict[int, str]
) -> dict[int, tuple[tuple[int, ...], ...]]:
    """What is still needed first. Closes, into `closed`, what can never have it."""
    waits = {}
    for i, wanted in catalogue.waits_for.items():
        left = tuple(any_of for any_of in wanted if not any(e in done for e in any_of))
        if left and i not in closed:
            waits[i] = left
    changed = True
    while changed:
        changed = False
        for i, wanted in list(waits.items()):
            waits[i] = tuple(tuple(e for e in any_of if e not in closed) for any_of in wanted)
            if not all(waits[i]):
                closed[i] = "needs-something-first"
                del waits[i]
                changed = True
    return waits


def _refuse_pins(room: Room) -> None:
    if not room.pins:
        return
    holds, _ = room.fits(room.pins)
    if holds is not None:
        return
    clash = _smallest_clash(room)
    _, reason = room.fits(clash)
    ids = room.catalogue.ids(sorted(clash))
    if len(clash) == 1:
        (only,) = clash
        if room.closed.get(only) == "not-in-the-dates":
            reason = "dates"
    raise PinsDoNotFit(ids, reason, _clash_message(ids, reason), _CLASH_FIX[reason])


def _smallest_clash(room: Room) -> frozenset[int]:
    """The smallest set of pins that cannot hold, the earliest in the catalogue of that size."""
    pins = sorted(room.pins)
    checks = 0
    for size in range(1, len(pins) + 1):
        for some in combinations(pins, size):
            checks += 1
            if checks > MOST_CHECKS:
                return _irreducible_clash(room)
            if room.fits(some)[0] is None:
                return frozenset(some)
    return room.pins


def _irreducible_clash(room: Room) -> frozenset[int]:
    clash = set(room.pins)
    for pin in sorted(room.pins, reverse=True):
        if room.fits(clash - {pin})[0] is None:
            clash.remove(pin)
    return frozenset(clash)


def _clash_message(ids: tuple[str, ...], reason: str) -> str:
    names = ", ".join(ids)
    if len(ids) == 1:
        return f"{names} is kept in the plan and cannot be: {_CLASH_WHY[reason]}."
    return f"{names} are kept in the plan and cannot all be: {_CLASH_WHY[reason]}."


_CLASH_WHY = {
    "hours": "with what they need first they take more hours than there are",
    "cost": "with what they need first they cost more than there is",
    "dates": "their days do not fit the plan's dates",
    "pace": "they do not fit the hours in each month",
    "one-offering": "they are offerings of the same thing",
    "prerequisite": "something needed first is turned down or cannot be done",
}
_CLASH_FIX = {
    "hours": "Let go of one, or give the plan more hours.",
    "cost": "Let go of one, or allow more money.",
    "dates": "Let go of one, or change the plan's dates.",
    "pace": "Let go of one, or allow more hours a month.",
    "one-offering": "Keep one of them.",
    "prerequisite": "Let go of it, or allow what it needs first.",
}
