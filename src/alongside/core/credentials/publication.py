"""One edition as it is given to others: its content, its identifiers, and where its pages stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

Row = Mapping[str, Any]

LANGUAGE: Final = "en-GB"
APACHE: Final = ("Apache-2.0", "https://www.apache.org/licenses/LICENSE-2.0")
KEPT: Final = frozenset({"same", "reworded"})
"""Dispositions after which a statement still means what it meant."""


@dataclass(frozen=True, slots=True)
class Beside:
    """How a statement (by code) or a theme (by id) stands to a part of another framework.

    ``how`` is said of the statement (exact, close, narrower, broader, related); ``address`` is where
    the part stands, and ``identifier`` what its framework knows it by: both "" where it has none.
    Every one of them was read by somebody named; ``at`` is the ISO moment, or date.
    """

    crosswalk: str
    framework: str
    item: str
    title: str
    how: str
    why: str
    not_covered: str
    by: str
    at: str
    statement: str = ""
    theme: str = ""
    address: str = ""
    identifier: str = ""

    @property
    def words(self) -> str:
        """What a reader of the plain relation alone would miss: where it stands and what is left over."""
        where = f"Beside {self.framework}, {self.title}: {self.why}"
        over = f" Not covered: {self.not_covered}" if self.not_covered else ""
        return f"{where}{over} Read by {self.by}, {self.at[:10]}."

    def stands(self, root: str) -> str:
        """An address for the part: its own framework's, or a place on our page about it."""
        return self.address or f"{root}crosswalks/{self.crosswalk}/#item-{self.item}"


@dataclass(frozen=True)
class Publication:
    """What any file about an edition is made from.

    ``document`` is the edition as plain values (``core.framework.to_document``); ``identifiers``
    maps a code to its UUID as text; ``root`` is the absolute address under which editions stand,
    with a slash at its end; ``published`` an ISO date, or "" for one that is not published;
    ``ours``: in Alongside's own words, or made from an edition that is; ``later`` are the editions
    that follow this one directly; ``beside`` is what named readers said yes to, of how its parts
    stand to other frameworks.
    """

    document: Row
    identifiers: Mapping[str, str]
    root: str
    published: str = ""
    digest: str = ""
    ours: bool = False
    later: tuple["Publication", ...] = field(default=())
    beside: tuple[Beside, ...] = field(default=())

    @property
    def slug(self) -> str:
        return str(self.document["slug"])

    @property
    def title(self) -> str:
        return str(self.document["title"])

    @property
    def licence(self) -> tuple[str, str]:
        """The licence's short name and its address. What the edition says in its ``about``; else,
        for our own words, the product's; else nothing: words of others are theirs."""
        about = self.document.get("about", {})
        if about.get("licence"):
            return str(about["licence"]), str(about.get("licence_address", ""))
        return APACHE if self.ours else ("", "")

    @property
    def source(self) -> str:
        """The document that the statements stand for, and who published it."""
        year = self.document.get("year")
        return f"{self.title}. {self.document['publisher']}{f', {year}' if year else ''}"

    @property
    def rights(self) -> str:
        name = self.licence[0]
        if not name:
            return "This edition says nothing of a licence. Ask its publishers before you share it."
        under = f"The words here are under {name}."
        if not self.ours:
            return under
        return (
            f"{under} The document that they stand for belongs to its publishers, and none of its "
            "sentences are here."
        )

    @property
    def base(self) -> str:
        """The edition's own address, for good."""
        return f"{self.root}{self.slug}/"

    @property
    def previous_base(self) -> str:
        """The address of the edition that this one follows, or ""."""
        previous = self.document.get("previous", "")
        return f"{self.root}{previous}/" if previous else ""

    @cached_property
    def by_code(self) -> Mapping[str, Row]:
        return {one["code"]: one for one in self.document["statements"]}

    @cached_property
    def theme_by_id(self) -> Mapping[str, Row]:
        return {one["id"]: one for one in self.document["themes"]}

    @cached_property
    def setting_names(self) -> Mapping[str, str]:
        return {one["id"]: one["name"] for one in self.document["settings"]}

    def statement(self, code: str) -> str:
        return f"{self.base}{code}/"

    def theme(self, theme_id: str) -> str:
        return f"{self.base}themes/{theme_id}/"

    def strand(self, strand_id: str) -> str:
        """A strand has no page of its own: it is a place on the edition's."""
        return f"{self.base}#strand-{strand_id}"

    def kind(self, kind: str) -> str:
        return f"{self.base}kinds/{kind}/"

    def tailored(self, name: str) -> str:
        return f"{self.base}tailored/{name}/"

    def dispositions(self) -> Iterator[Row]:
        yield from self.document.get("dispositions", ())


def kind_of(code: str) -> str:
    """The kind that a statement's code names."""
    return {"K": "knowledge", "S": "skills", "V": "values"}[code[:1]]
