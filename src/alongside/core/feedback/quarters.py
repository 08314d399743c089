"""The fixed calendar: quarters of the year, written 2026-Q4."""

import re
from datetime import date, timedelta
from typing import Final

SHAPE: Final = re.compile(r"(\d{4})-Q([1-4])")


def quarter_of(day: date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"


def parts(quarter: str) -> tuple[int, int]:
    """Year and number of a quarter. Raises ValueError."""
    found = SHAPE.fullmatch(quarter)
    if found is None:
        raise ValueError(f"{quarter!r} is no quarter")
    return int(found[1]), int(found[2])


def first_day(quarter: str) -> date:
    year, number = parts(quarter)
    return date(year, 3 * number - 2, 1)


def last_day(quarter: str) -> date:
    return first_day(later(quarter, 1)) - timedelta(days=1)


def later(quarter: str, by: int) -> str:
    """The quarter so many after this one, or before it where ``by`` is negative."""
    year, number = parts(quarter)
    years, place = divmod(year * 4 + number - 1 + by, 4)
    return f"{years}-Q{place + 1}"


def is_over(quarter: str, *, today: date) -> bool:
    return today > last_day(quarter)
