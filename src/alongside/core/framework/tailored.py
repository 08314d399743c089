"""A tailored framework: statements chosen from an edition for one kind of work, with examples of its own.

It has no statements of its own. Each stays the edition's, with its words and its identifier, and
what was not chosen still holds. So nothing can drift away from the edition it is taken from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .edition import Check, Edition, Statement


@dataclass(frozen=True, slots=True)
class Pick:
    """A statement chosen for this work: why, and what it looks like there."""

    code: str
    why: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tailored:
    """What somebody chose from an edition (by slug).

    ``profiles`` are role profiles and settings of that edition whose statements are in it, for the
    reasons given there; ``settings`` are those whose examples are shown.
    """

    id: str
    title: str
    edition: str
    for_whom: str
    lead: str
    profiles: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    picks: tuple[Pick, ...] = ()
    checks: tuple[Check, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Chosen:
    """A statement as it stands in a tailored framework: the parent's, with why and examples."""

    statement: Statement
    whys: tuple[str, ...]
    examples: tuple[str, ...]


def chosen(tailored: Tailored, edition: Edition) -> tuple[Chosen, ...]:
    """The statements of a tailored framework, in the edition's order.

    ``edition`` is the one it was made from. A profile that says a statement has no part in a role
    (weight 0) chooses nothing.
    """
    whys: dict[str, list[str]] = {}
    for name in tailored.profiles:
        for one in edition.profile_by_id[name].emphasis:
            if one.weight:
                whys.setdefault(one.code, []).append(one.why)
    own: Mapping[str, Pick] = {pick.code: pick for pick in tailored.picks}
    for pick in tailored.picks:
        whys.setdefault(pick.code, []).extend([pick.why] if pick.why else [])
    return tuple(
        Chosen(
            one,
            tuple(dict.fromkeys(why for why in whys[one.code] if why)),
            (
                *(own[one.code].examples if one.code in own else ()),
                *(said.text for said in one.looks_like if said.setting in tailored.settings),
            ),
        )
        for one in edition.statements
        if one.code in whys
    )
