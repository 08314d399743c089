"""The two promises of every plan: something that is not a course, and something led by people with
lived experience, among the activities that serve a weighted need, wherever such a thing fits.

Where each fits but the two do not fit together, lived experience comes first: a worker can find a
book to read without a planner, and an invitation from peers less easily.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from alongside.core.planning.model import Promises
from alongside.core.planning.problem import Problem
from alongside.core.planning.room import Room

KEPT, NOTHING_FITS, NOTHING_TO_CHOOSE = "kept", "nothing-fits", "nothing-to-choose"


@dataclass(frozen=True)
class Promised:
    """`must`: sets of columns of which one must be in. `start`: positions that keep pins and
    promises within the bounds, with all they need first."""

    promises: Promises
    must: tuple[tuple[int, ...], ...]
    start: frozenset[int]


def promise(problem: Problem) -> Promised:
    """What this problem's plans can promise, found by trying, shortest first."""
    room = problem.room
    serving = sorted({int(c) for need in problem.wanted for c in need.columns})
    rows = room.catalogue.activities
    at = [int(p) for p in problem.positions]
    led = [c for c in serving if rows[at[c]].lived_experience_led]
    other = [c for c in serving if not rows[at[c]].is_course]
    start, _ = room.fits(room.pins)
    assert start is not None  # pins that cannot hold were refused when the room was made
    must: list[tuple[int, ...]] = []
    said = []
    for columns in (led, other):
        found = _with_one_of(room, start if not must else room.pins, at, columns, problem, must)
        if found is not None:
            must.append(tuple(columns))
            start = found
        said.append(KEPT if found is not None else NOTHING_FITS if columns else NOTHING_TO_CHOOSE)
    return Promised(
        Promises(not_a_course=said[1], lived_experience_led=said[0]), tuple(must), start
    )


def _with_one_of(
    room: Room,
    start: Collection[int],
    at: Sequence[int],
    columns: Sequence[int],
    problem: Problem,
    must: Sequence[tuple[int, ...]],
) -> frozenset[int] | None:
    """A set that holds the pins, one of each earlier promise, and one of these; None if none
    does."""
    firsts: list[Collection[int]] = [room.pins]
    if must:
        firsts = [room.pins | {at[c]} for c in _short_first(problem, must[0])]
    candidates = _short_first(problem, columns)
    least = room.minutes_of(room.pins)
    for first in firsts:
        for column in candidates:
            wanted = frozenset(first) | {at[column]}
            if room.minutes_of(wanted) > room.minutes:
                if least + room.catalogue.minutes[at[column]] > room.minutes:
                    break
                continue
            found, _ = room.fits(wanted)
            if found is not None:
                return found
    return None


def _short_first(problem: Problem, columns: Sequence[int]) -> list[int]:
    return sorted(columns, key=lambda c: (int(problem.units[c]), c))
