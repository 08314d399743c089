"""A second edition, made from the packaged one, with one of every disposition.

K02 becomes K26 with the same words, and another statement takes its place as K02: whoever goes by
the code alone puts one statement's answers under the other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from alongside.core.framework import (
    Became,
    Disposition,
    Edition,
    Point,
    PointChange,
    Statement,
    drafting,
)
from alongside.core.framework.changing import kept_identifiers
from alongside.framework.loading import packaged_edition

SECOND = "second-edition"
WHY = {
    Became.REWORDED: "People found the old sentence long.",
    Became.CHANGED: "The panel asked that a person speaks first.",
    Became.SPLIT: "Two things stood in one sentence.",
    Became.MERGED: "Readers could not tell these two apart.",
    Became.RETIRED: "Everybody is asked for this by law now.",
    Became.NEW: "People told the panel that this was missing.",
}
NEW = {"K26": ("K02",), "S03": ("S03", "S04")}  # what came from elsewhere than its own code
GONE = {"K02": "K26", "S04": "S03", "V20": ""}  # where earlier codes went


def second_edition(slug: str = SECOND) -> Edition:
    return replace(_second(), slug=slug)


def publish_second(slug: str = SECOND) -> Edition:
    from alongside.framework.actions import publish

    publish(actor=None, edition=second_edition(slug))
    return second_edition(slug)


@cache
def _second() -> Edition:
    first = packaged_edition()
    was = first.by_code
    added = {
        "K26": replace(was["K02"], code="K26", checks=()),
        "K02": _said(was["K02"], "knows who in the neighbourhood offers company"),
        "K01": replace(was["K01"], text=f"{was['K01'].text} Said more plainly."),
        "S01": _said(was["S01"], "begins from what the person has written themselves"),
        "S02": _said(was["S02"], "does the first half of this"),
        "S23": replace(_said(was["S02"], "does the second half of this"), code="S23"),
        "S03": _said(was["S03"], "does both of these together"),
    }
    kept = {code: one for code, one in was.items() if code not in GONE} | added
    statements = tuple(kept[code] for code in sorted(kept))
    dispositions = _dispositions(first, statements)
    return replace(
        _pointing(first, statements),
        slug=SECOND,
        title="A second edition, made for tests",
        year=2027,
        previous=first.slug,
        dispositions=dispositions,
        identifiers=kept_identifiers(first, dispositions),
    )


def publish_after(before: Edition, slug: str, **deeds: object) -> Edition:
    """Publish one more edition after another: see ``after``."""
    from alongside.framework.actions import publish

    made = after(before, slug, **deeds)  # type: ignore[arg-type]
    publish(actor=None, edition=made)
    return made


def after(
    before: Edition,
    slug: str,
    *,
    reworded: Iterable[str] = (),
    changed: Iterable[str] = (),
    split: Mapping[str, str] = {},
    merged: Mapping[str, str] = {},
    retired: Iterable[str] = (),
) -> Edition:
    """An edition that follows another: the first half and the second of what is split, what stays
    and what goes of what is merged.
    """
    lines = drafting.opening(before)

    def write(code: str, became: Became, words: str) -> None:
        one = lines[code].statement
        assert one is not None
        put(drafting.written(lines[code], _said(one, words), became, WHY[became]))

    def put(made: list[drafting.Line]) -> None:
        assert made
        lines.update({line.code: line for line in made})

    for code in reworded:
        write(code, Became.REWORDED, f"says {code} of {slug} more plainly")
    for code in changed:
        write(code, Became.CHANGED, f"does what {code} means in {slug}")
    for code, half in split.items():
        put(drafting.split(lines[code], half, WHY[Became.SPLIT]))
        write(half, Became.SPLIT, f"does the second half of {code} in {slug}")
    for code, gone in merged.items():
        put(drafting.merged(lines[code], lines[gone], WHY[Became.MERGED]))
        write(code, Became.MERGED, f"does {code} and {gone} of {slug} together")
    for code in retired:
        put(drafting.retired(lines, code, WHY[Became.RETIRED]))
    return drafting.compose(before, lines, slug=slug, title=f"Edition {slug}", year=2030)


def _said(one: Statement, words: str) -> Statement:
    """Another statement in the old one's place, in our own words."""
    faces = replace(one.faces, worker=f"I {words}.", expect=f"Whoever works with you {words}.")
    return replace(one, title=words.capitalize(), text=f"A worker {words}.", faces=faces, checks=())


