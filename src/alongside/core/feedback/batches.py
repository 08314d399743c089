"""What is opened together: never fewer than ten answers, and each answer in one batch only.

A team with enough has a batch of its own. What is left in a service is put together, without saying
whose it is, and held where that is still too few. No batch contains another, so that none can be
taken from another to leave a few.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

LEAST: Final = 10
Team = TypeVar("Team")
Held = TypeVar("Held")


@dataclass(frozen=True, slots=True)
class Batch(Generic[Team, Held]):
    """``team`` is None for what is put together for the service."""

    team: Team | None
    answers: tuple[Held, ...]


def batches(
    held: Mapping[Team | None, Sequence[Held]], *, least: int = LEAST
) -> list[Batch[Team, Held]]:
    """Batches from one service's held answers, by team (None: asked for the whole service)."""
    least = max(least, LEAST)
    found: list[Batch[Team, Held]] = []
    left: list[Held] = []
    for team, answers in held.items():
        if team is not None and len(answers) >= least:
            found.append(Batch(team, tuple(answers)))
        else:
            left += answers
    if len(left) >= least:
        found.append(Batch(None, tuple(left)))
    return found
