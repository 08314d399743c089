"""What changed between two editions beside their statements: themes, points, what people are told as
they answer, and profiles.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .changing import stands_in_line
from .dispositions import Became
from .edition import Edition, Emphasis, Point, Profile, Theme
from .parts import ASKED
from .points import chosen, grouped, meaning, same_words

_Said = tuple[str, Mapping[str, str]]
"""A name, and what is said part by part."""


class Sort(StrEnum):
    """What sort of thing changed."""

    POINT = "point"
    ASKING = "asking"
    THEME = "theme"
    ORDER = "order"
    PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class Beside:
    """One thing that is other than it was. ``parts``: each part's name, before and now.

    ``kind`` is new, retired, reworded or changed. Only of a point does it say whether answers go on
    counting; the others carry none. ``group`` is a point's: the kind it is chosen for, or "other".
    """

    sort: Sort
    id: str
    name: str
    kind: Became
    parts: tuple[tuple[str, str, str], ...]
    why: str = ""
    group: str = ""


def compare(old: Edition, new: Edition, *, between: Sequence[Edition] = ()) -> tuple[Beside, ...]:
    """Everything beside statements that differs, points first, in the new edition's order."""
    return (
        *_points(old, new, between),
        *_asking(old, new),
        *_listed(Sort.THEME, _themes(old), _themes(new)),
        *_order(old, new),
        *_listed(Sort.PROFILE, _profiles(old), _profiles(new)),
    )


def _points(old: Edition, new: Edition, between: Sequence[Edition]) -> Iterator[Beside]:
    line = (old, *between, new)
    back = (new, *reversed(between), old)
    means = meaning(line if stands_in_line(line) else back if stands_in_line(back) else ())
    before = grouped(old)
    for at, point in grouped(new).items():
        if at in before and not same_words(before[at], point):
            said = means.get(at)
            yield Beside(
                Sort.POINT,
                point.id,
                point.label,
                said.kind if said else Became.CHANGED,
                tuple(_differing(_words(before[at]), _words(point))),
                said.why if said else "",
                at[0],
            )


def _words(point: Point) -> dict[str, str]:
    return {"label": point.label, "line": point.line}


def _asking(old: Edition, new: Edition) -> Iterator[Beside]:
    parts = tuple(_differing(_told(old), _told(new)))
    if parts:
        yield Beside(Sort.ASKING, "asking", "", Became.REWORDED, parts)


def _told(edition: Edition) -> dict[str, str]:
    about: Any = edition.about.get("points", {})
    return {key: str(about.get(key, "")) for key in ASKED}


def _listed(sort: Sort, old: Mapping[str, _Said], new: Mapping[str, _Said]) -> Iterator[Beside]:
    """What is there in both and differs, or is new, in the new order; then what is there no more."""
    for one, (name, said) in new.items():
        was = old[one][1] if one in old else {}
        parts = tuple(_differing(was, said))
        if parts:
            kind = Became.CHANGED if one in old else Became.NEW
            yield Beside(sort, one, name, kind, parts)
    for one, (name, said) in old.items():
        if one not in new:
            yield Beside(sort, one, name, Became.RETIRED, tuple(_differing(said, {})))


def _differing(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for name in dict.fromkeys((*before, *now)):
        if before.get(name, "") != now.get(name, ""):
            yield name, before.get(name, ""), now.get(name, "")


def _themes(edition: Edition) -> dict[str, _Said]:
    names = {one.id: one.name for one in edition.strands}
    return {one.id: (one.name, _theme(one, names)) for one in edition.themes}


def _theme(theme: Theme, names: Mapping[str, str]) -> dict[str, str]:
    return {
        "name": theme.name,
        "summary": theme.summary,
        "strand": names.get(theme.strand, theme.strand),
        "supports": " ".join(theme.chime),
        "practice domain": theme.practice_domain,
        "statements": " ".join(theme.statements),
    }


def _order(old: Edition, new: Edition) -> Iterator[Beside]:
    """Themes in another order, leaving aside those that only one edition has."""
    first, second = [one.id for one in old.themes], [one.id for one in new.themes]
    both = set(first) & set(second)
    if [one for one in first if one in both] != [one for one in second if one in both]:
        was, now = (", ".join(one.name for one in edition.themes) for edition in (old, new))
        yield Beside(Sort.ORDER, "order", "", Became.CHANGED, (("order", was, now),))


def _profiles(edition: Edition) -> dict[str, _Said]:
    return {one.id: (one.title, _profile(one, edition)) for one in edition.profiles}


def _profile(profile: Profile, edition: Edition) -> dict[str, str]:
    said = {"title": profile.title, "for whom": profile.for_whom}
    return said | {one.code: asks(one, edition) for one in profile.emphasis}


def asks(one: Emphasis, edition: Edition) -> str:
    """What a profile asks for of one statement, in the edition's own words."""
    about: Any = edition.about.get("profiles", {})
    names = {row["weight"]: row["says"] for row in about.get("weights", ())}
    point = chosen(edition, one.code, one.typical or "")
    said = (names.get(one.weight, str(one.weight)), point.label if point else "", one.why)
    return ". ".join(text.rstrip(".") for text in said if text) + "."
