"""Tables read back: rows of text as a person changed them, checked and laid over an edition.

A file may hold every table of ``framework_tables`` or one of them. What it does not hold stays as
it is in the edition it was made from. What is wrong is said with table and line; whether the whole
fits together is for whoever loads editions to say.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from . import framework_tables as shapes
from .tables import NO, YES, Field, Shape

Document = dict[str, Any]
Row = Mapping[str, Any]

# Worked out from the rest, and so not read back.
TOLD: Final = frozenset({"identifier", "address"})
# How much of a table's columns there must be to know it by them, and how much its name counts.
NEAR: Final = 0.5
NAMED: Final = 0.3
_KINDS: Final = ("knowledge", "skills", "values")
_WHOLE: Final = re.compile(r"[0-9]{1,6}(?:\.0)?")
_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){0,20}")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: 00:00:00)?")


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it was read: its line (from 1, with the head), and its cells by column."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    shape: Shape
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, order=True)
class Wrong:
    """Something wrong in a table: which, on what line, and what to do."""

    table: str
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Read:
    """Rows as plain values. ``lines`` says on which line each row of a table stood."""

    rows: Mapping[str, Sequence[Document]] = field(default_factory=dict)
    lines: Mapping[str, Sequence[int]] = field(default_factory=dict)
    wrong: tuple[Wrong, ...] = ()


def shape_for(columns: Iterable[str], file_name: str = "") -> Shape | None:
    """The table of a file that holds only one, by its columns and its name. None: no table."""
    named = set(columns)

    def alike(shape: Shape) -> float:
        by_name = file_name == shape.name or file_name.endswith(f"-{shape.name}")
        share = len(named & set(shape.names)) / len(named | set(shape.names))
        return share + NAMED * by_name

    nearest = max(shapes.SHAPES.values(), key=alike)
    return nearest if alike(nearest) > NEAR else None


def read(sheets: Iterable[Sheet]) -> Read:
    """Every sheet's rows as values, and whatever is wrong with a sheet by itself."""
    rows: dict[str, list[Document]] = {}
    lines: dict[str, list[int]] = {}
    wrong: list[Wrong] = []
    for sheet in sheets:
        name = sheet.shape.name
        wrong += _head(sheet)
        kept = [one for one in sheet.lines if any(text.strip() for text in one.cells.values())]
        lines[name] = [one.number for one in kept]
        rows[name] = [_values(sheet, one, wrong) for one in kept]
        wrong += _twice(sheet.shape, rows[name], lines[name])
    return Read(rows, lines, tuple(sorted(wrong)))


def _head(sheet: Sheet) -> Iterator[Wrong]:
    known = sheet.shape.names
    for name in known:
        if name not in sheet.columns and name not in TOLD:
            yield Wrong(sheet.shape.name, 1, f"the column {name!r} is missing; put it back")
    for name in sheet.columns:
        if name not in known:
            yield Wrong(
                sheet.shape.name,
                1,
                f"{name!r} is no column of this table; take it out, or use one of: "
                f"{', '.join(known)}",
            )


def _values(sheet: Sheet, line: Line, wrong: list[Wrong]) -> Document:
    values = {}
    for one in sheet.shape.fields:
        text = line.cells.get(one.name, "").strip()
        values[one.name], fault = _value(one, text)
        if fault and one.name in sheet.columns:
            wrong.append(Wrong(sheet.shape.name, line.number, f"{one.name!r} {fault}"))
    return values


def _value(one: Field, text: str) -> tuple[Any, str]:
    """What a cell says, and what is wrong with it, if anything is."""
    if one.needed and not text:
        return [] if one.many else "", "is empty; write something"
    if one.many:
        return text.split(), ""
    if one.type == "boolean":
        fault = "" if text.lower() in (YES, NO, "") else f"is {text!r}; write {YES} or {NO}"
        return (text.lower() == YES) if text else None, fault
    if one.type == "integer":
        whole = _WHOLE.fullmatch(text)
        return int(float(text)) if whole else 0, "" if whole else f"is {text!r}, no whole number"
    if one.type == "date" and text:
        fault = "" if _DATE.fullmatch(text) else f"is {text!r}; write a date as 2027-03-31"
        return text[:10], fault
    return text, ""


def _twice(shape: Shape, rows: Sequence[Row], lines: Sequence[int]) -> Iterator[Wrong]:
    first: dict[tuple[str, ...], int] = {}
    for row, number in zip(rows, lines, strict=True) if shape.key else ():
        key = tuple(str(row[name]) for name in shape.key)
        if key in first:
            said = " ".join(key)
            yield Wrong(shape.name, number, f"{said!r} stands already on line {first[key]}")
        first.setdefault(key, number)


def unnamable(found: Read) -> Iterator[Wrong]:
    """Themes whose id can be no file's name: an edition has a file for each."""
    for row, line in zip(found.rows.get("themes", ()), found.lines.get("themes", ()), strict=True):
        if not _NAME.fullmatch(row["id"]):
            yield Wrong("themes", line, f"{row['id']!r} is no id; use small letters and hyphens")


def unlinked(found: Read, document: Row) -> Iterator[Wrong]:
    """Rows that belong to something that is not there: a face of no statement, say."""
    ids = {
        "statements": {one["code"] for one in document["statements"]},
        "profiles": {one["id"] for one in document["profiles"]},
        "outside_things": {one["id"] for one in document["outside_things"]},
        "themes": {one["id"] for one in document["themes"]},
    }
    for name, rows in found.rows.items():
        for link in shapes.SHAPES[name].links:
            for row, line in zip(rows, found.lines[name], strict=True):
                if link.table in ids and row[link.field] not in ids[link.table]:
                    said = f"there is no {link.field} {row[link.field]!r} in {link.table!r}"
                    yield Wrong(name, line, said)


