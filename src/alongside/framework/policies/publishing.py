"""Who may publish an edition, and what a published one allows. Plain functions."""

import re
from typing import Final

from alongside.foundation.actor import Actor, Role

SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CODE: Final = re.compile(r"[a-z][0-9]{1,3}")
# Words that stand in an address where an edition's slug could.
TAKEN: Final = frozenset(
    {
        *("checks", "comments", "consultation", "crosswalks", "desk", "draft"),
        *("editions", "faces", "files", "kinds", "official", "others"),
        *("outside", "panels", "print", "search", "statements", "tailored", "themes"),
    }
)


def may_publish(actor: Actor | None) -> bool:
    """Whoever runs this installation (no actor: the command line), or a national steward."""
    return actor is None or actor.is_national(Role.STEWARD)


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


def may_publish_here(
    *,
    is_draft_here: bool,
    in_review: bool,
    same_words: bool,
    decided: bool,
    in_the_place_of_one: bool,
) -> bool:
    """An edition that is made on this site goes out only as its lived-experience panel decided.

    ``is_draft_here``: a draft here has its slug. ``in_the_place_of_one``: it comes from elsewhere,
    and follows what a draft here follows, or says what one says.
    """
    if is_draft_here:
        return in_review and same_words and decided
    return not in_the_place_of_one
