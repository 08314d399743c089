"""Learning activities and resources, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum


class Strength(IntEnum):
    """How strongly an activity develops a statement: about the activity, never a person."""

    TOUCHES = 1
    DEVELOPS = 2
    GOES_DEEP = 3


@dataclass(frozen=True, slots=True)
class Activity:
    """Something a worker can do to learn. ``hours`` includes preparing and following up inside it.

    ``develops`` maps a statement code to a Strength value; ``kind`` is one of the kinds listed in
    the library's own data; ``prerequisites`` are activity ids; ``dates`` is empty unless dated.
    """

    id: str
    title: str
    kind: str
    with_whom: str
    hours: float
    theme: str
    develops: Mapping[str, int]
    steps: tuple[str, ...]
    notice: str
    evidence: str
    cautions: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    lived_experience_led: bool = False
    prerequisites: tuple[str, ...] = ()
    cost: float = 0.0
    from_framework: str = ""
    offering_of: str = ""
    dates: tuple[date, ...] = ()
    last_checked: date | None = None
    checks: tuple[str, ...] = ()
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """A book, site or body to learn from, with what has become of it."""

    id: str
    kind: str
    title: str
    about: str
    standing: str
    confidence: str
    serves: tuple[str, ...]
    confidence_note: str = ""
    framework_activities: tuple[str, ...] = ()
    link: str = ""
    last_checked: date | None = None
    owner: str = ""
