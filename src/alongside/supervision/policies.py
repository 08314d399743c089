"""Who may do what here. Plain functions of an actor and facts; no role decides, but for barriers."""

from typing import Final
from uuid import UUID

from alongside.foundation.actor import Actor, Role

WORKER, SUPERVISOR = "worker", "supervisor"
VOICES: Final = (WORKER, SUPERVISOR)

# The parts of a session that always are there; one more for each thing on the agenda.
WELL, DIFFERENTLY, CLOSE = "well", "differently", "close"
PARTS: Final = (WELL, DIFFERENTLY, CLOSE)
ITEM: Final = "item:"

NOT_GOING, NAMELESS, NAMED = "not", "without-name", "with-name"
GOING: Final = (NOT_GOING, NAMELESS, NAMED)


def voice_of(
    actor: Actor, *, worker: UUID | None, supervisor: UUID | None, lasts: bool
) -> str | None:
    """Whose voice somebody has in a session: their own, or none at all.

    The worker always has theirs. The supervisor has theirs while the supervision lasts.
    """
    if actor.person_id == worker:
        return WORKER
    return SUPERVISOR if lasts and actor.person_id == supervisor else None


def may_lead(actor: Actor, *, worker: UUID, lasts: bool) -> bool:
    """The worker makes sessions, their dates and what they are about, while supervision lasts."""
    return lasts and actor.person_id == worker


def may_agree(*, voice: str | None, lasts: bool) -> bool:
    """An agreement is between two: both must still be there."""
    return lasts and voice in VOICES


def agreed(*, worker_yes: bool, supervisor_yes: bool) -> bool:
    """Both said yes to the same wording. One yes agrees nothing."""
    return worker_yes and supervisor_yes


def may_give_view(*, supervises: bool, shared: bool) -> bool:
    """A supervisor says how they see a statement only while the answer is shared with them."""
    return supervises and shared


def may_keep_barrier(actor: Actor, *, worker: UUID) -> bool:
    return actor.person_id == worker


def may_read_barriers(actor: Actor, *, board: UUID, service: UUID) -> bool:
    """Whoever leads the service, or the board above it. A lead of one team in it does not."""
    return actor.is_a_at(Role.SERVICE_LEAD, board=board, service=service)
