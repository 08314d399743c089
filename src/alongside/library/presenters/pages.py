"""The library as pages: what a template shows without thinking."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.core.framework import Edition, Kind
from alongside.core.library import SURE, Activity, Library, Resource, Strength
from alongside.foundation import upkeep
from alongside.library.models import LinkCheck
from alongside.library.queries import Catalogue, Due, Offered, Wanted

Text = str | Promise

KINDS: Final[Mapping[Kind, Text]] = {
    Kind.KNOWLEDGE: _("Knowledge"),
    Kind.SKILLS: _("Skills"),
    Kind.VALUES: _("Values"),
}
STRENGTHS: Final[Mapping[int, Text]] = {
    Strength.GOES_DEEP: _("Goes deep"),
    Strength.DEVELOPS: _("Develops"),
    Strength.TOUCHES: _("Touches"),
}
RESOURCE_KINDS: Final[Mapping[str, Text]] = {
    "published": _("Book or paper"),
    "website": _("Website"),
    "local": _("Place, group or person nearby"),
}
CONFIDENCE: Final[Mapping[str, Text]] = {
    SURE: _("We are sure of this."),
    "medium": _("We are fairly sure of this."),
    "low": _("We are not sure of this. Check it before you rely on it."),
}
CARDS_A_PAGE: Final = 24


@dataclass(frozen=True, slots=True)
class StatementLink:
    """A statement named beside an activity. ``learning`` leads to everything that develops it."""

    code: str
    kind: Text
    title: str
    url: str
    learning: str


@dataclass(frozen=True, slots=True)
class Card:
    id: str
    title: str
    url: str
    kind: str
    with_whom: str
    hours: float
    led: bool
    owner: str
    what: str
    codes: tuple[str, ...]
    strength: Text
    dated: bool


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what was found, and the ways on."""

    cards: tuple[Card, ...]
    count: int
    page: int
    pages: int
    statement: StatementLink | None
    strength_matters: bool
    previous: str
    next: str
    filtered: bool
    narrowed: bool


@dataclass(frozen=True, slots=True)
class ActivityPage:
    activity: Activity
    kind: str
    kind_about: str
    with_whom: str
    settings: tuple[str, ...]
    develops: tuple[tuple[Text, tuple[StatementLink, ...]], ...]
    theme: str
    first: tuple[tuple[str, str], ...]
    then: tuple[tuple[str, str], ...]
    resources: tuple[Resource, ...]
    offerings: tuple[Offered, ...]
    course: bool


@dataclass(frozen=True, slots=True)
class ResourceLine:
    resource: Resource
    kind: Text
    confidence: Text
    statements: tuple[StatementLink, ...]
    activities: tuple[tuple[str, str], ...]
    silent: LinkCheck | None


