"""Reading answers.csv: columns code, point, want. Every bad row is named; nothing is half read."""

import codecs
import csv
import io
from collections.abc import Collection
from pathlib import Path

from alongside.core.scales import ANSWERS, Answer
from alongside.foundation.reading import Fault, Faults
from alongside.foundation.text import BAD

COLUMNS = ("code", "point", "want")
WANT = {"yes": True, "no": False, "": False}
MOST_BYTES = 1_000_000


def read_answers(path: Path, codes: Collection[str]) -> list[Answer]:
    """The answers in a file, in its order. Raises Faults naming file, line and column."""
    name = str(path)
    rows = list(_rows(name, _text(path)))
    if not rows:
        raise Faults([Fault(name, 1, 1, f"The file is empty. Its first line is {_header()}.")])
    line, header = rows[0]
    found = [cell.strip().lower() for cell in header]
    if sorted(found) != sorted(COLUMNS):
        given = ", ".join(found) or "nothing"
        raise Faults([Fault(name, line, 1, f"The first line is {_header()}; here it is {given}.")])
    faults: list[Fault] = []
    answers: dict[str, Answer] = {}
    lines: dict[str, int] = {}
    for line, cells in rows[1:]:
        answer = _row(name, line, found, cells, codes, faults)
        if answer is None:
            continue
        if answer.code in lines:
            column = found.index("code") + 1
            said = (
                f"{answer.code} stands on line {lines[answer.code]} already. Keep one of the two."
            )
            faults.append(Fault(name, line, column, said))
        lines.setdefault(answer.code, line)
        answers.setdefault(answer.code, answer)
    if faults:
        raise Faults(faults)
    return list(answers.values())


def _header() -> str:
    return ",".join(COLUMNS)


def _text(path: Path) -> str:
    name = str(path)
    try:
        with path.open("rb") as stream:  # a device or a pipe has no size to ask for
            raw = stream.read(MOST_BYTES + 1)
    except OSError as error:
        said = f"The file cannot be read ({error.strerror}). Give the path of a CSV file."
        raise Faults([Fault(name, 1, 1, said)]) from error
    if len(raw) > MOST_BYTES:
        raise Faults([Fault(name, 1, 1, f"The file is larger than {MOST_BYTES} bytes.")])
    text = _decode(raw)
    bad = BAD.search(text)
    if bad is not None:
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - text.rfind("\n", 0, bad.start())
        said = f"A character that cannot be used (U+{ord(bad.group()):04X}). Take it out."
        raise Faults([Fault(name, line, column, said)])
    return text


def _decode(raw: bytes) -> str:
    """UTF-8, UTF-16 as spreadsheets save it, or the older Windows encoding."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _rows(name: str, text: str) -> list[tuple[int, list[str]]]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((reader.line_num, cells))
    except csv.Error as error:
        said = f"This line is not CSV that can be read: {error}. Check its quotation marks."
        raise Faults([Fault(name, reader.line_num, 1, said)]) from error
    return rows


def _row(
    name: str,
    line: int,
    found: list[str],
    cells: list[str],
    codes: Collection[str],
    faults: list[Fault],
) -> Answer | None:
    """One row as an answer, or None with its faults added: all of them, not only the first."""
    if len(cells) != len(found):
        said = f"This row has {len(cells)} columns and needs {len(found)}: {', '.join(found)}."
        faults.append(Fault(name, line, 1, said))
        return None
    before = len(faults)
    cell = {column: value.strip() for column, value in zip(found, cells, strict=True)}

    def refuse(column: str, said: str) -> None:
        at = found.index(column) + 1
        faults.append(Fault(name, line, at, f"column {column}: {said}"))

    code, point, want = cell["code"].upper(), cell["point"].lower(), cell["want"].lower()
    if code not in codes:
        refuse("code", f"there is no statement “{cell['code']}”. Use a code from K01 to V20.")
    if point and point not in ANSWERS:
        refuse("point", f"“{cell['point']}” is not a point. Use {', '.join(ANSWERS)}, or nothing.")
    if want not in WANT:
        refuse("want", f"“{cell['want']}” is not an answer. Use yes, no, or nothing.")
    if len(faults) > before:
        return None
    return Answer(code=code, point=point, want=WANT[want])
