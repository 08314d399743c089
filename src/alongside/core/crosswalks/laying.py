"""What is written and read on a site, laid over what comes with the product.

Between one item and one statement (or theme) there is one thread: the relation that came with the
product, if there is one, and after it every version that somebody wrote. Nothing in a thread is lost.
A reader's word is said of exactly one wording, so it holds for no other.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from .relations import Aside, Crosswalk, How, Item, Relation, Review

Key = tuple[str, str]
"""An item's code, and a statement's lasting identifier or a theme's id."""


class State(StrEnum):
    """How far the newest words of a thread are."""

    WORDLESS = "wordless"
    WAITS = "waits"
    NOT_YET = "not-yet"
    READ = "read"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Version:
    """What somebody wrote here: the ``number``-th time for its item and ``about``."""

    item: str
    about: str
    number: int
    how: How
    why: str = ""
    not_covered: str = ""
    withdrawn: bool = False

    @property
    def key(self) -> Key:
        return self.item, self.about


@dataclass(frozen=True, slots=True)
class Heard:
    """What a named reader said of one wording. ``counts``: they wrote no version of it themselves."""

    digest: str
    yes: bool
    counts: bool
    review: Review


@dataclass(frozen=True)
class Thread:
    """All that was said between an item and a statement or theme, oldest first.

    ``code`` is what the statement is called in the edition at hand; a theme has none.
    """

    item: Item
    about: str
    code: str
    packaged: Relation | None
    versions: tuple[Version, ...]
    heard: tuple[Heard, ...]

    @property
    def number(self) -> int:
        """The number of the newest version: 0 where nobody wrote any here."""
        return self.versions[-1].number if self.versions else 0

    @property
    def newest(self) -> Relation:
        return self.chain[-1]

    @property
    def withdrawn(self) -> bool:
        return bool(self.versions) and self.versions[-1].withdrawn

    @cached_property
    def chain(self) -> tuple[Relation, ...]:
        """Every wording with the review it has, the packaged one first."""
        first = [self._read(self.packaged)] if self.packaged else []
        return (*first, *(self._read(self._relation(one)) for one in self.versions))

    @cached_property
    def state(self) -> State:
        if self.withdrawn:
            return State.WITHDRAWN
        if not is_whole(self.newest):
            return State.WORDLESS
        if self.newest.review:
            return State.READ
        return State.NOT_YET if self.refused else State.WAITS

    @property
    def refused(self) -> bool:
        """Whether a reader said of the newest words that they are not right."""
        own = digest(self.item, self.about, self.newest)
        return any(one.digest == own and not one.yes for one in self.heard)

    @cached_property
    def shown(self) -> Relation | None:
        """What everybody is told: the newest wording that may stand, unless it was withdrawn.

        One without words may not, nor one that calls two things the same before somebody read it.
        """
        if self.withdrawn:
            return None
        first = self.chain[0] if self.packaged else None
        for one in reversed(self.chain):
            if one is first or (is_whole(one) and (one.how is not How.EXACT or one.review)):
                earlier = self.packaged if one is not first else None
                return replace(one, was=earlier)
        return None

    def _relation(self, one: Version) -> Relation:
        theme = "" if self.code else self.about
        return Relation(one.item, one.how, one.why, one.not_covered, self.code, theme)

    def _read(self, one: Relation) -> Relation:
        """With the newest yes of somebody else's, unless anybody says not yet."""
        own = digest(self.item, self.about, one)
        said = [each for each in self.heard if each.digest == own]
        if any(not each.yes for each in said):
            return replace(one, review=None)
        yes = [each.review for each in said if each.counts]
        return replace(one, review=max(yes, key=lambda each: each.at)) if yes else one


def is_whole(one: Relation) -> bool:
    """Whether it says why, and what it leaves over: all but the same leave something over."""
    return bool(one.why) and (one.how is How.EXACT) == (not one.not_covered)


def digest(item: Item, about: str, one: Relation) -> str:
    """SHA-256 of all that a reader says yes to: both ends, how they stand, and the words."""
    said = [item.code, item.title, about, one.how.value, one.why, one.not_covered]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def threads(
    crosswalk: Crosswalk,
    names: Mapping[str, str],
    versions: Iterable[Version],
    heard: Mapping[Key, Sequence[Heard]],
) -> dict[Key, Thread]:
    """All threads of a crosswalk, in its order and then in the order in which they were written.

    ``names`` gives the code of each lasting identifier in the edition that the crosswalk speaks of,
    and every theme's id as "". What is about neither, or about no item of the crosswalk's, is left out.
    """
    lasting = {code: name for name, code in names.items() if code}
    packaged = {
        (one.item, lasting.get(one.statement, one.about)): one for one in crosswalk.relations
    }
    written: dict[Key, list[Version]] = {key: [] for key in packaged}
    for one in sorted(versions, key=lambda one: one.number):
        if one.item in crosswalk.item_by_code and one.about in names:
            written.setdefault(one.key, []).append(one)
    return {
        key: Thread(
            crosswalk.item_by_code[key[0]],
            key[1],
            names.get(key[1], ""),
            packaged.get(key),
            tuple(listed),
            tuple(heard.get(key, ())),
        )
        for key, listed in written.items()
    }


def laid(crosswalk: Crosswalk, found: Mapping[Key, Thread]) -> tuple[Crosswalk, tuple[str, ...]]:
    """The crosswalk as everybody is told it, and the statements of which all was withdrawn.

    A statement of which something is said now is set aside no longer.
    """
    relations = tuple(one.shown for one in found.values() if one.shown)
    told = {one.statement for one in relations}
    asides = tuple(
        Aside(tuple(code for code in one.statements if code not in told), one.why)
        for one in crosswalk.asides
    )
    aside = {code for one in asides for code in one.statements}
    taken = {one.code for one in found.values() if one.withdrawn and one.packaged and one.code}
    items = tuple(
        replace(item, nothing="") if any(one.item == item.code for one in relations) else item
        for item in crosswalk.items
    )
    made = replace(crosswalk, relations=relations, asides=asides, items=items)
    return made, tuple(sorted(taken - told - aside))
