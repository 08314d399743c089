"""alongside identifiers check FILE...: what could tell who somebody is, with no database.

What is checked is read, looked at and forgotten. The words that are found are not printed: what is
printed may be kept, in a terminal's history or a build's log.
"""

import argparse
import json
import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from alongside.core.language.identifiers import Finding
from alongside.foundation.packed import Unreadable
from alongside.language import documents
from alongside.language.loading import identifiers

from .refusing import BAD_INPUT

# In Markdown, code and quotations are set aside for the coach; a name in one is still a name.
AS_THEY_STAND: Final = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Found:
    """A finding in a file. ``line`` and ``column`` count from 1, in characters."""

    file: str
    line: int
    column: int
    finding: Finding


def check(options: argparse.Namespace) -> int:
    """Exit code 1 where anything is found, 0 where nothing is, 2 for a bad file."""
    found: list[Found] = []
    adding_up: list[str] = []
    unread = False
    for name in options.files:
        try:
            text = _text(name)
        except Unreadable as error:
            print(f"{name}: {error}", file=sys.stderr)
            unread = True
            continue
        findings = identifiers().check(text)
        found += _placed(name, text, findings)
        if identifiers().adds_up(findings):
            adding_up.append(name)
    if options.json:
        rows = [_row(one) for one in found]
        document = {"findings": rows, "small_details_add_up": adding_up}
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        for one in found:
            print(_line(one))
        for name in adding_up:
            print(f"{name}: {identifiers().adding_up}")
    return BAD_INPUT if unread else int(bool(found))


def _text(name: str) -> str:
    """The text of a file, or of standard input for ``-``. Raises Unreadable."""
    if name == "-":
        return documents.text_of(sys.stdin.buffer.read(documents.MAX_BYTES + 1), "")
    path = Path(name)
    if path.suffix.lower() not in AS_THEY_STAND:
        return documents.read(path)
    try:
        with path.open("rb") as stream:
            return documents.text_of(stream.read(documents.MAX_BYTES + 1), "")
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise Unreadable(f"this file cannot be read: {reason}") from error


def _placed(name: str, text: str, findings: list[Finding]) -> Iterator[Found]:
    begins = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
    for one in findings:
        line = bisect_right(begins, one.start)
        yield Found(name, line, one.start - begins[line - 1] + 1, one)


def _line(found: Found) -> str:
    kind = identifiers().kinds[found.finding.kind]
    where = f"{found.file}:{found.line}:{found.column}"
    do = "; ".join(kind["offer"])
    instead = f"Perhaps: {do}." if do else "Take it out; nothing is needed in its place."
    return f"{where}: {found.finding.level} {kind['id']}: {kind['explain']} {instead}"


def _row(found: Found) -> dict[str, Any]:
    finding = found.finding
    kind = identifiers().kinds[finding.kind]
    return {
        "file": found.file,
        "line": found.line,
        "column": found.column,
        "length": finding.end - finding.start,
        "kind": finding.kind,
        "level": finding.level,
        "explain": kind["explain"],
        "offer": kind["offer"],
    }
