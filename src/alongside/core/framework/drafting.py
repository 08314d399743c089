"""An edition while it is written: its statements one by one, each with what became of it.

A draft is held as *lines*, one for each code. Lines say what becomes of the statements of the edition
before; together they make the next edition.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import combinations
from typing import Any, Final

from . import parts as around
from .changing import check, kept_identifiers
from .dispositions import KEEPS, Became, Disposition
from .document import statement_from
from .edition import Edition, Emphasis, Faces, Kind, Pair, Source, Statement, Theme, both
from .parts import NONE, Parts, without_typical
from .points import changed as changed_points

NEW_HERE: Final = "New in this edition"
# What may be said of one statement that follows one other.
ALONE: Final = KEEPS | {Became.CHANGED}
MOST_CODES: Final = 99
# What a statement says by itself, as faults name it.
SAID: Final = {
    "title": "its title",
    "text": "the statement",
    "worker": "what a worker says",
    "expect": "what people can expect",
    "ask": "what people are asked",
    "service": "what a service review looks for",
    "teach": "what an educator teaches to",
    "need": "its short name for a need",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One code of a draft: its words, and what became of the statements (``old``) they come from.

    Without ``statement``, nothing has this code in the draft: its statement was retired, or went
    into another (``became`` is None then, and the other line says so).
    """

    code: str
    became: Became | None
    old: tuple[str, ...] = ()
    why: str = ""
    statement: Statement | None = None

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> "Line":
        """From what ``plain`` gave. KeyError, TypeError or ValueError for anything else."""
        became, words = row["became"], row["statement"]
        return cls(
            row["code"],
            Became(became) if became else None,
            tuple(row["old"]),
            row["why"],
            statement_from(words) if words else None,
        )

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "code": self.code,
            "became": self.became.value if self.became else "",
            "old": list(self.old),
            "why": self.why,
            "statement": asdict(self.statement) if self.statement else None,
        }


Lines = Mapping[str, Line]


def opening(before: Edition) -> dict[str, Line]:
    """A draft as it begins: every statement the same as before."""
    return {one.code: _same(one) for one in before.statements}


def _same(statement: Statement) -> Line:
    return Line(statement.code, Became.SAME, (statement.code,), "", statement)


def nothing(code: str) -> Line:
    return Line(code, None)


# What can be done with lines. Each gives the lines that change, and nothing where it makes no sense.


def written(line: Line, statement: Statement, became: Became, why: str) -> list[Line]:
    """Other words, and whether their meaning changed. A split, a merged or a new one stays that."""
    kind = became if line.became in ALONE and became in ALONE else line.became
    if line.statement is None or kind is None:
        return []
    return [replace(line, statement=replace(statement, code=line.code), became=kind, why=why)]


def added(code: str, statement: Statement, why: str) -> list[Line]:
    return [Line(code, Became.NEW, (), why, replace(statement, code=code))]


def split(line: Line, code: str, why: str) -> list[Line]:
    """In two: the same words under both codes, to be written apart."""
    if line.statement is None or line.became not in ALONE | {Became.SPLIT}:
        return []
    checks = tuple(replace(one, about=code) for one in line.statement.checks)
    twin = replace(line.statement, code=code, checks=checks)
    first = replace(line, became=Became.SPLIT, why=why)
    return [first, Line(code, Became.SPLIT, line.old, why, twin)]


def merged(line: Line, other: Line, why: str) -> list[Line]:
    """Two as one: under the first code, with its words, to be written for both."""
    fits = ALONE | {Became.MERGED}
    if not (line.statement and other.statement) or line.code == other.code:
        return []
    if line.code[:1] != other.code[:1]:
        return []  # knowing something and doing it stay two things
    if line.became not in fits or other.became not in fits:
        return []
    old = tuple(dict.fromkeys((*line.old, *other.old)))
    return [replace(line, became=Became.MERGED, old=old, why=why), nothing(other.code)]


