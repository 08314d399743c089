"""Who may arrange people and places, and share what. Plain functions of an actor and facts."""

from datetime import date, timedelta
from uuid import UUID

from alongside.foundation.actor import NEEDS_SECOND_FACTOR, Actor, Role

LONGEST_SHARE = timedelta(days=366)


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


def needs_second_factor(role: Role) -> bool:
    return role in NEEDS_SECOND_FACTOR


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
