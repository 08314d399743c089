"""The corpus: lines, the rules each should give, and the third that is kept aside.

A line is kept aside by the sum of its own words, so nobody chose which. Rules are mended by
looking at the other two thirds only; figures for the third are given apart.
Lines added because a rule had missed them, below a mark in the file, never count as kept aside.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CORPUS: Final = Path(__file__).resolve().parents[2] / "tests" / "core" / "language" / "corpus.tsv"
LOOKED_AT: Final = "# Lines below were looked at"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number in the file, the rules it should give in any order, and its text."""

    number: int
    rules: tuple[str, ...]
    text: str
    seen: bool

    @property
    def aside(self) -> bool:
        return not self.seen and hashlib.sha256(self.text.encode()).digest()[0] % 3 == 0


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of finds: rightly made, made though silence was right, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)


def read() -> list[Line]:
    lines = []
    seen = False
    for number, row in enumerate(CORPUS.read_text(encoding="utf-8").splitlines(), 1):
        seen = seen or row.startswith(LOOKED_AT)
        if row and not row.startswith("#"):
            rules, text = row.split("\t", 1)
            lines.append(Line(number, tuple(() if rules == "-" else rules.split()), text, seen))
    return lines


def figures(lines: Iterable[Line], finds: Callable[[str], Iterable[str]]) -> Figures:
    """Compare the rules a checker gives for each line with those the line should give."""
    right = wrong = missed = 0
    for line in lines:
        wanted, got = Counter(line.rules), Counter(finds(line.text))
        right += (wanted & got).total()
        wrong += (got - wanted).total()
        missed += (wanted - got).total()
    return Figures(right, wrong, missed)
