"""Who may do what here, and what may be told of. Plain functions."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from alongside.core.library import Activity
from alongside.foundation.actor import Actor

# After the first try, which is at once. After the last of these, nothing more is tried.
WAITS: Final = (
    timedelta(minutes=2),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=2),
    timedelta(days=3),
)


def may_turn(actor: Actor, *, owner: UUID) -> bool:
    """Only somebody themselves has anything sent about them, or stops it."""
    return actor.person_id == owner


def works_there(actor: Actor, *, board: UUID | None, service: UUID | None) -> bool:
    """Whether somebody works where this record store belongs: their employer's, and no other's."""
    if service is not None:
        return service in actor.services
    return board is not None and board in actor.boards


def may_tell_of(activity: Activity) -> bool:
    """What is sent cannot be called back. So nothing is told of an activity whose title can be taken
    back, such as a story that is lent to the library."""
    return not activity.kept_as and not activity.link


def next_wait(tries: int) -> timedelta | None:
    """How long to wait after so many tries; None where it is given up."""
    return WAITS[tries - 1] if tries <= len(WAITS) else None


def took_it(status: int) -> bool:
    """200 and 204: taken. 409: it has a statement of this number, which only we can have sent."""
    return status in (200, 204, 409)


def for_good(status: int) -> bool:
    """Whether asking again would be answered alike. A wrong key, too many at once and trouble of its
    own can pass; being sent on to another address is never followed."""
    return 400 <= status < 500 and status not in (401, 403, 404, 407, 408, 425, 429)
