"""What in a text could tell who somebody is: a reminder for its writer, and no more than that.

The rules are data (``language/data/identifiers.yaml``, which also says how they are meant), compiled
to plain JSON that Python and the browser read. static/language/identifiers.js says the same in a
browser; a corpus holds the two together. Patterns use what Python and JavaScript share, and each is
bounded, so that time grows only with the length of a text.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeAlias

from .numbers import VALID, phone_digits

FORMAT: Final = 1
BEFORE: Final = 40
"""A word that silences a finding ends at most this many characters before it."""
SHORT_NAME: Final = 4
MONTHS_APART: Final = 3
THINGS_BEFORE: Final = 4

_LETTER: Final = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\u0300-\u036f"
_TOKEN: Final = re.compile(f"[{_LETTER}]+(?:['\u2019-][{_LETTER}]+)*")
_ACCENT: Final = re.compile("[\u0300-\u036f]")
# A sign that a browser counts as two is one plain sign here and there, so that places agree.
_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")
_SENTENCE: Final = re.compile("[.!?\u2026\n\r\u2028\u2029]")
_STOP: Final = re.compile("[.!?\u2026][ \t\u00a0]|[\n\r\u2028\u2029]")
_PLAIN_GAP: Final = re.compile("[ \t\u00a0]+")
_YEAR: Final = re.compile("[ \t\u00a0]+(?:19|20)[0-9]{2}(?![0-9A-Za-z])")
_OPENING: Final = frozenset("\"'([{\u201c\u2018\u00ab")
TAKEN: Final = "\ufffc"


Span: TypeAlias = tuple[int, int]
_Rows: TypeAlias = Mapping[str, Sequence[Sequence[str]]]
_Look: TypeAlias = Callable[[str], Iterator[Span]]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at: its kind and level (stop, ask, think), and where it stands.

    Offsets are in characters; ``end`` is not included.
    """

    kind: str
    level: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters without a final 's, and how it stands in the text."""

    start: int
    end: int
    fold: str
    capital: bool
    shouting: bool
    opens: bool
    """Whether a sentence begins with it."""
    joined: bool
    """Whether only blanks stand between it and the word before."""


class BadRules(ValueError):
    """Rules that cannot be used; the message says what to do."""


def fold(word: str) -> str:
    """A word as the lists have it: lower case, no accents, a straight apostrophe."""
    plain = _ACCENT.sub("", unicodedata.normalize("NFD", word.lower()))
    return plain.replace("\u0142", "l").replace("\u2019", "'")


def words_of(text: str) -> list[Word]:
    found: list[Word] = []
    last = 0
    for match in _TOKEN.finditer(text):
        start, word = match.span()[0], match.group()
        if len(word) > 2 and word[-2] in "'\u2019" and word[-1] in "sS":
            word = word[:-2]
        gap = text[last:start]
        opens = not found and TAKEN not in gap
        opens = opens or _SENTENCE.search(gap) is not None or text[start - 1 : start] in _OPENING
        low = word.lower()
        shouting = len(word) > 1 and word == word.upper() and word != low
        joined = _PLAIN_GAP.fullmatch(gap) is not None
        end = start + len(word)
        found.append(Word(start, end, fold(word), low[0] != word[0], shouting, opens, joined))
        last = match.end()
    return found


