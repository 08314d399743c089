"""Papers of a consultation, and by which way what was said came in. No Django."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from alongside.foundation.actor import Actor, Role

from .comments import Speaker

# So that whoever makes them could not give one to each of two or three and see which came back.
LEAST_AT_ONCE: Final = 10
MOST_AT_ONCE: Final = 100  # a leaflet for each takes a server some seconds to lay out
MOST_A_ROUND: Final = 5000
MOST_PLACES: Final = 12  # one paper says something about so many statements at the most
STEP: Final = 5  # numbers are told rounded down to it, so that nobody's own paper shows in them


class Way(StrEnum):
    """By which way something that was said came in."""

    FORM = "form"
    PAPER = "paper"
    GROUP = "group"


def may_make_papers(actor: Actor) -> bool:
    """Who makes papers with codes, and stops a set that went astray: national stewards."""
    return actor.is_national(Role.STEWARD)


def may_enter_papers(actor: Actor) -> bool:
    """Who types in what came back: those who read what is said before anybody else does."""
    return actor.is_national(Role.STEWARD, Role.MODERATOR)


def way(speaker: str, *, on_paper: bool) -> Way:
    """A group is a group, whether it wrote on paper or in the form."""
    if speaker == Speaker.GROUP:
        return Way.GROUP
    return Way.PAPER if on_paper else Way.FORM


def told(ways: Iterable[Way]) -> Mapping[str, int]:
    """How many came by each way, rounded down to five. None, and fewer than five, look alike."""
    found = list(ways)
    return {one.value: found.count(one) // STEP * STEP for one in Way}
