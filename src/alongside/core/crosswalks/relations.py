"""Relations between a framework's statements and the items of another framework.

A relation is said from the statement's side: ``narrower`` means that the statement is a part of
what the other's item asks. Only ``exact`` leaves nothing over; every other relation names in words
what of the item somebody has still to show. Nothing here is ever read as "met".
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, Final


class How(StrEnum):
    """How a statement stands to an item of another framework; the meanings of SKOS mappings.

    SKOS says it the other way round: a ``narrower`` statement has a skos:broadMatch with the item.
    """

    EXACT = "exact"
    CLOSE = "close"
    NARROWER = "narrower"
    BROADER = "broader"
    RELATED = "related"


STILL_ASKS: Final = frozenset(How) - {How.EXACT}
"""Relations that must say what they leave over."""


@dataclass(frozen=True, slots=True)
class Review:
    """Who read a relation and said yes to it, as what, in which words, and the ISO date on which.

    ``at`` is the ISO moment, where it was said on this site.
    """

    by: str
    on: str
    capacity: str = ""
    words: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """One statement (or, where ``statement`` is "", one theme) and one item of another framework.

    ``not_covered`` says in our own words what of the item is left over; ``why`` why the two stand
    together at all. ``review`` is None for as long as it waits for a named reader. ``was`` is what
    came with the product, where somebody here wrote something else in its place.
    """

    item: str
    how: How
    why: str
    not_covered: str = ""
    statement: str = ""
    theme: str = ""
    review: Review | None = None
    was: "Relation | None" = None

    @property
    def about(self) -> str:
        return self.statement or self.theme


@dataclass(frozen=True, slots=True)
class Item:
    """One part of another framework: its code and title, and nothing else of its words.

    ``nothing`` says why no statement bears on it, where none does. An item that was taken in from a
    file has an identifier for a ``code``: what its own framework calls it is its ``label``, and
    ``address`` is where that framework says it stands.
    """

    code: str
    title: str
    nothing: str = ""
    label: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """Statements that were held against the other framework, and why nothing is said of them."""

    statements: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Check:
    """Something a named reader must confirm about a crosswalk as a whole."""

    where: str
    note: str


@dataclass(frozen=True, slots=True)
class Other:
    """The other framework: what it is, whose, what of it may stand here, and where it was seen.

    ``checked`` is the ISO date on which its titles and standing were last held against ``sources``.
    ``codes`` is "ours" where it gives its items none: then they are for addresses, and not shown.
    ``year`` is 0 where nobody said.
    """

    title: str
    body: str
    year: int
    what: str
    licence: str
    checked: str
    sources: tuple[str, ...]
    link: str = ""
    codes: str = "theirs"


@dataclass(frozen=True)
class Crosswalk:
    """Everything that is said between one edition (by slug) and one other framework."""

    id: str
    title: str
    edition: str
    lead: str
    other: Other
    items: tuple[Item, ...]
    relations: tuple[Relation, ...]
    asides: tuple[Aside, ...] = ()
    checks: tuple[Check, ...] = ()

    @cached_property
    def item_by_code(self) -> Mapping[str, Item]:
        return {item.code: item for item in self.items}

    def of_item(self, code: str) -> tuple[Relation, ...]:
        """The relations of one item: statements first, by nearness, then themes."""
        order = list(How)
        found = [one for one in self.relations if one.item == code]
        found.sort(key=lambda one: (not one.statement, order.index(one.how)))
        return tuple(found)

    def of_statement(self, code: str) -> tuple[Relation, ...]:
        return tuple(one for one in self.relations if one.statement == code)

    @property
    def waiting(self) -> tuple[Relation, ...]:
        """The relations that no named reader has said yes to."""
        return tuple(one for one in self.relations if one.review is None)

    @property
    def read(self) -> tuple[Relation, ...]:
        """The relations that a named reader has said yes to."""
        return tuple(one for one in self.relations if one.review is not None)


def considered(crosswalk: Crosswalk) -> dict[str, int]:
    """Each statement somebody looked at: how many relations it has (0: it was left aside)."""
    found = {code: 0 for aside in crosswalk.asides for code in aside.statements}
    for relation in crosswalk.relations:
        if relation.statement:
            found[relation.statement] = found.get(relation.statement, 0) + 1
    return found


def carried(crosswalk: Crosswalk, codes: Mapping[str, str]) -> tuple[Crosswalk, tuple[str, ...]]:
    """The crosswalk for another edition, and the statements that must be looked at again.

    ``codes`` gives, for each statement that means the same in the other edition, its code there.
    A statement that is not in it has changed or gone: nothing is said of what came in its place.
    """
    relations = tuple(
        replace(one, statement=codes.get(one.statement, "")) if one.statement else one
        for one in crosswalk.relations
        if not one.statement or one.statement in codes
    )
    asides = tuple(
        replace(one, statements=tuple(codes[code] for code in one.statements if code in codes))
        for one in crosswalk.asides
    )
    left = tuple(sorted(code for code in considered(crosswalk) if code not in codes))
    return replace(crosswalk, relations=relations, asides=asides), left


def from_document(document: Mapping[str, Any]) -> Crosswalk:
    """A crosswalk from plain values, in the shape of a checked file: relations inside items.

    Raises KeyError, TypeError or ValueError for anything that was not checked.
    """
    other = document["other"]
    return Crosswalk(
        id=document["id"],
        title=document["title"],
        edition=document["edition"],
        lead=document["lead"],
        other=Other(**{**other, "sources": tuple(other["sources"])}),
        items=tuple(
            Item(**{name: row[name] for name in Item.__slots__ if name in row})
            for row in document["items"]
        ),
        relations=tuple(
            _relation(item["code"], row)
            for item in document["items"]
            for row in item.get("relations", ())
        ),
        asides=tuple(Aside(tuple(row["statements"]), row["why"]) for row in document["asides"]),
        checks=tuple(Check(**row) for row in document["checks"]),
    )


def _relation(item: str, row: Mapping[str, Any]) -> Relation:
    review = row.get("review")
    made = {**row, "how": How(row["relation"]), "review": Review(**review) if review else None}
    made.pop("relation")
    return Relation(item=item, **made)


def to_document(crosswalk: Crosswalk) -> dict[str, Any]:
    """The same as plain values (dict, list, str, int), which ``from_document`` reads back."""
    other = crosswalk.other
    return {
        "id": crosswalk.id,
        "title": crosswalk.title,
        "edition": crosswalk.edition,
        "lead": crosswalk.lead,
        "other": {
            **{name: getattr(other, name) for name in Other.__slots__},
            "sources": list(other.sources),
        },
        "items": [
            {
                **asdict(item),
                "relations": [_plain(one) for one in crosswalk.relations if one.item == item.code],
            }
            for item in crosswalk.items
        ],
        "asides": [
            {"statements": list(one.statements), "why": one.why} for one in crosswalk.asides
        ],
        "checks": [{"where": one.where, "note": one.note} for one in crosswalk.checks],
    }


def _plain(one: Relation) -> dict[str, Any]:
    made: dict[str, Any] = {"relation": one.how.value, "why": one.why}
    for name in ("statement", "theme", "not_covered"):
        if getattr(one, name):
            made[name] = getattr(one, name)
    if one.review:
        made["review"] = {key: value for key, value in asdict(one.review).items() if value}
    return made
