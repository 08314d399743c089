"""Editions, statements, themes, and what changed between two editions."""

from datetime import datetime
from uuid import UUID

from ninja import Schema

from .common import Part


class About(Schema):
    """Which edition. Equal digests, equal words."""

    slug: str
    title: str
    publisher: str
    year: int | None
    published: datetime
    digest: str
    url: str


class EditionLine(Schema):
    slug: str
    title: str
    published: datetime
    digest: str
    is_current: bool


class Editions(Part):
    items: list[EditionLine]


class Point(Schema):
    """A described point. It is no number, and its place says nothing of a value."""

    id: str
    label: str
    line: str


class Kind(Schema):
    id: str
    points: list[Point]


class Theme(Schema):
    id: str
    name: str
    strand: str
    summary: str
    supports: list[str]
    url: str
    statements: list[str]


class Themes(Part):
    items: list[Theme]


class Strand(Schema):
    id: str
    name: str
    themes: list[str]


class Edition(About):
    is_current: bool
    strands: list[Strand]
    kinds: list[Kind]


class StatementLine(Schema):
    """``id`` is the statement's lasting identifier."""

    id: UUID
    code: str
    kind: str
    title: str
    text: str
    theme: str
    url: str


class Statements(Part):
    items: list[StatementLine]


class Faces(Schema):
    """One statement, said six ways."""

    worker: str
    expect: str
    ask: str
    service: str
    teach: str
    need: str


class Example(Schema):
    setting: str
    text: str


class Pair(Schema):
    code: str
    relation: str
    ask: str


class Source(Schema):
    section: str
    ordinal: int


class Check(Schema):
    where: str
    note: str


class Statement(StatementLine):
    also_themes: list[str]
    faces: Faces
    questions: list[str]
    if_not: str
    looks_like: list[Example]
    does_not_look_like: str
    reflect: str
    pairs: list[Pair]
    source: Source
    outside_things: list[str]
    check_before_publishing: list[Check]


class Differs(Schema):
    """A part of a statement's words that is not the same."""

    part: str
    before: str
    now: str


class Change(Schema):
    """What became of some statements: same, reworded, changed, split, merged, retired or new."""

    became: str
    old: list[StatementLine]
    new: list[StatementLine]
    why: str | None
    differs: list[Differs]


class Beside(Schema):
    """What changed beside the statements: a point, asking, a theme, the order, or a profile."""

    sort: str
    group: str | None
    id: str
    name: str | None
    became: str
    why: str | None
    differs: list[Differs]


class Changes(Schema):
    """``in_line``: one edition follows the other, and says itself what became of each statement."""

    old: About
    new: About
    in_line: bool
    changes: list[Change]
    beside: list[Beside]