class _Kind:
    """One kind of the compiled rules, ready to look with."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        flags = re.ASCII | (re.IGNORECASE if "i" in row["flags"] else 0)
        self.row = row
        self.id: str = row["id"]
        self.level: str = row["level"]
        self.cues = [re.compile(one, flags) for one in row["cues"]]
        self.patterns = [re.compile(one, flags) for one in row["patterns"]]
        self.unless = re.compile(row["unless"], flags) if row["unless"] else None
        words = "|".join(map(re.escape, row["silent_before"]))
        self.silent = (
            re.compile(f"(?<![{_LETTER}])(?:{words})(?![{_LETTER}0-9])") if words else None
        )
        self.first, self.second = frozenset(row["first"]), frozenset(row["second"])
        self.after: tuple[str, ...] = tuple(row["silent_after"])
        self.valid = VALID[row["validate"]]


class Identifiers:
    """Looks with compiled rules. Raises BadRules where they have another format."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        if rules.get("format") != FORMAT:
            raise BadRules("these rules have another format; compile them again")
        self.least: int = rules["adding_up"]["least"]
        self.adding_up: str = rules["adding_up"]["explain"]
        self.kinds: Mapping[str, Mapping[str, Any]] = {row["id"]: row for row in rules["kinds"]}
        self._allowed = [_allowed(one) for one in rules["allowed"]]
        self._kinds = [_Kind(row) for row in rules["kinds"]]
        self._lists = {name: frozenset(words) for name, words in rules["lists"].items()}
        self._pairs, self._introduce = rules["pairs"], rules["introduce"]
        self._places: _Rows = rules["places"]
        names = ("names", "names_ordinary", "names_places")
        self._first_names = {word for name in names for word in self._lists[name]}
        self._surnames = self._lists["surnames"] | self._lists["surnames_ordinary"]

    def adds_up(self, findings: Sequence[Finding]) -> bool:
        """Whether there are so many small details that together they may be enough."""
        return sum(one.level == "think" for one in findings) >= self.least

    def check(self, text: str) -> list[Finding]:
        """What could tell who somebody is, in the order of the text."""
        text = _ASTRAL.sub("\ufffd", text)
        for phrase in self._allowed:
            text = phrase.sub(lambda match: TAKEN * len(match.group()), text)
        words = words_of(text)
        found: list[Finding] = []
        for kind in self._kinds:
            for looks in self._looks(kind, words):
                spans = list(looks(text))
                text = _without(text, spans)
                found += [Finding(kind.id, kind.level, start, end) for start, end in spans]
        return sorted(found, key=lambda one: one.start)

    def _looks(self, kind: _Kind, words: Sequence[Word]) -> Iterator[_Look]:
        """What a kind looks with, one after the other; each sees what the last one left."""
        for pattern in kind.cues:
            yield partial(self._matches, kind, pattern, True)
        listed = _BY_LIST.get(kind.id)
        if listed:
            yield partial(listed, self, kind, words)
        if kind.row["phrases"]:
            yield partial(_in_rows, kind.row["phrases"], words)
        for pattern in kind.patterns:
            yield partial(self._matches, kind, pattern, False)

    # Patterns

    def _matches(
        self, kind: _Kind, pattern: re.Pattern[str], cue: bool, text: str
    ) -> Iterator[Span]:
        at = 0
        while match := pattern.search(text, at):
            start, end = match.span()
            while text[start].isspace():
                start += 1
            if self._counts(kind, text, start, end, cue=cue):
                yield start, end
                at = end
            else:
                at = match.start() + 1

    def _counts(self, kind: _Kind, text: str, start: int, end: int, *, cue: bool) -> bool:
        it = text[start:end]
        if not cue and not kind.valid(it):
            return False
        if it.lower() in kind.row["exact"] or phone_digits(it) in kind.row["digits"]:
            return False
        if kind.unless and kind.unless.search(it):
            return False
        words = [word.fold for word in words_of(it)]
        if not kind.first.isdisjoint(words[:1]) or not kind.second.isdisjoint(words[1:2]):
            return False
        if kind.row["lower_needs_surname"] and it[:2].islower() and len(words[-1]) > 1:
            if words[-1] not in self._surnames:
                return False
        return not _is_silent(kind, text, start, end)

    # Names and places from lists

    def _given_names(self, kind: _Kind, words: Sequence[Word], text: str) -> Iterator[Span]:
        for at, word in enumerate(words):
            if _is_free(word, text) and self._is_given_name(words, at, text):
                yield word.start, word.end

    def _is_given_name(self, words: Sequence[Word], at: int, text: str) -> bool:
        word, lists = words[at], self._lists
        if word.fold in lists["names"]:
            return word.capital or len(word.fold) > SHORT_NAME
        if not word.capital:
            return False
        if "-" in word.fold and not lists["names"].isdisjoint(word.fold.split("-")):
            return True
        if word.shouting:
            return False
        if word.fold in lists["names_places"]:
            return not self._is_at_place(words, at)
        if word.fold in lists["names_ordinary"]:
            return self._is_ordinary_name(words, at, text)
        return self._is_introduced(words, at, text)

    def _is_ordinary_name(self, words: Sequence[Word], at: int, text: str) -> bool:
        word, lists = words[at], self._lists
        after = words[at + 1] if at + 1 < len(words) and words[at + 1].joined else None
        if after and after.capital and after.fold in self._surnames:
            return True
        if word.opens:
            return after is not None and self._is_doing(words, at)
        if self._follows(words, at, "before_ordinary"):
            return False
        if word.fold in lists["months"] and self._is_month(words, at, text):
            return False
        return not (after and after.fold in lists["after"]) and not _YEAR.match(text, word.end)

    def _is_doing(self, words: Sequence[Word], at: int) -> bool:
        after = words[at + 1]
        pair = [after.fold, words[at + 2].fold] if at + 2 < len(words) else []
        if pair in self._pairs:
            return True
        weak = words[at].fold in self._lists["weak_for"]
        return after.fold in self._lists["weak_doing" if weak else "doing"]

    def _is_month(self, words: Sequence[Word], at: int, text: str) -> bool:
        if self._follows(words, at, "before_months"):
            return True
        near = words[max(0, at - MONTHS_APART) : at + MONTHS_APART + 1]
        return any(
            one.capital and one.start != words[at].start and one.fold in self._lists["all_months"]
            for one in near
        )

    def _is_introduced(self, words: Sequence[Word], at: int, text: str) -> bool:
        word, lists = words[at], self._lists
        if word.opens and text[word.start - 1 : word.start] not in _OPENING:
            return False
        if len(word.fold) < 2 or word.fold in lists["never"]:
            return False
        for row in self._introduce:
            first = at - len(row)
            if first >= 0 and [one.fold for one in words[first:at]] == row:
                if _SENTENCE.search(text, words[at - 1].end, word.start):
                    continue
                before = words[max(0, first - THINGS_BEFORE) : first]
                return not any(one.fold in lists["things"] for one in before)
        return False

    def _follows(self, words: Sequence[Word], at: int, name: str) -> bool:
        """Whether the word just before is one of a list."""
        return at > 0 and words[at].joined and words[at - 1].fold in self._lists[name]

    def _is_at_place(self, words: Sequence[Word], at: int) -> bool:
        """Whether a place word stands before; "spoke to" leads to a person."""
        if not self._follows(words, at, "place_words"):
            return False
        spoke = words[at - 1].fold == "to" and self._follows(words, at - 1, "speaking")
        return not spoke

    def _family_names(self, kind: _Kind, words: Sequence[Word], text: str) -> Iterator[Span]:
        for at, word in enumerate(words):
            if word.capital and word.fold in self._surnames and _is_free(word, text):
                named = at > 0 and self._is_first_name(words, at, text)
                clear = word.fold in self._lists["surnames"]
                if (named or (clear and word.fold not in self._lists["regions"])) and not (
                    _before(words, at, kind.row["next"])
                ):
                    yield word.start, word.end

    def _is_first_name(self, words: Sequence[Word], at: int, text: str) -> bool:
        """Whether a first name or an initial stands straight before."""
        before = words[at - 1]
        gap = text[before.end : words[at].start]
        if len(before.fold) == 1 and before.capital and before.fold != "i":
            return words[at].joined or gap in (". ", ".")
        return words[at].joined and before.capital and before.fold in self._first_names

    def _towns(self, kind: _Kind, words: Sequence[Word], text: str) -> Iterator[Span]:
        yield from _in_rows(self._places, words, text, kind.row["next"])
        for at, word in enumerate(words):
            odd = word.fold in self._lists["places_ordinary"] and not word.opens
            if (odd or word.fold in self._lists["names_places"]) and _is_free(word, text):
                if word.capital and self._is_at_place(words, at):
                    if not _before(words, at, kind.row["next"]):
                        yield word.start, word.end


