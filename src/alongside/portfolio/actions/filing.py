"""What a file is, and whether it may be kept: pictures made afresh, PDF and Word documents opened.

Nothing is believed: not the name, not the kind a browser gives, not the sizes a zip states.
"""

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any, Final

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps
from pypdf import PdfReader

from alongside.foundation.text import BAD

MOST_BYTES: Final = 5_000_000
MOST_PIXELS: Final = 40_000_000
LONGEST_SIDE: Final = 3000
MOST_UNPACKED: Final = 60_000_000
MOST_PARTS: Final = 2000
MOST_RATIO: Final = 200
SMALL: Final = 1_000_000  # what unpacks to less than this may be packed as tightly as it likes
MOST_FACTS: Final = 2_000_000
CHUNK: Final = 64 * 2**10
NAME_MOST: Final = 120
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PICTURES: Final = {
    "JPEG": ("image/jpeg", ".jpg"),
    "PNG": ("image/png", ".png"),
    "WEBP": ("image/webp", ".webp"),
}


class BadFile(ValueError):
    """A file that cannot be kept; the message says why and what would do."""


@dataclass(frozen=True, slots=True)
class Clean:
    """A file as it is kept. ``inside`` is what is in it besides what one sees."""

    name: str
    kind: str
    body: bytes
    inside: dict[str, str]


def clean(name: str, body: bytes) -> Clean:
    """A file fit to be kept. Raises BadFile."""
    if not body:
        raise BadFile(_("This file is empty."))
    if len(body) > MOST_BYTES:
        raise BadFile(_("This file is larger than 5 MB. A smaller picture or a part of it may do."))
    stem = _stem(name)
    for begins, take in KINDS:
        if begins(body):
            return take(stem, body)
    raise BadFile(_("Pictures (JPEG, PNG, WebP), PDF and Word documents (DOCX) can be kept here."))


def _stem(name: str) -> str:
    last = PurePosixPath(BAD.sub("", name).replace("\\", "/")).name
    stem = last.rsplit(".", 1)[0].strip(" .")[:NAME_MOST]
    return stem or _("file")


# Pictures


def _picture(stem: str, body: bytes) -> Clean:
    try:
        with _whole_only(), Image.open(BytesIO(body), formats=list(PICTURES)) as opened:
            kind = str(opened.format)
            if opened.width * opened.height > MOST_PIXELS:
                raise BadFile(_("This picture has more than 40 million points. Make it smaller."))
            fresh = _afresh(opened)
    except BadFile:
        raise
    except Exception as error:  # the decoders raise many kinds for broken files
        raise BadFile(_("This picture cannot be opened. It may be broken.")) from error
    if kind == "JPEG":
        fresh = fresh.convert("RGB")
    out = BytesIO()
    fresh.save(out, kind, **({} if kind == "PNG" else {"quality": 88}))
    media, ending = PICTURES[kind]
    if out.tell() > MOST_BYTES:
        raise BadFile(_("This picture is too large. Save it as JPEG and try again."))
    return Clean(stem + ending, media, out.getvalue(), {})


@contextmanager
def _whole_only() -> Iterator[None]:
    """What makes PDF files lets Pillow open half a picture, for the whole process; not here."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _afresh(opened: Any) -> Any:
    """The points of a picture's first frame the right way up, with nothing else that was in it."""
    opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    turned = ImageOps.exif_transpose(opened)
    mode = "RGBA" if turned.has_transparency_data else "RGB"
    turned = turned.convert(mode)
    return Image.frombytes(mode, turned.size, turned.tobytes())


# PDF


def _pdf(stem: str, body: bytes) -> Clean:
    try:
        reader = PdfReader(BytesIO(body))
        locked = reader.is_encrypted
        inside = {} if locked or not len(reader.pages) else _inside_pdf(reader)
        pages = 0 if locked else len(reader.pages)
    except Exception as error:  # a broken file makes the reader raise nearly anything
        raise BadFile(_("This PDF cannot be opened. It may be broken.")) from error
    if locked:
        raise BadFile(_("This PDF is locked with a password. Save it without one and try again."))
    if not pages:
        raise BadFile(_("This PDF has no pages."))
    return Clean(f"{stem}.pdf", "application/pdf", body, inside)


def _inside_pdf(reader: PdfReader) -> dict[str, str]:
    facts = reader.metadata or {}
    found = {"author": facts.get("/Author"), "title": facts.get("/Title")}
    found["subject"] = facts.get("/Subject")
    if reader.attachments:
        found["attachments"] = str(len(reader.attachments))
    return _said(found)


