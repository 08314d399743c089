"""The question made small: only what may be chosen and could matter, in whole numbers.

Columns are positions in the catalogue, in catalogue order. Left out are activities that serve no
weighted need (unless pinned or wanted first by one that does), those that the bounds close, and
those that others beat whatever else is chosen (`beaten`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import gcd

import numpy as np

from alongside.core.planning.constants import (
    DEEP,
    ENOUGH,
    MOST_WEIGHT,
    POINTS,
    WEIGHT_PARTS,
    worth,
)
from alongside.core.planning.model import BadNumber, Need, RepeatedId, UnknownCode, finite
from alongside.core.planning.room import Room


@dataclass(frozen=True)
class Wanted:
    """One need over the problem's columns: `columns` serve it, with `points` each, `deep` or
    not."""

    code: str
    weight: int
    columns: np.ndarray
    points: np.ndarray
    deep: np.ndarray


@dataclass(frozen=True)
class Problem:
    """Whole numbers only. `units` and `room_units` are minutes over their common measure.

    `at_least_one`: sets of columns of which one must be in (the two promises). `at_most`: (columns,
    number) that may be in together: offerings of one thing, and sets found not to fit in time.
    """

    room: Room
    positions: np.ndarray
    units: np.ndarray
    room_units: int
    pence: np.ndarray
    room_pence: int | None
    wanted: tuple[Wanted, ...]
    scale: int
    pins: np.ndarray
    waits: tuple[tuple[int, tuple[int, ...]], ...]
    at_least_one: tuple[tuple[int, ...], ...] = ()
    at_most: tuple[tuple[tuple[int, ...], int], ...] = ()
    kinds: tuple[str, ...] = field(default=())

    @property
    def size(self) -> int:
        return len(self.positions)

    def gain(self, chosen: Iterable[int]) -> int:
        """The exact gain of these columns, in `scale` parts of one unit of weight."""
        inside: np.ndarray = np.zeros(self.size, bool)
        inside[list(chosen)] = True
        total = 0
        for need in self.wanted:
            here = inside[need.columns]
            total += need.weight * worth(int(need.points[here].sum()), bool(need.deep[here].any()))
        return total

    @property
    def most(self) -> int:
        """A gain that no choice can pass: everything in at once."""
        return self.gain(range(self.size))

    def without(self, clash: Collection[int]) -> Problem:
        """The same, with these columns never all together."""
        columns = tuple(sorted(clash))
        return replace(self, at_most=(*self.at_most, (columns, len(columns) - 1)))


def whole_weights(needs: Sequence[Need]) -> tuple[tuple[int, ...], int]:
    """Weights as whole numbers and what one unit of weight became. A weight is read to the nearest
    thousandth (never down to nothing). Raises BadNumber, and RepeatedId for a code given twice."""
    parts = []
    seen: set[str] = set()
    for need in needs:
        if not finite(need.weight) or need.weight > MOST_WEIGHT:
            raise BadNumber(
                f"The weight of {need.code} is {need.weight!r}.",
                row=need.code,
                fix=f"Use a number from 0 to {MOST_WEIGHT}.",
            )
        if need.code in seen:
            raise RepeatedId(f"{need.code} is there twice.", row=need.code, fix="Keep one.")
        seen.add(need.code)
        exact = Fraction(str(need.weight)) * WEIGHT_PARTS
        parts.append(max(round(exact), 1) if exact > 0 else 0)
    common = gcd(WEIGHT_PARTS, *parts)
    return tuple(part // common for part in parts), WEIGHT_PARTS // common


def refuse_unknown(needs: Sequence[Need], known_codes: Iterable[str] | None) -> None:
    """Raises UnknownCode for a need whose code the edition does not have."""
    if known_codes is None:
        return
    known = frozenset(known_codes)
    for need in needs:
        if need.code not in known:
            raise UnknownCode(
                f"There is no statement {need.code}.",
                row=need.code,
                fix="Use a code of this edition.",
            )


def make_problem(room: Room, needs: Sequence[Need]) -> Problem:
    """Everything open that could matter, and nothing else, before the promises are added."""
    weights, unit_of_weight = whole_weights(needs)
    by_code = room.catalogue.by_code
    serving = {
        i
        for need, weight in zip(needs, weights, strict=True)
        if weight
        for i, _ in by_code.get(need.code, ())
        if i not in room.closed
    }
    kept = _with_what_comes_first(room, serving | room.pins)
    kept -= _too_long(room, kept)
    positions = sorted(kept)
    column = {position: n for n, position in enumerate(positions)}
    wanted = []
    for need, weight in zip(needs, weights, strict=True):
        found = [(column[i], s) for i, s in by_code.get(need.code, ()) if i in column]
        if weight and found:
            wanted.append(_wanted(need.code, weight, found))
    minutes = [room.catalogue.minutes[i] for i in positions]
    measure = gcd(*minutes) if minutes else 1
    things: dict[str, list[int]] = {}
    for i in positions:
        if i in room.catalogue.thing_of:
            things.setdefault(room.catalogue.thing_of[i], []).append(column[i])
    return Problem(
        room=room,
        positions=np.array(positions, np.int64),
        units=np.array([m // measure for m in minutes], np.int64),
        room_units=room.minutes // measure,
        pence=np.array([room.catalogue.pence[i] for i in positions], np.int64),
        room_pence=room.pence,
        wanted=tuple(wanted),
        scale=unit_of_weight,
        pins=np.array(sorted(column[i] for i in room.pins), np.int64),
        waits=_columns_waiting(room, column),
        at_most=tuple((tuple(same), 1) for same in things.values() if len(same) > 1),
        kinds=tuple(room.catalogue.activities[i].kind for i in positions),
    )


def _wanted(code: str, weight: int, found: Sequence[tuple[int, int]]) -> Wanted:
    return Wanted(
        code=code,
        weight=weight,
        columns=np.array([c for c, _ in found], np.int64),
        points=np.array([POINTS[s] for _, s in found], np.int64),
        deep=np.array([s == DEEP for _, s in found], bool),
    )


def _columns_waiting(room: Room, column: dict[int, int]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    return tuple(
        (column[i], tuple(column[e] for e in any_of if e in column))
        for i, wanted in room.waits.items()
        if i in column
        for any_of in wanted
    )


def _with_what_comes_first(room: Room, wanted: Collection[int]) -> set[int]:
    found: set[int] = set()
    left = list(wanted)
    while left:
        i = left.pop()
        if i not in found:
            found.add(i)
            left += [e for any_of in room.waits.get(i, ()) for e in any_of]
    return found


def _too_long(room: Room, kept: Collection[int]) -> set[int]:
    """Those that the hours cannot hold even alone with the pins and what must come before them."""
    pinned = _surely_first(room, room.pins)
    spare = room.minutes - room.minutes_of(pinned)
    spent = room.pence_of(pinned)
    return {
        i
        for i in kept
        if room.minutes_of(chain := _surely_first(room, (i,)) - pinned) > spare
        or (room.pence is not None and room.pence_of(chain) + spent > room.pence)
    }


def _surely_first(room: Room, wanted: Iterable[int]) -> set[int]:
    """These and everything that there is no choice but to do before them."""
    found: set[int] = set()
    left = list(wanted)
    while left:
        i = left.pop()
        if i not in found:
            found.add(i)
            left += [any_of[0] for any_of in room.waits.get(i, ()) if len(any_of) == 1]
    return found


MOST_COMPARED = 1_500  # compared pair by pair; beyond it the square costs more than it saves
MOST_CODES_COMPARED = 20  # with more needs hardly any activity beats another; 3 bits each of 64


def beaten(problem: Problem, among: np.ndarray) -> np.ndarray:
    """Columns `among` these that cannot be in the one best plan, whatever else is in it.

    d beats b when swapping b for d can only help: at least as strong for every weighted need, keeps
    every promise b keeps, costs no more, waits for nothing and has no day or other offering, and is
    shorter, or as short and of the same kind and cheaper or earlier in the catalogue. b can then be
    in the best plan only beside all that beat it. If those alone fill every need that b serves, b
    adds nothing but its hours. Pins, and what others wait for, are never left out.
    """
    result: np.ndarray = np.zeros(problem.size, bool)
    some = np.nonzero(among)[0]
    if not 1 < len(some) <= MOST_COMPARED or len(problem.wanted) > MOST_CODES_COMPARED:
        return result
    points: np.ndarray = np.zeros((problem.size, len(problem.wanted)), np.int64)
    for k, need in enumerate(problem.wanted):
        points[need.columns, k] = need.points
    free, bound = _strings(problem)
    points, serves = points[some], points[some].any(axis=1)
    free = free[some] & serves
    over = _beats(problem, some, points, free)
    likely = np.nonzero(over.any(axis=0) & serves & ~bound[some])[0]
    by: np.ndarray = over[:, likely].astype(np.int32)
    together = np.einsum("ij,ik->jk", by, points[free].astype(np.int32))
    deep = np.einsum("ij,ik->jk", by, (points[free] == POINTS[DEEP]).astype(np.int32))
    mine = points[likely]
    full = ((mine == 0) | (together >= ENOUGH)).all(axis=1)
    full &= ((mine < POINTS[DEEP]) | (deep >= 1)).all(axis=1)
    result[some[likely[full]]] = True
    return result


def _strings(problem: Problem) -> tuple[np.ndarray, np.ndarray]:
    """Columns with no strings attached, which may beat others; and those that may not be beaten."""
    free: np.ndarray = np.ones(problem.size, bool)
    bound: np.ndarray = np.zeros(problem.size, bool)
    bound[problem.pins] = True
    for i, any_of in problem.waits:
        free[i] = False
        bound[list(any_of)] = True
    for columns, _ in problem.at_most:
        free[list(columns)] = False
    for c, position in enumerate(problem.positions):
        free[c] &= int(position) not in problem.room.days
    return free, bound


def _beats(problem: Problem, some: np.ndarray, points: np.ndarray, free: np.ndarray) -> np.ndarray:
    """Rows: the free ones of these columns; columns: all of them. True where the row beats the
    column."""
    has: np.ndarray = np.zeros(len(some), np.uint64)  # one bit for each thing a column can bring
    for reached in (*(points >= p for p in POINTS.values()), _keeps(problem)[some]):
        for k in range(reached.shape[1]):
            has = (has << np.uint64(1)) | reached[:, k].astype(np.uint64)
    missing = ~has[free][:, None] & has[None, :]
    names = {kind: n for n, kind in enumerate(dict.fromkeys(problem.kinds))}
    kind = np.array([names[problem.kinds[c]] for c in some])
    units, pence = problem.units[some], problem.pence[some]
    cheaper = pence[free][:, None] < pence[None, :]
    as_cheap = pence[free][:, None] == pence[None, :]
    earlier = some[free][:, None] < some[None, :]
    same_kind = kind[free][:, None] == kind[None, :]
    shorter = units[free][:, None] < units[None, :]
    as_short = units[free][:, None] == units[None, :]
    tie = as_short & same_kind & (cheaper | (as_cheap & earlier))
    result: np.ndarray = (missing == 0) & (cheaper | as_cheap) & (shorter | tie)
    return result


def _keeps(problem: Problem) -> np.ndarray:
    """For each column, which promises it keeps."""
    keeps: np.ndarray = np.zeros((problem.size, len(problem.at_least_one)), bool)
    for n, columns in enumerate(problem.at_least_one):
        keeps[list(columns), n] = True
    return keeps
