"""Which fields each kind of entry asks for: those that come first, and those that wait behind."""

from dataclasses import dataclass
from typing import Final

from alongside.core.record.entries import Entry

from . import words

TIMES: Final = ("hours", "participatory_hours", "protected_hours")
# Somebody at work who knows of it: one form asks who can verify a piece of learning.
KNOWN_TO: Final = ("with_name", "with_role")
# Kinds that a set of questions can help with.
AIDED: Final = ("reflection", "learning", "team-discussion", "visit", "discussion", "other")


@dataclass(frozen=True, slots=True)
class Shape:
    """What is asked besides what it was and when. ``more`` waits until somebody opens it."""

    first: tuple[str, ...]
    more: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.first, *self.more)


SHAPES: Final = {
    "learning": Shape(
        ("hours", "method", "learned", "changed"),
        (*TIMES[1:], "until", "happened", "effect", "relates", *KNOWN_TO, "link"),
    ),
    "reflection": Shape(
        ("happened", "learned", "changed"), ("effect", "relates", *KNOWN_TO, "hours")
    ),
    "feedback": Shape(
        ("source", "type", "content", "used"),
        ("learned", "changed", "effect", "relates", *KNOWN_TO),
    ),
    "discussion": Shape(
        ("with_name", "with_role", "happened", "learned"),
        ("with_pin", "with_email", "with_address", "changed", "effect", "relates", *TIMES),
    ),
    "thank-you": Shape(("source", "content"), ("type", "used", "relates")),
    "team-discussion": Shape(
        ("happened", "learned", "changed"), (*TIMES, "effect", "relates", *KNOWN_TO)
    ),
    "visit": Shape(
        ("hours", "happened", "learned"),
        (*TIMES[1:], "until", "changed", "effect", "relates", *KNOWN_TO, "link"),
    ),
    "reading": Shape(
        ("hours", "learned", "link"),
        (*TIMES[1:], "method", "happened", "changed", "effect", "relates", *KNOWN_TO),
    ),
    "practice": Shape(
        ("until", "hours", "organisation", "setting", "scope"),
        ("address", "postcode", "happened", "learned", "changed", "effect", "relates"),
    ),
    "other": Shape(
        ("happened",),
        (*TIMES, "until", "method", "learned", "changed", "effect", "relates", *KNOWN_TO, "link"),
    ),
}


def shape_of(kind: str, entry: Entry | None = None) -> Shape:
    """What a kind asks for, and whatever else the entry holds already: nothing is hidden or lost."""
    shape = SHAPES[kind]
    if entry is None:
        return shape
    held = [name for name in (*TIMES, "until") if getattr(entry, name) is not None]
    held += [
        name for name in (*words.TEXTS, *words.ABOUT) if {**entry.texts, **entry.about}.get(name)
    ]
    return Shape(shape.first, (*shape.more, *(name for name in held if name not in shape.all)))
