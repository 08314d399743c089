"""Who reads a story before it is shown: two people, neither of them from the team it is about."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from alongside.foundation.actor import Actor, Held, Role

from .consents import Consent, is_wider

WANTED: Final = 2
WORKING: Final = (Role.WORKER, Role.SUPERVISOR, Role.SERVICE_LEAD)
# What each of the two has looked at before saying yes. All of it, every time.
CHECKS: Final = ("no-method", "help", "others", "notes", "own-words")


@dataclass(frozen=True, slots=True)
class Yes:
    """One person's yes: to which wording, under which consent. ``person`` is None once erased."""

    person: UUID | None
    wording: UUID
    consent: Consent


def may_moderate(
    actor: Actor, *, board: UUID | None, service: UUID | None, team: UUID | None
) -> bool:
    """Moderators for the place a story is about (any moderator, where it names none), but nobody who
    works there: the teller may have to meet them tomorrow."""
    if service is None:
        return actor.is_a(Role.MODERATOR)
    if any(_works_there(held, service, team) for held in actor.roles):
        return False
    return actor.is_a_at(Role.MODERATOR, board=board, service=service, team=team)


def _works_there(held: Held, service: UUID, team: UUID | None) -> bool:
    if held.role not in WORKING or held.service != service:
        return False
    return team is None or held.team in (None, team)


def may_say_yes(actor: Actor, given: Iterable[Yes], checks: Collection[str]) -> bool:
    """Once each, and only with every check made."""
    return set(checks) == set(CHECKS) and all(one.person != actor.person_id for one in given)


def standing(given: Iterable[Yes], *, wording: UUID, consent: Consent) -> list[Yes]:
    """The yeses that still count: of different people, to these very words, and under a consent that
    allowed no less than the present one. One whose giver was erased cannot be told from another's."""
    found: dict[UUID, Yes] = {}
    for one in given:
        if one.person and one.wording == wording and not is_wider(consent, one.consent):
            found.setdefault(one.person, one)
    return list(found.values())
