"""The list of who was erased and when, outside the database: one line of JSON each.

It stands apart from the backups, so that a backup from before an erasure can be put right. It holds
an identifier that belongs to nobody any more, and a day. Stories that were taken back stand in it too.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

PERSON, STORY = "person", "story"


@dataclass(frozen=True, slots=True, order=True)
class Erased:
    """``person`` is the identifier of whoever, or whatever ``kind`` says, is not here any more."""

    day: date
    person: UUID
    kind: str = PERSON

    def line(self) -> str:
        return json.dumps({self.kind: str(self.person), "day": self.day.isoformat()})


def append(path: Path, erased: Erased) -> None:
    """Write a line at the end and wait until it is on the disk. Raises OSError."""
    new = not path.exists()
    with open(path, "a+b", opener=_for_us_alone) as file:
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            # A line that a power cut left unfinished must not swallow this one.
            if file.read(1) != b"\n":
                file.write(b"\n")
        file.write(erased.line().encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    if new:
        _keep_name(path.parent)


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _keep_name(folder: Path) -> None:
    """A new file is found again after a power cut only once its folder is on the disk too."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read(path: Path) -> tuple[list[Erased], list[str]]:
    """Every erasure in the file, and a sentence for each line that is none. Raises OSError."""
    found, faults = [], []
    for number, line in _lines(path):
        try:
            facts = json.loads(line)
            kind = STORY if STORY in facts else PERSON
            found.append(Erased(date.fromisoformat(facts["day"]), UUID(facts[kind]), kind))
        except (ValueError, KeyError, TypeError, AttributeError):
            faults.append(f"{path}:{number}: this line is no erasure.")
    return found, faults


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    text = path.read_bytes().decode("utf-8", errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield number, line
