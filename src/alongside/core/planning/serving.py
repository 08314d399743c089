"""How far each need is served, and if it is not, why not, and what would change that."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from alongside.core.planning.constants import DEEP, POINTS, SCALE, worth
from alongside.core.planning.model import Need, Served
from alongside.core.planning.placing import Place
from alongside.core.planning.problem import whole_weights
from alongside.core.planning.room import Room

# Why a need is not served, from the nearest to change to the furthest.
_NEAREST = (
    "not-worth-its-place",
    "not-in-the-hours",
    "not-in-the-cost",
    "not-at-this-pace",
    "not-in-the-dates",
    "needs-something-first",
    "declined",
    "done-already",
)
_BROKEN = {
    "": "not-worth-its-place",
    "hours": "not-in-the-hours",
    "cost": "not-in-the-cost",
    "pace": "not-at-this-pace",
    "dates": "not-in-the-dates",
    "one-offering": "not-worth-its-place",
    "prerequisite": "needs-something-first",
}


def served(room: Room, needs: Sequence[Need], places: Sequence[Place]) -> tuple[Served, ...]:
    """One row for each need, in the order given."""
    weights, scale = whole_weights(needs)
    order = [place.item for place in places]
    rank = {item: n for n, item in enumerate(order)}
    rows = []
    for need, weight in zip(needs, weights, strict=True):
        by = sorted(
            ((i, s) for i, s in room.catalogue.by_code.get(need.code, ()) if i in rank),
            key=lambda found: rank[found[0]],
        )
        points = sum(POINTS[s] for _, s in by)
        deep = any(s == DEEP for _, s in by)
        gain = weight * worth(points, deep) / (SCALE * scale)
        ids = tuple((room.catalogue.activities[i].id, s) for i, s in by)
        why, more, would = ("", 0.0, "") if by else _unserved(room, need.code, frozenset(order))
        rows.append(
            Served(
                code=need.code,
                weight=float(need.weight),
                points=points,
                deep=deep,
                gain=gain,
                by=ids,
                why_not=why,
                more_hours=more,
                would_let_in=would,
            )
        )
    return tuple(rows)


def _unserved(room: Room, code: str, chosen: frozenset[int]) -> tuple[str, float, str]:
    """Why nothing chosen serves this: the nearest reason of all that would, and the hours it would
    take."""
    found = room.catalogue.by_code.get(code, ())
    if not found:
        return "nothing-develops-this", 0.0, ""
    best = ("", 0, 0)
    for i, _ in found:
        reason, short = (room.closed[i], 0) if i in room.closed else _beside(room, i, chosen)
        mine = (reason, short, i)
        if not best[0] or _key(mine) < _key(best):
            best = mine
    reason, short, i = best
    if reason != "not-in-the-hours":
        return reason, 0.0, ""
    return reason, short / 60, room.catalogue.activities[i].id


def _key(found: tuple[str, int, int]) -> tuple[int, int, int]:
    reason, short, i = found
    return _NEAREST.index(reason), short, i


def _beside(room: Room, item: int, chosen: frozenset[int]) -> tuple[str, int]:
    """What stops `item` from joining this plan as it stands; short of hours, by how many
    minutes."""
    nearest = ("needs-something-first", 0)
    for together in room.completions(chosen | {item}):
        short = room.minutes_of(together) - room.hours_minutes
        broken = "hours" if short > 0 else room.why_not(together)
        mine = (_BROKEN[broken], max(short, 0))
        if _key((*mine, 0)) < _key((*nearest, 0)):
            nearest = mine
    return nearest


def left_over(room: Room, needs: Sequence[Need], chosen: Collection[int]) -> str:
    """Why hours are left: see Plan.left_over."""
    if room.minutes_of(chosen) >= room.hours_minutes:
        return ""
    if not any(need.weight > 0 for need in needs):
        return "nothing-weighted"
    inside = frozenset(chosen)
    for need in needs:
        found = room.catalogue.by_code.get(need.code, ())
        points = sum(POINTS[s] for i, s in found if i in inside)
        deep = any(s == DEEP for i, s in found if i in inside)
        for i, strength in found:
            if need.weight > 0 and i not in inside and i not in room.closed:
                more = worth(points + POINTS[strength], deep or strength == DEEP)
                if more > worth(points, deep):
                    return "nothing-fits"
    return "nothing-more-serves"
