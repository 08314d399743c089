"""Reads of tailored frameworks: what of an edition each has chosen."""

from dataclasses import dataclass, replace
from functools import lru_cache

from alongside.core.framework import Edition, Statement
from alongside.core.framework.tailored import Chosen, Tailored, chosen
from alongside.framework.loading import packaged_edition, packaged_tailored

from .published import Published


@dataclass(frozen=True, slots=True)
class Taken:
    """A tailored framework as it stands for an edition: what is chosen, and what holds besides.

    ``again`` names statements (by the codes of the edition it was made from) that mean something
    else now: whoever made the choice has to choose again.
    """

    tailored: Tailored
    chosen: tuple[Chosen, ...]
    rest: tuple[Statement, ...]
    again: tuple[str, ...] = ()


def all_tailored(within: Published) -> tuple[Taken, ...]:
    """All of them, as they stand for an edition. No query once the edition has been read."""
    return _all(within)


def tailored(tailored_id: str, within: Published) -> Taken | None:
    return next((one for one in _all(within) if one.tailored.id == tailored_id), None)


@lru_cache(maxsize=8)
def _all(within: Published) -> tuple[Taken, ...]:
    """Editions never change and these come with the product: worked out once a process."""
    return tuple(_taken(one, within.edition) for one in packaged_tailored())


def _taken(one: Tailored, edition: Edition) -> Taken:
    """What was chosen, in the words this edition has for the statements that mean the same in it."""
    own = packaged_edition()
    here = {edition.identifier(statement.code): statement for statement in edition.statements}
    every = [(row, here.get(own.identifier(row.statement.code))) for row in chosen(one, own)]
    kept = tuple(replace(row, statement=statement) for row, statement in every if statement)
    codes = {row.statement.code for row in kept}
    return Taken(
        one,
        kept,
        tuple(statement for statement in edition.statements if statement.code not in codes),
        tuple(row.statement.code for row, statement in every if statement is None),
    )
