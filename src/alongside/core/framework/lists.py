"""The lists of a published text under their headings, whole, however many pages they run over."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from .blocks import Block, Part, is_link, join, words

MOST_WORDS_OF_A_HEAD: Final = 12
MOST_WORDS_OF_A_HEADING: Final = 10
# What is counted by itself, and is no running head because a number follows it.
_COUNTED: Final = frozenset(
    {"annex", "appendix", "chapter", "figure", "module", "part", "section", "stage", "step"}
    | {"table", "theme", "unit"}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list, and the line (or paragraph) where it begins. ``under``: lines within it."""

    text: str
    line: int
    under: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """The entry with what stands under it, each on a line of its own."""
        return "\n".join((self.text, *(f"• {one}" for one in self.under)))


@dataclass(frozen=True, slots=True)
class Headed:
    """One list: the headings over it, outermost first, the words that lead to it, its entries."""

    headings: tuple[str, ...]
    lead: str
    line: int
    entries: tuple[Entry, ...]

    @property
    def heading(self) -> str:
        return self.headings[-1] if self.headings else ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a text holds: its headings with their lines, its lists, and what was left out."""

    headings: tuple[tuple[str, int], ...]
    lists: tuple[Headed, ...]
    left_out: tuple[tuple[str, int], ...] = ()


def headed_lists(blocks: Sequence[Block]) -> Found:
    """Every list of a text in its order. Running heads are left out, and are named.

    Where a heading has no list under it but books or addresses, each of these is an entry.
    """
    kept, left_out = list(blocks), list[Block]()
    while True:
        kept, heads = _without_running_heads(kept)
        if not heads:
            break
        left_out += (
            heads  # a head of two lines: the second stands at a break once the first is gone
        )
    reader = _Lists()
    for block in _with_headings(kept):
        reader.take(block)
    reader.end_of_section()
    headings = tuple((one.text, one.line) for one in reader.headings)
    named = tuple(sorted(((one.text, one.line) for one in left_out), key=lambda pair: pair[1]))
    return Found(headings, tuple(reader.lists), named)


# Running heads


def _without_running_heads(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Running heads and feet become part of the page break they stand at; and which they were."""
    places = defaultdict(list)
    for at, block in enumerate(blocks):
        if block.part in (Part.HEADING, Part.TEXT) and block.short:
            said = words(block.text)
            if 0 < len(said) <= MOST_WORDS_OF_A_HEAD:
                places[" ".join("#" if one.isdigit() else one for one in said)].append(at)
    heads: set[int] = set()
    for head, where in places.items():
        if len(where) > 1 and _is_running_head(head, where, blocks):
            heads.update(where)
    kept = [
        Block(Part.BREAK, "", one.line) if at in heads else one for at, one in enumerate(blocks)
    ]
    return kept, [blocks[at] for at in sorted(heads)]


def _is_running_head(said: str, where: Sequence[int], blocks: Sequence[Block]) -> bool:
    """Said again and again, and each time at a page break, with the page's number, or in a list."""
    if "#" in said and _COUNTED & set(said.split()):
        return False
    if all(_at_a_break(at, blocks) for at in where):
        return True
    if len(where) < 3:
        return False
    if all(blocks[at].part is Part.TEXT and _within_a_list(at, blocks) for at in where):
        return True
    numbers = [
        [int(one) for one in words(blocks[at].text) if one.isdigit() and len(one) < 5]
        for at in where
    ]
    rising = all(a < b for a, b in pairwise(numbers))
    return bool(numbers[0]) and rising and "#" in (said[0], said[-1])


def _at_a_break(at: int, blocks: Sequence[Block]) -> bool:
    """Beside the end of a page, or where the text begins or ends."""
    return any(
        not 0 <= one < len(blocks) or blocks[one].part is Part.BREAK for one in (at - 1, at + 1)
    )


def _within_a_list(at: int, blocks: Sequence[Block]) -> bool:
    return _next_to(at, blocks, -1) is _next_to(at, blocks, 1) is Part.ITEM


def _next_to(at: int, blocks: Sequence[Block], step: int) -> Part | None:
    """What stands before or after a block, page breaks apart."""
    at += step
    while 0 <= at < len(blocks) and blocks[at].part is Part.BREAK:
        at += step
    return blocks[at].part if 0 <= at < len(blocks) else None


# Headings of a text that marks none


def _with_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    """In a text without marked headings, a short line over a list or over its lead is a heading."""
    if any(one.part is Part.HEADING for one in blocks):
        yield from blocks
        return
    follows: Block | None = None
    made: list[Block] = []
    for block in reversed(blocks):
        if follows is not None and _heads(block, follows):
            made.append(replace(block, part=Part.HEADING, depth=1, mark=""))
        else:
            made.append(block)
        follows = follows if block.part is Part.BREAK else block
    yield from reversed(made)


