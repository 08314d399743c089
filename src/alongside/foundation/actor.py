"""Who is acting, and what they may act as. Plain values: policies read them and nothing else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from uuid import UUID


class Role(StrEnum):
    WORKER = "worker"
    SUPERVISOR = "supervisor"
    SERVICE_LEAD = "service-lead"
    STEWARD = "steward"
    EDUCATOR = "educator"
    ANALYST = "analyst"
    MODERATOR = "moderator"
    ADMINISTRATOR = "administrator"


# Whoever can change what others see or who they are needs a second factor before the role counts.
NEEDS_SECOND_FACTOR = frozenset({Role.STEWARD, Role.MODERATOR, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Held:
    """A role somebody holds at a place, with the places above it filled in. No place: national."""

    role: Role
    board: UUID | None = None
    service: UUID | None = None
    team: UUID | None = None

    def covers(self, *, board: UUID | None, service: UUID | None, team: UUID | None) -> bool:
        """Whether the place named lies at or below the place where the role is held."""
        if self.team is not None:
            return team == self.team
        if self.service is not None:
            return service == self.service
        if self.board is not None:
            return board == self.board
        return True


class Forbidden(Exception):
    """This may not happen, or not by this person. The message is fit to be shown."""


class Actor:
    """The person acting. Roles are fetched when first asked for, then kept for the request."""

    def __init__(self, person_id: UUID, roles: Callable[[], Iterable[Held]] | None = None) -> None:
        self.person_id = person_id
        self._roles = roles

    @classmethod
    def holding(cls, person_id: UUID, *held: Held) -> "Actor":
        return cls(person_id, lambda: held)

    @cached_property
    def roles(self) -> tuple[Held, ...]:
        return tuple(self._roles()) if self._roles else ()

    @property
    def teams(self) -> frozenset[UUID]:
        return frozenset(held.team for held in self.roles if held.team is not None)

    @property
    def services(self) -> frozenset[UUID]:
        return frozenset(held.service for held in self.roles if held.service is not None)

    @property
    def boards(self) -> frozenset[UUID]:
        return frozenset(held.board for held in self.roles if held.board is not None)

    def is_a(self, *roles: Role) -> bool:
        """Whether any of these roles is held anywhere."""
        return any(held.role in roles for held in self.roles)

    def is_a_at(
        self,
        *roles: Role,
        board: UUID | None = None,
        service: UUID | None = None,
        team: UUID | None = None,
    ) -> bool:
        """Whether any of these roles is held at that place or above it."""
        return any(
            held.role in roles and held.covers(board=board, service=service, team=team)
            for held in self.roles
        )

    def is_national(self, *roles: Role) -> bool:
        """Whether any of these roles is held for the whole country."""
        return any(
            held.role in roles and held.board is held.service is held.team is None
            for held in self.roles
        )
