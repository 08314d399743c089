"""The other open tables, each set as one data package: what people can expect, words, crosswalks."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.core.credentials.packages import Package
from alongside.core.credentials.publication import APACHE
from alongside.core.credentials.tables import Cell, Table
from alongside.framework.documents import Linked

from . import beside, expected, words, writing

OURS: Final = f"The words here are Alongside's own, under {APACHE[0]}."
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Said:
    """What a package says of itself besides its tables; ``page`` is the name of its address."""

    title: str
    about: str
    licence: tuple[str, str]
    rights: str
    source: str
    page: str
    day: str


@dataclass(frozen=True, slots=True)
class OpenSet:
    """A set of tables. ``state`` changes when anything in it does, but for the edition."""

    file_name: str
    title: Text
    about: Text
    link: Text
    state: Callable[[], tuple[object, ...]]
    tables: Callable[[Linked], tuple[Table, ...]]
    said: Callable[[Linked], Said]


def made(name: str, linked: Linked) -> bytes:
    """One of SETS as a zip. Raises KeyError for another."""
    one = SETS[name]
    found = one.tables(linked)
    return writing.data_package(_package(one, linked, found), found)


def _package(one: OpenSet, linked: Linked, tables: Iterable[Table]) -> Package:
    said = one.said(linked)
    site = linked.root.removesuffix(reverse("framework:index"))
    return Package(
        name=one.file_name.removesuffix("-data.zip"),
        title=said.title,
        about=f"{said.about} {said.rights}",
        version=_version(tables),
        created=said.day,
        licence=said.licence,
        rights=said.rights,
        source=said.source,
        homepage=f"{site}{reverse(said.page)}",
    )


def _version(tables: Iterable[Table]) -> str:
    """Another text whenever a cell is another, and the same on every site where all are alike."""
    known: list[tuple[str, tuple[tuple[Cell, ...], ...]]] = [(one.name, one.rows) for one in tables]
    return hashlib.sha256(repr(known).encode()).hexdigest()


def _of_expectations(linked: Linked) -> Said:
    publication = linked.publication
    return Said(
        title="What people can expect",
        about=(
            "What people who use a service can expect, what they can ask, their rights in Scotland, "
            "and help now. In English. Not legal advice. What a service says of itself is not here. "
            f"The statements are those of {publication.title} ({publication.slug})."
        ),
        licence=publication.licence,
        rights=publication.rights,
        source=publication.source,
        page="expectations:index",
        day=expected.day(linked),
    )


def _of_words(_linked: Linked) -> Said:
    return Said(
        title="Words that give hope",
        about=(
            "Words that are worth a second thought, why, and what could be said instead. A person "
            f"may call themselves anything. {words.about()}"
        ),
        licence=APACHE,
        rights=OURS,
        source="Alongside",
        page="language:words",
        day=words.day(),
    )


def _of_crosswalks(linked: Linked) -> Said:
    publication = linked.publication
    return Said(
        title="Beside other frameworks",
        about=(
            "How the statements stand beside parts of other frameworks, and what they leave over. "
            "Nothing here shows that another framework is met. The titles and codes of other "
            "frameworks are theirs, and the licence is not for those: what of each may stand here is "
            "said in its line. The statements "
            f"are those of {publication.title} ({publication.slug})."
        ),
        licence=publication.licence,
        rights=publication.rights,
        source=publication.source,
        page="framework:crosswalks",
        day=beside.day(linked),
    )


SETS: Final[Mapping[str, OpenSet]] = {
    "expectations": OpenSet(
        "alongside-expectations-data.zip",
        _("What people can expect"),
        _(
            "Each theme as a question, what somebody can expect and ask, rights in plain words, and "
            "help now. What a service says of itself is not in it."
        ),
        _("What people can expect, as a data package"),
        expected.state,
        expected.tables,
        _of_expectations,
    ),
    "words": OpenSet(
        "alongside-words-data.zip",
        _("Words that give hope"),
        _(
            "The list of words as it was published last: which are worth a second thought, why, and "
            "what could be said instead. A service's own words are not in it."
        ),
        _("The word list, as a data package"),
        words.state,
        words.tables,
        _of_words,
    ),
    "crosswalks": OpenSet(
        "alongside-crosswalks-data.zip",
        _("Beside other frameworks"),
        _(
            "All crosswalks in one set: other frameworks, their parts, how statements stand to them, "
            "what is not covered, and who read it. What waits for a reader says so."
        ),
        _("All crosswalks, as a data package"),
        beside.state,
        beside.tables,
        _of_crosswalks,
    ),
}
