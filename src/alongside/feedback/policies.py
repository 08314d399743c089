"""Who may open a round, read what was held, reply, and see what people told. No Django."""

from collections.abc import Iterable, Iterator
from typing import Final
from uuid import UUID

from alongside.core.feedback.answers import MOST_STATEMENTS
from alongside.foundation.actor import Actor, Role

OPENERS: Final = (Role.STEWARD, Role.SERVICE_LEAD, Role.ADMINISTRATOR)
REPLIERS: Final = (Role.STEWARD, Role.SERVICE_LEAD)
READER: Final = Role.MODERATOR
LEAST_CARDS: Final = 10
MOST_CARDS: Final = 200
LONGEST_REPLY: Final = 1500
HELD_FOR: Final = 4  # quarters: what was never enough to open is then thrown away
TEXT_FOR: Final = 4  # quarters: words that were released are then taken off, and counts stay


def may_open(actor: Actor, *, board: UUID, service: UUID) -> bool:
    """Stewards, leads and administrators of the service or of what it belongs to."""
    return actor.is_a_at(*OPENERS, board=board, service=service)


def may_read(actor: Actor, *, board: UUID, service: UUID, team: UUID | None) -> bool:
    """A moderator for the place who is not of the team, and does not lead the service.

    For what is put together for a whole service: who is of no team in it either.
    """
    if not actor.is_a_at(READER, board=board, service=service, team=team):
        return False
    return not any(
        _is_inside(held.role, held.service, held.team, service, team) for held in actor.roles
    )


def _is_inside(
    role: Role, held_service: UUID | None, held_team: UUID | None, service: UUID, team: UUID | None
) -> bool:
    if held_service != service:
        return False
    if held_team is not None:
        return team is None or held_team == team
    return role not in (READER, Role.ADMINISTRATOR)


def may_reply(actor: Actor, *, board: UUID, service: UUID) -> bool:
    """Those who can change something: stewards and leads of the service."""
    return actor.is_a_at(*REPLIERS, board=board, service=service)


def may_see_told(actor: Actor, *, board: UUID, service: UUID, team: UUID | None) -> bool:
    """The team itself (for a whole service, everybody in it), and those who look after the service."""
    if may_open(actor, board=board, service=service):
        return True
    return team in actor.teams if team is not None else service in actor.services


def has_a_door(actor: Actor) -> bool:
    """Whether feedback is any of this person's business: the same whatever is held."""
    return bool(actor.services) or actor.is_a(*OPENERS, READER)


Fault = tuple[str, str]
"""The field that is wrong, and what is wrong with it: a key of actions.FAULTS."""


def round_faults(*, statements: Iterable[str], known: Iterable[str], cards: int) -> Iterator[Fault]:
    chosen = list(statements)
    if not chosen:
        yield "statements", "none"
    if len(chosen) > MOST_STATEMENTS:
        yield "statements", "many"
    if len(set(chosen)) != len(chosen) or not set(chosen) <= set(known):
        yield "statements", "unknown"
    if not LEAST_CARDS <= cards <= MOST_CARDS:
        yield "cards", "cards"


def reply_faults(*, said: str, did: str) -> Iterator[Fault]:
    for name, text in (("said", said), ("did", did)):
        if not text.strip():
            yield name, "empty"
        if len(text) > LONGEST_REPLY:
            yield name, "long"