class View:
    """A library shown beside the edition that its codes belong to (none before publishing)."""

    def __init__(self, catalogue: Catalogue, edition: Edition | None) -> None:
        self.catalogue = catalogue
        self.library: Library = catalogue.library
        self.edition = edition

    def statement(self, code: str) -> StatementLink | None:
        found = self.edition.by_code.get(code) if self.edition else None
        if found is None:
            return None
        url = reverse("framework:statement", kwargs={"code": code})
        learning = f"{reverse('library:index')}?{urlencode({'statement': code})}"
        return StatementLink(code, KINDS[found.kind], found.title, url, learning)

    def statements(self, codes: Iterable[str]) -> tuple[StatementLink, ...]:
        return tuple(filter(None, map(self.statement, codes)))

    def card(self, one: Activity, *, asked: str = "", dated: frozenset[str] = frozenset()) -> Card:
        return Card(
            id=one.id,
            title=one.title,
            url=reverse("library:activity", args=[one.id]),
            kind=self.kind(one),
            with_whom=self.library.with_whom.get(one.with_whom, one.with_whom),
            hours=one.hours,
            led=one.lived_experience_led,
            owner=one.owner,
            what=one.steps[0],
            codes=tuple(one.develops),
            strength=STRENGTHS[one.develops[asked]] if asked in one.develops else "",
            dated=one.id in dated or bool(one.dates),
        )

    def kind(self, one: Activity) -> str:
        known = self.library.kinds.get(one.kind)
        return known.label if known else one.kind

    def results(self, found: list[Activity], wanted: Wanted, *, page: int, query: str) -> Results:
        """One page of cards. ``query`` is what was asked, as it stands in the address."""
        pages = max(1, -(-len(found) // CARDS_A_PAGE))
        page = min(max(page, 1), pages)
        shown = found[(page - 1) * CARDS_A_PAGE : page * CARDS_A_PAGE]
        dated = frozenset(one.activity for one in self.catalogue.offerings)
        return Results(
            cards=tuple(self.card(one, asked=wanted.statement, dated=dated) for one in shown),
            count=len(found),
            page=page,
            pages=pages,
            statement=self.statement(wanted.statement),
            strength_matters=bool(wanted.statement and not wanted.text),
            previous=_page_url(query, page - 1) if page > 1 else "",
            next=_page_url(query, page + 1) if page < pages else "",
            filtered=wanted != Wanted(),
            narrowed=wanted != Wanted(text=wanted.text, statement=wanted.statement),
        )

    def activity(self, one: Activity) -> ActivityPage:
        kind = self.library.kinds.get(one.kind)
        theme = self.edition.theme_by_id.get(one.theme) if self.edition else None
        return ActivityPage(
            activity=one,
            kind=self.kind(one),
            kind_about=kind.about if kind else "",
            with_whom=self.library.with_whom.get(one.with_whom, one.with_whom),
            settings=tuple(self.library.settings.get(id_, id_) for id_ in one.settings),
            develops=tuple(self._develops(one)),
            theme=theme.name if theme else "",
            first=tuple(self.link(id_) for id_ in one.prerequisites if id_ in self.library.by_id),
            then=tuple(
                self.link(later.id)
                for later in self.library.leading_to.get(one.id, ())
                if not later.offering_of
            ),
            resources=self.library.resources_for(one),
            offerings=tuple(self.catalogue.offerings_of(one.id)),
            course=self.library.is_course(one),
        )

    def _develops(self, one: Activity) -> Iterable[tuple[Text, tuple[StatementLink, ...]]]:
        """Statements by how strongly they are developed, the deepest first."""
        for strength, words in STRENGTHS.items():
            links = self.statements(c for c, at in one.develops.items() if at == strength)
            if links:
                yield words, links

    def link(self, id_: str) -> tuple[str, str]:
        return self.library.by_id[id_].title, reverse("library:activity", args=[id_])

    def resources(self, checks: Mapping[str, LinkCheck]) -> list[ResourceLine]:
        return [self._resource(one, checks.get(one.link)) for one in self.library.resources]

    def _resource(self, one: Resource, check: LinkCheck | None) -> ResourceLine:
        activities = tuple(
            self.link(activity.id)
            for activity in self.library.activities
            if activity.from_framework and activity.from_framework in one.framework_activities
        )
        return ResourceLine(
            resource=one,
            kind=RESOURCE_KINDS.get(one.kind, one.kind),
            confidence=CONFIDENCE[one.confidence],
            statements=self.statements(one.serves),
            activities=activities,
            silent=check if check and check.answered_on != check.looked_on else None,
        )


def _page_url(query: str, page: int) -> str:
    asked = f"{query}&" if query else ""
    return f"{reverse('library:index')}?{asked}page={page}"


# What stewards look after


@dataclass(frozen=True, slots=True)
class DueLine:
    what: str
    name: str
    url: str
    last_checked: date | None
    due: date | None


def due_lines(rows: Iterable[Due]) -> list[DueLine]:
    return [DueLine(row.what, row.name, _where_due(row), row.last_checked, row.due) for row in rows]


def _where_due(row: Due) -> str:
    """Where to read, or for a service's own to change, what is due."""
    if row.url:
        return row.url
    if row.kind.startswith("own-"):
        sort = {"own-activity": "activities", "own-resource": "resources"}.get(row.kind)
        return reverse("library:edit", args=[sort or "offerings", row.id])
    if row.kind == "resource":
        return f"{reverse('library:resources')}#{row.id}"
    if row.kind == "activity":
        return reverse("library:activity", args=[row.id])
    if row.kind == "outside":
        return f"{reverse('framework:outside')}#{row.id}"
    return "#help-now"


@dataclass(frozen=True, slots=True)
class CheckLine:
    name: str
    note: str
    url: str


def check_lines(library: Library, entries: Iterable[Mapping[str, str]]) -> list[CheckLine]:
    """What a named reader must confirm: help now first, then activities and resources."""
    lines = [
        CheckLine(f"{entry['name']} {entry['number']}", entry["check"], "#help-now")
        for entry in entries
        if entry.get("check")
    ]
    for check in library.checks:
        if check.id in library.by_id:
            url = reverse("library:activity", args=[check.id])
        else:
            url = f"{reverse('library:resources')}#{check.id}"
        lines.append(CheckLine(check.where, check.note, url))
    return [*lines, *(CheckLine(one.where, one.note, one.url) for one in upkeep.marked())]