def retired(lines: Lines, code: str, why: str) -> list[Line]:
    """Taken out. Of a split in two, the other half stays, with a changed meaning."""
    line = lines[code]
    if line.statement is None or line.became is Became.MERGED:
        return []
    if line.became is Became.NEW:
        return [nothing(code)]
    if line.became is not Became.SPLIT:
        return [Line(code, Became.RETIRED, line.old, why)]
    halves = [one for one in lines.values() if one.old == line.old and one.code != code]
    left = [replace(halves[0], became=Became.CHANGED)] if len(halves) == 1 else []
    return [nothing(code), *left]


def as_before(lines: Lines, code: str, before: Edition) -> list[Line]:
    """Back to how it stood in the edition before, with whatever it was split from or merged with."""
    line = lines[code]
    olds = set(line.old)
    if not olds:
        olds = {old for one in lines.values() if code in one.old for old in one.old}
    back = {one.code: nothing(one.code) for one in lines.values() if olds & set(one.old)}
    if line.became is Became.NEW:
        return [nothing(code)]
    back |= {old: _same(before.by_code[old]) for old in sorted(olds)}
    return list(back.values())


def next_code(lines: Lines, earlier: Iterable[Edition], kind: Kind) -> str:
    """A code of this kind that nothing has in the draft or had in an earlier edition, or "" where all
    are taken. Nothing goes by codes alone; but people remember them, and addresses hold them.
    """
    letter = kind.value[:1].upper()
    taken = {*lines, *(code for edition in earlier for code in edition.by_code)}
    for number in range(1, MOST_CODES + 1):
        code = f"{letter}{number:02}"
        if code not in taken:
            return code
    return ""


def blank(code: str, theme: str, ordinal: int) -> Statement:
    """A statement with nothing written yet, as a form begins with it."""
    return Statement(
        code=code,
        title="",
        theme=theme,
        text="",
        source=Source(NEW_HERE, ordinal),
        faces=Faces("", "", "", "", "", ""),
        questions=(),
        if_not="",
        looks_like=(),
        does_not_look_like="",
        reflect="",
    )


# The edition that lines make


def dispositions(lines: Iterable[Line]) -> tuple[Disposition, ...]:
    """What the lines say together. The parts of a split stand in one, with each reason once."""
    found: list[Disposition] = []
    parts: dict[tuple[str, ...], list[Line]] = {}
    for line in sorted(lines, key=lambda one: _place(one.code)):
        if line.became is None:
            continue
        if line.became is Became.SPLIT:
            parts.setdefault(line.old, []).append(line)
            continue
        new = (line.code,) if line.statement else ()
        found.append(Disposition(line.became, line.old, new, line.why))
    for old, halves in parts.items():
        why = " ".join(dict.fromkeys(one.why for one in halves if one.why))
        codes = tuple(one.code for one in halves)
        found.append(Disposition(Became.SPLIT, old, codes, why))
    return tuple(found)


def compose(
    before: Edition, lines: Lines, parts: Parts = NONE, *, slug: str, title: str, year: int
) -> Edition:
    """The next edition. What pairs, profiles and outside things said of a statement is said of
    what came of it; what it was said of alone goes with it. Parts stand as somebody wrote them.
    """
    here = sorted((one for one in lines.values() if one.statement), key=lambda o: _place(o.code))
    became = dispositions(lines.values())
    came: dict[str, list[str]] = {code: [] for code in before.by_code}
    for line in here:
        for old in line.old:
            came[old].append(line.code)
    written = tuple(one.statement for one in here if one.statement)
    themes = around.themes(before, parts, (one.theme for one in written))
    statements = tuple(_in_themes(one, themes) for one in written)
    points = around.points(before, parts)
    changed = changed_points(points["points_became"])
    fates = {one.code: one.became for one in here}
    kept = frozenset(code for code, became in fates.items() if became in KEEPS)
    carried = (
        replace(one, emphasis=without_typical(_emphasis(one.emphasis, came, kept), changed))
        for one in before.profiles
    )
    return replace(
        before,
        slug=slug,
        title=title,
        year=year,
        previous=before.slug,
        dispositions=became,
        identifiers=kept_identifiers(before, became),
        statements=statements,
        themes=tuple(_theme(one, statements, came) for one in themes),
        pairs=_pairs(before.pairs, came),
        profiles=around.profiles(
            carried, parts, codes=(one.code for one in statements), came=came, became=fates
        ),
        outside_things=tuple(
            replace(one, statements=_all(one.statements, came)) for one in before.outside_things
        ),
        no_evidence=_all(before.no_evidence, came),
        **points,
    )


