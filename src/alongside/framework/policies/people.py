"""Who writes an edition, who reads what was said, who sits on a panel, and whose yes counts.

The framework says how people are to be treated, so people with lived experience decide on it: an
edition made here needs the recorded yes of at least two members of their panel, to exactly its
words, and no "not yet" of theirs. Whoever writes or publishes it only writes and publishes.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from alongside.foundation import deciding
from alongside.foundation.actor import Actor, Role


class Panel(StrEnum):
    LIVED_EXPERIENCE = "lived-experience"
    CARERS = "carers"
    PRACTICE = "practice"
    EDUCATION = "education"


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of one wording. ``person`` is None once they left the panel or are erased."""

    person: UUID | None
    panel: Panel
    digest: str
    yes: bool


def may_open_desk(actor: Actor, *, on_panel: bool, asked: bool) -> bool:
    return on_panel or asked or may_write(actor) or may_moderate(actor)


def may_write(actor: Actor) -> bool:
    """National stewards, in a draft only."""
    return actor.is_national(Role.STEWARD)


def may_moderate(actor: Actor) -> bool:
    """Who reads comments before anybody sees them: national stewards and national moderators."""
    return actor.is_national(Role.STEWARD, Role.MODERATOR)


def may_ask_to_panel(actor: Actor) -> bool:
    return actor.is_national(Role.STEWARD)


def may_arrange(actor: Actor, *, member: UUID | None, arranger: UUID | None) -> bool:
    """Who sees a member's fees and access needs: the member, and the steward who arranges them."""
    if member is not None and actor.person_id == member:
        return True
    return actor.person_id == arranger and actor.is_national(Role.STEWARD)


def counted(
    said: Iterable[Said], *, digest: str, not_theirs: Collection[UUID]
) -> tuple[set[UUID], set[UUID]]:
    """Who of the lived-experience panel said yes, and who not yet, to exactly these words.

    ``not_theirs``: whoever wrote in the draft, publishes it, or is a steward. Their yes is not the
    panel's. Anybody's "not yet" is heard.
    """
    here = [
        one
        for one in said
        if one.panel is Panel.LIVED_EXPERIENCE and one.digest == digest and one.person is not None
    ]
    yes = {one.person for one in here if one.yes and one.person and one.person not in not_theirs}
    return yes, {one.person for one in here if not one.yes and one.person}


def is_decided(said: Iterable[Said], *, digest: str, not_theirs: Collection[UUID]) -> bool:
    """Whether a lived-experience panel has said yes to exactly these words."""
    yes, not_yet = counted(said, digest=digest, not_theirs=not_theirs)
    return bool(digest) and deciding.is_decided(yes=yes, not_yet=not_yet)


def holds_up(panel: Panel, said: Iterable[bool]) -> bool:
    """Whether somebody's word keeps a draft from being published."""
    return panel is Panel.LIVED_EXPERIENCE and not all(said)
