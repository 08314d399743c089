"""A framework as it was published, from Markdown, plain text or a Word document, block by block.

A file is read with care: a size is refused before it is parsed, and what cannot be shown is named with
its place. Lines count from 1; in a Word document a paragraph is a line.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from alongside.core.framework.blocks import (
    BOLD_HEADING,
    Block,
    Part,
    is_heading_in_bold,
    is_page_number,
    item_in,
    read_text,
    tidy,
)
from alongside.foundation.packed import Unreadable, xml_events
from alongside.foundation.reading import Fault, Faults

MAX_BYTES: Final = 10 * 1024 * 1024
MAX_TEXT: Final = 5 * 1024 * 1024
MAX_LINES: Final = 50_000
LONGEST: Final = 20_000  # characters of a line, and of a paragraph
MAX_FAULTS: Final = 50
EVERY: Final = 5_000  # paragraphs between two words on how far reading has come

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What a reader cannot see: C0 but for tab, line ends and the end of a page, DEL, C1, the paragraph
# separator, changes of direction, and code points that are no characters.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
_SPACES: Final = str.maketrans(dict.fromkeys("\x0b\x85\u2028", " "))  # lines within a paragraph
# What is not text, by how it begins, and what to do.
_OTHERS: Final = (
    (b"%PDF", "this is a PDF; save its text as a text file or a Word document (DOCX)"),
    (b"\xd0\xcf\x11\xe0", "this is an older Word document; save it as DOCX"),
    (b"{\\rtf", "this is rich text (RTF); save it as DOCX"),
)

_LIST_STYLE: Final = r"list (?:bullet|number)(?: ([2-5]))?"

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read. ``name`` is the file's, without its folder; ``digest`` is of its bytes;
    ``form`` says what it was read as; ``lines`` how many lines or paragraphs it has."""

    name: str
    digest: str
    form: str
    lines: int
    blocks: tuple[Block, ...]


def read_document(path: Path, *, tell: Tell = lambda _said: None) -> Document:
    """Read a file. Raises Faults with everything found wrong, each with file and line."""
    name = str(path)
    try:
        if path.exists() and not path.is_file():
            raise Unreadable("this is no file")
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise Unreadable(f"this file is larger than {MAX_BYTES:,} bytes")
        if raw.startswith(b"PK\x03\x04"):
            form, lines, blocks = "a Word document", *_word(raw, name, tell)
        else:
            form, lines, blocks = _text(raw, name)
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise Faults([Fault(name, 1, 1, f"this file cannot be read: {reason}")]) from error
    except Unreadable as error:
        raise Faults([Fault(name, 1, 1, str(error))]) from error
    _refuse_long(blocks, name)
    if not any(block.text for block in blocks):
        raise Faults([Fault(name, 1, 1, "this file holds no text")])
    digest = hashlib.sha256(raw).hexdigest()
    return Document(path.name, digest, form, lines, blocks)


def _refuse_long(blocks: tuple[Block, ...], name: str) -> None:
    long = [one for one in blocks if len(one.text) > LONGEST][:MAX_FAULTS]
    if long:
        message = f"this paragraph is longer than {LONGEST:,} characters"
        raise Faults(Fault(name, one.line, 1, message) for one in long)


# Text


def _text(raw: bytes, name: str) -> tuple[str, int, tuple[Block, ...]]:
    for begins, message in _OTHERS:
        if raw.startswith(begins):
            raise Unreadable(message)
    encoding, text = _decoded(raw, name)
    if len(text) > MAX_TEXT:
        raise Unreadable(f"this file holds more than {MAX_TEXT:,} characters")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.removesuffix("\n").split("\n")
    if len(lines) > MAX_LINES:
        raise Unreadable(f"this file has more than {MAX_LINES:,} lines")
    faults = list(_wrong(lines, name))
    if faults:
        raise Faults(faults)
    blocks = read_text(line.translate(_SPACES) for line in lines)
    return f"text ({encoding})", len(lines), blocks


def _decoded(raw: bytes, name: str) -> tuple[str, str]:
    """Text as UTF-8, or UTF-16 where it says so, or else as older Windows programs write it."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16", _strictly(raw, "utf-16", "UTF-16", name)
    try:
        return "UTF-8", raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "Windows-1252", _strictly(raw, "cp1252", "UTF-8 nor Windows-1252", name)


def _strictly(raw: bytes, encoding: str, called: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].decode(encoding, errors="ignore").count("\n") + 1
        message = f"this is not {called}; save the file as UTF-8"
        raise Faults([Fault(name, line, 1, message)]) from error


def _wrong(lines: list[str], name: str) -> Iterator[Fault]:
    found = 0
    for number, line in enumerate(lines, 1):
        if found >= MAX_FAULTS:
            return
        unseen = _UNSEEN.search(line)
        if unseen:
            found += 1
            message = (
                f"holds a character nobody can see (U+{ord(unseen.group()):04X}), which cannot be "
                "kept; take it out"
            )
            yield Fault(name, number, unseen.start() + 1, message)
        if len(line) > LONGEST:
            found += 1
            yield Fault(name, number, LONGEST, f"this line is longer than {LONGEST:,} characters")


# Word


@dataclass
class _Style:
    """What a named style makes of a paragraph: a heading's level, how deep an item stands."""

    based_on: str = ""
    level: int = 0
    depth: int | None = None


