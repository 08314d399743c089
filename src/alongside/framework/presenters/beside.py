"""What there is to do and to read beside a statement. Areas above this one come and say.

A statement's page is kept for everybody, so only what is public and the same for all may stand here.
What can be taken back says with a stamp, read each time a page is asked for, which pages still hold.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Beside:
    """Something to do about a statement; ``led``: people with lived experience lead it."""

    title: str
    url: str
    hours: float
    led: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A story about a statement, with what a reader should know before opening it."""

    title: str
    url: str
    notes: tuple[str, ...] = ()


Provider = Callable[[str], Sequence[Beside]]
Teller = Callable[[str], Sequence[Told]]
Stamp = Callable[[], Hashable]

_providers: list[Provider] = []
_tellers: dict[Teller, Stamp] = {}


def add(provider: Provider) -> None:
    """Register what gives the things to do for a code; called from an area's AppConfig.ready."""
    if provider not in _providers:
        _providers.append(provider)


def of(code: str) -> tuple[Beside, ...]:
    return tuple(one for provider in _providers for one in provider(code))


def add_stories(teller: Teller, stamp: Stamp) -> None:
    """Register what gives the stories for a code, and what tells that they have changed."""
    _tellers[teller] = stamp


def stories_of(code: str) -> tuple[Told, ...]:
    return tuple(one for teller in _tellers for one in teller(code))


def stamps() -> tuple[Hashable, ...]:
    """Part of the key of every page that shows stories: another once one was added or taken back."""
    return tuple(stamp() for stamp in _tellers.values())
