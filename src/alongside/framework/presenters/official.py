"""Documents as they were published: what a steward sees of each, and its entries beside our words."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from django.utils.translation import gettext_lazy as _

from alongside.foundation.actor import Actor
from alongside.framework import policies, queries
from alongside.framework.models import OfficialVersion
from alongside.framework.queries import Loaded, Published, Worded

from .names import Text
from .pages import Addresses

DONE: Final[dict[str, Text]] = {
    "loaded": _("Loaded"),
    "shown": _("Shown to everybody"),
    "withheld": _("Withheld"),
    "removed": _("Taken away"),
}


@dataclass(frozen=True, slots=True)
class Beside:
    """A document beside an edition, as the list of them shows it."""

    published: Published
    version: OfficialVersion | None
    stamp: str
    public: bool
    earlier: tuple[OfficialVersion, ...]
    done: tuple[tuple[Text, datetime, str], ...]


@dataclass(frozen=True, slots=True)
class EntryLine:
    """The publisher's words, and ours for the same (empty for what is no statement)."""

    said: Worded
    title: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Official:
    """The documents, and whether this person looks after them."""

    documents: tuple[Beside, ...]
    keeps: bool


@dataclass(frozen=True, slots=True)
class WordsPage:
    """Every entry of a document by section, beside our own words; ``absent``: statements it lacks."""

    published: Published
    beside: Beside
    sections: tuple[tuple[str, tuple[EntryLine, ...]], ...]
    absent: tuple[str, ...]


def page(actor: Actor) -> Official:
    documents = tuple(_beside(one) for one in queries.loaded())
    return Official(documents, policies.may_keep_official(actor))


def words(slug: str) -> WordsPage | None:
    """The document beside an edition; None where there is none."""
    found = next((one for one in queries.loaded() if one.published.slug == slug), None)
    if found is None or found.row is None:
        return None
    entries = queries.worded(found.row)
    edition = found.published.edition
    known = {one.code for one in entries}
    return WordsPage(
        found.published,
        _beside(found),
        tuple(
            (section, tuple(_line(found.published, one) for one in said))
            for section, said in groupby(entries, key=lambda one: one.section)
        ),
        tuple(one.code for one in edition.statements if one.code not in known),
    )


def _beside(one: Loaded) -> Beside:
    versions = one.versions
    return Beside(
        published=one.published,
        version=versions[0] if versions else None,
        stamp=str(one.row.stamp) if one.row else "",
        public=bool(one.row and one.row.public),
        earlier=versions[1:],
        done=tuple((DONE.get(verb, verb), at, who) for verb, at, who in one.done),
    )


def _line(published: Published, said: Worded) -> EntryLine:
    ours = published.edition.by_code.get(said.code)
    if ours is None:
        fact = next((one for one in published.edition.facts if one.id == said.code), None)
        return EntryLine(said, "", fact.text if fact else "", "")
    url = Addresses(published.slug).statement(said.code)
    return EntryLine(said, ours.title, ours.text, url)
