"""Reading a workbook, a CSV file or a package of them, as rows of text. Nothing in it is trusted.

Sizes are capped before anything is parsed, and what a zip unpacks to is counted while it unpacks.
A workbook is read row by row and never as a whole; entities in its XML are refused, formulas too.
"""

import codecs
import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from alongside.core.credentials import framework_tables
from alongside.core.credentials.sheets import Line, Sheet, shape_for
from alongside.core.credentials.tables import NO, YES, Shape, unsafe
from alongside.foundation.reading import Fault, Faults, only_seen

MOST_BYTES: Final = 5 * 2**20
MOST_UNPACKED: Final = 40 * 2**20
MOST_FILES: Final = 200
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 60
_CHUNK: Final = 2**16
_ENCODINGS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
                     (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """What a file held: its tables, what to call each in a fault, and what was left aside."""

    sheets: tuple[Sheet, ...]
    names: dict[str, str]
    aside: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_file(path: Path) -> Found:
    """The tables in a file. Raises Faults with file, line and what to do."""
    shown = str(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise _fault(shown, 1, f"this file cannot be read: {reason}") from error
    if len(content) > MOST_BYTES:
        raise _fault(shown, 1, f"this file is larger than {MOST_BYTES:,} bytes")
    if content.startswith(b"PK"):
        return _zipped(content, shown)
    sheets = _Sheets()
    sheets.add(*_table_of(shown, path.stem, _csv_rows(content, shown)), shown)
    return sheets.found()


def _fault(file: str, line: int, words: str) -> Faults:
    return Faults([Fault(file, line, 1, words)])


# Zips: a workbook, or a data package


def _zipped(content: bytes, shown: str) -> Found:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            _refuse_bombs(packed, shown)
            if "xl/workbook.xml" in names:
                return _workbook(content, shown)
            tables = [name for name in names if name.endswith(".csv")]
            inside = {name: packed.read(name) for name in tables}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise _fault(
            shown, 1, f"this file is broken or locked and cannot be opened: {error}"
        ) from (error)
    sheets = _Sheets()
    for name, raw in inside.items():
        label = f"{shown}[{name}]"
        sheets.add(*_table_of(label, Path(name).stem, _csv_rows(raw, label)), label)
    if not inside:
        raise _fault(shown, 1, "there is no table in this file; give a workbook or CSV files")
    return sheets.found()


def _refuse_bombs(packed: zipfile.ZipFile, shown: str) -> None:
    """What the directory of a zip says of sizes may be untrue, so they are counted."""
    entries = packed.infolist()
    if len(entries) > MOST_FILES:
        raise _fault(shown, 1, f"holds {len(entries):,} files; {MOST_FILES} at most")
    left = MOST_UNPACKED
    for entry in entries:
        with packed.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise _fault(shown, 1, f"unpacks to more than {MOST_UNPACKED:,} bytes")


def _workbook(content: bytes, shown: str) -> Found:
    import openpyxl  # a second, which nobody else should wait for

    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("defusedxml is missing, and without it no workbook is read.")
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        return _sheets_of(book, shown)
    except Faults:
        raise
    except Exception as error:  # whatever a broken or hostile workbook makes a reader say
        raise _fault(shown, 1, f"this workbook cannot be read: {_short(error)}") from error


def _short(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]


def _sheets_of(book: Any, shown: str) -> Found:
    sheets, aside = _Sheets(), []
    for name in book.sheetnames:
        label, shape = f"{shown}[{name}]", framework_tables.SHAPES.get(name)
        if shape is None:
            aside.append(name)
            continue
        sheets.add(shape, _workbook_rows(book[name], label), label)
    book.close()
    if not sheets.sheets:
        known = ", ".join(framework_tables.SHAPES)
        raise _fault(shown, 1, f"no sheet has the name of a table; known: {known}")
    return sheets.found(aside)


def _workbook_rows(sheet: Any, label: str) -> Iterator[tuple[int, list[str]]]:
    rows = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1)
    for number, row in enumerate(rows, 1):
        yield number, [_text(cell, label, number) for cell in row]


def _text(cell: Any, label: str, line: int) -> str:
    """What a cell says, as text. A formula says nothing by itself."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise _fault(label, line, "holds a formula; write the words themselves")
    if cell.data_type == "e":
        raise _fault(label, line, f"holds {value}, which is what is left of a formula; write words")
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


# CSV


def _csv_rows(content: bytes, label: str) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content, label)
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begun = 1
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise _fault(label, begun, f"this line is no CSV: {error}") from error
        yield begun, row
        begun = rows.line_num + 1


def _decoded(content: bytes, label: str) -> str:
    encoding = next((name for mark, name in _ENCODINGS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise _fault(label, 1, f"this file is no {encoding} text; save it as UTF-8") from error
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise _fault(label, line, "holds a NUL character, which no text has; save it as CSV UTF-8")
    return text


# Rows to a table


def _table_of(
    label: str, stem: str, rows: Iterator[tuple[int, list[str]]]
) -> tuple[Shape, Iterator[tuple[int, list[str]]]]:
    """The table whose file it is, and the rows with the head put back."""
    head = next(rows, (1, []))
    shape = shape_for([name.strip() for name in head[1]], stem)
    if shape is None:
        known = ", ".join(framework_tables.SHAPES)
        words = f"these columns belong to no table of the framework; the tables are {known}"
        raise _fault(label, 1, words)

    def whole() -> Iterator[tuple[int, list[str]]]:
        yield head
        yield from rows

    return shape, whole()


def _heads_given_twice(columns: list[str], label: str, line: int) -> Iterator[Fault]:
    """Which of two columns counts would be a guess."""
    for name in dict.fromkeys(columns):
        if name and columns.count(name) > 1:
            yield Fault(label, line, 1, f"the column {name!r} stands here twice; take one out")


class _Sheets:
    """Sheets as they are read, and the faults that do not stop the reading."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.names: dict[str, str] = {}
        self.faults: list[Fault] = []

    def add(self, shape: Shape, rows: Iterable[tuple[int, list[str]]], label: str) -> None:
        if shape.name in self.names:
            said = f"is the table {shape.name!r} again; take out one of the two"
            raise _fault(label, 1, f"{said}, the other is {self.names[shape.name]}")
        columns: list[str] = []
        lines: list[Line] = []
        for count, (number, cells) in enumerate(rows):
            if count > MOST_ROWS:
                raise _fault(label, number, f"has more than {MOST_ROWS:,} lines")
            if any(cell.strip() for cell in cells[MOST_COLUMNS:]):
                raise _fault(label, number, f"has more than {MOST_COLUMNS} columns")
            texts = [self._cell(text, label, number) for text in cells[:MOST_COLUMNS]]
            if count == 0:
                columns = [text.strip() for text in texts]
                self.faults += _heads_given_twice(columns, label, number)
                continue
            if any(text.strip() for text in texts[len(columns) :]):
                self.faults.append(Fault(label, number, 1, "has a cell with no column above it"))
            named = zip(columns, texts, strict=False)
            lines.append(Line(number, {name: text for name, text in named if name}))
        self.names[shape.name] = label
        self.sheets.append(Sheet(shape, tuple(name for name in columns if name), tuple(lines)))

    def _cell(self, text: str, label: str, line: int) -> str:
        seen, fault = only_seen(unsafe(text.replace("\r\n", "\n")))
        if fault:
            self.faults.append(Fault(label, line, 1, fault))
        return seen

    def found(self, aside: Iterable[str] = ()) -> Found:
        return Found(tuple(self.sheets), self.names, tuple(aside), tuple(self.faults))