def _word(raw: bytes, name: str, tell: Tell) -> tuple[int, tuple[Block, ...]]:
    styles = _styles(raw)
    blocks: list[Block] = []
    number, characters = 0, 0
    for paragraph in _paragraphs(raw):
        if not isinstance(paragraph, _Paragraph):
            blocks.append(Block(Part.BREAK, "", max(number, 1)))
            continue
        number += 1
        if number % EVERY == 0:
            tell(f"{number:,} paragraphs read")
        characters += sum(map(len, paragraph.text))
        if number > MAX_LINES or characters > MAX_TEXT:
            raise Unreadable(f"this document has more than {MAX_LINES:,} paragraphs")
        made = _block(paragraph, styles, number, name)
        if made is not None:
            blocks.append(made)
    return number, tuple(blocks)


def _styles(raw: bytes) -> dict[str, _Style]:
    found: dict[str, _Style] = {}
    try:
        for event, element in xml_events(raw, "word/styles.xml"):
            if event == "end" and element.tag == f"{W}style":
                found[element.get(f"{W}styleId", "")] = _style(element)
                element.clear()
    except Unreadable as error:
        if isinstance(error.__cause__, KeyError):
            return {}
        raise
    return found


def _style(element: Any) -> _Style:
    made = _Style(based_on=_value(element.find(f"{W}basedOn")))
    name = _value(element.find(f"{W}name")).lower()
    named, listed = re.fullmatch(r"heading ([1-9])", name), re.fullmatch(_LIST_STYLE, name)
    properties = element.find(f"{W}pPr")
    if named:
        made.level = int(named.group(1))
    elif name == "title":
        made.level = 1
    if properties is not None:
        made.level = made.level or _outline(properties)
        made.depth = _depth(properties)
    if listed:
        # Word's own styles say how deep they stand by their names alone.
        made.depth = int(listed.group(1) or 1) - 1
    return made


def _value(element: Any) -> str:
    return str(element.get(f"{W}val", "")) if element is not None else ""


def _outline(properties: Any) -> int:
    said = _value(properties.find(f"{W}outlineLvl"))
    return int(said) + 1 if said in tuple("012345678") else 0


def _depth(properties: Any) -> int | None:
    """How deep an item stands, from 0; None for what is no item; -1 where a list is taken away."""
    numbered = properties.find(f"{W}numPr")
    if numbered is None:
        return None
    if _value(numbered.find(f"{W}numId")) == "0":
        return -1
    said = _value(numbered.find(f"{W}ilvl"))
    return int(said) if said in tuple("012345678") else 0


class _Paragraph:
    """What was read of one paragraph."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.style = ""
        self.level = 0
        self.depth: int | None = None
        self.plain = False  # some of it is not bold


def _paragraphs(raw: bytes) -> Iterator[_Paragraph | None]:
    """Every paragraph, and None where a page ends. Left out: what a fallback repeats, text boxes, and
    what tracked changes took out (its text is in elements of another name)."""
    open_, turned, aside = _Paragraph(), False, 0
    left_out = (f"{MC}Fallback", f"{W}txbxContent", f"{W}moveFrom")
    for event, element in xml_events(raw, "word/document.xml"):
        tag = element.tag
        if tag in left_out:
            aside += 1 if event == "start" else -1
        elif aside:
            continue
        elif event == "start" and tag == f"{W}p":
            open_ = _Paragraph()
        elif event == "end" and tag == f"{W}p":
            if turned:
                yield None
            yield open_
            turned = False
            element.clear()
        elif event == "end":
            turned = _take(open_, element) or turned


def _take(open_: _Paragraph, element: Any) -> bool:
    """Take one element into the paragraph; whether a page ends there."""
    tag = element.tag.removeprefix(W)
    if tag == "r":
        text = "".join(_run_text(inner) for inner in element)
        open_.text.append(text)
        bold = element.find(f"{W}rPr/{W}b")
        if text.strip() and (bold is None or _value(bold) in ("0", "false")):
            open_.plain = True
        return any(
            inner.tag == f"{W}lastRenderedPageBreak"
            or (inner.tag == f"{W}br" and inner.get(f"{W}type") == "page")
            for inner in element
        )
    if tag == "pPr":
        open_.style = _value(element.find(f"{W}pStyle"))
        open_.level, open_.depth = _outline(element), _depth(element)
        return element.find(f"{W}pageBreakBefore") is not None
    return False


def _run_text(inner: Any) -> str:
    tag = inner.tag.removeprefix(W)
    if tag == "t":
        return str(inner.text or "")
    return {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}.get(tag, "")


def _block(one: _Paragraph, styles: dict[str, _Style], number: int, name: str) -> Block | None:
    said = "".join(one.text).replace("\n", " ")
    unseen = _UNSEEN.search(said)
    if unseen:
        message = f"holds a character nobody can see (U+{ord(unseen.group()):04X})"
        raise Faults([Fault(name, number, unseen.start() + 1, message)])
    text = tidy(said)
    if not text:
        return None
    level, depth = _from_styles(one, styles)
    if level:
        return Block(Part.HEADING, text, number, level, short=True)
    if depth is not None and depth >= 0:
        return Block(Part.ITEM, text, number, depth * 4, "-")
    mark, rest = item_in(said)
    if mark:
        return Block(Part.ITEM, tidy(rest), number, len(said) - len(said.lstrip()), mark)
    if is_page_number(text):
        return Block(Part.BREAK, "", number)
    if not one.plain and is_heading_in_bold(text):
        return Block(Part.HEADING, text, number, BOLD_HEADING, short=True)
    return Block(Part.TEXT, text, number, short=True)


def _from_styles(one: _Paragraph, styles: dict[str, _Style]) -> tuple[int, int | None]:
    """A paragraph's level and depth: its own, or those of its style and what that is based on."""
    level, depth, style = one.level, one.depth, one.style
    for _turn in range(20):
        if style not in styles:
            break
        made = styles[style]
        level = level or made.level
        depth = made.depth if depth is None else depth
        style = made.based_on
    return level, depth
