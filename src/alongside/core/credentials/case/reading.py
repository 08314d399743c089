"""Somebody else's package, taken in: leniently where that loses nothing, whole or not at all.

Chunks of text go in. Out comes everything in our form, each object as JSON text with what is asked
for often beside it, or Refused with every fault found: its line, its identifier and what is wrong.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from .streaming import BadJson, Entry, Stream
from .tidying import NULLS, UNKNOWN, Tidying, Wrong
from .tree import Hung, hang

MOST_ITEMS: Final = 100_000
MOST_ASSOCIATIONS: Final = 200_000
MOST_RUBRICS: Final = 10_000
MOST_FAULTS: Final = 50
MOST_OTHER: Final = 4_000_000
"""The most characters of rubrics, and of parts that CASE does not name."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Line (from 1; 0 where it is about no one line), what it is about, and what is wrong."""

    line: int
    about: str
    says: str

    def __str__(self) -> str:
        start = f"line {self.line}: " if self.line else ""
        return f"{start}{self.about}: {self.says}" if self.about else f"{start}{self.says}"


class Refused(ValueError):
    """A package that cannot be taken in. Never without faults."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True, slots=True)
class Item:
    identifier: str
    line: int
    code: str
    title: str
    statement: str
    kind: str
    body: str


@dataclass(frozen=True, slots=True)
class Association:
    identifier: str
    line: int
    kind: str
    origin: str
    destination: str
    sequence: int | None
    body: str


@dataclass
class Package:
    """A package in our form. ``notes`` say what was mended, and how often."""

    document: dict[str, Any] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    associations: list[Association] = field(default_factory=list)
    rubrics: list[str] = field(default_factory=list)
    rest: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)
    hung: Hung = field(default_factory=Hung)

    def licence(self) -> str:
        """The text of its licences, or the title of the one it names, or nothing."""
        listed = self.rest.get("CFDefinitions", {}).get("CFLicenses", [])
        texts = [one["licenseText"] for one in listed if one.get("licenseText")]
        link = self.document.get("licenseURI", {})
        return "\n\n".join(texts) or str(link.get("title", "") or link.get("uri", ""))


def text_of(value: Any) -> str:
    """The one way in which we write JSON down."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def read(chunks: Iterable[str]) -> Package:
    """The package in a text. Raises Refused."""
    return _Reading().read(chunks)


class _Reading:
    def __init__(self) -> None:
        self.package, self.tidying = Package(), Tidying()
        self.faults: list[Fault] = []
        self.lines: dict[str, int] = {}
        self.linked: dict[str, int] = {}
        self.parts: set[str] = set()
        self.others, self.rubrics = 0, 0

    def read(self, chunks: Iterable[str]) -> Package:
        try:
            for entry in Stream(chunks).entries():
                self.take(entry)
                if len(self.faults) >= MOST_FAULTS:
                    break
        except BadJson as error:
            raise Refused([*self.faults, Fault(error.line, error.where, error.says)]) from error
        if not self.package.document and not self.faults:
            self.fault(0, "CFDocument", "this is missing, so this is no CASE package")
        if not self.faults:
            self.package.hung = hang(self.package.document["identifier"], self.package, self.fault)
        if self.faults:
            raise Refused(self.faults[:MOST_FAULTS])
        self.package.notes = dict(self.tidying.notes)
        return self.package

    def fault(self, line: int, about: str, says: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(line, about, says))

    def take(self, entry: Entry) -> None:
        if entry.place < 0:
            if entry.name in self.parts:
                self.fault(entry.line, entry.name, "this stands twice")
            self.parts.add(entry.name)
        about = _named(entry)
        try:
            self._part(entry)
        except Wrong as wrong:
            self.fault(entry.line, about, str(wrong))

    def _part(self, entry: Entry) -> None:
        if entry.place >= 0:
            take = {"CFItems": self._item, "CFAssociations": self._association}
            take.get(entry.name, self._rubric)(entry)
        elif entry.name == "CFDocument":
            self.package.document = self.tidying.object("CFPckgDocument", entry.value)
        elif entry.value is None:
            self.tidying.notes[NULLS] += 1
        elif entry.name in ("CFItems", "CFAssociations", "CFRubrics"):
            raise Wrong(entry.name, "this is no list")
        elif entry.name == "CFDefinitions":
            self._definitions(entry)
        else:
            self._other(entry)

    def _definitions(self, entry: Entry) -> None:
        made = self.tidying.object(entry.name, entry.value)
        for name, listed in made.items():
            seen: dict[str, int] = {}
            for one in listed if isinstance(listed, list) else ():
                if isinstance(one, dict) and "identifier" in one:
                    self._once(seen, one["identifier"], entry.line, f"entry of {name}")
        self.package.rest[entry.name] = made

    def _other(self, entry: Entry) -> None:
        """A part that CASE does not name: kept, within bounds."""
        if entry.name != "extensions":
            self.tidying.notes[UNKNOWN] += 1
        self.package.rest[entry.name] = entry.value
        self.others += len(text_of(entry.value))
        if self.others > MOST_OTHER:
            raise Wrong(entry.name, f"such parts hold more than {MOST_OTHER:,} characters together")

    def _item(self, entry: Entry) -> None:
        made = self.tidying.object("CFPckgItem", entry.value)
        own = made["identifier"]
        self._once(self.lines, own, entry.line, "item")
        self._few(self.package.items, MOST_ITEMS, entry.line, "items")
        self.package.items.append(
            Item(
                own,
                entry.line,
                made.get("humanCodingScheme", ""),
                made.get("abbreviatedStatement", ""),
                made["fullStatement"],
                made.get("CFItemType", ""),
                text_of(made),
            )
        )

    def _association(self, entry: Entry) -> None:
        made = self.tidying.object("CFPckgAssociation", entry.value)
        own = made["identifier"]
        self._once(self.linked, own, entry.line, "association")
        self._few(self.package.associations, MOST_ASSOCIATIONS, entry.line, "associations")
        self.package.associations.append(
            Association(
                own,
                entry.line,
                made["associationType"],
                made["originNodeURI"]["identifier"],
                made["destinationNodeURI"]["identifier"],
                made.get("sequenceNumber"),
                text_of(made),
            )
        )

    def _rubric(self, entry: Entry) -> None:
        self._few(self.package.rubrics, MOST_RUBRICS, entry.line, "rubrics")
        text = text_of(self.tidying.object("CFRubric", entry.value))
        self.rubrics += len(text)
        if self.rubrics > MOST_OTHER:
            raise Wrong("CFRubrics", f"they hold more than {MOST_OTHER:,} characters together")
        self.package.rubrics.append(text)

    def _once(self, seen: dict[str, int], own: str, line: int, what: str) -> None:
        if own in seen:
            raise Wrong("identifier", f"another {what} has it already, on line {seen[own]}")
        seen[own] = line

    def _few(self, listed: list[Any], most: int, line: int, what: str) -> None:
        if len(listed) >= most:
            self.fault(line, "", f"there are more than {most:,} {what}; give it in parts")
            raise Refused(self.faults)


def _named(entry: Entry) -> str:
    """What a fault calls an entry: its identifier, or where it stands."""
    where = f"{entry.name} {entry.place + 1}" if entry.place >= 0 else entry.name
    own = entry.value.get("identifier") if isinstance(entry.value, dict) else None
    return f"{where} ({own[:60]})" if isinstance(own, str) else where
