"""The words of the described points, from one edition to the next. Which points there are, in which
order, is no edition's to say: an edition words them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from .dispositions import Became, PointChange
from .edition import Edition, Kind, Point

OTHER: Final = "other"
Place = tuple[str, str]
"""A point's group (a kind's value, or "other") and its id."""


def grouped(edition: Edition) -> dict[Place, Point]:
    """Every point of an edition by where it stands, in the edition's order."""
    groups = {kind.value: points for kind, points in edition.points.items()}
    groups[OTHER] = edition.other_points
    return {(group, one.id): one for group, points in groups.items() for one in points}


def place(code: str, point: str) -> tuple[Place, Place]:
    """Where the point chosen for a statement can stand: with its kind's, or with the others."""
    return (Kind.of(code).value, point), (OTHER, point)


def chosen(edition: Edition, code: str, point: str) -> Point | None:
    """The described point or other answer, in the edition's words for this kind of statement."""
    all_ = grouped(edition)
    return next((all_[one] for one in place(code, point) if one in all_), None)


def same_words(first: Point, second: Point) -> bool:
    return (first.label, first.line) == (second.label, second.line)


def check(old: Edition, new: Edition) -> Iterator[str]:
    """What is wrong with what ``new`` says became of the points' words; nothing where all is sound.

    The points are those of before, for the kinds of before. Other words are said to be reworded or
    changed, with why; words of before are not.
    """
    before, now = grouped(old), grouped(new)
    if list(before) != list(now):
        yield "The points are not those of before. An edition words them, and adds or takes away none."
        return
    said = {(one.group, one.id): one for one in new.points_became}
    if len(said) != len(new.points_became):
        yield "A point is named twice among those with other words."
    for at in said:
        if at not in now:
            yield f"{_named(at)}: there is no such point."
    for at, point in now.items():
        if point.offered_for != before[at].offered_for:
            yield f"{_named(at)}: is offered for other kinds than before."
        yield from _said(at, said.get(at), alike=same_words(before[at], point))


def _said(at: Place, one: PointChange | None, *, alike: bool) -> Iterator[str]:
    if one is None:
        if not alike:
            yield f"{_named(at)}: has other words. Say whether they mean the same."
        return
    if one.kind not in (Became.REWORDED, Became.CHANGED):
        yield f"{_named(at)}: a point is reworded or changed, and nothing else."
    if alike:
        yield f"{_named(at)}: has the words of before, and is said to be {one.kind}."
    if not one.why.strip():
        yield f"{_named(at)}: says nothing of why. People will be shown the reason."


def _named(at: Place) -> str:
    return f"The point {at[1]} ({at[0]})"


@dataclass(frozen=True, slots=True)
class Worded:
    """A point with other words: whether they mean the same, and why."""

    kind: Became
    why: str


def meaning(editions: Sequence[Edition]) -> Mapping[Place, Worded]:
    """The points that a line of editions (the oldest first) gave other words, put together: once
    changed is changed. What is not there says what it said, to the letter.
    """
    found: dict[Place, Worded] = {}
    for _before, after in pairwise(editions):
        for one in after.points_became:
            earlier = found.get((one.group, one.id))
            found[one.group, one.id] = _both(earlier, one) if earlier else Worded(one.kind, one.why)
    return found


def _both(first: Worded, then: PointChange) -> Worded:
    kinds = {first.kind, then.kind}
    kind = Became.CHANGED if Became.CHANGED in kinds else Became.REWORDED
    return Worded(kind, " ".join(dict.fromkeys(one for one in (first.why, then.why) if one)))


def worded(means: Mapping[Place, Worded], code: str, point: str) -> Worded | None:
    """What became of the point that somebody chose for a statement; None where it is the same."""
    return next((means[one] for one in place(code, point) if one in means), None)


def changed(became: Iterable[PointChange]) -> frozenset[Place]:
    """The points that mean something else than before."""
    return frozenset((one.group, one.id) for one in became if one.kind is Became.CHANGED)
