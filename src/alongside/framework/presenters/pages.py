"""Editions as pages: what a template shows without thinking."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.core.framework import (
    Check,
    Edition,
    Kind,
    OutsideThing,
    Pair,
    Point,
    Statement,
    Theme,
)
from alongside.core.search import Found, Snippet
from alongside.framework.queries import Published

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
    **{face.id: face.name for face in FACES},
    "questions": _("Questions you can ask"),
    "if-not": _("If it is not happening"),
    "examples": _("What it looks like"),
    "not-like-this": _("What it does not look like"),
    "reflect": _("To think about"),
    "outside": _("Named in the framework"),
}


class Addresses:
    """Addresses of one edition's pages: with its slug, or (for the current edition) without."""

    def __init__(self, slug: str = "") -> None:
        self._fixed = {"slug": slug} if slug else {}

    def to(self, name: str, **which: str) -> str:
        return reverse(f"framework:{name}", kwargs={**self._fixed, **which})

    def statement(self, code: str) -> str:
        return self.to("statement", code=code)

    def theme(self, theme_id: str) -> str:
        return self.to("theme", theme_id=theme_id)


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


class View:
    """One edition, shown. ``fixed`` keeps every link inside the edition's permanent pages."""

    def __init__(self, published: Published, *, fixed: bool = False) -> None:
        self.edition: Edition = published.edition
        self.slug = published.slug
        self.at = Addresses(published.slug if fixed else "")
        self.permanent = Addresses(published.slug)

    def line(self, code: str, face: str = "") -> Line:
        one = self.edition.by_code[code]
        text = getattr(one.faces, face) if face else one.text
        return Line(code, KINDS[one.kind], one.title, text, self.at.statement(code))

    def theme_lines(self, theme: Theme, *, face: str = "", kind: str = "") -> ThemeLines:
        codes = [c for c in theme.statements if not kind or self.edition.by_code[c].kind == kind]
        lines = tuple(self.line(code, face) for code in codes)
        return ThemeLines(theme, self.at.theme(theme.id), lines)

    def strands(self, *, face: str = "", kind: str = "") -> tuple[StrandThemes, ...]:
        """Every strand with its themes and their statements; of one kind only, where asked."""
        made = []
        for strand in self.edition.strands:
            themes = [
                self.theme_lines(theme, face=face, kind=kind)
                for theme in self.edition.themes
                if theme.strand == strand.id
            ]
            made.append(StrandThemes(strand.id, strand.name, tuple(t for t in themes if t.lines)))
        return tuple(made)

    def urls(self) -> dict[str, object]:
        """Where the pages of this edition stand, for the ways in and the search form."""
        plain = {name: self.at.to(name) for name in ("index", "outside", "print", "search")}
        return {
            **plain,
            "kinds": [(KINDS[kind], self.at.to("kind", kind=kind.value)) for kind in Kind],
            "faces": [(face, self.at.to("face", face=face.id)) for face in FACES],
            "editions": reverse("framework:editions"),
        }

    def theme_page(self, theme: Theme) -> ThemePage:
        before, after = _beside(tuple(one.id for one in self.edition.themes), theme.id)
        return ThemePage(
            theme=theme,
            strand_name=self.strand_name(theme.strand),
            supports=tuple(CHIME[letter] for letter in theme.chime),
            lines=self.theme_lines(theme).lines,
            previous=self._theme_link(before),
            next=self._theme_link(after),
        )

    def _theme_link(self, theme_id: str) -> tuple[str, str] | None:
        if not theme_id:
            return None
        return self.edition.theme_by_id[theme_id].name, self.at.theme(theme_id)

    def kind_page(self, kind: Kind) -> KindPage:
        others = tuple(one for one in self.edition.other_points if kind in one.offered_for)
        return KindPage(
            name=KINDS[kind],
            lead=KIND_LEADS[kind],
            strands=tuple(strand for strand in self.strands(kind=kind) if strand.themes),
            points=(*self.edition.points[kind], *others),
        )

    def face_page(self, face: str) -> dict[str, object]:
        return {"face": FACE_BY_ID[face], "strands": self.strands(face=face)}

    def whole(self) -> tuple[WholeStrand, ...]:
        """Everything, by strand and theme, for one long page."""
        return tuple(
            WholeStrand(
                strand.id,
                strand.name,
                tuple(
                    (theme.theme, tuple(self.statement(line.code) for line in theme.lines))
                    for theme in strand.themes
                ),
            )
            for strand in self.strands()
        )

    def strand_name(self, strand_id: str) -> str:
        return next(strand.name for strand in self.edition.strands if strand.id == strand_id)

    def statement(self, code: str) -> StatementPage:
        one = self.edition.by_code[code]
        theme = self.edition.theme_by_id[one.theme]
        before, after = _beside(theme.statements, code)
        names = self.edition.setting_names
        return StatementPage(
            statement=one,
            kind=KINDS[one.kind],
            kind_url=self.at.to("kind", kind=one.kind.value),
            theme=theme,
            theme_url=self.at.theme(theme.id),
            strand_name=self.strand_name(theme.strand),
            faces=tuple((face, getattr(one.faces, face.id)) for face in FACES),
            examples=tuple((names.get(e.setting, e.setting), e.text) for e in one.looks_like),
            pairs=tuple(self._pair(pair, code) for pair in self.edition.pairs_of(code)),
            neighbours=tuple(self.line(other) for other in theme.statements if other != code),
            also=tuple(
                (self.edition.theme_by_id[other].name, self.at.theme(other))
                for other in one.also_themes
            ),
            previous=self.line(before) if before else None,
            next=self.line(after) if after else None,
            things=tuple(self.thing(thing) for thing in self.edition.things_of(code)),
            identifier=str(self.edition.identifier(code)),
            permanent_url=self.permanent.statement(code),
        )

    def _pair(self, pair: Pair, code: str) -> PairLine:
        other = pair.second if pair.first == code else pair.first
        return PairLine(RELATIONS.get(pair.relation, ""), pair.ask, self.line(other))

    def thing(self, thing: OutsideThing) -> ThingView:
        lines = tuple(self.line(code) for code in thing.statements)
        url = f"{self.at.to('outside')}#{thing.id}"
        return ThingView(thing, date.fromisoformat(thing.checked), lines, url)

    def results(self, found: Iterable[Found]) -> list[Result]:
        return [self._result(one) for one in found]

    def _result(self, found: Found) -> Result:
        things = {thing.id: thing for thing in self.edition.outside_things}
        if found.about in things:
            shown = self.thing(things[found.about])
            code, kind, title, url = "", PLACES["outside"], shown.thing.name, shown.url
            places = tuple((PLACES["outside"], url, snippet) for snippet in found.snippets)
        else:
            line = self.line(found.about)
            code, kind, title, url = line.code, line.kind, line.title, line.url
            places = tuple(
                (PLACES[snippet.where], f"{url}#{snippet.where}", snippet)
                for snippet in found.snippets
            )
        return Result(code, kind, title, url, places)

    def checks(self) -> list[CheckLine]:
        return [self._check(check) for check in self.edition.checks]

    def _check(self, check: Check) -> CheckLine:
        if check.about in self.edition.by_code:
            url = self.at.statement(check.about)
        elif check.about:
            url = f"{self.at.to('outside')}#{check.about}"
        else:
            url = ""
        return CheckLine(check.about, check.where, check.note, url)


