"""Why each activity is in the plan, what would be lost without it, and what other bounds would
bring.

`explain` recomputes gains exactly and solves nothing, so it is quick enough for every page.
`without` and `what_if` solve afresh: ask for them one at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from alongside.core.planning.catalogue import Catalogue, ready
from alongside.core.planning.constants import DEEP, POINTS, SCALE, worth
from alongside.core.planning.model import (
    COURSE,
    Activity,
    BadNumber,
    BadPlan,
    Because,
    Bounds,
    Need,
    Plan,
    WhatIf,
)
from alongside.core.planning.optimiser import TIME_LIMIT, best_plan
from alongside.core.planning.problem import whole_weights
from alongside.core.planning.room import Room, make_room

MORE, FEWER, NO_COURSES = "five-more-hours", "five-fewer-hours", "without-courses"
QUESTIONS = (MORE, FEWER, NO_COURSES)
STEP = 5.0  # hours: about a month of the protected time that a service commonly gives


def explain(
    plan: Plan,
    needs: Sequence[Need],
    activities: Sequence[Activity] | Catalogue,
    bounds: Bounds,
) -> tuple[Because, ...]:
    """One reason for each chosen activity, in the plan's order.

    What is lost is what these same other activities would then gain less, exactly; a fresh plan
    might win some of it back (see `without`). The stand-in is the open activity that fits the
    bounds in its place and keeps most; among equals the shortest, then the first in the catalogue.
    """
    catalogue = ready(activities)
    room = make_room(catalogue, bounds)
    gains = _Gains(catalogue, needs)
    chosen = [catalogue.position[i] for i in plan.ids]
    return tuple(_because(room, gains, chosen, item) for item in chosen)


class _Gains:
    """Exact gains of sets of positions, need by need."""

    def __init__(self, catalogue: Catalogue, needs: Sequence[Need]) -> None:
        weights, scale = whole_weights(needs)
        self.parts = SCALE * scale
        self.weight = {n.code: w for n, w in zip(needs, weights, strict=True) if w}
        self.develops = {
            i: tuple((c, s) for c, s in row.develops.items() if c in self.weight)
            for i, row in enumerate(catalogue.activities)
            if not self.weight.keys().isdisjoint(row.develops)
        }

    def held(self, chosen: Collection[int]) -> dict[str, tuple[int, bool]]:
        held: dict[str, tuple[int, bool]] = {}
        for i in chosen:
            for code, strength in self.develops.get(i, ()):
                points, deep = held.get(code, (0, False))
                held[code] = (points + POINTS[strength], deep or strength == DEEP)
        return held

    def added(self, held: dict[str, tuple[int, bool]], item: int) -> int:
        """What `item` would add to what is held, in parts."""
        total = 0
        for code, strength in self.develops.get(item, ()):
            points, deep = held.get(code, (0, False))
            more = worth(points + POINTS[strength], deep or strength == DEEP) - worth(points, deep)
            total += self.weight[code] * more
        return total

    def each(self, held: dict[str, tuple[int, bool]]) -> dict[str, int]:
        return {code: self.weight[code] * worth(*found) for code, found in held.items()}


def _because(room: Room, gains: _Gains, chosen: Sequence[int], item: int) -> Because:
    rows = room.catalogue.activities
    out = _needing(room, chosen, item)
    rest = [i for i in chosen if i not in out]
    held = gains.held(rest)
    before, after = gains.each(gains.held(chosen)), gains.each(held)
    lost = {c: gain - after.get(c, 0) for c, gain in before.items() if gain > after.get(c, 0)}
    serves = sorted(gains.develops.get(item, ()), key=lambda found: -gains.weight[found[0]])
    stand_in = _stand_in(room, gains, rest, out, held)
    total = sum(lost.values())
    return Because(
        id=rows[item].id,
        serves=tuple(serves),
        lost=total / gains.parts,
        lost_codes=tuple(lost),
        also_out=room.catalogue.ids(i for i in chosen if i in out and i != item),
        stand_in="" if stand_in is None else rows[stand_in].id,
        stand_in_lost=(total - gains.added(held, stand_in)) / gains.parts
        if stand_in is not None
        else total / gains.parts,
    )


def _needing(room: Room, chosen: Collection[int], item: int) -> set[int]:
    """The item and every chosen activity that cannot stay without it."""
    out = {item}
    while True:
        more = {
            i
            for i in chosen
            if i not in out
            and any(
                not any(e in chosen and e not in out for e in any_of)
                for any_of in room.waits.get(i, ())
            )
        }
        if not more:
            return out
        out |= more


def _stand_in(
    room: Room,
    gains: _Gains,
    rest: Sequence[int],
    out: Collection[int],
    held: dict[str, tuple[int, bool]],
) -> int | None:
    minutes = room.catalogue.minutes
    candidates = sorted(
        (-added, minutes[i], i)
        for i in gains.develops
        if i not in out and i not in rest and i not in room.closed
        if (added := gains.added(held, i)) > 0
    )
    for _, _, i in candidates:
        together = frozenset(rest) | {i}
        if any(not any(e in together for e in any_of) for any_of in room.waits.get(i, ())):
            continue
        if not room.why_not(together):
            return i
    return None


def without(
    plan: Plan,
    item: str,
    needs: Sequence[Need],
    activities: Sequence[Activity] | Catalogue,
    bounds: Bounds,
    *,
    time_limit: float = TIME_LIMIT,
) -> WhatIf:
    """The best plan if this activity were turned down, solved afresh."""
    changed = replace(bounds, pinned=bounds.pinned - {item}, declined=bounds.declined | {item})
    return _solved(f"without:{item}", plan, needs, ready(activities), changed, time_limit)


def what_if(
    question: str,
    plan: Plan,
    needs: Sequence[Need],
    activities: Sequence[Activity] | Catalogue,
    bounds: Bounds,
    *,
    time_limit: float = TIME_LIMIT,
) -> WhatIf:
    """One of QUESTIONS, solved afresh. Raises BadNumber for any other question.

    Without courses, pinned courses are let go of as well: that is what was asked.
    """
    catalogue = ready(activities)
    if question == MORE:
        changed = replace(bounds, hours=bounds.hours + STEP)
    elif question == FEWER:
        changed = replace(bounds, hours=max(bounds.hours - STEP, 0.0))
    elif question == NO_COURSES:
        courses = frozenset(a.id for a in catalogue.activities if a.kind == COURSE)
        changed = replace(
            bounds, pinned=bounds.pinned - courses, declined=bounds.declined | courses
        )
    else:
        raise BadNumber(
            f"There is no question {question}.",
            row="question",
            fix="Use one of: " + ", ".join(QUESTIONS) + ".",
        )
    return _solved(question, plan, needs, catalogue, changed, time_limit)


def what_ifs(
    plan: Plan,
    needs: Sequence[Need],
    activities: Sequence[Activity] | Catalogue,
    bounds: Bounds,
    *,
    time_limit: float = TIME_LIMIT,
) -> tuple[WhatIf, ...]:
    """Every one of QUESTIONS in turn, each with its own time limit."""
    catalogue = ready(activities)
    return tuple(
        what_if(question, plan, needs, catalogue, bounds, time_limit=time_limit)
        for question in QUESTIONS
    )


def _solved(
    question: str,
    plan: Plan,
    needs: Sequence[Need],
    catalogue: Catalogue,
    bounds: Bounds,
    time_limit: float,
) -> WhatIf:
    try:
        found = best_plan(needs, catalogue, bounds, time_limit=time_limit)
    except BadPlan as refusal:
        return WhatIf(question, bounds, None, refused=str(refusal))
    return WhatIf(
        question,
        bounds,
        found,
        added=tuple(i for i in found.ids if i not in plan.ids),
        removed=tuple(i for i in plan.ids if i not in found.ids),
        gain_change=found.certificate.objective - plan.certificate.objective,
    )