# Word


def _docx(stem: str, body: bytes) -> Clean:
    try:
        with zipfile.ZipFile(BytesIO(body)) as packed:
            inside = _inside_docx(packed)
    except BadFile:
        raise
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise BadFile(_("This document cannot be opened. It may be broken or locked.")) from error
    except (ElementTree.ParseError, DefusedXmlException, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise BadFile(_("This document cannot be opened. It may be broken.")) from error
    return Clean(f"{stem}.docx", DOCX, body, inside)


def _inside_docx(packed: zipfile.ZipFile) -> dict[str, str]:
    parts = packed.infolist()
    names = {part.filename for part in parts}
    if not {"word/document.xml", "[Content_Types].xml"} <= names:
        raise BadFile(_("This is not a Word document (DOCX)."))
    if len(parts) > MOST_PARTS:
        raise BadFile(_("This document holds too many parts."))
    found: dict[str, Any] = {}
    left = MOST_UNPACKED
    for part in parts:
        if "vbaproject" in part.filename.lower():
            raise BadFile(_("This document holds macros. Save it as DOCX without them."))
        unpacked, marks = _read_through(packed, part, left)
        left -= unpacked
        if "changes" in marks and part.filename == "word/document.xml":
            found["changes"] = "1"
        if "camera" in marks and part.filename.startswith("word/media/"):
            found["camera"] = "1"
    if b"macroEnabled" in _facts(packed, "[Content_Types].xml"):
        raise BadFile(_("This document holds macros. Save it as DOCX without them."))
    ElementTree.fromstring(_facts(packed, "[Content_Types].xml"))
    if "docProps/core.xml" in names:
        found |= _core(_facts(packed, "docProps/core.xml"))
    if "word/comments.xml" in names:
        found["comments"] = "1"
    if any(_fetches(_facts(packed, name)) for name in names if name.endswith(".rels")):
        found["elsewhere"] = "1"
    return _said(found)


def _fetches(relations: bytes) -> bool:
    """Whether a program that opens the document asks another place for a part of it: a template or
    a picture. A link that somebody may follow is none."""
    return any(
        one.get("TargetMode") == "External" and not one.get("Type", "").endswith("/hyperlink")
        for one in ElementTree.fromstring(relations)
    )


MARKS: Final = {b"<w:ins ": "changes", b"<w:del ": "changes", b"Exif\x00\x00": "camera"}


def _read_through(
    packed: zipfile.ZipFile, part: zipfile.ZipInfo, left: int
) -> tuple[int, set[str]]:
    """How much a part unpacks to, counted while it does, and which marks are in it."""
    size, marks, tail = 0, set[str](), b""
    with packed.open(part) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            tight = size > SMALL and size > MOST_RATIO * max(part.compress_size, 1)
            if size > left or tight:
                raise BadFile(_("This document unpacks to more than can be kept here."))
            text = tail + chunk
            marks |= {said for mark, said in MARKS.items() if mark in text}
            tail = chunk[-8:]
    return size, marks


def _facts(packed: zipfile.ZipFile, name: str) -> bytes:
    with packed.open(name) as stream:
        read = stream.read(MOST_FACTS + 1)
    if len(read) > MOST_FACTS:
        raise BadFile(_("This document cannot be opened. It may be broken."))
    return read


def _core(text: bytes) -> dict[str, Any]:
    root = ElementTree.fromstring(text)
    by_name = {child.tag.rpartition("}")[2]: child.text for child in root}
    return {
        "author": by_name.get("creator"),
        "changed_by": by_name.get("lastModifiedBy"),
        "title": by_name.get("title"),
        "subject": by_name.get("subject"),
    }


def _said(found: dict[str, Any]) -> dict[str, str]:
    """What was found, as short plain text; nothing where it says nothing."""
    texts = {name: BAD.sub("", str(text or "")).strip()[:200] for name, text in found.items()}
    return {name: text for name, text in texts.items() if text}


def _begins(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda body: body.startswith(starts)


def _is_webp(body: bytes) -> bool:
    return body[:4] == b"RIFF" and body[8:12] == b"WEBP"


KINDS: Final[tuple[tuple[Callable[[bytes], bool], Callable[[str, bytes], Clean]], ...]] = (
    (_begins(b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"), _picture),
    (_is_webp, _picture),
    (_begins(b"%PDF-"), _pdf),
    (_begins(b"PK\x03\x04"), _docx),
)
