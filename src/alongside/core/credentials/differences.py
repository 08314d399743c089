"""What differs between two editions, statement by statement and table by table, for a preview."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .tables import Cell, Table

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """A statement that differs: each part's name, its words before and its words after.

    Parts are empty for a statement that only one of the two editions has: ``there`` says which.
    """

    code: str
    title: str
    there: str
    parts: tuple[tuple[str, str, str], ...] = ()


def by_statement(old: Row, new: Row) -> tuple[Difference, ...]:
    """By code, in the order of codes. The documents are ``core.framework.to_document``'s."""
    before = {one["code"]: one for one in old["statements"]}
    after = {one["code"]: one for one in new["statements"]}
    found = []
    for code in sorted({*before, *after}, key=lambda code: ("KSV".find(code[:1]), code)):
        if code not in before:
            found.append(Difference(code, after[code]["title"], "new"))
        elif code not in after:
            found.append(Difference(code, before[code]["title"], "old"))
        else:
            parts = tuple(_differing(dict(_flat(before[code])), dict(_flat(after[code]))))
            if parts:
                found.append(Difference(code, after[code]["title"], "both", parts))
    return tuple(found)


def _differing(
    before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    for name in dict.fromkeys((*before, *after)):
        first, second = before.get(name, ""), after.get(name, "")
        if first != second:
            yield name, first, second


def _flat(row: Row) -> Iterator[tuple[str, str]]:
    """Each text of a statement with the name of its place."""
    for name, value in row.items():
        if name == "faces":
            yield from ((face, text) for face, text in value.items())
        elif name == "questions":
            yield from ((f"question {at}", text) for at, text in enumerate(value, 1))
        elif name == "looks_like":
            yield from ((f"example {one['setting']}", one["text"]) for one in value)
        elif name == "checks":
            yield from ((f"check {one['where']}", one["note"]) for one in value)
        elif name == "source":
            yield name, f"{value['section']}, {value['ordinal']}"
        elif name == "also_themes":
            yield name, " ".join(value)
        elif name != "code":
            yield name, str(value)


def by_table(old: Iterable[Table], new: Iterable[Table]) -> Iterator[tuple[str, int, int]]:
    """The other tables that differ: name, how many lines are no longer there, how many are new."""
    before = {table.name: table.rows for table in old}
    for table in new:
        gone = _less(before[table.name], table.rows)
        added = _less(table.rows, before[table.name])
        if gone or added:
            yield table.name, gone, added


def _less(rows: Iterable[tuple[Cell, ...]], others: Iterable[tuple[Cell, ...]]) -> int:
    known = set(others)
    return sum(row not in known for row in rows)
