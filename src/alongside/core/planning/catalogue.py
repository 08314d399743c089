"""The library made ready for planning: checked once, counted in whole minutes and whole pence.

Making it ready is most of the work for a large library, so a caller that plans often keeps the
Catalogue and hands it in place of the activities.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from alongside.core.planning.constants import STRENGTHS, WRITE_UP_HOURS
from alongside.core.planning.model import (
    Activity,
    BadNumber,
    PrerequisiteCircle,
    RepeatedId,
    UnknownActivity,
    UnknownCode,
    finite,
)

MOST_HOURS = 10_000.0
MOST_COST = 10_000_000.0
WRITE_UP_MINUTES = int(WRITE_UP_HOURS * 60)


@dataclass(frozen=True)
class Catalogue:
    """Activities by position. `minutes` include the write-up. `by_code`: code -> (position,
    strength).

    `waits_for[i]` lists, for each prerequisite of i, the positions any one of which will do.
    `things` groups the offerings of one thing (the thing itself among them).
    """

    activities: tuple[Activity, ...]
    position: Mapping[str, int]
    minutes: tuple[int, ...]
    pence: tuple[int, ...]
    by_code: Mapping[str, tuple[tuple[int, int], ...]]
    waits_for: Mapping[int, tuple[tuple[int, ...], ...]]
    things: Mapping[str, tuple[int, ...]]
    thing_of: Mapping[int, str]
    dated: Mapping[int, tuple[date, ...]]

    def ids(self, positions: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.activities[i].id for i in positions)


def ready(
    activities: Sequence[Activity] | Catalogue, known_codes: Iterable[str] | None = None
) -> Catalogue:
    """Check every row and count it. Raises BadNumber, RepeatedId, UnknownActivity, UnknownCode
    (only when `known_codes` is given) or PrerequisiteCircle, each naming the row."""
    if isinstance(activities, Catalogue):
        return activities
    rows = tuple(activities)
    position = {row.id: i for i, row in enumerate(rows)}
    if len(position) < len(rows):
        _refuse_repeats(rows)
    by_code: dict[str, list[tuple[int, int]]] = {}
    known = None if known_codes is None else frozenset(known_codes)
    minutes, pence = [], []
    for i, row in enumerate(rows):
        minutes.append(_minutes(row))
        pence.append(_pence(row))
        for code, strength in row.develops.items():
            if strength not in STRENGTHS:
                raise BadNumber(
                    f"{row.id} develops {code} with strength {strength!r}.",
                    row=row.id,
                    fix="Use 1 (touches), 2 (develops) or 3 (goes deep).",
                )
            if known is not None and code not in known:
                raise UnknownCode(
                    f"{row.id} develops {code}, and there is no such statement.",
                    row=row.id,
                    fix="Use a code of this edition.",
                )
            by_code.setdefault(code, []).append((i, strength))
    things = _things(rows, position)
    waits_for = _waits_for(rows, position, things)
    _refuse_circles(rows, waits_for)
    return Catalogue(
        activities=rows,
        position=position,
        minutes=tuple(minutes),
        pence=tuple(pence),
        by_code={code: tuple(found) for code, found in by_code.items()},
        waits_for=waits_for,
        things=things,
        thing_of={i: thing for thing, members in things.items() for i in members},
        dated={i: tuple(sorted(set(row.dates))) for i, row in enumerate(rows) if row.dates},
    )


@lru_cache(maxsize=4096)
def whole_minutes(hours: float) -> int:
    """Hours as the next whole minute up, read as the decimal they are written as."""
    return math.ceil(Fraction(str(hours)) * 60)


@lru_cache(maxsize=4096)
def whole_pence(pounds: float) -> int:
    """Pounds as the next whole penny up, read as the decimal they are written as."""
    return math.ceil(Fraction(str(pounds)) * 100)


def _minutes(row: Activity) -> int:
    if not finite(row.hours) or row.hours > MOST_HOURS:
        raise BadNumber(
            f"{row.id} takes {row.hours!r} hours.",
            row=row.id,
            fix="Give its hours as a number of 0 or more.",
        )
    return whole_minutes(row.hours) + WRITE_UP_MINUTES


def _pence(row: Activity) -> int:
    if not row.cost:
        return 0
    if not finite(row.cost) or row.cost > MOST_COST:
        raise BadNumber(
            f"{row.id} costs {row.cost!r}.",
            row=row.id,
            fix="Give its cost in pounds as a number of 0 or more.",
        )
    return whole_pence(row.cost)


def _refuse_repeats(rows: Sequence[Activity]) -> None:
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise RepeatedId(
                f"Two activities are called {row.id}.", row=row.id, fix="Give one another id."
            )
        seen.add(row.id)


def _things(rows: Sequence[Activity], position: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    members: dict[str, list[int]] = {}
    for i, row in enumerate(rows):
        if row.offering_of and row.offering_of != row.id:
            members.setdefault(row.offering_of, []).append(i)
    return {
        thing: tuple(([position[thing]] if thing in position else []) + found)
        for thing, found in members.items()
    }


def _waits_for(
    rows: Sequence[Activity], position: Mapping[str, int], things: Mapping[str, tuple[int, ...]]
) -> dict[int, tuple[tuple[int, ...], ...]]:
    waits: dict[int, tuple[tuple[int, ...], ...]] = {}
    for i, row in enumerate(rows):
        if not row.prerequisites:
            continue
        wanted = []
        for earlier in row.prerequisites:
            if earlier in things:
                wanted.append(things[earlier])
            elif earlier in position:
                wanted.append((position[earlier],))
            else:
                raise UnknownActivity(
                    f"{row.id} needs {earlier} first, and there is no such activity.",
                    row=row.id,
                    fix="Correct the id, or take the prerequisite away.",
                )
        waits[i] = tuple(wanted)
    return waits


def _refuse_circles(
    rows: Sequence[Activity], waits_for: Mapping[int, tuple[tuple[int, ...], ...]]
) -> None:
    """Depth first, without recursion: a chain of any length is checked."""
    state: dict[int, int] = {}
    for start in waits_for:
        if start in state:
            continue
        path = [start]
        steps = [iter([i for any_of in waits_for.get(start, ()) for i in any_of])]
        state[start] = 1
        while path:
            following = next(steps[-1], None)
            if following is None:
                state[path.pop()] = 2
                steps.pop()
            elif state.get(following) == 1:
                circle = path[path.index(following) :]
                raise PrerequisiteCircle(tuple(rows[i].id for i in [*circle, following]))
            elif following not in state:
                state[following] = 1
                path.append(following)
                steps.append(iter([i for any_of in waits_for.get(following, ()) for i in any_of]))