def faults(before: Edition, composed: Edition) -> tuple[str, ...]:
    """What keeps a draft from being read by a panel or published; () where nothing does."""
    empty = [f"{one.name}: has no statement left." for one in composed.themes if not one.statements]
    unwritten = [
        f"{one.code}: {name} is not written yet."
        for one in composed.statements
        for name, text in _own_words(one).items()
        if name != SAID["ask"] and not text.strip()
    ]
    halves = [
        f"{first} and {second}: still say the same ({', '.join(same)})."
        for one in composed.dispositions
        if one.kind is Became.SPLIT
        for first, second in combinations(one.new, 2)
        if (same := _alike(composed.by_code[first], composed.by_code[second]))
    ]
    unasked = [
        f"{one.code}: {SAID['ask']} is not written as a question yet. Feedback asks with it."
        for one in composed.statements
        if "?" not in one.faces.ask
    ]
    unsaid = [
        f"{' and '.join((*one.old, *one.new))}: says nothing of why."
        for one in composed.dispositions
        if one.kind in (Became.REWORDED, Became.NEW) and not one.why.strip()
    ]
    inherited = set(around.faults(before))
    parts = [fault for fault in around.faults(composed) if fault not in inherited]
    return (*check(before, composed), *empty, *unwritten, *halves, *unasked, *unsaid, *parts)


def _own_words(one: Statement) -> dict[str, str]:
    """What a statement says by itself, by name: its title, itself, its six faces."""
    texts = {"title": one.title, "text": one.text, **asdict(one.faces)}
    return {name: texts[part] for part, name in SAID.items()}


def _alike(one: Statement, other: Statement) -> list[str]:
    """What two say in the same words, by name. Each stands in lists beside the other, so that nothing
    of it may be the same; what may be asked and the examples around it can be.
    """
    theirs = _own_words(other)
    return [
        name
        for name, text in _own_words(one).items()
        if text.split() and text.casefold().split() == theirs[name].casefold().split()
    ]


def _place(code: str) -> tuple[int, str]:
    return "KSV".find(code[:1]), code


def _all(codes: Iterable[str], came: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new for old in codes for new in came.get(old, ())))


def _theme(theme: Theme, statements: Sequence[Statement], came: Mapping[str, list[str]]) -> Theme:
    """Its statements in the order they had, or were given, then those that came to it."""
    mine = [one.code for one in statements if one.theme == theme.id]
    named = [to for code in theme.statements for to in (code, *came.get(code, ()))]
    first = [code for code in named if code in mine]
    return replace(theme, statements=tuple(dict.fromkeys((*first, *mine))))


def _in_themes(one: Statement, themes: Iterable[Theme]) -> Statement:
    known = {theme.id for theme in themes}
    also = tuple(theme for theme in one.also_themes if theme in known and theme != one.theme)
    return one if also == one.also_themes else replace(one, also_themes=also)


def _pairs(pairs: Iterable[Pair], came: Mapping[str, list[str]]) -> tuple[Pair, ...]:
    kept: dict[frozenset[str], Pair] = {}
    for pair in pairs:
        ends = [next(iter(came.get(end, ())), "") for end in (pair.first, pair.second)]
        if all(ends) and ends[0] != ends[1]:
            kept.setdefault(frozenset(ends), replace(pair, first=ends[0], second=ends[1]))
    return tuple(kept.values())


def _emphasis(
    said: Iterable[Emphasis], came: Mapping[str, list[str]], kept: frozenset[str]
) -> tuple[Emphasis, ...]:
    """What a profile asks for. Of two that were merged, the higher weight. A typical point stays with
    words that mean the same (``kept``): nobody has said yet what is typical of a new meaning.
    """
    found: dict[str, Emphasis] = {}
    for one in said:
        for code in came.get(one.code, ()):
            mine = replace(one, code=code, typical=one.typical if code in kept else None)
            found[code] = both(found[code], mine) if code in found else mine
    return tuple(found.values())