def _heads(block: Block, follows: Block) -> bool:
    if not 0 < len(words(block.text)) <= MOST_WORDS_OF_A_HEADING or block.text[-1] in ".,;:":
        return False
    if block.part is Part.ITEM:
        return block.mark.startswith("1") and follows.part is Part.ITEM and follows.mark[0] != "1"
    if block.part is not Part.TEXT or not block.short or not block.text[0].isalnum():
        return False
    return follows.part is Part.ITEM or follows.text.endswith(":")


# Lists


@dataclass
class _Lists:
    """Takes one block after another and keeps the lists."""

    lists: list[Headed] = field(default_factory=list)
    headings: list[Block] = field(default_factory=list)
    path: list[Block] = field(default_factory=list)
    texts: list[Block] = field(default_factory=list)  # paragraphs of this section so far
    entries: list[Entry] = field(default_factory=list)  # of the list that is being read
    lead: str = ""
    inside: list[tuple[int, str]] = field(default_factory=list)
    turned: bool = False  # a page was turned since the last entry
    told: list[Block] = field(default_factory=list)  # paragraphs since the last entry
    listed: bool = False  # this section had a list

    def take(self, block: Block) -> None:
        if block.part is Part.HEADING:
            self.end_of_section()
            while self.path and self.path[-1].depth >= block.depth:
                self.path.pop()
            self.path.append(block)
            self.headings.append(block)
        elif block.part is Part.BREAK:
            self.turned = True
        elif block.part is Part.ITEM:
            self._item(block)
        elif self._finishes_entry(block):
            last = self.entries[-1]
            before, between = join(last.text, block.text, Counter())
            self.entries[-1] = replace(last, text=before + between + block.text)
            self.turned = False
        else:
            self.told.append(block)
            self.texts.append(block)

    def _finishes_entry(self, block: Block) -> bool:
        """The end of an entry whose page was turned in the middle of it."""
        if not (self.entries and self.turned) or self.told or self.entries[-1].under:
            return False
        return block.text[:1].islower() and self.entries[-1].text[-1:] not in ".;:!?"

    def _item(self, block: Block) -> None:
        if self.told and self.entries and self.told[-1].text.endswith(":"):
            self._end_of_list()
        if not self.entries:
            self.lead = self.told[-1].text if self.told else ""
        self.told, self.turned, self.listed = [], False, True
        depth = self._depth(block.depth, block.mark)
        if not block.text:
            return
        if depth and self.entries:
            last = self.entries[-1]
            self.entries[-1] = replace(last, under=(*last.under, block.text))
        else:
            self.entries.append(Entry(block.text, block.line))

    def _depth(self, indent: int, mark: str) -> int:
        """How deep an item stands: by how far in it is, and where that is the same, by its mark."""
        while len(self.inside) > 1 and indent < self.inside[-1][0] - 1:
            self.inside.pop()
        marks = [one for _indent, one in self.inside]
        if not self.inside or indent > self.inside[-1][0] + 1:
            self.inside.append((indent, mark))
        elif mark in marks:
            at = len(marks) - 1 - marks[::-1].index(mark)
            if abs(self.inside[at][0] - indent) < 2:
                del self.inside[at + 1 :]
        elif mark in "–—◦○▪■‣⁃" or mark[0] in "oa":
            self.inside.append((indent, mark))
        return len(self.inside) - 1

    def _end_of_list(self) -> None:
        if self.entries:
            self._keep(self.lead, self.entries)
        self.entries, self.inside = [], []

    def _keep(self, lead: str, entries: Iterable[Entry]) -> None:
        made = tuple(entries)
        headings = tuple(one.text for one in self.path)
        self.lists.append(Headed(headings, lead, made[0].line, made))

    def end_of_section(self) -> None:
        self._end_of_list()
        if self.path and not self.listed:
            entries = list(_unmarked(self.texts))
            if len(entries) > 1:
                self._keep("", entries)
        self.texts, self.told, self.lead = [], [], ""
        self.listed = self.turned = False


def _unmarked(texts: Sequence[Block]) -> Iterator[Entry]:
    """Books (paragraphs with a year each), or addresses with a paragraph about each."""
    if texts and is_link(texts[0].text):
        for at, block in enumerate(texts):
            if is_link(block.text):
                about = texts[at + 1].text if at + 1 < len(texts) else ""
                under = "" if is_link(about) else about
                yield Entry(f"{block.text} {under}".strip(), block.line)
    elif all(re.search(r"\((?:[^()]* )?(?:19|20)[0-9]{2}[a-z]?\)", one.text) for one in texts):
        for block in texts:
            yield Entry(block.text, block.line)
