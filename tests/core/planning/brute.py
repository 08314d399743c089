"""The planner's rules written again, slowly and plainly, by trying every set of activities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product

from alongside.core.planning.model import Activity, Bounds, Need

POINTS = {1: 1, 2: 3, 3: 6}
UNIT = [Fraction(1, 3)] * 3 + [Fraction(1, 5)] * 3 + [Fraction(1, 10)] * 3 + [Fraction(7, 100)] * 3


@dataclass(frozen=True)
class Best:
    ids: frozenset[str]
    gain: Fraction
    ties: int


def gain(needs: Sequence[Need], chosen: Sequence[Activity]) -> Fraction:
    total = Fraction(0)
    for need in needs:
        strengths = [a.develops[need.code] for a in chosen if need.code in a.develops]
        points = min(sum(POINTS[s] for s in strengths), 12)
        served = sum(UNIT[:points], Fraction(0)) + (Fraction(1, 2) if 3 in strengths else 0)
        total += Fraction(str(need.weight)) * served
    return total


def hours(chosen: Sequence[Activity]) -> Fraction:
    return sum((Fraction(str(a.hours)) + Fraction(1, 4) for a in chosen), Fraction(0))


def feasible(chosen: Sequence[Activity], rows: Sequence[Activity], bounds: Bounds) -> bool:
    ids = {a.id for a in chosen}
    done = bounds.done
    done_things = done | {a.offering_of for a in rows if a.id in done and a.offering_of}
    gone = {a.id for a in rows if a.id in done_things or a.offering_of in done_things - {""}}
    if not (bounds.pinned - gone) <= ids or ids & bounds.declined or ids & gone:
        return False
    if hours(chosen) > Fraction(str(bounds.hours)):
        return False
    if bounds.cost is not None:
        cost = sum((Fraction(str(a.cost)) for a in chosen), Fraction(0))
        if cost > Fraction(str(bounds.cost)):
            return False
    things = [a.offering_of for a in chosen if a.offering_of]
    if len(things) != len(set(things)) or ids & set(things):
        return False
    have = ids | gone
    for a in chosen:
        for earlier in a.prerequisites:
            any_of = {earlier} | {b.id for b in rows if b.offering_of == earlier}
            if not any_of & have:
                return False
    return in_time(chosen, bounds)


def in_time(chosen: Sequence[Activity], bounds: Bounds) -> bool:
    """Some choice of days with each dated activity after the dated ones it needs, and the pace
    kept."""
    dated = [a for a in chosen if a.dates]
    inside = [
        [
            d
            for d in a.dates
            if (not bounds.start or d >= bounds.start) and (not bounds.end or d <= bounds.end)
        ]
        for a in dated
    ]
    ids = {a.id for a in chosen}
    things = {a.offering_of: a.id for a in chosen if a.offering_of}
    earlier = {
        a.id: {things.get(e, e) for e in a.prerequisites if things.get(e, e) in ids} for a in chosen
    }
    for _ in chosen:
        for a in chosen:
            for e in list(earlier[a.id]):
                earlier[a.id] |= earlier.get(e, set())
    for days in product(*inside):
        on = {a.id: d for a, d in zip(dated, days, strict=True)}
        if any(on[e] >= d for i, d in on.items() for e in earlier[i] if e in on):
            continue
        if bounds.hours_per_month is None or _paced(chosen, on, earlier, bounds):
            return True
    return False


def _paced(chosen, on, earlier, bounds: Bounds) -> bool:
    """Hall's condition over every run of months: what must lie inside it fits in it."""

    def month(day) -> int:
        months = (day.year - bounds.start.year) * 12 + day.month - bounds.start.month
        return months - (day.day < bounds.start.day)

    last = month(bounds.end) if bounds.end else 10_000
    spans = []
    for a in chosen:
        if a.id in on:
            low = high = month(on[a.id])
        else:
            low = max((month(on[e]) for e in earlier[a.id] if e in on), default=0)
            high = min(
                (month(on[b.id]) for b in chosen if b.id in on and a.id in earlier[b.id]),
                default=last,
            )
        if low > high:
            return False
        spans.append((low, high, Fraction(str(a.hours)) + Fraction(1, 4)))
    limit = Fraction(str(bounds.hours_per_month))
    for low in {s[0] for s in spans}:
        for high in {s[1] for s in spans}:
            inside = sum((h for a, b, h in spans if low <= a and b <= high), Fraction(0))
            if low <= high and inside > limit * (high - low + 1):
                return False
    return True


def everything(rows: Sequence[Activity], bounds: Bounds) -> list[tuple[Activity, ...]]:
    return [
        chosen
        for size in range(len(rows) + 1)
        for chosen in combinations(rows, size)
        if feasible(chosen, rows, bounds)
    ]


def promised(needs: Sequence[Need], plans: Sequence[tuple[Activity, ...]]):
    """Only the plans that keep what can be kept: lived experience first, then not a course."""
    codes = {n.code for n in needs if n.weight > 0}

    def led(plan) -> bool:
        return any(a.lived_experience_led and codes & a.develops.keys() for a in plan)

    def other(plan) -> bool:
        return any(not a.is_course and codes & a.develops.keys() for a in plan)

    for keeps in (led, other):
        plans = [p for p in plans if keeps(p)] or list(plans)
    return plans


def best(needs: Sequence[Need], rows: Sequence[Activity], bounds: Bounds) -> Best | None:
    plans = everything(rows, bounds)
    if not plans:
        return None
    index: Mapping[str, int] = {a.id: i for i, a in enumerate(rows)}

    def first(plan):
        return (
            -gain(needs, plan),
            hours(plan),
            len(plan),
            -len({a.kind for a in plan}),
            sum((Fraction(str(a.cost)) for a in plan), Fraction(0)),
            sorted(index[a.id] for a in plan),
        )

    ranked = sorted(promised(needs, plans), key=first)
    top = ranked[0]
    ties = sum(gain(needs, p) == gain(needs, top) for p in ranked)
    return Best(frozenset(a.id for a in top), gain(needs, top), ties)
