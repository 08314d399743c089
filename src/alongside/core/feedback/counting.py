"""Counts as words: how many said what, never closely enough to tell what one of them said."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from .answers import HAPPENS, MATTERS, RATHER_NOT, Answer
from .batches import LEAST

LEAST_ANSWERS: Final = 5  # who said anything to one question
SMALL: Final = 12  # below this, halves would be too fine a word
STEP: Final = 5  # numbers are rounded down to it

FEW, SOME, HALF, MOST, ALL = "few", "some", "half", "most", "all"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those who answered chose one answer, in words."""

    answer: str
    share: str


@dataclass(frozen=True, slots=True)
class Line:
    """One statement. Nothing in a part: too few people answered it to show."""

    code: str
    matters: tuple[Share, ...]
    happens: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A batch in words. ``people`` is rounded down to five."""

    people: int
    lines: tuple[Line, ...]


def share(count: int, of: int) -> str:
    """Words for a share. Each fits two numbers at the least, whoever knows how many answered.

    So nobody can tell from "few" or "all" that nobody or everybody gave an answer, and whoever knows
    all answers but one does not learn the last. Of a small number there are three words only.
    """
    edge = max(1, 0.15 * of)
    if count <= edge:
        return FEW
    if of - count <= edge:
        return ALL
    if of < SMALL or count < 0.4 * of:
        return SOME
    return HALF if count <= 0.6 * of else MOST


def count(answers: Sequence[Answer], codes: Iterable[str], *, least: int = LEAST) -> Counted:
    """Counts a batch. A statement that fewer than ``least`` were asked about is not shown."""
    lines = []
    for code in codes:
        about = [one for answer in answers for one in answer.said if one.code == code]
        shown = len(about) >= max(least, LEAST)
        matters = _shares([one.matters for one in about], MATTERS) if shown else ()
        happens = _shares([one.happens for one in about], HAPPENS) if shown else ()
        lines.append(Line(code, matters, happens))
    return Counted(len(answers) // STEP * STEP, tuple(lines))


def _shares(given: Sequence[str], offered: Sequence[str]) -> tuple[Share, ...]:
    counts = Counter(one for one in given if one != RATHER_NOT)
    answered = sum(counts.values())
    if answered < LEAST_ANSWERS:
        return ()
    return tuple(Share(one, share(counts[one], answered)) for one in offered if one != RATHER_NOT)
