"""A package from a file or an address: its text in chunks, its size bounded, and read before anything
is kept.
"""

import codecs
import io
import re
import ssl
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from alongside.core.credentials.case.reading import Fault, Package, Refused, read
from alongside.foundation.fetching import Bounds, fetch

LARGEST: Final = 256 * 1024 * 1024
CHUNK: Final = 64 * 1024
MOST_ON_SITE: Final = 16 * 1024 * 1024
"""What a page takes: it is read while somebody waits, in a process that answers others as well."""
AT_TERMINAL: Final = Bounds(most=LARGEST, step=30.0, longest=600.0)
ON_SITE: Final = Bounds(most=MOST_ON_SITE, longest=45.0)
_DOCUMENT: Final = re.compile(r"(/ims/case/v1p[01])/CFDocuments/([0-9a-fA-F-]{36})/?$")
_OTHERS: Final = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"\x1f\x8b": "gzip", b"PK": "zip"}


def load(path: Path) -> Package:
    """The package in a file. Raises Refused with every fault, or OSError where it cannot be opened."""
    return read(chunks(path))


def load_from(address: str, *, trust: ssl.SSLContext | None = None) -> Package:
    """The package at an address. Raises Refused with every fault, or Unfetched."""
    with tempfile.TemporaryFile() as kept:
        fetch(package_address(address), kept, bounds=AT_TERMINAL, trust=trust)
        kept.seek(0)
        return read_from(kept)


def bytes_from(address: str) -> bytes:
    """What stands at an address, within what a page takes. Raises Unfetched."""
    kept = io.BytesIO()
    fetch(package_address(address), kept, bounds=ON_SITE)
    return kept.getvalue()


def source_of(address: str) -> str:
    """An address to remember: without what follows a question mark, which may be somebody's key."""
    return package_address(address).partition("#")[0].partition("?")[0]


def read_from(stream: BinaryIO) -> Package:
    """The package in what is open already. Raises Refused."""
    return read(_texts(stream))


def package_address(address: str) -> str:
    """Where the package of a document stands, if an address is the document's; else the address."""
    return _DOCUMENT.sub(r"\1/CFPackages/\2", address.strip())


def chunks(path: Path) -> Iterator[str]:
    """The file's text, piece by piece. Raises Refused for what is no UTF-8, or too large."""
    with path.open("rb") as stream:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise Refused([Fault(0, "", "this is no ordinary file")])
        if facts.st_size > LARGEST:
            raise Refused([Fault(0, "", f"this is larger than {LARGEST:,} bytes")])
        yield from _texts(stream)


def _texts(stream: BinaryIO) -> Iterator[str]:
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