def _beside(codes: tuple[str, ...], code: str) -> tuple[str, str]:
    """The codes before and after one in a row, or ''."""
    at = codes.index(code)
    return (codes[at - 1] if at else ""), (codes[at + 1] if at + 1 < len(codes) else "")


def of_the_day(edition: Edition, today: date) -> Statement:
    """The statement a first page shows on a day: each in turn, but none that waits for a check."""
    ready = [one for one in edition.statements if not edition.checks_of(one.code)]
    return (ready or list(edition.statements))[today.toordinal() % len(ready or edition.statements)]


def home(view: View, today: date) -> dict[str, object]:
    """What the first page shows: the statement of the day, and where its doors lead."""
    one = of_the_day(view.edition, today)
    return {
        "statement": one,
        "statement_url": view.at.statement(one.code),
        "public_url": view.at.to("face", face="expect"),
        "teach_url": view.at.to("face", face="teach"),
    }


def missing(view: View, asked: str) -> dict[str, object]:
    """For a page about a name that nothing has: what is near it, and how codes run."""
    runs = [[one.code for one in view.edition.statements if one.kind is kind] for kind in Kind]
    return {
        "asked": asked,
        "nearest": nearest(view, asked),
        "codes": [(codes[0], codes[-1]) for codes in runs if codes],
    }


def nearest(view: View, asked: str) -> list[tuple[str, str]]:
    """Names and addresses that look most like what somebody asked for."""
    names = {one.code.lower(): one.code for one in view.edition.statements}
    places = {code: view.at.statement(name) for code, name in names.items()}
    places |= {theme.id: view.at.theme(theme.id) for theme in view.edition.themes}
    places |= {kind.value: view.at.to("kind", kind=kind.value) for kind in Kind}
    labels = {theme.id: theme.name for theme in view.edition.themes}
    labels |= {low: f"{code} {view.edition.by_code[code].title}" for low, code in names.items()}
    labels |= {kind.value: str(KINDS[kind]) for kind in Kind}
    close = get_close_matches(asked.lower()[:60], places, n=4, cutoff=0.6)
    return [(labels[name], places[name]) for name in close]
