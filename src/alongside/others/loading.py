"""A package from a file: its text in chunks, its size bounded, and read before anything is kept."""

import codecs
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from alongside.core.credentials.case.reading import Fault, Package, Refused, read

LARGEST: Final = 256 * 1024 * 1024
CHUNK: Final = 64 * 1024
_OTHERS: Final = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"\x1f\x8b": "gzip", b"PK": "zip"}


def load(path: Path) -> Package:
    """The package in a file. Raises Refused with every fault, or OSError where it cannot be opened."""
    return read(chunks(path))


def chunks(path: Path) -> Iterator[str]:
    """The file's text, piece by piece. Raises Refused for what is no UTF-8, or too large."""
    with path.open("rb") as stream:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise Refused([Fault(0, "", "this is no ordinary file")])
        if facts.st_size > LARGEST:
            raise Refused([Fault(0, "", f"this is larger than {LARGEST:,} bytes")])
        decoder, line, first = codecs.getincrementaldecoder("utf-8")(), 1, True
        while True:
            raw = stream.read(CHUNK)
            if first:
                raw, first = _start(raw), False
            try:
                text = decoder.decode(raw, final=not raw)
            except UnicodeDecodeError as error:
                line += error.object[: error.start].count(b"\n")
                byte = error.object[error.start]
                says = f"byte 0x{byte:02x} is no UTF-8; save the file as UTF-8"
                raise Refused([Fault(line, "", says)]) from error
            if not raw:
                return
            line += text.count("\n")
            yield text


def _start(raw: bytes) -> bytes:
    """Without a byte order mark. Other forms are named, so that somebody knows what to do."""
    for mark, name in _OTHERS.items():
        if raw.startswith(mark):
            raise Refused([Fault(1, "", f"this is {name}; give the JSON itself, as UTF-8")])
    return raw.removeprefix(codecs.BOM_UTF8)
