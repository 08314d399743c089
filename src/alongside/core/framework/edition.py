"""What the framework is made of: statements in themes in strands, each with six faces.

Everything here is an immutable value. Reading files and keeping rows belong to the framework area.
Where each statement comes from (section and ordinal of the 2007 document) travels with it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Final
from uuid import UUID, uuid5

from .dispositions import Disposition, PointChange

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

    ``about`` is a statement code, an outside thing's id, or "" for the edition as a whole;
    ``where`` says in words which text it is about; ``note`` says what to check.
    """

    about: str
    where: str
    note: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One of the things a worker knows, can do or holds to.

    ``questions`` and ``if_not`` go with the ``expect`` face: what a person may ask, and what
    they can do if it does not happen. ``looks_like`` is two or three examples, each in a
    setting of its own; ``does_not_look_like`` is one more. ``reflect`` is for supervision.
    """

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
    checks: tuple[Check, ...] = ()

    @property
    def kind(self) -> Kind:
        return Kind.of(self.code)


@dataclass(frozen=True, slots=True)
class Theme:
    """Three to six statements that belong together.

    ``chime`` names the processes (of Connectedness, Hope, Identity, Meaning, Empowerment) that
    the theme supports; themes about the worker or the service have none.
    """

    id: str
    name: str
    strand: str
    summary: str
    statements: tuple[str, ...]
    chime: tuple[str, ...] = ()
    practice_domain: str = ""


@dataclass(frozen=True, slots=True)
class Strand:
    """A few neighbouring themes under one name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A kind of place where an example happens, such as ``older-people``, and its name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something else the document lists: a purpose, a condition, an activity, a resource.

    ``text`` is in own words, and empty where the library holds the words (activities A.., F..,
    resources R.., W..): there the edition only says where the item stands in the document.
    """

    id: str
    kind: str
    source: Source
    text: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A described point. It has an order on the page and never a number.

    ``offered_for`` says for which kinds it may be chosen: a value is always part of the role.
    """

    id: str
    label: str
    line: str
    offered_for: tuple[Kind, ...] = tuple(Kind)


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
    """Something the 2007 document names, what it is, and where it stands today.

    ``checked`` is the ISO date on which ``today`` was last held against what could be found;
    ``confidence`` is "sourced", "partly from memory" or "from memory"; ``sources`` says where.
    """

    id: str
    name: str
    what: str
    today: str
    checked: str
    confidence: str = "sourced"
    check_before_publishing: str = ""
    statements: tuple[str, ...] = ()
    link: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Edition:
    """A whole framework, as published at one time. Look things up by code or id.

    ``statements`` run by code: knowledge, skills, values. ``no_evidence`` names the statements
    for which evidence is never asked, because they touch the worker's own life. ``about`` holds
    words and facts that pages may show (plain JSON values), such as what a profile is and is not.

    ``previous`` is the slug of the edition this one follows, ``dispositions`` say what became of
    that one's statements, ``identifiers`` gives (as text) the lasting identifier of each statement
    that kept its meaning, by code, and ``points_became`` says what became of points that have other
    words. All four are empty where nothing came before.
    """

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
    year: int = 0
    settings: tuple[Setting, ...] = ()
    facts: tuple[Fact, ...] = ()
    no_evidence: tuple[str, ...] = ()
    edition_checks: tuple[Check, ...] = ()
    previous: str = ""
    dispositions: tuple[Disposition, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    points_became: tuple[PointChange, ...] = ()

    @cached_property
    def by_code(self) -> Mapping[str, Statement]:
        return {statement.code: statement for statement in self.statements}

    @cached_property
    def theme_by_id(self) -> Mapping[str, Theme]:
        return {theme.id: theme for theme in self.themes}

    @cached_property
    def profile_by_id(self) -> Mapping[str, Profile]:
        return {profile.id: profile for profile in self.profiles}

    @cached_property
    def setting_names(self) -> Mapping[str, str]:
        return {setting.id: setting.name for setting in self.settings}

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """Every "check before publishing" mark: the edition's, each statement's, each thing's."""
        of_statements = [check for statement in self.statements for check in statement.checks]
        of_things = [
            Check(thing.id, thing.name, thing.check_before_publishing)
            for thing in self.outside_things
            if thing.check_before_publishing
        ]
        return (*self.edition_checks, *of_statements, *of_things)

    def checks_of(self, about: str) -> tuple[Check, ...]:
        """The marks on one statement (by code) or one outside thing (by id)."""
        return tuple(check for check in self.checks if check.about == about)

    def things_of(self, code: str) -> tuple[OutsideThing, ...]:
        """The named outside things that one statement leans on."""
        return tuple(thing for thing in self.outside_things if code in thing.statements)

    def facts_of(self, kind: str) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.kind == kind)

    def pairs_of(self, code: str) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if code in (pair.first, pair.second))

    def identifier(self, code: str) -> UUID:
        """The statement's lasting UUIDv5: the one it kept from an earlier edition, or its own,
        from the edition's slug and the code.
        """
        kept = self.identifiers.get(code)
        return UUID(kept) if kept else uuid5(NAMESPACE, f"{self.slug}/{code}")


def laid_over(role: Iterable[Emphasis], overlay: Iterable[Emphasis]) -> dict[str, Emphasis]:
    """A role with a setting over it, by code: the higher weight, both reasons, and only the
    role's own typical point (a setting never moves one).
    """
    merged = {one.code: one for one in role}
    for one in overlay:
        under = merged.get(one.code)
        above = replace(one, typical=under.typical if under else None)
        merged[one.code] = both(under, above) if under else above
    return merged


def both(first: Emphasis, second: Emphasis) -> Emphasis:
    """Two that speak of one statement: the higher weight, both reasons; 0 only if both say 0."""
    if not first.weight or not second.weight:
        return first if first.weight else second
    whys = [first.why] + ([second.why] if second.why != first.why else [])
    return replace(
        first,
        weight=max(first.weight, second.weight),
        why=" ".join(why for why in whys if why),
        typical=first.typical or second.typical,
    )
