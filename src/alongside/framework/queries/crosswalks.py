"""Reads of crosswalks: which there are for an edition, and what they say of one statement.

An area above this one lays over them what is written and read on the site.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from alongside.core.crosswalks import Crosswalk, Item, Relation, carried
from alongside.core.framework import Edition
from alongside.framework.loading import packaged_crosswalks, packaged_edition

from .published import Published


@dataclass(frozen=True, slots=True)
class Standing:
    """A crosswalk as it stands for one edition: with that edition's codes.

    ``again`` names the statements (by the codes of the edition it was written for) that mean
    something else now, so that somebody has to look at them again; ``withdrawn`` those of which
    something was said, and is said no longer. ``whole``: every statement was held against it.
    """

    crosswalk: Crosswalk
    again: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Above:
    """What an area above lays over the crosswalks that come with the product.

    ``stamp`` is another text with every change, which was last made at ``changed_at``; ``told_at`` is
    when what named readers said yes to changed last; ``over`` gives all
    crosswalks of an edition, out of those that come with it.
    """

    stamp: Callable[[], str]
    changed_at: Callable[[], datetime | None]
    told_at: Callable[[], datetime | None]
    over: Callable[[Published, tuple[Standing, ...]], tuple[Standing, ...]]


_above: list[Above] = []


def lay_over(above: Above) -> None:
    """Called from an area's AppConfig.ready."""
    _above[:] = [above]


def stamp() -> str:
    """Part of the key of every page, document and file that tells what a crosswalk says."""
    return _above[0].stamp() if _above else ""


def changed_at() -> datetime | None:
    """When anything that a crosswalk says changed last; None where it is all as it came."""
    return _above[0].changed_at() if _above else None


def told_at() -> datetime | None:
    """When what others' software is told of crosswalks changed last; None where it never did."""
    return _above[0].told_at() if _above else None


def crosswalks(within: Published) -> tuple[Standing, ...]:
    """All crosswalks, as they stand for an edition. No query once the edition has been read."""
    return _standing(within, stamp())


def crosswalk(crosswalk_id: str, within: Published) -> Standing | None:
    return next((one for one in crosswalks(within) if one.crosswalk.id == crosswalk_id), None)


def of_statement(code: str, within: Published) -> Iterator[tuple[Crosswalk, Item, Relation]]:
    """Everything that crosswalks say of one statement, in their order."""
    for standing in crosswalks(within):
        one = standing.crosswalk
        for relation in one.of_statement(code):
            yield one, one.item_by_code[relation.item], relation


def packaged(within: Published) -> tuple[Standing, ...]:
    """Those that come with the product, as they came, in the edition's codes."""
    codes = _codes(within.edition)
    return tuple(Standing(*carried(one, codes)) for one in packaged_crosswalks())


@lru_cache(maxsize=8)
def _standing(published: Published, _stamp: str) -> tuple[Standing, ...]:
    """Editions never change, and what is written here comes with another stamp."""
    found = packaged(published)
    return _above[0].over(published, found) if _above else found


def _codes(edition: Edition) -> dict[str, str]:
    """For each statement of the crosswalks' own edition that is still the same one, its code here.

    A statement that keeps its meaning keeps its identifier, whatever becomes of its code.
    """
    own = packaged_edition()
    here = {edition.identifier(one.code): one.code for one in edition.statements}
    lasting = {one.code: own.identifier(one.code) for one in own.statements}
    return {code: here[name] for code, name in lasting.items() if name in here}
