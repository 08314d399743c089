"""Bringing a record along from another installation: which areas take which part of it.

What leaves is one document with a part for every area (accounts.presenters.export_part). An area
that can take its part in again registers here how it shows beforehand what would come, and how it
takes it. An area above the record is heard that way without being known.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from .actor import Actor

NEW: Final = "new"  # it would come, or has come
HERE: Final = "here"  # it is here already and stays as it is
CANNOT: Final = "cannot"  # it cannot be taken, and why


class BadPart(ValueError):
    """A part that does not have the shape it should have: where, what, and what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of a part, by name. ``why`` goes with CANNOT and may go with HERE."""

    what: str
    state: str = NEW
    why: str = ""


@dataclass(frozen=True, slots=True)
class Taker:
    """``preview`` changes nothing. ``take`` runs inside one transaction with all the others, writes
    what ``preview`` called new, and says what came of each thing. Both are given what this area
    exported, which may hold anything: they raise BadPart for what has no right shape. Taking the
    same part twice adds nothing the second time.
    """

    name: str
    title: Any
    preview: Callable[[Actor, Any], Iterable[Line]]
    take: Callable[[Actor, Any], Iterable[Line]]


_takers: dict[str, Taker] = {}


def take_part(
    name: str,
    preview: Callable[[Actor, Any], Iterable[Line]],
    take: Callable[[Actor, Any], Iterable[Line]],
    *,
    title: Any = "",
) -> None:
    """Called from an area's AppConfig.ready. ``name`` is that of its export part; ``title`` its
    heading on the page that shows what would come."""
    _takers[name] = Taker(name, title or name, preview, take)


def takers() -> list[Taker]:
    return list(_takers.values())
