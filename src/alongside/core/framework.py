"""What the framework is made of: statements in themes in strands, each with six faces.

Everything here is an immutable value. Reading files and keeping rows belong to the framework area.
Where each statement comes from (section and ordinal of the 2007 document) travels with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final
from uuid import UUID, uuid5

# Fixed for ever: statement identifiers are UUIDv5 in this namespace (an interchange standard
# allows versions 1 to 5 only, so not 7). Changing it would change every published identifier.
NAMESPACE: Final = UUID("6f1c1d0e-6d53-5a57-9a0b-3d0a2c9a7e67")


class Kind(StrEnum):
    """What sort of thing a statement names. Values are never scored, ranked or averaged."""

    KNOWLEDGE = "knowledge"
    SKILLS = "skills"
    VALUES = "values"

    @classmethod
    def of(cls, code: str) -> "Kind":
        """The kind a statement code such as ``K01`` belongs to. Raises KeyError for others."""
        return {"K": cls.KNOWLEDGE, "S": cls.SKILLS, "V": cls.VALUES}[code[:1]]


@dataclass(frozen=True, slots=True)
class Source:
    """Where something stands in the document it comes from (never its wording)."""

    section: str
    ordinal: int


@dataclass(frozen=True, slots=True)
class Example:
    """What a statement looks like in one setting."""

    setting: str
    text: str


@dataclass(frozen=True, slots=True)
class Faces:
    """One statement, said six ways, for the six people who meet it."""

    worker: str
    expect: str
    ask: str
    service: str
    teach: str
    need: str


@dataclass(frozen=True, slots=True)
class Check:
    """Something a named reader must look at before a service goes live.

    ``where`` says which text it is about, in words; ``note`` says what to check.
    """

    about: str
    where: str
    note: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One of the things a worker knows, can do or holds to."""

    code: str
    title: str
    theme: str
    text: str
    source: Source
    faces: Faces
    questions: tuple[str, ...]
    if_not: str
    looks_like: tuple[Example, ...]
    does_not_look_like: str
    reflect: str
    also_themes: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        return Kind.of(self.code)


@dataclass(frozen=True, slots=True)
class Theme:
    id: str
    name: str
    strand: str
    summary: str
    statements: tuple[str, ...]
    chime: tuple[str, ...] = ()
    practice_domain: str = ""


@dataclass(frozen=True, slots=True)
class Strand:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Point:
    """A described point. It has an order on the page and never a number."""

    id: str
    label: str
    line: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements that belong together: the knowing and the doing (or the holding)."""

    id: str
    first: str
    second: str
    relation: str
    ask: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What a role or setting asks for. ``typical`` is None for every value, always."""

    code: str
    weight: int
    why: str
    typical: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """A starting point for a role, or (``overlay``) for a setting; the worker's to change."""

    id: str
    title: str
    for_whom: str
    emphasis: tuple[Emphasis, ...]
    overlay: bool = False


@dataclass(frozen=True, slots=True)
class OutsideThing:
    """Something the 2007 document names, what it is, and where it stands today."""

    id: str
    name: str
    what: str
    today: str
    checked: str
    check_before_publishing: str = ""
    statements: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True)
class Edition:
    """A whole framework, as published at one time. Look things up by code or id."""

    slug: str
    title: str
    publisher: str
    strands: tuple[Strand, ...]
    themes: tuple[Theme, ...]
    statements: tuple[Statement, ...]
    points: Mapping[Kind, tuple[Point, ...]]
    other_points: tuple[Point, ...]
    pairs: tuple[Pair, ...]
    profiles: tuple[Profile, ...]
    outside_things: tuple[OutsideThing, ...]
    about: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def by_code(self) -> Mapping[str, Statement]:
        return {statement.code: statement for statement in self.statements}

    @cached_property
    def theme_by_id(self) -> Mapping[str, Theme]:
        return {theme.id: theme for theme in self.themes}

    @cached_property
    def profile_by_id(self) -> Mapping[str, Profile]:
        return {profile.id: profile for profile in self.profiles}

    def pairs_of(self, code: str) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if code in (pair.first, pair.second))

    def identifier(self, code: str) -> UUID:
        """The statement's lasting UUIDv5, from the edition's slug and the code."""
        return uuid5(NAMESPACE, f"{self.slug}/{code}")
