"""Placing chosen activities in time: prerequisites first, dated things on their day, the pace kept.

The pace is kept month by month, counted from the plan's first day. Undated work may run over from
one month to the next; a dated activity counts wholly in its own month. For given days the question
is preemptive work on one machine with releases and deadlines, so earliest-deadline-first answers it
exactly; where things have several days to choose from, every choice is tried until one holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Pace:
    """The window and the minutes in each month of it; `months` is None when the end is open."""

    start: date | None
    end: date | None
    minutes_per_month: int | None

    def within(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def month_of(self, day: date) -> int:
        """Whole months from the start to `day`."""
        assert self.start is not None
        months = (day.year - self.start.year) * 12 + day.month - self.start.month
        return months - (day.day < self.start.day)

    @property
    def months(self) -> int | None:
        return None if self.end is None or self.start is None else self.month_of(self.end) + 1


@dataclass(frozen=True)
class Place:
    """Where one activity goes: the month it begins in (None without a pace) and its day, if
    dated."""

    item: int
    month: int | None
    on: date | None


def place(
    items: Iterable[int],
    minutes: Sequence[int],
    before: Mapping[int, Sequence[int]],
    days: Mapping[int, Sequence[date]],
    pace: Pace,
) -> tuple[Place, ...] | None:
    """Every item in order, or None when no placing holds. `before[i]`: items that come before i.

    `days[i]`: the days i may be on, inside the window and in order; an item not in it is undated.
    """
    chosen = tuple(sorted(items))
    order = _earlier_first(chosen, before)
    dated = [i for i in order if i in days]
    for on in _choices(dated, before, days, {}):
        if pace.minutes_per_month is None:
            return _in_order(chosen, before, on, dict.fromkeys(chosen, None))
        months = _months(order, minutes, before, on, pace)
        if months is not None:
            return _in_order(chosen, before, on, months)
    return None


def _earlier_first(chosen: Sequence[int], before: Mapping[int, Sequence[int]]) -> list[int]:
    order: list[int] = []
    waiting = list(chosen)
    while waiting:
        ready = [i for i in waiting if all(e in order for e in before.get(i, ()))]
        order += ready
        taken = frozenset(ready)
        waiting = [i for i in waiting if i not in taken]
    return order


def _choices(
    dated: Sequence[int],
    before: Mapping[int, Sequence[int]],
    days: Mapping[int, Sequence[date]],
    taken: dict[int, date],
) -> Iterator[dict[int, date]]:
    """Every way to give each dated item a day after the days of what comes before it."""
    if len(taken) == len(dated):
        yield dict(taken)
        return
    item = dated[len(taken)]
    floor = max((taken[e] for e in _all_before(item, before) if e in taken), default=None)
    for day in days[item]:
        if floor is None or day > floor:
            yield from _choices(dated, before, days, {**taken, item: day})


def _all_before(item: int, before: Mapping[int, Sequence[int]]) -> set[int]:
    found: set[int] = set()
    left = list(before.get(item, ()))
    while left:
        earlier = left.pop()
        if earlier not in found:
            found.add(earlier)
            left += before.get(earlier, ())
    return found


def _months(
    order: Sequence[int],
    minutes: Sequence[int],
    before: Mapping[int, Sequence[int]],
    on: Mapping[int, date],
    pace: Pace,
) -> dict[int, int | None] | None:
    """The month each item begins in, or None when the pace cannot be kept with these days."""
    limit = pace.minutes_per_month
    assert limit is not None
    fixed = {i: pace.month_of(day) for i, day in on.items()}
    taken: dict[int, int] = {}
    for i, month in fixed.items():
        taken[month] = taken.get(month, 0) + minutes[i]
    if any(used > limit for used in taken.values()):
        return None
    final = pace.months
    if limit == 0 and len(fixed) < len(order):
        return None
    release: dict[int, int] = {}
    for i in order:
        release[i] = fixed.get(i, max((release[e] for e in before.get(i, ())), default=0))
    due: dict[int, int | None] = dict.fromkeys(order, None if final is None else final - 1)
    due.update(fixed)
    for i in reversed(order):
        for earlier in before.get(i, ()):
            due[earlier] = _sooner(due[earlier], due[i])
    begins: dict[int, int | None] = dict(fixed)
    left = {i: minutes[i] for i in order if i not in fixed}
    rank = {i: n for n, i in enumerate(order)}
    month = 0
    while left:
        room = limit - taken.get(month, 0)
        ready = [i for i in left if release[i] <= month]
        for i in sorted(ready, key=lambda i: (_late(due[i]), rank[i])):
            spent = min(room, left[i])
            if spent:
                begins.setdefault(i, month)
            room -= spent
            left[i] -= spent
            if not left[i]:
                begins.setdefault(i, month)
                del left[i]
        if any((deadline := due[i]) is not None and deadline <= month for i in left):
            return None
        month += 1
    return begins


def _sooner(one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


def _late(due: int | None) -> float:
    return float("inf") if due is None else due


def _in_order(
    chosen: Sequence[int],
    before: Mapping[int, Sequence[int]],
    on: Mapping[int, date],
    months: Mapping[int, int | None],
) -> tuple[Place, ...]:
    """Month by month; what can be done any time comes before what must wait for its day."""
    placed: list[Place] = []
    done: set[int] = set()

    def first(i: int) -> tuple[int, bool, date, int]:
        return (months[i] or 0, i in on, on.get(i, date.min), i)

    while len(placed) < len(chosen):
        ready = [i for i in chosen if i not in done and done.issuperset(before.get(i, ()))]
        item = min(ready, key=first)
        placed.append(Place(item, months[item], on.get(item)))
        done.add(item)
    return tuple(placed)
