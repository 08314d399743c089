"""Open tables: what stands in each column, and rows of cells. Nothing here knows of a file.

A cell is text, a whole number or a number, or None where there is nothing. Several ids in one cell
stand with a space between them; longer texts that go together have a table of their own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

Cell = str | int | float | None
Record = Mapping[str, Any]

YES: Final = "yes"
NO: Final = "no"
TYPES: Final = ("string", "integer", "number", "boolean", "date")
# A cell that begins like this is worked out as a formula by a spreadsheet, unless a ' stands before.
# The wide signs are taken for the narrow ones by some; spaces before are passed over by some.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARK: Final = "'"
_BEFORE: Final = f"{_MARK} \xa0"


@dataclass(frozen=True, slots=True)
class Field:
    """One column. ``many``: ids with spaces between them. ``needed``: never empty."""

    name: str
    about: str
    type: str = "string"
    needed: bool = False
    many: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Every value of a column stands in a column of another table."""

    field: str
    table: str
    to: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A table without its rows. ``key``: the columns that tell rows apart, where any do."""

    name: str
    title: str
    about: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)


@dataclass(frozen=True, slots=True)
class Table:
    shape: Shape
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def name(self) -> str:
        return self.shape.name


def filled(shape: Shape, records: Iterable[Record]) -> Table:
    """A table from records that hold at least its columns."""
    return Table(
        shape, tuple(tuple(_cell(one[field.name]) for field in shape.fields) for one in records)
    )


def _cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list | tuple):
        return " ".join(str(one) for one in value) or None
    return None if value == "" else value


def safe(cell: Cell) -> Cell:
    """A cell as it may stand in a file that a spreadsheet opens: never taken for a formula."""
    return _MARK + cell if isinstance(cell, str) and _like_formula(cell) else cell


def unsafe(text: str) -> str:
    """What a cell said before ``safe`` marked it."""
    return text[1:] if text.startswith(_MARK) and _like_formula(text) else text


def _like_formula(text: str) -> bool:
    return text.lstrip(_BEFORE).startswith(_FORMULA)
