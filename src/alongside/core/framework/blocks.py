"""What stands in a published text, block by block: headings, items of lists, paragraphs, page breaks.

Markdown and plain text are read here. A Word document is read elsewhere, into the same blocks.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from html import unescape
from typing import Final
from unicodedata import normalize

MOST_TO_ADD_TO: Final = 20_000  # characters: nobody adds paragraphs to a longer item for ever
BOLD_HEADING: Final = 7
"""The level of a short paragraph that is bold throughout: below all six of Markdown's own."""
MOST_WORDS_IN_BOLD: Final = 20

# Bullets as keyboards, Word and readers of PDF write them; the private ones are from symbol fonts.
_BULLET: Final = r"[-*+•·‣◦▪●○■□⁃∙–—\uf0b7\uf0a7\uf0d8]"
_NUMBER: Final = r"(?:\(?[0-9]{1,3}[.)]|\(?(?:[a-z]|[ivx]{2,5})\))"
_ITEM: Final = re.compile(rf"( *)({_BULLET}|{_NUMBER}|o(?= {{2}}))(?: +(.*))?$", re.I)
_PLAIN_BULLETS: Final = frozenset("-*+•·●\uf0b7")
_HEADING: Final = re.compile(r" {0,3}(#{1,6})(?: (.*))?$")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-+) *$")
_RULE: Final = re.compile(r" {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$")
_COMMENT: Final = re.compile(r" *(?:<!--.*-->|\\(?:page|new)(?:break|page)) *$", re.I)
_PAGE: Final = re.compile(
    r"[-–—.|( ]{0,3}(?:page +)?[0-9]{1,4}(?: *(?:of|/) *[0-9]{1,4})?[-–—.|) ]{0,3}", re.I
)
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_BOLD: Final = re.compile(r"(?:\*\*|__)([^*_]+)(?:\*\*|__):?")
_QUIET: Final = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")  # seen by nobody, meant for nobody
_LIGATURES: Final = dict(
    zip(map(chr, range(0xFB00, 0xFB07)), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)
)


