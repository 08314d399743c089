"""What stands around the statements of a draft: its themes, the words of its points, its profiles.

Each is a *part*, kept whole under a name of its own (``theme/hope``, ``point/skills/exploring``,
``profile/nurse``), and stands as it was in the edition before until somebody writes it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from .dispositions import KEEPS, Became, PointChange
from .document import point_from, profile_from, theme_from
from .edition import Edition, Emphasis, Kind, Point, Profile, Theme
from .points import OTHER, Place, grouped, same_words

THEME, POINT, PROFILE = "theme", "point", "profile"
ORDER: Final = "themes"  # the part that says in which order themes stand
ASKING: Final = "asking"  # the part that says what people are told as they answer
ASKED: Final = ("ask", "may_go_down", "evidence_ask")
# What a part of each sort may say became of a point's words.
SAYS: Final = (Became.SAME, Became.REWORDED, Became.CHANGED)


def theme_name(theme_id: str) -> str:
    return f"{THEME}/{theme_id}"


def point_name(place: Place) -> str:
    return "/".join((POINT, *place))


def profile_name(profile_id: str) -> str:
    return f"{PROFILE}/{profile_id}"


@dataclass(frozen=True, slots=True)
class PointPart:
    """The words of a point in a draft, and whether they mean the same as before."""

    point: Point
    became: Became
    why: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """What was written of a draft's parts. A theme or profile that is None was taken out."""

    themes: Mapping[str, Theme | None]
    order: tuple[str, ...]
    points: Mapping[Place, PointPart]
    asking: Mapping[str, str]
    profiles: Mapping[str, Profile | None]
    # Of each profile that was written, the statements that had a meaning of this draft by then, each
    # with what had become of it: what is typical of those, somebody has said.
    judged: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


# What is kept of a part that was put back as it stood in the edition before.
AS_BEFORE: Final[Mapping[str, Any]] = {"as_before": True}
NONE: Final = Parts({}, (), {}, {}, {})


def plain_theme(theme: Theme | None) -> dict[str, Any]:
    return {"theme": asdict(theme) if theme else None}


def plain_profile(
    profile: Profile | None, became: Mapping[str, Became | None] = MappingProxyType({})
) -> dict[str, Any]:
    """``became``: what had become of each statement of the draft when it was written."""
    if profile is None:
        return {"profile": None}
    judged = {code: one.value for code, one in became.items() if one and one not in KEEPS}
    return {"profile": asdict(profile), "judged": judged}


def plain_point(part: PointPart) -> dict[str, Any]:
    return {"point": asdict(part.point), "became": part.became.value, "why": part.why}


def read_point(row: Mapping[str, Any]) -> PointPart:
    return PointPart(point_from(row["point"]), Became(row["became"]), row["why"])


def read_theme(row: Mapping[str, Any]) -> Theme | None:
    return theme_from(row["theme"]) if row["theme"] else None


def read_profile(row: Mapping[str, Any]) -> Profile | None:
    return profile_from(row["profile"]) if row["profile"] else None


def read(rows: Mapping[str, Mapping[str, Any]]) -> Parts:
    """Parts from what was kept under their names. What was put back (``AS_BEFORE``) stands as in the
    edition before. KeyError, TypeError or ValueError for other rows.
    """
    rows = {name: row for name, row in rows.items() if row != AS_BEFORE}
    themes: dict[str, Theme | None] = {}
    profiles: dict[str, Profile | None] = {}
    points: dict[Place, PointPart] = {}
    judged: dict[str, Mapping[str, str]] = {}
    for name, row in rows.items():
        sort, _slash, rest = name.partition("/")
        if sort == THEME:
            themes[rest] = read_theme(row)
        elif sort == PROFILE:
            profiles[rest] = read_profile(row)
            judged[rest] = row.get("judged", {})
        elif sort == POINT:
            group, _slash, point = rest.partition("/")
            points[group, point] = read_point(row)
    order = tuple(rows[ORDER]["order"]) if ORDER in rows else ()
    asking = rows[ASKING]["asking"] if ASKING in rows else {}
    return Parts(themes, order, points, asking, profiles, judged)


# What they make of the edition before