# Laying what was read over an edition


def over(base: Row, found: Read) -> Document:
    """The edition that ``base`` becomes: its document with the tables that were read in place."""
    made: Document = {**base, "themes": [dict(one) for one in base["themes"]]}
    rows = found.rows
    for name, key in (("strands", "strands"), ("settings", "settings"), ("pairs", "pairs")):
        if name in rows:
            made[key] = [dict(row) for row in rows[name]]
    if "edition" in rows:
        _edition(made, {row["name"]: row["value"] for row in rows["edition"]})
    if "themes" in rows:
        made["themes"] = [_renamed(row, supports="chime") for row in rows["themes"]]
    if "points" in rows:
        _points(made, rows["points"])
    if "items" in rows:
        made["facts"] = [_sourced(row) for row in rows["items"]]
    made["profiles"] = _profiles(base, rows)
    made["outside_things"] = _outside_things(base, rows)
    made["statements"] = _statements(base, rows)
    if "statements" in rows:
        made["no_evidence"] = [
            row["code"] for row in rows["statements"] if row["evidence_asked"] is False
        ]
    if "checks" in rows:
        made["edition_checks"] = [dict(row) for row in rows["checks"] if not row["about"]]
    for theme in made["themes"]:
        here = [one["code"] for one in made["statements"] if one["theme"] == theme["id"]]
        theme["statements"] = here
    return made


def _edition(made: Document, said: Mapping[str, str]) -> None:
    for name in ("slug", "title", "publisher"):
        made[name] = said.get(name) or made[name]
    year = said.get("year", "")
    made["year"] = int(float(year)) if _WHOLE.fullmatch(year) else made["year"]


def _renamed(row: Row, **names: str) -> Document:
    return {names.get(name, name): value for name, value in row.items()}


def _sourced(row: Row) -> Document:
    rest = {name: value for name, value in row.items() if name not in ("section", "ordinal")}
    return {**rest, "source": {"section": row["section"], "ordinal": row["ordinal"]}}


def _points(made: Document, rows: Sequence[Row]) -> None:
    def of(kind: str) -> list[Document]:
        named = [row for row in rows if row["kind"] == kind]
        return [
            {name: row[name] for name in ("id", "label", "line", "offered_for")} for row in named
        ]

    made["points"] = {kind: of(kind) for kind in _KINDS}
    made["other_points"] = of("other")


def _grouped(rows: Sequence[Row], key: str, *names: str) -> dict[str, list[Any]]:
    """Rows by one column: whole (without it), or only one other column's text."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        inner = {name: row[name] for name in names}
        found.setdefault(row[key], []).append(inner if len(names) > 1 else inner[names[0]])
    return found


def _profiles(base: Row, rows: Mapping[str, Sequence[Row]]) -> list[Document]:
    known = {one["id"]: one for one in base["profiles"]}
    listed = rows.get("profiles", base["profiles"])
    columns = ("code", "weight", "why", "typical")
    emphasis = _grouped(rows.get("emphasis", ()), "profile", *columns)
    made = []
    for row in listed:
        own = known.get(row["id"], {}).get("emphasis", [])
        if "emphasis" in rows:
            own = [
                {**one, "typical": one["typical"] or None} for one in emphasis.get(row["id"], [])
            ]
        made.append({**row, "overlay": bool(row["overlay"]), "emphasis": own})
    return made


def _outside_things(base: Row, rows: Mapping[str, Sequence[Row]]) -> list[Document]:
    known = {one["id"]: one for one in base["outside_things"]}
    sources = _grouped(rows.get("sources", ()), "thing", "text")
    made = []
    for row in rows.get("outside_things", base["outside_things"]):
        own = known.get(row["id"], {}).get("sources", [])
        made.append({**row, "sources": sources.get(row["id"], []) if "sources" in rows else own})
    return made


def _statements(base: Row, rows: Mapping[str, Sequence[Row]]) -> list[Document]:
    known = {one["code"]: one for one in base["statements"]}
    columns = set(shapes.STATEMENTS.names) - TOLD - {"kind", "evidence_asked"}
    if "statements" in rows:
        made = [_sourced({name: row[name] for name in columns}) for row in rows["statements"]]
    else:
        made = [dict(one) for one in base["statements"]]
    for table, (key, inside) in _inside(rows).items():
        nothing: Any = {} if key == "faces" else []
        for one in made:
            before = known.get(one["code"], {}).get(key, nothing)
            one[key] = inside.get(one["code"], nothing) if table in rows else before
    return sorted(made, key=lambda one: ("KSV".find(one["code"][:1]), one["code"]))


def _inside(rows: Mapping[str, Sequence[Row]]) -> dict[str, tuple[str, Mapping[str, Any]]]:
    """What stands inside each statement: the table's name, to its own name there and what it is."""
    faces = {
        row["code"]: {name: row[name] for name in shapes.FACES.names[1:]}
        for row in rows.get("faces", ())
    }
    questions = _grouped(rows.get("questions", ()), "code", "text")
    examples = _grouped(rows.get("examples", ()), "code", "setting", "text")
    checks = _grouped(rows.get("checks", ()), "about", "about", "where", "note")
    return {
        "faces": ("faces", faces),
        "questions": ("questions", questions),
        "examples": ("looks_like", examples),
        "checks": ("checks", checks),
    }