class Part(StrEnum):
    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"
    BREAK = "break"  # a page ends here, or its number stands here


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: what it is, what it says, and the line (or paragraph) where it begins, from 1.

    ``depth``: a heading's level from 1; how far an item stands in, in columns. ``mark``: the sort of
    mark an item begins with. ``short``: it stood on one line of its own.
    """

    part: Part
    text: str
    line: int
    depth: int = 0
    mark: str = ""
    short: bool = False


def plain(text: str) -> str:
    """Text as a reader sees it: no marks of Markdown, no characters that nobody sees."""
    text = re.sub(r"!?\[([^\[\]\n]*)\]\([^()\s]*(?: \"[^\"]*\")?\)", r"\1", text)
    text = re.sub(r"<((?:https?://|www\.)[^<>\s]+)>", r"\1", text)
    text = re.sub(r"</?[a-zA-Z][^<>]*>", "", text)
    for sign in (r"\*\*\*", r"\*\*", r"\*"):
        text = re.sub(rf"(?<!\\){sign}(?=\S)([^*\n]*[^*\s\\]){sign}", r"\1", text)
    for sign in ("__", "_"):
        text = re.sub(rf"(?<![\w\\]){sign}(?=\S)([^_\n]*[^_\s\\]){sign}(?!\w)", r"\1", text)
    text = unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text))
    return tidy(text)


def tidy(text: str) -> str:
    """One line, single spaces, letters in their ordinary form, nothing that nobody sees."""
    for pair, letters in _LIGATURES.items():
        text = text.replace(pair, letters)
    return " ".join(normalize("NFC", _QUIET.sub("", text)).split())


def words(text: str) -> list[str]:
    """The words of a text for comparing: small letters, no signs."""
    return re.findall(r"[^\W_]+", text.casefold().replace("’", "'").replace("'", ""))


def is_link(text: str) -> bool:
    return bool(re.fullmatch(r"(?:https?://|www\.)\S+", text))


def is_page_number(text: str) -> bool:
    return bool(_PAGE.fullmatch(text))


def is_heading_in_bold(text: str) -> bool:
    return 0 < len(words(text)) <= MOST_WORDS_IN_BOLD


def item_in(text: str) -> tuple[str, str]:
    """The sort of mark that a paragraph begins with, and the rest; ("", text) where it has none."""
    found = _ITEM.fullmatch(text.replace("\t", "    "))
    if not found or not (found.group(3) or "").strip():
        return "", text
    return sort_of(found.group(2)), found.group(3)


def sort_of(mark: str) -> str:
    """A bullet is a sort of its own; numbers are one sort, and letters are one."""
    if re.fullmatch(_BULLET, mark):
        return mark
    return ("1" if re.search("[0-9]", mark) else "o" if mark.lower() == "o" else "a") + mark[-1]


def read_text(lines: Iterable[str]) -> tuple[Block, ...]:
    """The blocks of Markdown or plain text. A form feed stands for the end of a page."""
    whole = [line.expandtabs(4) for line in lines]
    reader = _Reader(Counter(word for line in whole for word in words(line)))
    for number, line in enumerate(whole, 1):
        pages = line.split("\f")
        following = whole[number] if number < len(whole) else ""
        for at, part in enumerate(pages):
            if at:
                reader.page(number)
            if part.strip() or len(pages) == 1:
                reader.line(part, number, following)
    reader.close()
    return tuple(reader.blocks)


@dataclass
class _Reader:
    """Reads line by line. ``open``: the lines of the paragraph that is being read; ``item``: how far
    in it stands and its mark, where it is an item."""

    known: Counter[str]
    blocks: list[Block] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    begins: int = 0
    item: tuple[int, str] | None = None

    def line(self, line: str, number: int, following: str) -> None:
        said = line.strip()
        if not said:
            self.close()
        elif self._is_page_number(said, following) or _COMMENT.match(line):
            self.page(number)
        elif found := _HEADING.match(line):
            self.close()
            text = _without_marks_behind(found.group(2) or "")
            self._add(Part.HEADING, text, number, depth=len(found.group(1)))
        elif _UNDERLINE.match(line) and len(self.open) == 1 and self.item is None:
            level = 1 if said[0] == "=" else 2
            text, self.open = self.open[0], []
            self._add(Part.HEADING, text, self.begins, depth=level)
        elif _RULE.match(line):
            self.page(number)
        elif (found := _ITEM.match(line)) and self._begins_item(found):
            self.close()
            self.item = len(found.group(1)), sort_of(found.group(2))
            self.open, self.begins = [found.group(3) or ""], number
        else:
            self._text(line, number)

    def page(self, number: int) -> None:
        self.close()
        if not self.blocks or self.blocks[-1].part is not Part.BREAK:
            self.blocks.append(Block(Part.BREAK, "", number))

    def _is_page_number(self, said: str, following: str) -> bool:
        """A number alone on its line; inside a paragraph only where that ends, and no year."""
        if not is_page_number(said):
            return False
        return not self.open or (not _YEAR.search(said) and not following.strip("\f "))

    def _begins_item(self, found: re.Match[str]) -> bool:
        """Whether a line that looks like an item is one, and no line of a paragraph that goes on."""
        mark, first = found.group(2), (found.group(3) or "").strip()
        if not first:
            return bool(re.fullmatch(_BULLET, mark)) and not self.open
        if not self.open or mark in _PLAIN_BULLETS or self.open[-1].rstrip().endswith(":"):
            return True
        if self.item is None:
            return False
        sort, indent = sort_of(mark), len(found.group(1))
        begins_one = mark.strip("(.)").lower() in ("1", "a", "i") and indent > self.item[0]
        return sort in (mark, self.item[1]) or begins_one or indent < self.item[0]

    def _text(self, line: str, number: int) -> None:
        if not self.open:
            last = self.blocks[-1] if self.blocks else None
            if last and self._belongs_to(last, line):
                # An indented paragraph under an item belongs to it.
                self.blocks.pop()
                self.open, self.begins = [last.text], last.line
                self.item = last.depth, last.mark
            else:
                self.begins = number
        self.open.append(line)

    def _belongs_to(self, last: Block, line: str) -> bool:
        stands_in = len(line) - len(line.lstrip()) > last.depth + 1
        return last.part is Part.ITEM and stands_in and len(last.text) < MOST_TO_ADD_TO

    def close(self) -> None:
        """The paragraph that is being read has ended."""
        lines, item = self.open, self.item
        self.open, self.item = [], None
        if item is not None:
            self._add(Part.ITEM, self._joined(lines), self.begins, depth=item[0], mark=item[1])
        elif lines:
            bold = _BOLD.fullmatch(lines[0].strip()) if len(lines) == 1 else None
            if bold and is_heading_in_bold(bold.group(1)):
                self._add(Part.HEADING, bold.group(1), self.begins, depth=BOLD_HEADING)
            else:
                self._add(Part.TEXT, self._joined(lines), self.begins, short=len(lines) == 1)

    def _add(
        self,
        part: Part,
        text: str,
        line: int,
        *,
        depth: int = 0,
        mark: str = "",
        short: bool = True,
    ) -> None:
        self.blocks.append(Block(part, plain(text), line, depth, mark, short))

    def _joined(self, lines: list[str]) -> str:
        parts = [lines[0].strip()]
        for line in lines[1:]:
            before, between = join(parts[-1], line.strip(), self.known)
            parts[-1:] = [before, between, line.strip()]
        return "".join(parts)


def join(before: str, after: str, known: Counter[str]) -> tuple[str, str]:
    """How two lines become one: the first, and what stands between. A word that was broken between
    them is made whole where the text knows it whole."""
    if before.endswith("\u00ad"):
        return before, ""
    first, second = re.search(r"(\w+)-$", before[-60:]), re.match(r"[a-z]\w*", after[:60])
    if not first or not second:
        return before, " "
    whole = (first.group(1) + second.group()).casefold()
    return (before[:-1] if known[whole] else before), ""


def _without_marks_behind(text: str) -> str:
    """A heading without the signs that may close it."""
    bare = text.rstrip().rstrip("#")
    return bare if not bare or bare.endswith(" ") else text