_BY_LIST: Final[Mapping[str, Callable[..., Iterator[Span]]]] = {
    "given-name": Identifiers._given_names,
    "surname": Identifiers._family_names,
    "place": Identifiers._towns,
}


def _without(text: str, spans: Sequence[Span]) -> str:
    """The text with these stretches taken, so that no later kind sees them."""
    if not spans:
        return text
    parts: list[str] = []
    last = 0
    for start, end in sorted(spans):
        parts += [text[last:start], TAKEN * (end - start)]
        last = end
    return "".join((*parts, text[last:]))


def _allowed(phrase: str) -> re.Pattern[str]:
    first, rest = phrase[0], re.escape(phrase[1:]).replace("'", "['\u2019]")
    return re.compile(
        f"(?<![{_LETTER}0-9])[{first.upper()}{first.lower()}]{rest}(?![{_LETTER}0-9])"
    )


def _is_free(word: Word, text: str) -> bool:
    return TAKEN not in text[word.start : word.end]


def _before(words: Sequence[Word], at: int, names: Sequence[str]) -> bool:
    """Whether the word just after is one of these."""
    return at + 1 < len(words) and words[at + 1].joined and words[at + 1].fold in names


def _in_rows(
    rows: _Rows,
    words: Sequence[Word],
    text: str,
    never_before: Sequence[str] = (),
) -> Iterator[Span]:
    """Capitalised words in a row, by their first word."""
    at = 0
    while at < len(words):
        for row in rows.get(words[at].fold, ()):
            stretch = words[at : at + len(row)]
            if [one.fold for one in stretch] == row and _is_row(stretch, text):
                if not _before(words, at + len(row) - 1, never_before):
                    yield stretch[0].start, stretch[-1].end
                    at += len(row) - 1
                    break
        at += 1


def _is_row(stretch: Sequence[Word], text: str) -> bool:
    small = ("of", "the")
    return (
        all(one.capital or one.fold in small for one in stretch)
        and all(one.joined for one in stretch[1:])
        and TAKEN not in text[stretch[0].start : stretch[-1].end]
    )


def _is_silent(kind: _Kind, text: str, start: int, end: int) -> bool:
    if kind.after and text[end : end + BEFORE].lower().startswith(kind.after):
        return True
    if not kind.silent:
        return False
    lead = text[max(0, start - BEFORE * 2) : start].lower()
    stops = [match.end() for match in _STOP.finditer(lead)]
    lead = lead[stops[-1] if stops else 0 :]
    return any(len(lead) - match.end() <= BEFORE for match in kind.silent.finditer(lead))
