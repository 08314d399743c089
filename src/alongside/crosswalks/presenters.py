"""Crosswalks as those see them who write and read them: what waits, what was said, by whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.accounts import queries as accounts
from alongside.core.crosswalks import Item, Relation, State, Thread, digest
from alongside.core.crosswalks.laying import Key
from alongside.core.framework import Edition
from alongside.foundation.actor import Actor
from alongside.framework.presenters.crosswalks import HOW
from alongside.others import queries as others

from . import policies, queries
from .models import Reading, RelationVersion
from .queries import Desk

Text = str | Promise

STATES: Final[Mapping[State, Text]] = {
    State.WORDLESS: _("Words are missing"),
    State.WAITS: _("Waits for a reader"),
    State.NOT_YET: _("A reader says not yet"),
    State.READ: _("Read"),
    State.WITHDRAWN: _("Withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Card:
    slug: str
    title: str
    about: str
    states: tuple[tuple[Text, int], ...]
    public: bool


@dataclass(frozen=True, slots=True)
class LineOf:
    """One relation in a list."""

    name: str
    code: str
    how: Text
    state: Text
    url: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    item: Item
    url: str
    lines: tuple[LineOf, ...]


@dataclass(frozen=True, slots=True)
class CrosswalkPage:
    desk: Desk
    items: tuple[ItemLine, ...]
    before: int | None
    after: int | None
    q: str
    public_url: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """A statement that shares words with an item."""

    about: str
    code: str
    title: str
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemPage:
    desk: Desk
    item: Item
    lines: tuple[LineOf, ...]
    suggested: tuple[Suggested, ...]
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """One version of a relation: who wrote it, when, and whether it is the one that counts."""

    number: int
    how: Text
    why: str
    not_covered: str
    withdrawn: bool
    suggested: bool
    by: str
    at: datetime | None
    newest: bool


@dataclass(frozen=True, slots=True)
class Word:
    """What a reader said: of the words as they are now, or of earlier ones; taken back or not."""

    id: UUID
    by: str
    capacity: str
    yes: bool
    words: str
    at: datetime
    of_newest: bool
    taken_back: datetime | None
    own: bool


@dataclass(frozen=True, slots=True)
class RelationPage:
    desk: Desk
    item: Item
    about: str
    name: str
    text: str
    state: State
    state_name: Text
    seen: int
    said: Relation | None
    digest: str
    how: Text
    wordings: tuple[Wording, ...]
    words: tuple[Word, ...]
    may_write: bool
    may_read: bool
    wrote: bool


def cards(actor: Actor) -> list[Card]:
    return [_card(one) for one in queries.desks() if may_see(one, actor)]


def may_see(desk: Desk, actor: Actor) -> bool:
    return desk.facts is None or desk.facts.public or policies.may_see_unshown(actor)


def _card(desk: Desk) -> Card:
    many = dict.fromkeys(State, 0)
    for thread in desk.threads.values():
        many[thread.state] += 1
    states = tuple((STATES[state], count) for state, count in many.items() if count)
    public = desk.facts is None or desk.facts.public
    return Card(desk.slug, desk.crosswalk.title, desk.crosswalk.other.title, states, public)


def crosswalk_page(desk: Desk, start: int, q: str) -> CrosswalkPage:
    """All items of one that comes with the product; of another, some at a time, or those found."""
    before = after = None
    items = desk.crosswalk.items
    if desk.own is not None and (framework := others.newest(desk.own.framework)):
        if q:
            rows = others.items_holding(framework, q)
        else:
            page = others.items(framework, start)
            rows, before, after = page.items, page.before, page.after
        items = tuple(queries.as_item(row) for row in rows)
    elif q:
        items = tuple(one for one in items if q.casefold() in f"{one.code} {one.title}".casefold())
    public = desk.facts is None or desk.facts.public
    url = reverse("framework:crosswalk", args=[desk.slug]) if public else ""
    return CrosswalkPage(
        desk, tuple(_item_line(desk, item) for item in items), before, after, q, url
    )


def _item_line(desk: Desk, item: Item) -> ItemLine:
    url = reverse("crosswalks:item", args=[desk.slug, item.code])
    return ItemLine(item, url, tuple(lines_of(desk, item.code)))


def lines_of(desk: Desk, item: str) -> Iterable[LineOf]:
    for (code, about), thread in desk.threads.items():
        if code == item:
            yield LineOf(
                name_of(desk.edition, thread),
                thread.code,
                HOW[thread.newest.how],
                STATES[thread.state],
                reverse("crosswalks:relation", args=[desk.slug, code, about]),
            )


def name_of(edition: Edition, thread: Thread) -> str:
    if thread.code:
        return edition.by_code[thread.code].title
    return edition.theme_by_id[thread.about].name


def item_page(desk: Desk, item: Item) -> ItemPage:
    """One item: what is said of it, where somebody might look next, and every other statement."""
    edition = desk.edition
    said = {thread.code for (code, _about), thread in desk.threads.items() if code == item.code}
    suggested = tuple(
        Suggested(
            str(edition.identifier(one.code)),
            one.code,
            edition.by_code[one.code].title,
            edition.by_code[one.code].text,
            one.words,
        )
        for one in queries.suggestions(desk, item)
        if one.code not in said
    )
    rest = tuple(
        (str(edition.identifier(one.code)), f"{one.code} {one.title}")
        for one in edition.statements
        if one.code not in said
    )
    return ItemPage(desk, item, tuple(lines_of(desk, item.code)), suggested, rest)


def relation_page(actor: Actor, desk: Desk, thread: Thread) -> RelationPage:
    key: Key = (thread.item.code, thread.about)
    rows = queries.versions_of(desk.slug, key)
    said = thread.newest if thread.packaged or thread.versions else None
    own = digest(thread.item, thread.about, said) if said else ""
    authors = queries.authors(rows)
    on_panel = queries.on_panel(actor)
    may_read = policies.may_read(actor, on_panel=on_panel, authors=authors)
    ready = said is not None and thread.state not in (State.WORDLESS, State.WITHDRAWN)
    edition = desk.edition
    text = (
        edition.by_code[thread.code].text
        if thread.code
        else edition.theme_by_id[thread.about].summary
    )
    return RelationPage(
        desk,
        thread.item,
        thread.about,
        f"{thread.code} {name_of(edition, thread)}".strip(),
        text,
        thread.state if said else State.WORDLESS,
        STATES[thread.state] if said else "",
        thread.number,
        said,
        own,
        HOW[said.how] if said else "",
        tuple(_wordings(thread, rows)),
        tuple(_word(one, own, actor) for one in queries.readings_of(desk.slug, key)),
        policies.may_write(actor),
        may_read and ready,
        actor.person_id in authors,
    )


def _wordings(thread: Thread, rows: list[RelationVersion]) -> Iterable[Wording]:
    """Every version, the newest first; what came with the product last."""
    people = accounts.people_by_id(queries.authors(rows))
    for row in reversed(rows):
        by = people[row.author_id].name if row.author_id in people else ""
        yield Wording(
            row.number,
            HOW[row.how],
            row.why,
            row.not_covered,
            row.withdrawn,
            row.suggested,
            by,
            row.made_at,
            row.number == thread.number,
        )
    if thread.packaged:
        one = thread.packaged
        how = HOW[one.how]
        yield Wording(0, how, one.why, one.not_covered, False, False, "", None, not rows)


def _word(row: Reading, newest: str, actor: Actor) -> Word:
    return Word(
        row.pk,
        row.shown_as,
        row.capacity,
        row.yes,
        row.words,
        row.made_at,
        row.digest == newest,
        row.ended_at,
        row.reader_id == actor.person_id and row.ended_at is None,
    )
