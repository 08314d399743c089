"""Which entry of a published document each statement of an edition comes from: by place alone.

An edition says of each statement under which heading it stands and which in the list it is. The
words of the two are never compared: ours are our own, and say the same thing otherwise.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import dropwhile
from typing import Final

from .blocks import words
from .edition import Edition
from .lists import Entry, Found, Headed

_EXACT: Final = 4.0
_WITHIN: Final = 3.0
_WITH_LEAD: Final = 2.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement (or what else the edition lists, by its id) with its entry in the document."""

    code: str
    section: str
    ordinal: int
    entry: Entry


class Why(StrEnum):
    """Why a section of the edition has no list in the document."""

    NO_HEADING = "no heading"
    NO_LIST = "no list"
    TWO_LISTS = "two lists"
    OTHER_LENGTH = "other length"


@dataclass(frozen=True, slots=True)
class Missing:
    """A section of the edition that was not found, with its codes in order, and how many entries its
    list should have. ``line``: where to look, or 0. ``found``: how many entries stand there."""

    section: str
    codes: tuple[str, ...]
    length: int
    why: Why
    line: int = 0
    found: int = 0


@dataclass(frozen=True, slots=True)
class Matched:
    """What was matched, section by section in the order of the document, and what was not."""

    placed: tuple[Placed, ...]
    missing: tuple[Missing, ...]
    spare: tuple[Headed, ...]

    def of(self, codes: Iterable[str]) -> tuple[Placed, ...]:
        wanted = frozenset(codes)
        return tuple(one for one in self.placed if one.code in wanted)


def match(edition: Edition, found: Found, *, under: Mapping[str, str] | None = None) -> Matched:
    """Match by place. ``under`` says which heading of the document stands for a section.

    A list longer or shorter than the edition's section is not matched at all: if one entry is
    missing, every later one would stand beside another statement's words. Only an edition that
    follows another may leave entries out, because it may have retired some.
    """
    chosen, placed, missing, used = under or {}, list[Placed](), list[Missing](), set[int]()
    for section, by_ordinal in _sections(edition).items():
        most = max(by_ordinal)
        codes = tuple(code for at in sorted(by_ordinal) for code in by_ordinal[at])
        one = _look(section, chosen.get(section, ""), found, most)
        if not isinstance(one, Headed):
            missing.append(Missing(section, codes, most, *one))
            continue
        if not _long_enough(one, most, edition):
            length = len(one.entries)
            missing.append(Missing(section, codes, most, Why.OTHER_LENGTH, one.line, length))
            continue
        used.add(one.line)
        placed += (
            Placed(code, section, ordinal, one.entries[ordinal - 1])
            for ordinal in sorted(by_ordinal)
            for code in by_ordinal[ordinal]
        )
    placed.sort(key=lambda row: row.entry.line)
    spare = tuple(one for one in found.lists if one.line not in used)
    return Matched(tuple(placed), tuple(missing), spare)


def _long_enough(one: Headed, most: int, edition: Edition) -> bool:
    return len(one.entries) == most or (bool(edition.previous) and len(one.entries) > most)


def _sections(edition: Edition) -> dict[str, dict[int, list[str]]]:
    """The codes at each place of each section. Two statements can come from one place."""
    places: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for statement in edition.statements:
        places[statement.source.section][statement.source.ordinal].append(statement.code)
    for fact in edition.facts:
        places[fact.source.section][fact.source.ordinal].append(fact.id)
    return places


def _look(section: str, chosen: str, found: Found, most: int) -> Headed | tuple[Why, int]:
    """The one list that a section's name means; or why there is none, and the line to look at."""
    name = chosen or section
    parent = _first_line(name.rpartition(": ")[0], found)
    fits = [(_fit(name, one, most, parent), one) for one in found.lists]
    best = max((fit for fit, _list in fits), default=0.0)
    if best < _WITH_LEAD:
        line = _heading_line(name, found)
        return (Why.NO_LIST if line else Why.NO_HEADING), line
    candidates = [one for fit, one in fits if fit == best]
    if len(candidates) > 1:
        return Why.TWO_LISTS, candidates[1].line
    return candidates[0]


def _fit(section: str, one: Headed, most: int, parent: int) -> float:
    """How well a list's headings say what a section's name says: 0 where they do not. ``parent``:
    where the heading stands that the section belongs under, or 0."""
    heading, name = words(one.heading), words(section.rpartition(": ")[2])
    if not heading:
        return 0.0
    if _bare(heading) in (_bare(name), _bare(words(section))):
        fit = _EXACT
    elif len(name) > 1 and set(name) <= set(heading):
        fit = _WITHIN
    elif len(name) > 1 and set(words(section)) <= {*heading, *words(one.lead)}:
        fit = _WITH_LEAD
    else:
        return 0.0
    return fit + 0.5 * (0 < parent <= one.line) + 0.25 * (len(one.entries) == most)


def _bare(said: Sequence[str]) -> tuple[str, ...]:
    """A heading without the number before it."""
    rest = list(dropwhile(str.isdigit, said))
    return tuple(rest or said)


def _first_line(heading: str, found: Found) -> int:
    """Where a heading stands first, or 0."""
    wanted = _bare(words(heading))
    return next((line for text, line in found.headings if wanted == _bare(words(text))), 0)


def _heading_line(section: str, found: Found) -> int:
    """Where a heading stands that a section's name means, though no list is under it; or 0."""
    plain = re.sub(r" *\([^()]*\)$", "", section)
    return _first_line(plain, found) or _first_line(plain.rpartition(": ")[2], found)
