"""Who may arrange people and places, and share what. Plain functions of an actor and facts."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from alongside.foundation.actor import Actor, Role

LONGEST_SHARE = timedelta(days=366)
LONGEST_TOKEN = timedelta(days=366)
USUAL_TOKEN = timedelta(days=90)
MOST_TOKENS: Final = 20
# What a token may do, each with what it needs besides: whoever writes is told what stands there.
SCOPES: Final[dict[str, tuple[str, ...]]] = {
    "answers:read": (),
    "answers:write": ("answers:read",),
    "plan:read": (),
    "record:read": (),
    "record:write": ("record:read",),
}


def may_arrange_team(actor: Actor, *, board: UUID, service: UUID, team: UUID) -> bool:
    """Administrators of the team, its service or its board."""
    return actor.is_a_at(Role.ADMINISTRATOR, board=board, service=service, team=team)


def may_give_role(actor: Actor, role: Role, *, board: UUID, service: UUID, team: UUID) -> bool:
    """An administrator gives any role but their own kind, unless they look after everything.

    Otherwise one administrator of a small team could make more of them without anyone knowing.
    """
    if not may_arrange_team(actor, board=board, service=service, team=team):
        return False
    national = any(h.role is Role.ADMINISTRATOR and h.board is None for h in actor.roles)
    return national or role is not Role.ADMINISTRATOR


def may_share(actor: Actor, *, reader: UUID | None, until: date, today: date) -> bool:
    """Anyone may share what is theirs with somebody else, for a day up to a year ahead."""
    return reader != actor.person_id and today <= until <= today + LONGEST_SHARE


def may_end_share(actor: Actor, *, owner: UUID) -> bool:
    return actor.person_id == owner


def may_ask_to_supervise(actor: Actor, *, supervisor: UUID | None, same_service: bool) -> bool:
    """Anyone asks somebody of their own services by name, or anybody at all with a link."""
    return supervisor is None or (supervisor != actor.person_id and same_service)


def may_answer_supervising(actor: Actor, *, worker: UUID, supervisor: UUID | None) -> bool:
    """Who was asked; with a link, whoever holds it, but never the worker themselves."""
    if supervisor is None:
        return actor.person_id != worker
    return actor.person_id == supervisor


def may_end_supervising(actor: Actor, *, worker: UUID, supervisor: UUID | None) -> bool:
    """Either of the two, at any time, without giving a reason."""
    return actor.person_id in (worker, supervisor)


def whole_scopes(scopes: Collection[str]) -> tuple[str, ...]:
    """The scopes chosen, with those they need, in the order of SCOPES. KeyError for another one."""
    needed = {more for one in scopes for more in (one, *SCOPES[one])}
    return tuple(one for one in SCOPES if one in needed)


def may_make_token(scopes: Collection[str], *, until: date, today: date, live: int) -> bool:
    """Anybody for themselves: for something there is, for a year at most, and not without end."""
    return (
        len(scopes) > 0
        and set(scopes) <= set(SCOPES)
        and today <= until <= today + LONGEST_TOKEN
        and live < MOST_TOKENS
    )


def may_end_token(actor: Actor, *, owner: UUID) -> bool:
    """Only whoever made it, at any time. No role ends, uses or looks at somebody else's."""
    return actor.person_id == owner
