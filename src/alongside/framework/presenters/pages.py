"""Editions as pages: what a template shows without thinking."""

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType

from django.urls import reverse

from alongside.core.framework import (
    Became,
    Check,
    Edition,
    Kind,
    OutsideThing,
    Pair,
    Statement,
    Theme,
)
from alongside.core.framework.drafting import NEW_HERE
from alongside.core.search import Found
from alongside.framework import queries
from alongside.framework.queries import Published, Worded

from . import beside
from .addresses import Addresses as Addresses  # where others look for it
from .came import came_from
from .crosswalks import Crosswalks
from .names import FATES
from .origins import roots_of
from .shapes import (
    CHIME,
    FACE_BY_ID,
    FACES,
    KIND_LEADS,
    KINDS,
    PLACES,
    RELATIONS,
    Before,
    CheckLine,
    KindPage,
    Line,
    PairLine,
    Result,
    StatementPage,
    StrandThemes,
    ThemeLines,
    ThemePage,
    ThingView,
    WholeStrand,
)
from .tailored import TailoredView


class View:
    """One edition, shown. ``fixed`` keeps every link inside the edition's permanent pages.

    ``official``: its publisher's own words by code, where they were loaded and may be shown.
    """

    def __init__(
        self,
        published: Published,
        *,
        fixed: bool = False,
        official: Mapping[str, Worded] = MappingProxyType({}),
    ) -> None:
        self.official, self.for_all = official, published.official_public
        self.edition: Edition = published.edition
        self.slug, self.digest = published.slug, published.digest
        self.at = Addresses(published.slug if fixed else "")
        self.permanent = Addresses(published.slug)
        self.crosswalks = Crosswalks(published, self.at)
        self.tailored = TailoredView(published, self.at)

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
        plain = {
            name: self.at.to(name)
            for name in ("index", "outside", "print", "search", "crosswalks", "all_tailored")
        }
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
                    (
                        theme.theme,
                        tuple(self.statement(line.code, alone=False) for line in theme.lines),
                    )
                    for theme in strand.themes
                ),
            )
            for strand in self.strands()
        )

    def strand_name(self, strand_id: str) -> str:
        return next(strand.name for strand in self.edition.strands if strand.id == strand_id)

    def statement(self, code: str, *, alone: bool = True) -> StatementPage:
        """A statement's page; where it does not stand ``alone``, without what stands beside it."""
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
            activities=beside.of(code) if alone else (),
            stories=beside.stories_of(code) if alone else (),
            elsewhere=self.crosswalks.elsewhere(code) if alone else (),
            before=self._before(code) if alone else None,
            came=came_from(self.slug, self.digest, code) if alone else (),
            roots=roots_of(self.slug, self.digest, code) if alone else (),
            is_new_here=one.source.section == NEW_HERE,
            official=self.official.get(code),
            official_for_all=self.for_all,
            identifier=str(self.edition.identifier(code)),
            permanent_url=self.permanent.statement(code),
        )

    def _before(self, code: str) -> Before | None:
        """What it came of in the edition before, where another word was said of it than "the same"."""
        said = next((one for one in self.edition.dispositions if code in one.new), None)
        if said is None or said.kind is Became.SAME:
            return None
        earlier, at = queries.edition(self.edition.previous), Addresses(self.edition.previous)
        slugs = {"old": self.edition.previous, "new": self.slug}
        return Before(
            FATES[said.kind],
            tuple((old, earlier.by_code[old].title, at.statement(old)) for old in said.old),
            said.why,
            reverse("framework:difference", kwargs=slugs),
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
        return [
            *map(self._check, self.edition.checks),
            *self.crosswalks.checks(),
            *self.tailored.checks(),
        ]

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
        "teach_url": view.at.to("index"),
    }


def missing(view: View, asked: str) -> dict[str, object]:
    """For a page about a name that nothing has: what is near it, and how codes run."""
    runs = [[one.code for one in view.edition.statements if one.kind is kind] for kind in Kind]
    return {
        "asked": asked,
        "nearest": nearest(view, asked),
        "elsewhere": elsewhere(view, asked),
        "codes": [(codes[0], codes[-1]) for codes in runs if codes],
    }


def elsewhere(view: View, asked: str) -> list[tuple[str, str, str]]:
    """A statement of that code in other editions: its name, the edition's, and where it stands."""
    code = proper_code(asked)
    return [
        (f"{code} {known[code].title}", one.title, Addresses(one.slug).statement(code))
        for one in queries.editions()
        if one.slug != view.edition.slug and code in (known := one.edition.by_code)
    ]


def proper_code(asked: str) -> str:
    """A code as it is written here, however somebody typed it: K08 of k8 and of K008."""
    return f"{asked[:1].upper()}{asked[1:].lstrip('0'):0>2}"


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
