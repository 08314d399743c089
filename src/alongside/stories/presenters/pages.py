"""The pages for readers: choosing a story, and reading one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from alongside.core.framework import Edition, OutsideThing
from alongside.expectations.policies import sentences
from alongside.expectations.presenters.look import Look
from alongside.stories import queries
from alongside.stories.models import Published
from alongside.stories.policies import PROCESSES, Readers, host_of
from alongside.stories.queries import Heading

from .names import PROCESSES as PROCESS_NAMES
from .names import Text, notes_of, processes_of

# What the framework names that holds people's own accounts: we say where they are and copy none.
ACCOUNTS_ELSEWHERE: Final = ("E07", "E31", "E02")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for: at most one statement, theme and process each."""

    statement: str = ""
    theme: str = ""
    process: str = ""

    @classmethod
    def asked(cls, given: QueryDict, edition: Edition | None) -> "Wanted":
        """What is not known counts as not asked, so that only so many pages are ever kept."""
        statement, theme = given.get("statement", "").upper(), given.get("theme", "")
        process = given.get("process", "").upper()
        return cls(
            statement if edition and statement in edition.by_code else "",
            theme if edition and theme in edition.theme_by_id else "",
            process if process in PROCESSES else "",
        )

    def fits(self, one: Heading, edition: Edition | None) -> bool:
        by_code = edition.by_code if edition else {}
        themes = {by_code[code].theme for code in one.statements if code in by_code}
        return (
            self.statement in ("", *one.statements)
            and self.process in ("", *one.processes)
            and self.theme in ("", *themes)
        )


@dataclass(frozen=True, slots=True)
class Card:
    url: str
    title: str
    name: str
    notes: tuple[str, ...]
    processes: tuple[str, ...]
    statements: tuple[tuple[str, str], ...]
    link_kind: str
    made_up: bool
    only_here: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """What stories can be chosen by: only what some story is about."""

    statements: tuple[tuple[str, str, bool], ...]
    themes: tuple[tuple[str, str, bool], ...]
    processes: tuple[tuple[str, Text, Text, bool], ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An outside thing that holds accounts, with where to find it and when that was looked at."""

    thing: OutsideThing
    checked: date
    url: str


def cards(found: Iterable[Heading], edition: Edition | None, look: Look) -> list[Card]:
    return [
        Card(
            url=reverse("stories:story", args=[one.id]) + look.query,
            title=one.title,
            name=one.name,
            notes=notes_of(one.notes, one.own_note),
            processes=processes_of(one.processes),
            statements=tuple(statements_of(one.statements, edition)),
            link_kind=one.link_kind,
            made_up=one.made_up,
            only_here=one.readers != Readers.ANYBODY,
        )
        for one in found
    ]


def statements_of(codes: Iterable[str], edition: Edition | None) -> Iterator[tuple[str, str]]:
    """Codes with their titles; without, where no edition has them."""
    for code in codes:
        known = edition.by_code.get(code) if edition else None
        yield code, known.title if known else ""


def choices(found: Sequence[Heading], edition: Edition | None, wanted: Wanted) -> Choices:
    by_code = edition.by_code if edition else {}
    codes = sorted({code for one in found for code in one.statements if code in by_code})
    themes = {by_code[code].theme for code in codes}
    told = {process for one in found for process in one.processes}
    return Choices(
        statements=tuple((c, by_code[c].title, c == wanted.statement) for c in codes),
        themes=tuple(
            (theme.id, theme.name, theme.id == wanted.theme)
            for theme in (edition.themes if edition else ())
            if theme.id in themes
        ),
        processes=tuple(
            (one, *PROCESS_NAMES[one], one == wanted.process) for one in PROCESSES if one in told
        ),
    )


def elsewhere(edition: Edition | None) -> list[Elsewhere]:
    things = {one.id: one for one in edition.outside_things} if edition else {}
    return [
        Elsewhere(
            things[id_],
            date.fromisoformat(things[id_].checked),
            f"{reverse('framework:outside')}#{id_}",
        )
        for id_ in ACCOUNTS_ELSEWHERE
        if id_ in things
    ]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a story: its paragraphs, each as it was written and as sentences, one a line."""

    paragraphs: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    id: UUID
    title: str
    name: str
    notes: tuple[str, ...]
    text: Part
    helped: Part
    hindered: Part
    link: str
    link_host: str
    link_kind: str
    picture_url: str
    alt: str
    statements: tuple[tuple[str, str], ...]
    processes: tuple[str, ...]
    shown_on: date
    quote: bool
    only_here: bool
    made_up: bool


def part(text: str) -> Part:
    paragraphs = tuple(
        one.strip() for one in text.replace("\r\n", "\n").split("\n\n") if one.strip()
    )
    lines = tuple(
        tuple(line for row in one.split("\n") for line in sentences(row)) for one in paragraphs
    )
    return Part(paragraphs, lines)


def story(row: Published, edition: Edition | None) -> StoryPage:
    words = queries.words_now(row.words)
    return StoryPage(
        id=row.pk,
        title=words.title,
        name=row.name,
        notes=notes_of(words.notes, words.own_note),
        text=part(words.text),
        helped=part(words.helped),
        hindered=part(words.hindered),
        link=words.link,
        link_host=host_of(words.link) if words.link else "",
        link_kind=words.link_kind,
        picture_url=reverse("stories:picture", args=[row.pk]) if words.picture else "",
        alt=words.alt,
        statements=tuple(statements_of(words.statements, edition)),
        processes=processes_of(words.processes),
        shown_on=row.shown_on,
        quote=row.quote,
        only_here=row.readers != Readers.ANYBODY,
        made_up=row.made_up,
    )
