"""Who may change, read and agree on a plan. Plain functions of an actor and facts."""

from uuid import UUID

from alongside.core.planning import agreeing
from alongside.foundation.actor import Actor

SHARED_AS = "plan"


def may_change(actor: Actor, *, owner: UUID) -> bool:
    """A plan is its owner's alone: nobody else decides what is in it."""
    return actor.person_id == owner


def may_read(actor: Actor, *, owner: UUID, shared: bool) -> bool:
    """Its owner, and whoever the owner shares it with until the day it ends. No role is enough."""
    return actor.person_id == owner or shared


def takes_part(*, shared: bool, supervising: bool) -> bool:
    """Whether somebody a plan was shared with to agree on still is one of the two. Both must hold,
    and are looked up afresh each time: stopping either ends it at once."""
    return shared and supervising


def voice_of(
    actor: Actor, *, owner: UUID, other: UUID | None, other_takes_part: bool
) -> str | None:
    """Which of the two voices about a plan somebody has, if any. No role gives one."""
    if actor.person_id == owner:
        return agreeing.WORKER
    if other is not None and actor.person_id == other and other_takes_part:
        return agreeing.OTHER
    return None


def may_mark_need(voice: str | None, code: str) -> bool:
    """The other may say what they would like to see; a value is for its owner alone to mark."""
    return voice == agreeing.OTHER and not code.startswith("V")


def may_answer_need(voice: str | None) -> bool:
    """Whether to take it on is the worker's own word."""
    return voice == agreeing.WORKER


def may_take_back_need(actor: Actor, voice: str | None, *, marked_by: UUID | None) -> bool:
    return voice == agreeing.OTHER and actor.person_id == marked_by
