"""Finding what the rules look for in a text. static/language/coach.js says the same in a browser.

The two are held together by a corpus: every line gives the same finds in both. Work is in
proportion to the text: one pass splits it into words, and only a word that some pattern is
anchored to is looked at again, inside its own sentence.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from .terms import ANY, END, NAME, OTHER, SPEECH, START, Element, Pattern, Rule

# Digits with a colon (1:1), words with an inner apostrophe, the short ends ('s, 're), and "&".
_TOKEN: Final = re.compile(
    r"[0-9]+:[0-9]+"
    r"|[0-9A-Za-z\u00c0-\u024f]+(?:['\u2019](?!(?:s|re|m|ve|ll|d)(?![A-Za-z]))[A-Za-z]+)?"
    r"|(?<=[A-Za-z])['\u2019](?:s|re|m|ve|ll|d)(?![A-Za-z])"
    r"|&"
)
_PARAGRAPH: Final = re.compile(r"\u2029|\n[ \t]*(?:\n|[-*+•#|>]|[0-9]+[.)])")
_SENTENCE: Final = re.compile(r"[.!?;:…|]")
_CLAUSE: Final = re.compile(r"[,()\[\]\"“”«»–—]| -|- ")
_QUOTE: Final = re.compile(
    r"[\"“”«»\n]|(?<![0-9A-Za-z\u00c0-\u024f])(['‘])(?=[0-9A-Za-z\u00c0-\u024f])"
    r"|['’](?![0-9A-Za-z\u00c0-\u024f])"
)
NEAR: Final = 12
# A "sentence" is looked at this many words each way, so that text without a full stop, however
# long, costs no more than other text.
FAR: Final = 80


@dataclass(frozen=True, slots=True)
class Found:
    """A find: the rule, and where its words stand (offsets in characters, end not included)."""

    rule: str
    level: str
    start: int
    end: int
    text: str


@dataclass(slots=True)
class Words:
    """A text as words. ``breaks`` says what stands before each: 0 nothing much, 1 a comma or the
    like, 2 the end of a sentence, 3 the end of a paragraph."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    breaks: list[int]
    capitals: list[bool]


def split(text: str) -> Words:
    """A text as its words, in small letters, with where they stand."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    breaks: list[int] = []
    capitals: list[bool] = []
    last, known = 0, {" ": 0, "": 0, "-": 0, ", ": 1}
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match.group()
        gap = text[last:start]
        low = word.lower()
        kind = known.get(gap)
        if kind is None:
            kind = _break(gap, low[0] != word[0])
            if "\n" not in gap:
                known[gap] = kind
        capitals.append(low[0] != word[0])
        if "’" in low:
            low = low.replace("’", "'")
        words.append("and" if low == "&" else low)
        starts.append(start)
        ends.append(end)
        breaks.append(kind)
        last = end
    if breaks:
        breaks[0] = 3
    return Words(text, words, starts, ends, breaks, capitals)


def _break(gap: str, capital: bool) -> int:
    if _PARAGRAPH.search(gap):
        return 3
    if _SENTENCE.search(gap) or ("\n" in gap and capital):
        return 2
    return 1 if _CLAUSE.search(gap) else 0


def quotations(text: str) -> list[tuple[int, int]]:
    """Where somebody's words are quoted: from an opening mark to its closing one, in one paragraph.

    An apostrophe at the end of a word closes only what a single mark has opened.
    """
    spans: list[tuple[int, int]] = []
    double, single = -1, -1
    for match in _QUOTE.finditer(text):
        sign, at = match.group(), match.start()
        if sign == "\n":
            if text[at + 1 : at + 2] == "\n":
                double = single = -1
        elif match.group(1):
            single = at if single < 0 else single
        elif sign in "'’":
            if single >= 0:
                spans.append((single, at))
                single = -1
        elif double < 0:
            if sign not in "”»":
                double = at
        elif sign not in "“«":
            spans.append((double, at))
            double = -1
    return spans


class Quoted:
    """Quotations made ready for asking whether something stands inside one."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._opened = [opened for opened, _closed in ordered]
        self._furthest = list(accumulate((closed for _opened, closed in ordered), max))

    def holds(self, start: int, end: int) -> bool:
        at = bisect_left(self._opened, start)
        return at > 0 and self._furthest[at - 1] >= end


