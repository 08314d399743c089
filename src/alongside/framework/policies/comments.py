"""What a comment on a draft holds, and what can be wrong with it. What it says is not judged here."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final

LONGEST: Final = 4000
MOST_PEOPLE: Final = 9999
# So that nobody can fill the disk from a public form; a real round is far below it.
MOST_WAITING: Final = 5000
# What is set aside may name somebody: it stays for another moderator to look at, and then it goes.
DAYS_ASIDE: Final = 183


class Speaker(StrEnum):
    """As whom somebody speaks, in their own view."""

    LIVED_EXPERIENCE = "lived-experience"
    CARER = "carer"
    WORKER = "worker"
    EDUCATOR = "educator"
    OTHER = "other"
    GROUP = "group"


def comment_faults(text: str, speaker: str, people: int | None) -> Iterator[tuple[str, str]]:
    """The field that is wrong and what is wrong with it, in a word."""
    if not text.strip():
        yield "text", "empty"
    if len(text) > LONGEST:
        yield "text", "long"
    if speaker not in list(Speaker):
        yield "speaker", "speaker"
    if speaker == Speaker.GROUP and not 2 <= (people or 0) <= MOST_PEOPLE:
        yield "people", "people"


def good_days(opens_on: date, closes_on: date, *, today: date) -> bool:
    """Whether a round can have these days: both included, and some of it still to come."""
    return closes_on >= max(opens_on, today)
