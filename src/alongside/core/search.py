"""Finding words in a small body of texts: the same on every machine and every database.

A body of a few thousand passages fits in memory, so that search needs no engine of its own.
Accents and capitals make no difference, nor do common endings ("listening" finds "listen"), and
the beginning of a word finds the whole of it. Scores weigh how well texts fit the words asked for;
they say nothing about people and are shown to nobody.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log
from typing import Final

MOST_WORDS: Final = 24
SHORTEST_BEGINNING: Final = 3
BEGINNING_COUNTS: Final = 0.5
SHOWN: Final = 3
AROUND: Final = 90

WORD: Final = re.compile(r"\w+(?:['’]\w+)*")
ENDINGS: Final = ("ations", "ation", "ings", "ing", "edly", "ed", "ies", "es", "ly", "s", "e", "y")
# Words that stand in nearly every text and say nothing about it.
PLAIN: Final = frozenset(
    re.findall(
        "[a-z]+",
        "a about an and are as at be but by can do does for from has have how i if in is it its"
        " me my not of on or our so that the their them they this to we what when who will with"
        " you your",
    )
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to find words in. ``about`` is what it belongs to; ``where`` is its place there.

    ``weight`` says how much a word counts here: a title's more than an example's.
    """

    about: str
    where: str
    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Snippet:
    """Part of a passage: runs of text, each with whether it is one of the words asked for."""

    where: str
    runs: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Something that holds the words, with the passages that fit best, best first."""

    about: str
    snippets: tuple[Snippet, ...]


def fold(text: str) -> str:
    """A text without capitals and accents."""
    apart = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(mark for mark in apart if not unicodedata.combining(mark)).casefold()


def stem(word: str) -> str:
    """A folded word without its commonest ending, and at least three letters of it."""
    word = word.removesuffix("'s")
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def words_of(text: str) -> list[str]:
    """The different words of a question, folded, in order, at most ``MOST_WORDS``.

    Plain words are left out, unless there is nothing else.
    """
    asked = list(dict.fromkeys(fold(found.group()) for found in WORD.finditer(text)))
    telling = [word for word in asked if word not in PLAIN]
    return (telling or asked)[:MOST_WORDS]


class Index:
    """A body of passages, ready to be asked."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._passages = tuple(passages)
        self._places: dict[str, set[int]] = defaultdict(set)
        self._words: dict[str, set[str]] = defaultdict(set)
        self._order: dict[str, int] = {}
        for number, passage in enumerate(self._passages):
            self._order.setdefault(passage.about, len(self._order))
            for found in WORD.finditer(passage.text):
                word = fold(found.group())
                self._places[word].add(number)
                self._words[stem(word)].add(word)
        self._sorted = sorted(self._places)

    def find(self, text: str) -> list[Found]:
        """What holds all the words of ``text``, best fit first; else what holds most of them."""
        asked = words_of(text)
        fits = [self._fit(word) for word in asked]
        held: dict[str, dict[int, float]] = defaultdict(dict)
        passages: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        for place, fit in enumerate(fits):
            rarity = log(1 + len(self._passages) / (1 + len(fit)))
            for number, worth in fit.items():
                about = self._passages[number].about
                value = worth * rarity * self._passages[number].weight
                held[about][place] = max(held[about].get(place, 0.0), value)
                passages[about][number] += value
        most = max(map(len, held.values()), default=0)
        best = [about for about, places in held.items() if len(places) == most]
        best.sort(key=lambda about: (-sum(held[about].values()), self._order[about]))
        matched = frozenset(word for word in asked for word in self._matching(word))
        return [self._found(about, passages[about], matched) for about in best]

    def _fit(self, word: str) -> dict[int, float]:
        """Passages that hold a word, and how well: 1 the word or a form of it, less a beginning."""
        fit: dict[int, float] = {}
        for known, worth in self._matching(word).items():
            for number in self._places[known]:
                fit[number] = max(fit.get(number, 0.0), worth)
        return fit

    def _matching(self, word: str) -> Mapping[str, float]:
        found = dict.fromkeys(self._beginning(word), BEGINNING_COUNTS)
        found.update(dict.fromkeys(self._words.get(stem(word), ()), 1.0))
        return found

    def _beginning(self, word: str) -> Iterator[str]:
        if len(word) < SHORTEST_BEGINNING or word in PLAIN:
            return
        for place in range(bisect_left(self._sorted, word), len(self._sorted)):
            if not self._sorted[place].startswith(word):
                return
            yield self._sorted[place]

    def _found(self, about: str, fit: Mapping[int, float], matched: frozenset[str]) -> Found:
        numbers = sorted(fit, key=lambda number: (-fit[number], number))[:SHOWN]
        return Found(about, tuple(_snippet(self._passages[number], matched) for number in numbers))


def _snippet(passage: Passage, matched: frozenset[str]) -> Snippet:
    hits = [hit for hit in WORD.finditer(passage.text) if fold(hit.group()) in matched]
    start, end = _window(passage.text, hits[0].start())
    runs: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = start
    for hit in hits:
        if hit.end() > end:
            break
        runs += [(passage.text[at : hit.start()], False), (hit.group(), True)]
        at = hit.end()
    runs.append((passage.text[at:end], False))
    if end < len(passage.text):
        runs.append((" …", False))
    return Snippet(passage.where, tuple(run for run in runs if run[0]))


def _window(text: str, at: int) -> tuple[int, int]:
    """Where to begin and end, at spaces, so that ``at`` stands inside. Short texts are whole."""
    if len(text) <= 2 * AROUND:
        return 0, len(text)
    start = 0 if at <= AROUND else text.rfind(" ", 0, at - AROUND // 2) + 1
    end = text.find(" ", start + 2 * AROUND)
    return start, len(text) if end < 0 else end
