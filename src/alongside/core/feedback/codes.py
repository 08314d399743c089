"""Codes that can be typed: 26 letters and figures that carry 130 bits, and two that catch a slip.

A card's code and a receipt's differ in their last two signs, so that one is never taken for the other.
"""

import hashlib
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from alongside.core import signs
from alongside.core.signs import ALPHABET, NotACode

__all__ = ["ALPHABET", "Code", "Kind", "NotACode", "card", "read", "receipt"]

BITS: Final = 130
SIGNS: Final = 26
CARD_BYTES: Final = 16
TAG_BITS: Final = 20
RECEIPT_BITS: Final = BITS - TAG_BITS


class Kind(IntEnum):
    """What a code is for; the number is what its last two signs are shifted by."""

    CARD = 0
    RECEIPT = 512


@dataclass(frozen=True, slots=True)
class Code:
    """A code as a number below 2 to the power of 130, and what it is for."""

    kind: Kind
    number: int

    @property
    def tag(self) -> int:
        """Which round a receipt belongs to: the same for everybody in it."""
        return self.number >> RECEIPT_BITS

    @property
    def digest(self) -> str:
        """What is kept of a code: 64 hexadecimal figures from which it cannot be worked out."""
        text = f"alongside feedback {self.kind.name}:{self.number:x}"
        return hashlib.sha256(text.encode()).hexdigest()

    def __str__(self) -> str:
        """As it is printed: seven groups of four."""
        return signs.written(self.number, signs=SIGNS, shift=self.kind)


def card(chance: bytes) -> Code:
    """A card's code from 16 random bytes. Raises ValueError for any other number of them."""
    if len(chance) != CARD_BYTES:
        raise ValueError(f"A card needs {CARD_BYTES} random bytes.")
    return Code(Kind.CARD, int.from_bytes(chance))


def receipt(tag: int, chance: int) -> Code:
    """A receipt's code from its round's tag (20 bits) and 110 random bits. Raises ValueError."""
    if not (0 <= tag < 1 << TAG_BITS and 0 <= chance < 1 << RECEIPT_BITS):
        raise ValueError("The tag or the chance is too large.")
    return Code(Kind.RECEIPT, tag << RECEIPT_BITS | chance)


def read(text: str) -> Code:
    """The code somebody typed, whatever the capitals, spaces and hyphens. Raises NotACode."""
    number, shift = signs.read(text, signs=SIGNS)
    if shift not in list(Kind):
        raise NotACode("check")
    return Code(Kind(shift), number)
