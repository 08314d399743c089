"""Who writes a relation, who reads it, and what it must say. Plain functions."""

from collections.abc import Collection
from uuid import UUID

from alongside.core.crosswalks import How
from alongside.foundation.actor import Actor, Role


def may_write(actor: Actor) -> bool:
    """National stewards: what they write is said to everybody."""
    return actor.is_national(Role.STEWARD)


def may_open(actor: Actor, *, on_panel: bool) -> bool:
    """Stewards, wherever they are stewards, and everybody who sits on a panel."""
    return on_panel or actor.is_a(Role.STEWARD)


def may_see_unshown(actor: Actor) -> bool:
    """What nobody has said may be shown to all: another framework's licence may forbid it."""
    return actor.is_a(Role.STEWARD)


def may_read(actor: Actor, *, on_panel: bool, authors: Collection[UUID]) -> bool:
    """Whose yes counts: somebody on a panel, or a steward, who wrote no version of it themselves."""
    return may_open(actor, on_panel=on_panel) and actor.person_id not in authors


def says_enough(how: How, why: str, not_covered: str) -> bool:
    """Every relation says why; all but the same say what they leave over, and the same nothing."""
    return bool(why.strip()) and (how is How.EXACT) == (not not_covered.strip())
