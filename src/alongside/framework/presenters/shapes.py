"""What a framework page is made of: names in plain words, and frozen rows that a template shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.core.framework import Kind, OutsideThing, Point, Statement, Theme
from alongside.core.search import Snippet
from alongside.framework.queries import Worded

from .beside import Beside, Told
from .came import CameFrom
from .names import Fate
from .origins import Root

if TYPE_CHECKING:
    from .crosswalks import Elsewhere

Text = str | Promise

KINDS: Final[Mapping[str, Text]] = {
    Kind.KNOWLEDGE: _("Knowledge"),
    Kind.SKILLS: _("Skills"),
    Kind.VALUES: _("Values"),
}
KIND_LEADS: Final[Mapping[str, Text]] = {
    Kind.KNOWLEDGE: _("What someone who works in mental health knows and can explain."),
    Kind.SKILLS: _("What someone who works in mental health does, with the people they work with."),
    Kind.VALUES: _(
        "What someone who works in mental health holds to. Values are never measured or compared."
    ),
}
CHIME: Final[Mapping[str, Text]] = {
    "C": _("Connectedness"),
    "H": _("Hope"),
    "I": _("Identity"),
    "M": _("Meaning"),
    "E": _("Empowerment"),
}
RELATIONS: Final[Mapping[str, Text]] = {
    "knowing-doing": _("Knowing and doing"),
    "knowing-holding": _("Knowing and holding to"),
}


@dataclass(frozen=True, slots=True)
class Face:
    """One of the six ways a statement is said: its id, its name and who reads it."""

    id: str
    name: Text
    reader: Text


FACES: Final = (
    Face("worker", _("In my work"), _("What someone who works in mental health can say")),
    Face(
        "expect",
        _("What you can expect"),
        _("For people who use services, and for those close to them"),
    ),
    Face("ask", _("A question to ask"), _("Asked of people who use the service")),
    Face("service", _("For the service"), _("What a review of the service looks for")),
    Face("teach", _("For teaching"), _("What someone who teaches works towards")),
    Face("need", _("In a few words"), _("How a report on learning needs names it")),
)
FACE_BY_ID: Final = {face.id: face for face in FACES}

# Where a search found its words. Each is also the id of a section on the statement's page.
PLACES: Final[Mapping[str, Text]] = {
    "code": _("Code"),
    "title": _("Title"),
    "statement": _("Statement"),
    "theme": _("Theme"),
    "also": _("Also in the themes"),
    **{face.id: face.name for face in FACES},
    "questions": _("Questions you can ask"),
    "if-not": _("If it is not happening"),
    "examples": _("What it looks like"),
    "not-like-this": _("What it does not look like"),
    "reflect": _("To think about"),
    "outside": _("Named in the framework"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as one line of a list. ``text`` is said with whichever face the list shows."""

    code: str
    kind: Text
    title: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ThemeLines:
    theme: Theme
    url: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class StrandThemes:
    id: str
    name: str
    themes: tuple[ThemeLines, ...]


@dataclass(frozen=True, slots=True)
class PairLine:
    relation: Text
    ask: str
    other: Line


@dataclass(frozen=True, slots=True)
class ThingView:
    """A named outside thing with its standing today and where the framework leans on it."""

    thing: OutsideThing
    checked: date
    lines: tuple[Line, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Before:
    """What a statement was in the edition before, where it is not the same: code, title, address."""

    fate: Fate
    old: tuple[tuple[str, str, str], ...]
    why: str
    url: str


@dataclass(frozen=True, slots=True)
class StatementPage:
    statement: Statement
    kind: Text
    kind_url: str
    theme: Theme
    theme_url: str
    strand_name: str
    faces: tuple[tuple[Face, str], ...]
    examples: tuple[tuple[str, str], ...]
    pairs: tuple[PairLine, ...]
    neighbours: tuple[Line, ...]
    also: tuple[tuple[str, str], ...]
    previous: Line | None
    next: Line | None
    things: tuple[ThingView, ...]
    activities: tuple[Beside, ...]
    stories: tuple[Told, ...]
    elsewhere: tuple["Elsewhere", ...]
    before: Before | None
    came: tuple[CameFrom, ...]
    roots: tuple[Root, ...]
    is_new_here: bool
    official: Worded | None
    official_for_all: bool
    identifier: str
    permanent_url: str


@dataclass(frozen=True, slots=True)
class ThemePage:
    theme: Theme
    strand_name: str
    supports: tuple[Text, ...]
    lines: tuple[Line, ...]
    previous: tuple[str, str] | None
    next: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class KindPage:
    """All statements of one kind, and the described points in which workers see themselves."""

    name: Text
    lead: Text
    strands: tuple[StrandThemes, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class WholeStrand:
    id: str
    name: str
    themes: tuple[tuple[Theme, tuple[StatementPage, ...]], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Something a search found: a statement or an outside thing, and where the words stand."""

    code: str
    kind: Text
    title: str
    url: str
    places: tuple[tuple[Text, str, Snippet], ...]


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One thing a named reader must confirm, with where it is to be read on the site."""

    name: str
    where: str
    note: str
    url: str