def _dispositions(first: Edition, statements: tuple[Statement, ...]) -> tuple[Disposition, ...]:
    said = [
        Disposition(Became.SAME, ("K02",), ("K26",)),
        Disposition(Became.NEW, (), ("K02",), WHY[Became.NEW]),
        Disposition(Became.REWORDED, ("K01",), ("K01",), WHY[Became.REWORDED]),
        Disposition(Became.CHANGED, ("S01",), ("S01",), WHY[Became.CHANGED]),
        Disposition(Became.SPLIT, ("S02",), ("S02", "S23"), WHY[Became.SPLIT]),
        Disposition(Became.MERGED, ("S03", "S04"), ("S03",), WHY[Became.MERGED]),
        Disposition(Became.RETIRED, ("V20",), (), WHY[Became.RETIRED]),
    ]
    named = {code for one in said for code in one.new}
    rest = [one.code for one in statements if one.code not in named]
    return (*said, *(Disposition(Became.SAME, (code,), (code,)) for code in rest))


def _pointing(first: Edition, statements: tuple[Statement, ...]) -> Edition:
    """The first edition with whatever names a statement naming the new ones."""

    def now(codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(GONE.get(code, code) for code in codes if GONE.get(code, code)))

    themes = tuple(
        replace(theme, statements=tuple(s.code for s in statements if s.theme == theme.id))
        for theme in first.themes
    )
    pairs = (
        replace(p, first=GONE.get(p.first, p.first), second=GONE.get(p.second, p.second))
        for p in first.pairs
    )
    profiles = tuple(
        replace(
            one,
            emphasis=tuple(
                {
                    GONE.get(e.code, e.code): replace(e, code=GONE.get(e.code, e.code))
                    for e in one.emphasis
                    if GONE.get(e.code, e.code)
                }.values()
            ),
        )
        for one in first.profiles
    )
    return replace(
        first,
        statements=statements,
        themes=themes,
        pairs=tuple(p for p in pairs if p.first and p.second and p.first != p.second),
        profiles=profiles,
        outside_things=tuple(
            replace(thing, statements=now(thing.statements)) for thing in first.outside_things
        ),
        no_evidence=now(first.no_evidence),
    )


# The same with the words of some points changed

POINTED = "with-other-points"
WHY_POINTS = {
    Became.CHANGED: "What it asked for has become more.",
    Became.REWORDED: "It was hard to read aloud.",
}
POINTS = {
    ("skills", "exploring"): Became.CHANGED,
    ("values", "practising"): Became.CHANGED,
    ("other", "not-my-role"): Became.CHANGED,
    ("knowledge", "practising"): Became.REWORDED,
}
SAYS = "I have begun, and talk it through with somebody after."
NURSE = "mental-health-nurse"


def pointed_edition() -> Edition:
    """The second edition, with four points in other words, a profile anew and one taken out."""
    made = second_edition(POINTED)

    def worded(group: str, points: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple(
            replace(one, label=f"{one.label}, said anew", line=SAYS)
            if (group, one.id) in POINTS
            else one
            for one in points
        )

    nurse, *rest = made.profiles
    return replace(
        made,
        points={kind: worded(kind.value, points) for kind, points in made.points.items()},
        other_points=worded("other", made.other_points),
        points_became=tuple(
            PointChange(*at, kind, WHY_POINTS[kind]) for at, kind in POINTS.items()
        ),
        profiles=(replace(nurse, title="A nurse, written anew"), *rest[1:]),
    )


def publish_pointed() -> Edition:
    from alongside.framework.actions import publish

    publish(actor=None, edition=pointed_edition())
    return pointed_edition()
