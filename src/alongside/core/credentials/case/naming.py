"""What every object of a package has: an identifier, an address, a time, and links to others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

from alongside.core.credentials.publication import Beside

Made = dict[str, Any]

LANGUAGE: Final = "en-GB"
SUBJECT: Final = "Recovery-focused mental health practice"
# Kinds of item: id, title, what it is, and its place among them.
TYPES: Final = (
    (
        "section",
        "Section",
        "A heading that statements stand under. It asks nothing of anybody.",
        "1",
    ),
    ("strand", "Strand", "A few neighbouring themes under one name.", "1.1"),
    ("theme", "Theme", "Three to six statements that belong together.", "1.2"),
    ("statement", "Statement", "One of the things a worker knows, can do or holds to.", "2"),
    ("knowledge", "Knowledge", "A statement about what a worker knows.", "2.1"),
    ("skills", "Skill", "A statement about what a worker can do.", "2.2"),
    (
        "values",
        "Value",
        "A statement about what a worker holds to. Values are looked at by the worker alone: they "
        "are never rated, scored, ranked or averaged, and so no rubric belongs to them.",
        "2.3",
    ),
)
GROUPINGS: Final = (
    ("parts", "Parts", "What stands under what: statements in themes in strands."),
    ("also", "Also about", "Statements that belong with a second theme too."),
    ("pairs", "Pairs", "A statement about knowing, beside the one about doing or holding to it."),
    ("editions", "Editions", "What a statement or an edition became in the edition after it."),
)
BESIDE: Final = (
    "beside",
    "Beside other frameworks",
    "How a statement or theme stands to a part of another framework. Each was read by somebody named, "
    "and its notes say what it does not cover. None says that anything is met.",
)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The edition that this one follows: its slug and title, and its statements by code."""

    slug: str
    title: str
    identifiers: Mapping[str, str]
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where and when a package is from.

    ``base`` is the service's address, such as ``https://example.org/ims/case/v1p1``;
    ``identifiers`` are the statements' by code; all other identifiers are UUIDv5 in ``namespace``.
    ``followed`` is when the next edition came out, and ``ended`` the codes that ended with it.
    ``draft``: nobody has published it, and ``published`` is when the package was made.
    ``licence`` is a title, a line about it and its text, or empty where nobody has said.
    ``beside`` is what named readers said yes to, of other frameworks, and ``pages`` the address under
    which our pages about these stand; ``told`` is when what is said of them changed last.
    """

    base: str
    namespace: UUID
    identifiers: Mapping[str, str]
    published: datetime
    earlier: Earlier | None = None
    followed: datetime | None = None
    ended: frozenset[str] = field(default_factory=frozenset)
    licence: tuple[str, str, str] | tuple[()] = ()
    draft: bool = False
    beside: tuple[Beside, ...] = ()
    pages: str = ""
    told: datetime | None = None


def document_id(namespace: UUID, slug: str) -> str:
    """The identifier of an edition's CFDocument, and of its package."""
    return str(uuid5(namespace, slug))


def kind_of(code: str) -> str:
    """The kind of a statement, by the first letter of its code."""
    return {"K": "knowledge", "S": "skills", "V": "values"}[code[:1]]


class Naming:
    """One edition and where it is from, and how everything in its package is called."""

    def __init__(self, edition: Mapping[str, Any], origin: Origin) -> None:
        self.edition, self.origin = edition, origin
        self.slug = str(edition["slug"])
        self.themes = {theme["id"]: theme for theme in edition["themes"]}
        self.titles = {one["code"]: one["title"] for one in edition["statements"]}

    def id(self, *parts: str) -> str:
        return str(uuid5(self.origin.namespace, "/".join((self.slug, *parts))))

    def id_of(self, *parts: str) -> str:
        """The same in every edition."""
        return str(uuid5(self.origin.namespace, "/".join(parts)))

    def link(self, path: str, identifier: str, title: str) -> Made:
        return {"title": title, "identifier": identifier, "uri": self.uri(path, identifier)}

    def node(self, identifier: str, title: str, path: str = "CFItems") -> Made:
        return {**self.link(path, identifier, title), "targetType": "CASE"}

    def uri(self, path: str, identifier: str) -> str:
        return f"{self.origin.base}/{path}/{identifier}"

    def stamp(self, *, ended: bool = False) -> str:
        when = self.origin.followed if ended and self.origin.followed else self.origin.published
        return when.isoformat(timespec="seconds")

    def told(self) -> str:
        """When the whole changed last: with its edition, or with what is said beside it."""
        stamp = self.stamp(ended=True)
        told = self.origin.told
        if told is None or told <= datetime.fromisoformat(stamp):
            return stamp
        return told.isoformat(timespec="seconds")

    def groupings(self) -> tuple[tuple[str, str, str], ...]:
        return (*GROUPINGS, BESIDE) if self.origin.beside else GROUPINGS

    def common(self, path: str, identifier: str) -> Made:
        own = {"identifier": identifier, "uri": self.uri(path, identifier)}
        return {**own, "lastChangeDateTime": self.stamp()}

    def own(self, code: str) -> Made:
        return self.node(self.origin.identifiers[code], self.titles[code])

    def licence_link(self) -> Made | None:
        if not self.origin.licence:
            return None
        return self.link("CFLicenses", self.id("licences", "own"), self.origin.licence[0])

    def placed_themes(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Themes with their place inside their own strand."""
        places: dict[str, int] = {}
        for theme in self.edition["themes"]:
            places[theme["strand"]] = places.get(theme["strand"], 0) + 1
            yield places[theme["strand"]], theme
