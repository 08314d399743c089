"""The lines for the check of what could tell who somebody is, with made-up numbers put in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from alongside.foundation.reading import read_yaml

FILE = Path(__file__).with_name("identifiers.yaml")


@dataclass(frozen=True)
class Line:
    text: str
    expect: frozenset[str]


def with_check_digit(nine: str) -> str | None:
    """Ten digits that hold together, or None where no such number exists."""
    left = (
        11
        - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True))
        % 11
    )
    return None if left == 10 else f"{nine}{left % 11}"


def numbers() -> Mapping[str, str]:
    """Made from the 29th of February: it belongs to nobody we know, and is never written down."""

    def first(day: str) -> str:
        made: Iterator[str | None] = (with_check_digit(f"{day}{serial:03}") for serial in range(9))
        return next(number for number in made if number)

    chi = first("290204")
    return {
        "{chi}": chi,
        "{chi-spaced}": f"{chi[:6]} {chi[6:]}",
        "{chi-bad-check}": f"{chi[:9]}{(int(chi[9]) + 1) % 10}",
        "{chi-bad-date}": first("319904"),
    }


def lines() -> list[Line]:
    made = numbers()
    found = []
    for row in read_yaml(FILE).value["corpus"]:
        text = row["text"]
        for name, number in made.items():
            text = text.replace(name, number)
        found.append(Line(text, frozenset(row["expect"])))
    return found
