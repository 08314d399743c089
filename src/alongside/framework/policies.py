"""Who may publish an edition, and what a published one allows. Plain functions."""

import re
from typing import Final

from alongside.foundation.actor import Actor, Role

SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CODE: Final = re.compile(r"[a-z][0-9]{1,3}")
# Words that stand in an address where an edition's slug could.
TAKEN: Final = frozenset(
    {
        *("themes", "kinds", "faces", "outside", "print", "search", "checks", "editions"),
        *("statements", "files"),
    }
)


def may_publish(actor: Actor | None) -> bool:
    """Whoever runs this installation (no actor: the command line), or a national steward."""
    if actor is None:
        return True
    return any(
        held.role is Role.STEWARD and held.board is held.service is held.team is None
        for held in actor.roles
    )


def may_see_checks(actor: Actor) -> bool:
    """Stewards, wherever they are stewards."""
    return actor.is_a(Role.STEWARD)


def good_slug(slug: str) -> bool:
    """Whether a slug can stand in an address without being taken for something else there."""
    return (
        len(slug) <= 60
        and SLUG.fullmatch(slug) is not None
        and CODE.fullmatch(slug) is None
        and slug not in TAKEN
    )


def may_follow(published_digest: str | None, digest: str) -> bool:
    """A slug is free, or holds exactly this document already. A published edition never changes."""
    return published_digest is None or published_digest == digest