class Checker:
    """Rules made ready for many texts."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self._looks: dict[str, list[tuple[int, Pattern]]] = {}
        for order, rule in enumerate(self.rules):
            for pattern in rule.finds:
                for word in pattern.elements[pattern.anchor].words:
                    self._looks.setdefault(word, []).append((order, pattern))

    def check(self, text: str) -> list[Found]:
        """What the rules find, in the order of the text; finds never overlap."""
        words = split(text)
        looks = self._looks
        hits = [(at, looks[word]) for at, word in enumerate(words.words) if word in looks]
        if not hits:
            return []
        quoted = Quoted(quotations(text))
        spans: dict[tuple[int, int, int], None] = {}
        for at, wanted in hits:
            for order, pattern in wanted:
                span = match_at(pattern, words, at)
                if span is not None:
                    spans.setdefault((*span[:2], order), None)
        kept = [
            span
            for span in spans
            if not _is_own_words(words, span, quoted) and not self._excepted(words, span)
        ]
        return [self._found(words, span) for span in _apart(kept)]

    def _excepted(self, words: Words, span: tuple[int, int, int]) -> bool:
        first, last, order = span
        rule = self.rules[order]
        low, high = _sentence(words, first, last)
        if rule.quiet_near and not rule.quiet_near.isdisjoint(words.words[low:high]):
            return True
        begin, end = max(0, first - NEAR), min(len(words.words), last + NEAR)
        near = words.words[begin:end]
        for pattern in rule.unless:
            anchors = pattern.elements[pattern.anchor].words
            if anchors.isdisjoint(near):
                continue
            for at in range(begin, end):
                if words.words[at] in anchors:
                    found = match_at(pattern, words, at)
                    if found is not None and found[2] < last and first < found[3]:
                        return True
        return False

    def _found(self, words: Words, span: tuple[int, int, int]) -> Found:
        first, last, order = span
        start, end = words.starts[first], words.ends[last - 1]
        rule = self.rules[order]
        return Found(rule.id, rule.level, start, end, words.text[start:end])


def _sentence(words: Words, first: int, last: int) -> tuple[int, int]:
    """The words of the sentence that holds a find (its last word's, if it spans two)."""
    lowest, highest = max(0, first - FAR), min(len(words.words), last + FAR)
    while first > lowest and words.breaks[first] < 2:
        first -= 1
    while last < highest and words.breaks[last] < 2:
        last += 1
    return first, last


def _apart(spans: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Of finds that overlap the longest stays; of equals, the first rule's."""
    chosen: list[tuple[int, int, int]] = []
    taken: set[int] = set()
    for span in sorted(spans, key=lambda one: (one[0] - one[1], one[0], one[2])):
        places = range(span[0], span[1])
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(span)
    return sorted(chosen)


# Somebody's own words are left alone


def _is_own_words(words: Words, span: tuple[int, int, int], quoted: Quoted) -> bool:
    if quoted.holds(words.starts[span[0]], words.ends[span[1] - 1]):
        return True
    return _said_before(words, span[0]) or _said_after(words, span[1])


def _said_before(words: Words, first: int) -> bool:
    """Whether the find stands after "said" in its sentence, with no "but" between."""
    at = first
    lowest = max(0, first - FAR)
    while at > lowest and words.breaks[at] < 2:
        at -= 1
        word = words.words[at]
        if word in SPEECH["turning"]:
            return False
        if word in SPEECH["said"] and at + 1 < len(words.words):
            after = words.words[at + 1]
            if word in SPEECH["naming"]:
                if after in SPEECH["oneself"]:
                    return True
            elif at + 1 < first and after not in SPEECH["not_opening"]:
                return True
    return False


def _said_after(words: Words, last: int) -> bool:
    """Whether ", she said" follows the find in its sentence."""
    at = last
    highest = min(len(words.words), last + FAR)
    while at < highest and words.breaks[at] < 2:
        if words.breaks[at] == 1 and words.words[at] not in SPEECH["joining"]:
            if any(words.words[near] in ("said", "says") for near in _within(words, at, 2)):
                return True
        at += 1
    return False


def _within(words: Words, at: int, many: int) -> range:
    end = at + 1
    while end < len(words.words) and end < at + many and words.breaks[end] == 0:
        end += 1
    return range(at, end)


# One pattern at one place


def match_at(pattern: Pattern, words: Words, at: int) -> tuple[int, int, int, int] | None:
    """The words shown, then the words covered (ends not included), with the anchor at a place."""
    elements, anchor = pattern.elements, pattern.anchor
    back = _backward(elements, anchor - 1, words, at)
    if back is None:
        return None
    on = _forward(elements, anchor + 1, words, at + 1)
    if on is None:
        return None
    # Where each element begins, and at the end where the last one stops.
    edges = [*reversed(back), at, at + 1, *on]
    return edges[pattern.first], edges[pattern.last], edges[0], edges[-1]


def _forward(elements: Sequence[Element], which: int, words: Words, place: int) -> list[int] | None:
    """Where each element from ``which`` on stops, the first of them beginning at a place."""
    if which == len(elements):
        return []
    one = elements[which]
    if one.kind == END:
        fits = place >= len(words.words) or words.breaks[place] >= 1
        many = 0 if fits else -1
    elif one.kind == START:
        return None
    else:
        many = 0
        loose = one.kind == ANY or elements[which - 1].kind == ANY
        while many < one.most and place + many < len(words.words):
            here = place + many
            if words.breaks[here] > loose or not _takes(one, words, here):
                break
            many += 1
    for count in range(many, one.least - 1, -1):
        rest = _forward(elements, which + 1, words, place + count)
        if rest is not None:
            return [place + count, *rest]
    return None


def _backward(
    elements: Sequence[Element], which: int, words: Words, place: int
) -> list[int] | None:
    """Where each element from ``which`` back begins, the first of them stopping at a place."""
    if which < 0:
        return []
    one = elements[which]
    if one.kind == START:
        many = 0 if words.breaks[place] >= 2 else -1
    elif one.kind == END:
        return None
    else:
        many = 0
        loose = one.kind == ANY or elements[which + 1].kind == ANY
        while many < one.most and place - many > 0:
            here = place - many - 1
            if words.breaks[here + 1] > loose or not _takes(one, words, here):
                break
            many += 1
    for count in range(many, one.least - 1, -1):
        rest = _backward(elements, which - 1, words, place - count)
        if rest is not None:
            return [place - count, *rest]
    return None


def _takes(one: Element, words: Words, at: int) -> bool:
    word = words.words[at]
    if one.kind == ANY:
        return True
    if one.kind == OTHER:
        return word not in one.words
    if one.kind == NAME and words.capitals[at] and word not in SPEECH["no_name"]:
        return True
    return word in one.words
