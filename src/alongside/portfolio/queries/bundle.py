"""Reading a record that somebody brings: a zip or its record.json, which may hold anything at all.

Nothing is unpacked to a disk. Every byte that comes out of the zip is counted while it comes, and
what the zip says of itself (sizes, names) is not believed.
"""

import io
import json
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator

from alongside.foundation.text import BadText, read_json

MOST_BYTES: Final = 100 * 2**20
MOST_RECORD: Final = 20 * 2**20
MOST_UNPACKED: Final = 200 * 2**20
MOST_MEMBERS: Final = 6000
CHUNK: Final = 64 * 2**10
FORMAT: Final = "alongside-record/1"
RECORD: Final = "record.json"
SCHEMA: Final = Path(__file__).parents[1] / "data" / "schema" / "record.schema.json"
_DRIVE: Final = re.compile(r"^[A-Za-z]:")
_KNOWN_FORMAT: Final = re.compile(r"alongside-record/\d+")


class BadBundle(ValueError):
    """What was brought cannot be read: where, what, and what to do. Nothing was changed."""


class Bundle:
    """A record that was brought, checked as a whole. ``document`` has the shape of its schema;
    ``has_files`` is whether files came along, which they cannot with record.json by itself.
    """

    def __init__(self, content: io.BytesIO) -> None:
        self.unpacked = 0
        self._zip = _opened(content) if _is_zip(content) else None
        self.has_files = self._zip is not None
        if self._zip is not None:
            self._names = _checked_names(self._zip)
            if RECORD not in self._names:
                raise BadBundle(
                    _("This zip holds no record.json. Bring the file as it was when you took it.")
                )
            raw = self._read(self._names[RECORD], MOST_RECORD)
        else:
            self._names = {}
            raw = content.getvalue()
        self.document: dict[str, Any] = _document(raw)

    def has(self, path: str) -> bool:
        return path in self._names

    def file(self, path: str, most: int) -> bytes:
        """One file. Raises BadBundle where it is larger than ``most`` or cannot be unpacked."""
        return self._read(self._names[path], most)

    def let_go(self) -> None:
        """Forget the zip once its files have been read: only the document is wanted from then on."""
        self._zip = None

    def _read(self, info: zipfile.ZipInfo, most: int) -> bytes:
        assert self._zip is not None
        out = io.BytesIO()
        self._refuse_too_much(info.filename, info.file_size, most)
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(CHUNK):
                    self.unpacked += len(chunk)
                    out.write(chunk)
                    self._refuse_too_much(info.filename, out.tell(), most)
            if out.tell() != info.file_size:
                raise EOFError
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
            said = _(
                "“%(name)s” in the zip is damaged. Take your record again and bring that file."
            )
            raise BadBundle(said % {"name": info.filename[:100]}) from error
        return out.getvalue()

    def _refuse_too_much(self, name: str, size: int, most: int) -> None:
        if size > most:
            said = _("“%(name)s” in the zip is larger than %(most)s MB when unpacked.")
            raise BadBundle(said % {"name": name[:100], "most": most // 2**20})
        if self.unpacked > MOST_UNPACKED:
            said = _("The zip holds more than %(most)s MB when unpacked.")
            raise BadBundle(said % {"most": MOST_UNPACKED // 2**20})


def _is_zip(content: io.BytesIO) -> bool:
    content.seek(0)
    return content.read(2) == b"PK"


def _opened(content: io.BytesIO) -> zipfile.ZipFile:
    try:
        found = zipfile.ZipFile(content)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        said = _(
            "This zip cannot be opened: it is damaged or not complete. Take your record again."
        )
        raise BadBundle(said) from error
    if len(found.infolist()) > MOST_MEMBERS:
        said = _("The zip holds more than %(most)s files.")
        raise BadBundle(said % {"most": MOST_MEMBERS})
    return found


def _checked_names(found: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    names: dict[str, zipfile.ZipInfo] = {}
    for info in found.infolist():
        problem = _problem(info, names)
        if problem:
            shown = ascii(info.filename[:100])
            said = _("The zip holds %(name)s, %(problem)s. Nothing was taken from it.")
            raise BadBundle(said % {"name": shown, "problem": problem})
        names[info.filename] = info
    return names


def _problem(info: zipfile.ZipInfo, names: dict[str, zipfile.ZipInfo]) -> str:
    # ``filename`` stops at a NUL and turns backslashes on some systems; the original does not.
    name = info.orig_filename
    if name in names:
        return _("which is in it twice")
    if "\x00" in name or "\\" in name or name.startswith("/") or _DRIVE.match(name):
        return _("which is not a name of a file in a folder")
    if any(step in ("", ".", "..") for step in name.removesuffix("/").split("/")):
        return _("which leads out of its folder")
    if stat.S_ISLNK(info.external_attr >> 16):
        return _("which is a link to somewhere else")
    if info.flag_bits & 1:
        return _("which is locked with a password")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return _("which is packed in a way that is not read here")
    return ""


def _document(raw: bytes) -> dict[str, Any]:
    try:
        value = read_json(raw, most=MOST_RECORD)
    except BadText as error:
        raise BadBundle(f"{RECORD}: {error}") from error
    given = value.get("format") if isinstance(value, dict) else None
    if not isinstance(given, str) or not _KNOWN_FORMAT.fullmatch(given):
        said = _(
            "This is not a record taken from Alongside. Bring the zip file or its record.json."
        )
        raise BadBundle(said)
    if given != FORMAT:
        said = _("This record has the form %(given)s; this installation reads %(known)s.")
        raise BadBundle(said % {"given": given, "known": FORMAT})
    for place, problem in _faults(value):
        raise BadBundle(f"{RECORD}, {place}: {problem}")
    assert isinstance(value, dict)
    return value


def _faults(value: Any) -> Iterator[tuple[str, str]]:
    for error in _validator().iter_errors(value):
        place = "/" + "/".join(str(step) for step in error.absolute_path)
        yield place, error.message if len(error.message) <= 200 else error.message[:199] + "…"


@cache
def _validator() -> Any:
    return Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
