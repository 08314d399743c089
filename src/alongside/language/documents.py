"""The words in a file: text, Markdown, DOCX, ODT and PDF, read with care and never kept.

A file somebody sends may be made to do harm: size is capped before reading, unpacked bytes are
counted while they stream, XML that declares entities is refused, and a password is not guessed.
Lines count from 1; in DOCX and ODT a paragraph is a line, in PDF a line of the page as it prints.
"""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from alongside.foundation.packed import Unreadable, xml_events

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_TEXT: Final = 10 * 1024 * 1024
MAX_PAGES: Final = 2000
# A line end that ends a sentence too, whatever stands before it.
PARAGRAPH_END: Final = "\u2029\n"
_BLANK: Final = re.compile(r"[^\n]")

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def read(path: Path) -> str:
    """The text of a file. Raises Unreadable."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise Unreadable(f"this file cannot be read: {reason}") from error
    return text_of(raw, path.suffix)


def text_of(raw: bytes, suffix: str) -> str:
    """The text in the bytes of a file whose name ends in ``suffix``. Raises Unreadable."""
    if len(raw) > MAX_BYTES:
        raise Unreadable(f"this file is larger than {MAX_BYTES:,} bytes; split it")
    reader = _READERS.get(suffix.lower(), _plain)
    text = reader(raw).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MAX_TEXT:
        raise Unreadable(f"this file holds more than {MAX_TEXT:,} characters; split it")
    return text


def _plain(raw: bytes) -> str:
    """Text as UTF-8, or UTF-16 where it says so, or else as older Windows programs write it."""
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise Unreadable("this is no text: it holds NUL; give text, Markdown, DOCX, ODT or PDF")
    return text


# Markdown: code and quoted blocks are not the writer's own words, so they become spaces

_ASIDE: Final = re.compile(
    r"^(?:```|~~~).*?^(?:```|~~~)[^\n]*$"  # fenced code
    r"|^ {0,3}>[^\n]*$"  # quoted block
    r"|<!--.*?-->"
    r"|`[^`\n]+`"
    r"|(?<=\])\([^()\s]*\)",  # where a link leads
    re.M | re.S,
)


def _markdown(raw: bytes) -> str:
    return _ASIDE.sub(lambda match: _BLANK.sub(" ", match.group()), _plain(raw))


# DOCX and ODT: one XML file inside a zip, read event by event


def _xml_lines(raw: bytes, member: str, lines: Callable[[Any], Iterator[str]]) -> str:
    return PARAGRAPH_END.join(lines(xml_events(raw, member)))


def _docx(raw: bytes) -> str:
    return _xml_lines(raw, "word/document.xml", _docx_lines)


def _docx_lines(events: Any) -> Iterator[str]:
    """A line a paragraph. A fallback repeats what stands before it, so it is left out."""
    line: list[str] = []
    aside = 0
    for event, element in events:
        tag = element.tag
        if tag == f"{MC}Fallback":
            aside += 1 if event == "start" else -1
        elif event == "end" and not aside:
            if tag == f"{W}t":
                line.append(element.text or "")
            elif tag in (f"{W}tab", f"{W}br", f"{W}cr"):
                line.append(" ")
            elif tag == f"{W}noBreakHyphen":
                line.append("-")
            elif tag == f"{W}p":
                yield _one_line(line)
                line = []
                element.clear()
    yield _one_line(line)


def _odt(raw: bytes) -> str:
    return _xml_lines(raw, "content.xml", _odt_lines)


_ODT_ASIDE: Final = (f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{TEXT}note-citation")


def _odt_lines(events: Any) -> Iterator[str]:
    """A line a paragraph or heading; comments and what tracked changes took out are left aside."""
    aside = 0
    for event, element in events:
        if element.tag in _ODT_ASIDE:
            aside += 1 if event == "start" else -1
        elif event == "end" and not aside and element.tag in (f"{TEXT}p", f"{TEXT}h"):
            yield _one_line(list(_odt_words(element)))
            element.clear()


def _odt_words(element: Any) -> Iterator[str]:
    if element.tag in (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"):
        yield " "
    yield element.text or ""
    for inner in element:
        if inner.tag not in _ODT_ASIDE:
            yield from _odt_words(inner)
        yield inner.tail or ""


def _one_line(parts: list[str]) -> str:
    return "".join(parts).replace("\n", " ")


# PDF


def _pdf(raw: bytes) -> str:
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted:
            raise Unreadable("this PDF is locked with a password; save it without one")
        if len(reader.pages) > MAX_PAGES:
            raise Unreadable(f"this PDF has more than {MAX_PAGES:,} pages; split it")
        return "\n".join(_pages(reader))
    except Unreadable:
        raise
    except Exception as error:  # a broken PDF can make the library fail in any way at all
        raise Unreadable(f"this PDF cannot be read: {error}") from error


def _pages(reader: Any) -> Iterator[str]:
    length = 0
    for page in reader.pages:
        text = str(page.extract_text())
        length += len(text)
        if length > MAX_TEXT:
            raise Unreadable(f"this PDF holds more than {MAX_TEXT:,} characters; split it")
        yield text


_READERS: Final[dict[str, Callable[[bytes], str]]] = {
    ".md": _markdown,
    ".markdown": _markdown,
    ".docx": _docx,
    ".odt": _odt,
    ".pdf": _pdf,
}