def themes(before: Edition, parts: Parts, used: Iterable[str]) -> tuple[Theme, ...]:
    """The themes of the draft, in its order. One that statements still stand in (``used``) stays,
    also where it was taken out meanwhile.
    """
    needed = set(used)
    old = {one.id: one for one in before.themes}
    found: dict[str, Theme] = {}
    for theme_id in (*old, *parts.themes):
        written = parts.themes.get(theme_id, old.get(theme_id))
        if written is None and theme_id in needed:
            written = old.get(theme_id)
        if written is not None:
            found[theme_id] = written
    order = [one for one in parts.order if one in found]
    return tuple(found[one] for one in dict.fromkeys((*order, *found)))


def points(before: Edition, parts: Parts) -> dict[str, Any]:
    """The points' words, what is said became of them, and the words around them, as fields of the
    edition.
    """
    old = grouped(before)
    now = {at: parts.points[at].point if at in parts.points else one for at, one in old.items()}
    about: Any = before.about.get("points", {})
    asking = {**about, **{key: text for key, text in parts.asking.items() if text}}
    return {
        "points": {
            kind: tuple(one for (group, _id), one in now.items() if group == kind.value)
            for kind in Kind
        },
        "other_points": tuple(one for (group, _id), one in now.items() if group == OTHER),
        "points_became": tuple(
            PointChange(*at, parts.points[at].became, parts.points[at].why)
            for at, one in old.items()
            if at in parts.points and not same_words(one, parts.points[at].point)
        ),
        "about": {**before.about, "points": asking} if parts.asking else before.about,
    }


def profiles(
    carried: Iterable[Profile],
    parts: Parts,
    *,
    codes: Iterable[str],
    came: Mapping[str, Iterable[str]],
    became: Mapping[str, Became | None],
) -> tuple[Profile, ...]:
    """The profiles of the draft. ``carried`` are those of before, as they stand for its statements;
    what somebody wrote stands as written, of the statements there are, and of what came of others.
    A typical point stands where the words mean the same, or meant by then what they do now.
    """
    here = set(codes)
    found: dict[str, Profile] = {one.id: one for one in carried}
    for profile_id, written in parts.profiles.items():
        if written is None:
            found.pop(profile_id, None)
        else:
            judged = parts.judged.get(profile_id, {})
            held = tuple(
                one
                if (now := became.get(one.code)) in KEEPS or judged.get(one.code, "") == now
                else replace(one, typical=None)
                for one in _held(written.emphasis, here, came)
            )
            found[profile_id] = replace(written, emphasis=held)
    return tuple(found.values())


def _held(
    said: Iterable[Emphasis], here: set[str], came: Mapping[str, Iterable[str]]
) -> tuple[Emphasis, ...]:
    kept: dict[str, Emphasis] = {}
    for one in said:
        if one.code in here:
            kept[one.code] = one
    for one in said:
        for code in () if one.code in here else came.get(one.code, ()):
            kept.setdefault(code, replace(one, code=code, typical=None))
    return tuple(kept.values())


def without_typical(said: Iterable[Emphasis], gone: frozenset[Place]) -> tuple[Emphasis, ...]:
    """What a profile asks for, with no typical point where that point means something else now:
    nobody has said yet that the new one is typical.
    """
    return tuple(
        replace(one, typical=None)
        if one.typical and (Kind.of(one.code).value, one.typical) in gone
        else one
        for one in said
    )


def faults(composed: Edition) -> Iterator[str]:
    """What keeps the parts of a draft from being read by a panel or published."""
    for name, times in _twice(one.name for one in composed.themes):
        yield f"{name}: is the name of {times} themes."
    for strand in composed.strands:
        if not any(theme.strand == strand.id for theme in composed.themes):
            yield f"{strand.name}: has no theme left."
    known = {one.id for one in composed.themes}
    for statement in composed.statements:
        if known and statement.theme not in known:
            yield f"{statement.code}: stands in no theme of the draft."
    if not any(not one.overlay for one in composed.profiles):
        yield "There is no role profile left."
    for profile in composed.profiles:
        if not profile.emphasis:
            yield f"{profile.title}: asks for no statement."
        for one in profile.emphasis:
            if one.typical and (one.code.startswith("V") or profile.overlay):
                yield f"{profile.title}, {one.code}: may have no typical point."
    groups = {group for group, _id in grouped(composed)}
    for group in sorted(groups):
        labels = (one.label for (where, _id), one in grouped(composed).items() if where == group)
        for name, times in _twice(labels):
            yield f"{name}: is the name of {times} points ({group})."


def _twice(names: Iterable[str]) -> Iterator[tuple[str, int]]:
    count: dict[str, int] = {}
    for name in names:
        count[name] = count.get(name, 0) + 1
    return ((name, times) for name, times in count.items() if times > 1)
