"""Codes on the papers of a consultation: ten signs that carry 50 bits, and two that catch a slip.

Short, because they open nothing: whoever has none can say the same on the page of the round. A code
tells that something came on paper, and keeps the same sheet from being counted twice.
"""

from dataclasses import dataclass
from typing import Final

from alongside.core import signs
from alongside.core.signs import NotACode

__all__ = ["BITS", "LENGTH", "NotACode", "PaperCode", "paper_code", "read"]

SIGNS: Final = 10
BITS: Final = 50
LENGTH: Final = SIGNS + signs.CHECK_SIGNS
SHIFT: Final = 256


@dataclass(frozen=True, slots=True)
class PaperCode:
    """A code as a number below 2 to the power of 50."""

    number: int

    def __str__(self) -> str:
        """As it is printed: three groups of four."""
        return signs.written(self.number, signs=SIGNS, shift=SHIFT)


def paper_code(chance: int) -> PaperCode:
    """A code from 50 random bits. Raises ValueError for any other number."""
    if not 0 <= chance < 1 << BITS:
        raise ValueError(f"A code needs {BITS} random bits.")
    return PaperCode(chance)


def read(text: str) -> PaperCode:
    """The code somebody typed, whatever the capitals, spaces and hyphens. Raises NotACode."""
    number, shift = signs.read(text, signs=SIGNS)
    if shift != SHIFT:
        raise NotACode("check")
    return PaperCode(number)
