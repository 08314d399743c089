"""Everything in one zip, written as it is sent: one file is in memory at a time, none on a disk."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Final, cast

# What is packed already gains nothing from being packed again.
PACKED: Final = (".docx", ".pdf", ".png", ".jpg", ".jpeg", ".webp", ".zip")


@dataclass(frozen=True, slots=True)
class Member:
    path: str
    body: bytes


class _Outbox:
    """What the zip has written and nobody has fetched yet. It cannot be gone back in."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def fetch(self) -> Iterator[bytes]:
        waiting, self.waiting = self.waiting, []
        yield from waiting


def whole(members: Iterable[Member], *, made: datetime) -> Iterator[bytes]:
    """The zip in pieces. ``members`` is asked for one at a time, as the pieces are taken."""
    out = _Outbox()
    with zipfile.ZipFile(cast(IO[bytes], out), "w", zipfile.ZIP_DEFLATED) as bundle:
        for member in members:
            info = zipfile.ZipInfo(member.path, made.timetuple()[:6])
            stored = member.path.lower().endswith(PACKED)
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            bundle.writestr(info, member.body)
            yield from out.fetch()
    yield from out.fetch()
