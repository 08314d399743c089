"""Which statements an item of another framework may be about, by the words they share.

Term frequency by rarity, compared by angle (TF-IDF and cosine). The words are folded and cut to
their stems as the search does it. A suggestion is where a person might look first. It is never a
relation: only somebody who has read both can say that.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from math import log, sqrt
from typing import Final

from alongside.core.search import PLAIN, WORD, fold, stem

MOST: Final = 10
FEEDBACK: Final = 3
FEEDBACK_COUNTS: Final = 0.4
# Words that stand all over frameworks of every kind and tell nothing about any part of one.
COMMON: Final = frozenset(
    map(
        stem,
        [
            "after",
            "all",
            "also",
            "always",
            "any",
            "been",
            "before",
            "being",
            "between",
            "both",
            "could",
            "each",
            "even",
            "here",
            "just",
            "make",
            "more",
            "most",
            "much",
            "never",
            "no",
            "one",
            "only",
            "other",
            "others",
            "out",
            "over",
            "own",
            "people",
            "person",
            "same",
            "should",
            "some",
            "somebody",
            "someone",
            "something",
            "such",
            "than",
            "then",
            "there",
            "these",
            "they",
            "thing",
            "those",
            "through",
            "too",
            "under",
            "until",
            "up",
            "use",
            "very",
            "was",
            "well",
            "were",
            "where",
            "which",
            "while",
            "who",
            "why",
            "within",
            "without",
            "would",
            "work",
            "worker",
            "workers",
            "working",
        ],
    )
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A statement to look at, and which words of the text it shares, as they stand there.

    No words: it is only like the statements that share some.
    """

    code: str
    words: tuple[str, ...]


class Suggestions:
    """The statements of an edition, ready to be asked. ``texts``: code to (text, weight) pairs."""

    def __init__(self, texts: Mapping[str, Iterable[tuple[str, float]]]) -> None:
        counted = {code: _weighed(rows) for code, rows in texts.items()}
        held = Counter(word for words in counted.values() for word in words)
        self._rarity = {
            word: log((1 + len(counted)) / (1 + many)) + 1 for word, many in held.items()
        }
        self._vectors = {code: self._vector(words) for code, words in counted.items()}

    def of(self, text: str, *, most: int = MOST) -> tuple[Suggestion, ...]:
        """At most ``most`` statements that are most like a text, best first; none where no word tells.

        Titles are short, so the question is asked twice: the second time with the words of what was
        found first, at less weight (Rocchio).
        """
        asked = self._vector(_weighed([(text, 1.0)]))
        first = self._best(asked)[:FEEDBACK]
        wider = dict(asked)
        for code in first:
            for word, worth in self._vectors[code].items():
                wider[word] = wider.get(word, 0.0) + FEEDBACK_COUNTS * worth / len(first)
        return tuple(
            Suggestion(code, _shared(text, self._vectors[code]))
            for code in self._best(wider)[:most]
        )

    def _best(self, asked: Mapping[str, float]) -> list[str]:
        alike = {
            code: sum(worth * asked[word] for word, worth in vector.items() if word in asked)
            for code, vector in self._vectors.items()
        }
        return sorted((code for code in alike if alike[code] > 0), key=lambda c: (-alike[c], c))

    def _vector(self, counts: Mapping[str, float]) -> dict[str, float]:
        """Words by frequency (damped) and rarity, of length one; words nobody uses are left out."""
        made = {
            word: (1 + log(1 + many)) * self._rarity[word]
            for word, many in counts.items()
            if word in self._rarity
        }
        length = sqrt(sum(worth * worth for worth in made.values()))
        return {word: worth / length for word, worth in made.items()}


def _shared(text: str, stems: Container[str]) -> tuple[str, ...]:
    words = dict.fromkeys(found.group() for found in WORD.finditer(text))
    return tuple(word for word in words if _telling(word) and stem(fold(word)) in stems)


def _telling(word: str) -> bool:
    return fold(word) not in PLAIN and stem(fold(word)) not in COMMON


def _weighed(rows: Iterable[tuple[str, float]]) -> dict[str, float]:
    counts: dict[str, float] = {}
    for text, weight in rows:
        for found in WORD.finditer(text):
            if _telling(found.group()):
                short = stem(fold(found.group()))
                counts[short] = counts.get(short, 0.0) + weight
    return counts


def recall(suggested: Sequence[str], wanted: Set[str], at: int) -> float:
    """The share of what a person chose that stands among the first ``at``: 0 to 1.

    Where a person chose more than ``at``, it cannot reach 1. ``wanted`` is not empty.
    """
    return len(wanted & set(suggested[:at])) / len(wanted)
