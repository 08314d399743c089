"""Numbers as signs that can be read aloud and typed, with two more that catch a slip.

The alphabet has no I, L, O or U; whoever types one of the first three is understood. The last two
signs are the number's remainder, shifted by what the code is for: one kind is not taken for another.
"""

from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
READ_AS: Final = str.maketrans("ILO", "110")
CHECK_SIGNS: Final = 2
GROUP: Final = 4
PRIME: Final = 1021  # below 32 x 32: any one wrong sign, and any two swapped, change the remainder


class NotACode(ValueError):
    """What was typed is no code of ours: a slip, or something else."""


def written(number: int, *, signs: int, shift: int) -> str:
    """A number in so many signs and the two that check it, in groups of four."""
    text = _signs(number, signs) + _signs((number + shift) % PRIME, CHECK_SIGNS)
    return "-".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))


def read(text: str, *, signs: int) -> tuple[int, int]:
    """Number and shift of what somebody typed, whatever the capitals, spaces and hyphens.

    Raises NotACode for another length or other letters. Which shifts stand for something, the
    caller knows: any other is a slip.
    """
    typed = "".join(text.split()).replace("-", "").upper().translate(READ_AS)
    if len(typed) != signs + CHECK_SIGNS or not set(typed) <= set(ALPHABET):
        raise NotACode("length or letters")
    number, check = _number(typed[:signs]), _number(typed[signs:])
    if check >= PRIME:
        raise NotACode("check")
    return number, (check - number) % PRIME


def _signs(number: int, count: int) -> str:
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(count)))


def _number(signs: str) -> int:
    number = 0
    for sign in signs:
        number = number << 5 | ALPHABET.index(sign)
    return number
