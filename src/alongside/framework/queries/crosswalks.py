"""Reads of crosswalks: which there are for an edition, and what they say of one statement."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from alongside.core.crosswalks import Crosswalk, Item, Relation, carried
from alongside.core.framework import Edition
from alongside.framework.loading import packaged_crosswalks, packaged_edition

from .published import Published


@dataclass(frozen=True, slots=True)
class Standing:
    """A crosswalk as it stands for one edition: with that edition's codes.

    ``again`` names the statements (by the codes of the edition it was written for) that mean
    something else now, so that somebody has to look at them again.
    """

    crosswalk: Crosswalk
    again: tuple[str, ...] = ()


def crosswalks(within: Published) -> tuple[Standing, ...]:
    """All crosswalks, as they stand for an edition. No query once the edition has been read."""
    return _standing(within)


def crosswalk(crosswalk_id: str, within: Published) -> Standing | None:
    return next((one for one in crosswalks(within) if one.crosswalk.id == crosswalk_id), None)


def of_statement(code: str, within: Published) -> Iterator[tuple[Crosswalk, Item, Relation]]:
    """Everything that crosswalks say of one statement, in their order."""
    for standing in crosswalks(within):
        one = standing.crosswalk
        for relation in one.of_statement(code):
            yield one, one.item_by_code[relation.item], relation


@lru_cache(maxsize=8)
def _standing(published: Published) -> tuple[Standing, ...]:
    """Editions never change and crosswalks come with the product: worked out once a process."""
    edition = published.edition
    return tuple(Standing(*carried(one, _codes(edition))) for one in packaged_crosswalks())


def _codes(edition: Edition) -> dict[str, str]:
    """For each statement of the crosswalks' own edition that is still the same one, its code here.

    A statement that keeps its meaning keeps its identifier, whatever becomes of its code.
    """
    own = packaged_edition()
    here = {edition.identifier(one.code): one.code for one in edition.statements}
    lasting = {one.code: own.identifier(one.code) for one in own.statements}
    return {code: here[name] for code, name in lasting.items() if name in here}
