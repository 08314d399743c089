"""Codes that can be typed: 26 letters and figures that carry 130 bits, and two that catch a slip.

The alphabet has no I, L, O or U; whoever types one of the first three is understood. A card's code
and a receipt's differ in their last two signs, so that one is never taken for the other.
"""

import hashlib
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
READ_AS: Final = str.maketrans("ILO", "110")
BITS: Final = 130
SIGNS: Final = 26
CARD_BYTES: Final = 16
TAG_BITS: Final = 20
RECEIPT_BITS: Final = BITS - TAG_BITS
PRIME: Final = 1021  # below 32 x 32: any one wrong sign, and any two swapped, change the remainder


class Kind(IntEnum):
    """What a code is for; the number is what its last two signs are shifted by."""

    CARD = 0
    RECEIPT = 512


class NotACode(ValueError):
    """What was typed is no code of ours: a slip, or something else."""


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
        signs = _signs(self.number, SIGNS) + _signs((self.number + self.kind) % PRIME, 2)
        return "-".join(signs[at : at + 4] for at in range(0, len(signs), 4))


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
    signs = "".join(text.split()).replace("-", "").upper().translate(READ_AS)
    if len(signs) != SIGNS + 2 or not set(signs) <= set(ALPHABET):
        raise NotACode("length or letters")
    number, check = _number(signs[:SIGNS]), _number(signs[SIGNS:])
    for kind in Kind:
        if check == (number + kind) % PRIME:
            return Code(kind, number)
    raise NotACode("check")


def _signs(number: int, count: int) -> str:
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(count)))


def _number(signs: str) -> int:
    number = 0
    for sign in signs:
        number = number << 5 | ALPHABET.index(sign)
    return number
