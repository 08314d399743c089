"""One entry of a record: written once, used by many forms. No number here is about a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

# What an entry can be about. Their names are words of the page, not of this list.
KINDS: Final = (
    "learning",  # a course, a book, a visit: learning that was done
    "reflection",
    "feedback",  # what somebody said about the worker's practice
    "discussion",  # a reflective discussion with one other person
    "thank-you",
    "team-discussion",
    "visit",
    "reading",
    "practice",  # hours of practice in a place, which one form asks for
    "other",
)

# The texts an entry may hold, each written once and asked for by several forms under other names.
TEXTS: Final = (
    "happened",  # what happened, or what the learning was
    "learned",
    "changed",  # what I do differently since
    "effect",  # what it brings to people who use the service
    "relates",  # how it belongs to the professional code or standards
    "content",  # feedback: what was said, in general words
    "used",  # feedback: what I did with it
)
TEXT_MOST: Final = 20_000
TITLE_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class File:
    """A file kept with an entry. ``size`` in bytes."""

    id: str
    name: str
    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. Hours are the worker's own claim, in quarter hours; None where none was given.

    ``participatory_hours`` is the part of ``hours`` spent learning with others; ``protected_hours``
    the part in protected learning time. ``texts`` maps a name of TEXTS to what was written; empty
    ones are left out. ``tags`` maps a form's field (``nmc.code-theme``, ``hcpc.type-of-learning``,
    ``sssc.core-element``, ``ksf.dimension``) to the ids chosen in it. ``about`` holds short facts by
    name: ``source`` and ``type`` of feedback, ``organisation``, ``address``, ``postcode``,
    ``setting``, ``scope`` of practice, ``with_name``, ``with_role``, ``with_pin``, ``with_email``,
    ``with_address``, ``method``, ``link``. ``codes`` are statements of the newest edition;
    ``earlier`` those of earlier ones that mean something else now, each as its edition and code.
    """

    id: str
    kind: str
    title: str
    on: date
    until: date | None = None
    hours: Decimal | None = None
    participatory_hours: Decimal | None = None
    protected_hours: Decimal | None = None
    codes: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    files: tuple[File, ...] = ()
    earlier: tuple[tuple[str, str], ...] = ()

    @property
    def last_day(self) -> date:
        return self.until or self.on
