"""The values the planner takes and gives. Plain, frozen, and free of every other part.

Units: hours and costs are ordinary numbers at this edge (the optimiser counts in whole minutes and
whole pence inside); a gain is in units of weight, so a need of weight 2 served to its first three
points has a gain of 2.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

COURSE = "course"


class BadPlan(ValueError):
    """Input that no honest plan can be made from. `row` names the thing at fault, `fix` what to
    do."""

    def __init__(self, message: str, *, row: str = "", fix: str = "") -> None:
        super().__init__(f"{message} {fix}".strip())
        self.message = message
        self.row = row
        self.fix = fix


class UnknownCode(BadPlan):
    """A statement code that the edition in hand does not have."""


class BadNumber(BadPlan):
    """Hours, cost, weight or strength that is negative, not finite or out of range."""


class RepeatedId(BadPlan):
    """Two rows that carry the same id or code."""


class UnknownActivity(BadPlan):
    """A prerequisite, pin, or other id that the library in hand does not have."""


class PrerequisiteCircle(BadPlan):
    """Activities that each wait for the next, so that none can come first. `circle` names them."""

    def __init__(self, circle: tuple[str, ...]) -> None:
        super().__init__(
            "These activities wait for one another in a circle: " + " → ".join(circle) + ".",
            row=circle[0],
            fix="Take one of these prerequisites away.",
        )
        self.circle = circle


class PinnedAndDeclined(BadPlan):
    """The same activity is both kept and turned down."""


class PinsDoNotFit(BadPlan):
    """Kept activities that cannot all hold. `pins` is the smallest set that cannot; `reason` says
    why: "hours", "cost", "dates", "pace", "one-offering" or "prerequisite"."""

    def __init__(self, pins: tuple[str, ...], reason: str, message: str, fix: str) -> None:
        super().__init__(message, row=", ".join(pins), fix=fix)
        self.pins = pins
        self.reason = reason


@dataclass(frozen=True)
class Activity:
    """One thing to do. `develops`: statement code -> 1 touches, 2 develops, 3 goes deep.

    `hours` leaves out the quarter of an hour for getting ready and writing up, which the planner
    adds. `prerequisites` are ids (or the id of a thing of which any offering will do). `dates`: the
    days it can be done on; empty means any time. `offering_of`: the thing this is one offering of.
    """

    id: str
    hours: float
    kind: str
    develops: Mapping[str, int]
    cost: float = 0.0
    lived_experience_led: bool = False
    prerequisites: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    offering_of: str = ""

    @property
    def is_course(self) -> bool:
        return self.kind == COURSE


@dataclass(frozen=True)
class Need:
    """A statement that matters to this plan. Reasons: "marked", "agreed", "profile",
    "below-profile"."""

    code: str
    weight: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bounds:
    """What the plan must keep to. `start` and `end` are days, both included.

    `hours_per_month` is the pace; it needs `start`, and months are counted from that day.
    """

    hours: float
    cost: float | None = None
    start: date | None = None
    end: date | None = None
    hours_per_month: float | None = None
    pinned: frozenset[str] = frozenset()
    declined: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Placed:
    """A chosen activity in its place. `order` counts from 1, prerequisites first.

    `hours` are the activity's own; `write_up` is the quarter hour beside them. `month` counts from
    0 at the plan's start and is None without a pace; `on` is the day of a dated activity.
    """

    id: str
    hours: float
    write_up: float
    order: int
    month: int | None = None
    on: date | None = None
    pinned: bool = False


@dataclass(frozen=True)
class Served:
    """How far one need is served. `gain` is in units of weight; `share` of what is possible is
    never a person's score, only the plan's reach.

    `by` lists (activity id, strength) in the plan's order. `why_not` is "" when anything serves it,
    else "nothing-develops-this", "declined", "done-already", "not-in-the-hours", "not-in-the-cost",
    "not-in-the-dates", "not-at-this-pace", "needs-something-first" or "not-worth-its-place" (only
    with an unproved plan). With "not-in-the-hours", `more_hours` more would let `would_let_in` be
    added to this plan as it stands.
    """

    code: str
    weight: float
    points: int
    deep: bool
    gain: float
    by: tuple[tuple[str, int], ...] = ()
    why_not: str = ""
    more_hours: float = 0.0
    would_let_in: str = ""


@dataclass(frozen=True)
class Certificate:
    """What the solver proved. `gap` is (bound - objective) / bound, 0 when the gain is proved best.

    `proved`: no plan within the bounds has a higher gain. `unique`: the ties were settled too, so
    this is the one answer that every machine gives.
    """

    objective: float
    bound: float
    gap: float
    proved: bool
    unique: bool = True


@dataclass(frozen=True)
class Promises:
    """The two things every plan holds where they fit: "kept", "nothing-fits" or
    "nothing-to-choose"."""

    not_a_course: str
    lived_experience_led: str


@dataclass(frozen=True)
class Plan:
    """The best plan in the hours there are. `hours_used` counts the write-up time.

    `left_over` says why hours are left: "" (none worth naming), "nothing-weighted",
    "nothing-more-serves" (everything that would add anything is in) or "nothing-fits" (what would
    add something needs more than is left, or is bounded by cost, dates or pace).
    """

    chosen: tuple[Placed, ...]
    needs: tuple[Served, ...]
    certificate: Certificate
    hours_used: float
    hours_left: float
    left_over: str
    promises: Promises
    cost_used: float = 0.0
    kinds: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(placed.id for placed in self.chosen)


@dataclass(frozen=True)
class Because:
    """Why one activity is in the plan. `serves` lists (code, strength), the heaviest need first.

    `lost`: gain the plan loses if this is taken out and nothing put in (exact recomputation, with
    whatever needs it first taken out too, named in `also_out`). `lost_codes`: needs served less
    then. `stand_in`: the activity that fits in the freed hours and keeps most, "" if none;
    `stand_in_lost` the gain still lost with it (below zero never happens in a proved plan).
    """

    id: str
    serves: tuple[tuple[str, int], ...]
    lost: float
    lost_codes: tuple[str, ...]
    also_out: tuple[str, ...] = ()
    stand_in: str = ""
    stand_in_lost: float = 0.0


@dataclass(frozen=True)
class WhatIf:
    """Another question, solved afresh. `plan` is None when it cannot hold (`refused` says why)."""

    question: str
    bounds: Bounds
    plan: Plan | None
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    gain_change: float = 0.0
    refused: str = ""


def finite(value: float) -> bool:
    """True for an ordinary number of zero or more."""
    return not isinstance(value, bool) and math.isfinite(value) and value >= 0
