"""What somebody else's form asks for, as a value: sections, fields, amounts. Read from data files.

A form says which entries count in a section, and which of our fields feed which of theirs. It is
never a test that somebody passes: what is there and what is not there yet is all that is said.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Final

from .entries import TEXTS

# What can be added up or counted in a section.
AMOUNTS: Final = ("entries", "hours", "participatory_hours", "protected_hours")
# What a field of a form can be fed from, besides ``texts.``, ``about.`` and ``tags.`` with a name.
PLAIN_SOURCES: Final = (
    *("dates", "title", "kind", "codes", "files"),
    *("hours", "participatory_hours", "protected_hours"),
)
ABOUT: Final = (
    *("source", "type", "organisation", "address", "postcode", "setting", "scope"),
    *("with_name", "with_role", "with_pin", "with_email", "with_address", "method", "link"),
)
LAYOUTS: Final = ("table", "texts")
ENTRIES, NEEDS = "entries", "needs"


def good_source(source: str) -> bool:
    """Whether a name of one of our fields means anything, such as ``texts.learned``."""
    part, dot, name = source.partition(".")
    if not dot:
        return source in PLAIN_SOURCES
    return bool(name) and (
        (part == "texts" and name in TEXTS) or (part == "about" and name in ABOUT) or part == "tags"
    )


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class TagField:
    """A choice a form asks for. ``own``: the worker may add words of their own to the options.

    ``kinds`` are the kinds of entry it is asked of; ``body`` is whose form it belongs to.
    """

    id: str
    label: str
    kinds: tuple[str, ...]
    options: tuple[Option, ...]
    about: str = ""
    own: bool = False
    body: str = ""

    def name_of(self, chosen: str) -> str:
        """An option in words; what the worker added stands as they wrote it."""
        return next((one.label for one in self.options if one.id == chosen), chosen)


@dataclass(frozen=True, slots=True)
class Rule:
    """Which entries count in a section: of these kinds, with these fields filled, so tagged.

    ``chosen`` are options of ``tag``, any of which will do; ``not_chosen`` are options of
    ``not_tag``, any of which keeps an entry out.
    """

    kinds: tuple[str, ...]
    having: tuple[str, ...] = ()
    tag: str = ""
    chosen: tuple[str, ...] = ()
    not_tag: str = ""
    not_chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One of their fields. ``sources`` are ours that feed it, in order."""

    id: str
    label: str
    sources: tuple[str, ...]
    required: bool = False
    words_at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of something a form asks for. ``of`` is one of AMOUNTS.

    Nothing is asked where it is 0: the sum is said and that is all.
    ``instead`` is the other amount that holds for some people, and ``instead_for`` says for whom.
    """

    of: str
    at_least: Decimal
    label: str
    instead: Decimal | None = None
    instead_for: str = ""


@dataclass(frozen=True, slots=True)
class Gaps:
    """Stretches without a dated activity that a form wants a word about.

    ``explained_by`` are the kinds of entry that say what such a stretch was.
    """

    months: int
    explained_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a form. ``of`` is ENTRIES, or NEEDS for what the worker wants to learn.

    ``latest``: one entry only, the newest of those that count. ``optional``: may stay empty.
    """

    id: str
    title: str
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...] = ()
    about: str = ""
    amounts: tuple[Amount, ...] = ()
    gaps: Gaps | None = None
    layout: str = "table"
    latest: bool = False
    optional: bool = False
    of: str = ENTRIES


@dataclass(frozen=True, slots=True)
class Check:
    """Something a named reader must confirm before a service goes live."""

    where: str
    note: str


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    link: str = ""


@dataclass(frozen=True)
class Form:
    """One version of one body's form. A later version is another value; this one stays.

    ``not_here`` says what the body asks for besides, which no record of ours holds.
    """

    id: str
    version: str
    title: str
    body: str
    about: str
    years: int
    valid_from: date
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    last_checked: date
    review_days: int
    valid_until: date | None = None
    tag_fields: tuple[TagField, ...] = ()
    not_here: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()

    @cached_property
    def section_by_id(self) -> dict[str, Section]:
        return {one.id: one for one in self.sections}

    @property
    def key(self) -> str:
        return f"{self.id}/{self.version}"

    def in_use(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


def newest(forms: Iterable[Form], *, today: date) -> list[Form]:
    """The version of each form that is in use on a day, by title; the last one where none is."""
    found: dict[str, Form] = {}
    for form in sorted(forms, key=lambda one: (one.valid_from, one.version)):
        before = found.get(form.id)
        if before is None or form.in_use(today) or not before.in_use(today):
            found[form.id] = form
    return sorted(found.values(), key=lambda one: one.title)
