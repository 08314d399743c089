"""Tables as bytes: CSV, a workbook, a package in one zip. The same tables, the same bytes.

No cell can be taken for a formula, and no file says when it was made, only when its edition was
published.
"""

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any, Final

from alongside.core.credentials.packages import CSVW, DESCRIPTOR, File, Package, csvw, descriptor
from alongside.core.credentials.tables import Cell, Table, safe

WIDEST: Final = 60
NARROWEST: Final = 12
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_MODIFIED: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def as_csv(lines: Iterable[Iterable[Cell]]) -> bytes:
    """UTF-8, commas, quotes where needed, CR LF: what RFC 4180 says."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    for line in lines:
        writer.writerow("" if cell is None else safe(cell) for cell in line)
    return stream.getvalue().encode()


def table_csv(table: Table) -> bytes:
    return as_csv([table.shape.names, *table.rows])


def as_json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def as_zip(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(_entry(name), content)
    return stream.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def data_package(package: Package, tables: Iterable[Table]) -> bytes:
    """A zip with a CSV file for each table, and what describes them in both standards."""
    contents, files = {}, []
    for table in tables:
        path, content = f"data/{table.name}.csv", table_csv(table)
        contents[path] = content
        digest = hashlib.sha256(content).hexdigest()
        files.append(File(table.shape, path, len(content), digest))
    described = {
        "README.txt": _readme(package, files).encode(),
        DESCRIPTOR: as_json(descriptor(package, files)),
        CSVW: as_json(csvw(package, files)),
    }
    return as_zip({**described, **contents})


def _readme(package: Package, files: Iterable[File]) -> str:
    name, address = package.licence
    lines = [
        package.title,
        "",
        package.about,
        "",
        f"Licence: {name or 'not stated'} {address}".rstrip(),
        f"Source: {package.source}",
        f"Published: {package.created or 'not published'}",
        f"Version: {package.version}",
        f"Home: {package.homepage}",
        "",
        *(f"{file.path}: {file.shape.title}. {file.shape.about}" for file in files),
        "",
        "A cell that would begin like a formula begins with ' instead.",
        "",
    ]
    return "\n".join(lines)


def workbook(package: Package, tables: Iterable[Table]) -> bytes:
    """A sheet for each table, with its head fixed; first of all what it is."""
    from openpyxl import Workbook  # a second, which nobody else should wait for

    book = Workbook(write_only=True)
    book.properties.title = package.title
    book.properties.creator = "Alongside"
    book.properties.description = f"{package.rights} Version {package.version}"
    for table in tables:
        _sheet(book, table)
    stream = io.BytesIO()
    book.save(stream)
    return _without_times(stream.getvalue(), package.created or "1980-01-01")


def _sheet(book: Any, table: Table) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(table.name)
    sheet.freeze_panes = "A2"
    for place, name in enumerate(table.shape.names):
        longest = max([len(name), *(len(str(row[place] or "")) for row in table.rows)])
        width = min(max(longest + 2, NARROWEST), WIDEST)
        sheet.column_dimensions[get_column_letter(place + 1)].width = width
    bold, wrap = Font(bold=True), Alignment(wrap_text=True, vertical="top")

    def cell(value: Cell, *, head: bool = False) -> Any:
        made = WriteOnlyCell(sheet, value=safe(value))
        if isinstance(value, str):
            made.data_type = "s"  # “#N/A” is a text too, and no error
        made.alignment = wrap
        if head:
            made.font = bold
        return made

    sheet.append([cell(name, head=True) for name in table.shape.names])
    for row in table.rows:
        sheet.append([cell(value) for value in row])


def _without_times(content: bytes, day: str) -> bytes:
    """The same workbook, without the moment it was made."""
    said = rf"\g<1>{day}T00:00:00Z\g<3>".encode()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        files = {name: book.read(name) for name in book.namelist()}
    files["docProps/core.xml"] = _MODIFIED.sub(said, files["docProps/core.xml"])
    return as_zip(files)
