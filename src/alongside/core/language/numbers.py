"""Numbers that belong to one person: whether digits hold together as one. Used by identifiers.py.

Each takes the text as it was found, blanks and all. The sums are public: the check digit of a CHI or
NHS number is the weighted sum of the first nine digits (10 down to 2), modulo 11, taken from 11.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

_NUMBER: Final = re.compile("[0-9]+")
_ISO: Final = re.compile("[0-9]{4}-")
# "1 in 3 may": a month in small letters, with no year, that is a word as well.
_BARE_MONTH: Final = re.compile("[0-9] (?:may|march|mar)$")


def _mod11(digits: str) -> bool:
    total = sum(int(digit) * (10 - at) for at, digit in enumerate(digits[:9]))
    check = 11 - total % 11
    return check != 10 and check % 11 == int(digits[9])


def _is_chi(text: str) -> bool:
    """Ten digits: a real date as ddmmyy in either century, and a check digit modulo 11."""
    digits = "".join(_NUMBER.findall(text))
    if len(digits) != 10:
        return False
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    if not 1 <= month <= 12:
        return False
    longest = (31, 28 if year % 4 else 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    return 1 <= day <= longest and _mod11(digits)


def _is_nhs(text: str) -> bool:
    digits = "".join(_NUMBER.findall(text))
    return len(digits) == 10 and digits[0] in "34679" and _mod11(digits)


def phone_digits(text: str) -> str:
    digits = "".join(_NUMBER.findall(text))
    if text.startswith("+44"):
        digits = "0" + digits[2:].removeprefix("0")
    return digits


def _is_phone(text: str) -> bool:
    digits = phone_digits(text)
    least = 8 if digits.startswith("08") else 10
    return digits[:1] == "0" and digits[1:2] != "0" and least <= len(digits) <= 11


def _is_date(text: str) -> bool:
    numbers = [int(one) for one in _NUMBER.findall(text)]
    if _ISO.match(text):
        return 1 <= numbers[1] <= 12 and 1 <= numbers[2] <= 31
    if len(numbers) == 3:
        one, two = numbers[:2]
        return one >= 1 <= two and max(one, two) <= 31 and min(one, two) <= 12
    return 1 <= numbers[0] <= 31 and not _BARE_MONTH.search(text)


VALID: Final[Mapping[str, Callable[[str], bool]]] = {
    "": lambda text: True,
    "chi": _is_chi,
    "nhs": _is_nhs,
    "phone": _is_phone,
    "date": _is_date,
}
