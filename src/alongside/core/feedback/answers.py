"""What somebody says, and the one size it is kept in: nothing of it shows from outside."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

RATHER_NOT: Final = "rather-not-say"
UNSURE: Final = "unsure"
MATTERS: Final = ("a-lot", "a-bit", "no", UNSURE, RATHER_NOT)
HAPPENS: Final = ("yes", "sometimes", "no", UNSURE, RATHER_NOT)

AS_IS, NO_DETAILS, SUMMARY, LEFT_OUT = "as-is", "no-details", "summary", "left-out"
WAYS: Final = (AS_IS, NO_DETAILS, SUMMARY)
# What a reader from outside the team may do with the words, by what their writer chose.
DECISIONS: Final = {
    AS_IS: (AS_IS, NO_DETAILS, SUMMARY, LEFT_OUT),
    NO_DETAILS: (NO_DETAILS, SUMMARY, LEFT_OUT),
    SUMMARY: (SUMMARY, LEFT_OUT),
}

MOST_STATEMENTS: Final = 6
LONGEST_WORDS: Final = 1000  # characters, at most four bytes each
SIZE: Final = 5120  # bytes: whatever was said, and nothing at all, take up exactly this much


@dataclass(frozen=True, slots=True)
class Said:
    """About one statement: whether it matters, and whether it happens."""

    code: str
    matters: str = RATHER_NOT
    happens: str = RATHER_NOT


@dataclass(frozen=True, slots=True)
class Answer:
    """One person's feedback. ``way`` is how their words may be used."""

    said: tuple[Said, ...]
    words: str = ""
    way: str = SUMMARY


def faults(answer: Answer, *, asked: Iterable[str]) -> list[str]:
    """What does not fit the round's questions. Nothing said: all well."""
    found = []
    if [one.code for one in answer.said] != list(asked):
        found.append("statements")
    for one in answer.said:
        if one.matters not in MATTERS or one.happens not in HAPPENS:
            found.append(one.code)
    if len(answer.words) > LONGEST_WORDS:
        found.append("words")
    if answer.way not in WAYS:
        found.append("way")
    return found


def pack(answer: Answer | None) -> bytes:
    """An answer, or none, as exactly SIZE bytes. Raises ValueError where it does not fit."""
    shape = None
    if answer is not None:
        said = [[one.code, one.matters, one.happens] for one in answer.said]
        shape = [said, answer.words, answer.way]
    made = json.dumps(shape, ensure_ascii=False, separators=(",", ":")).encode()
    if len(made) > SIZE:
        raise ValueError("The answer is too long to be kept.")
    return made.ljust(SIZE)


def unpack(packed: bytes) -> Answer | None:
    """What ``pack`` was given."""
    shape = json.loads(packed)
    if shape is None:
        return None
    said, words, way = shape
    return Answer(tuple(Said(*one) for one in said), words, way)


def decisions(way: str, *, recognised: bool) -> tuple[str, ...]:
    """What may become of words: as their writer chose, and never as they are where staff could tell."""
    allowed = DECISIONS.get(way, DECISIONS[SUMMARY])
    return tuple(one for one in allowed if one != AS_IS or not recognised)
