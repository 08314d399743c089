"""Where an edition can stand while it is made, and who moves it on. One dict says all of it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from alongside.foundation.actor import Actor, Role


class State(StrEnum):
    DRAFT = "draft"
    CONSULTATION = "consultation"
    REVIEW = "review"
    PUBLISHED = "published"
    RETIRED = "retired"


class Move(StrEnum):
    WRITE = "write"
    OPEN = "open a round"
    COMMENT = "comment"
    CLOSE = "close the round"
    ASK = "ask the panels"
    DECIDE = "decide"
    TAKE_BACK = "take back"
    PUBLISH = "publish"
    GIVE_UP = "give up"
    REPLACE = "replace"


STEWARD, MEMBER, ANYBODY = "a national steward", "a panel member", "anybody"
WHO: Final[Mapping[Move, str]] = {
    **dict.fromkeys((Move.WRITE, Move.OPEN, Move.CLOSE, Move.ASK, Move.TAKE_BACK), STEWARD),
    **dict.fromkeys((Move.PUBLISH, Move.GIVE_UP), STEWARD),
    Move.COMMENT: ANYBODY,
    Move.DECIDE: MEMBER,
    Move.REPLACE: "the next edition, as it is published",
}

# Words change in a draft only: what people comment on, and what a panel decides on, stands still.
MOVES: Final[Mapping[tuple[State, Move], State]] = {
    (State.DRAFT, Move.WRITE): State.DRAFT,
    (State.DRAFT, Move.OPEN): State.CONSULTATION,
    (State.CONSULTATION, Move.COMMENT): State.CONSULTATION,
    (State.CONSULTATION, Move.CLOSE): State.DRAFT,
    (State.DRAFT, Move.ASK): State.REVIEW,
    (State.REVIEW, Move.DECIDE): State.REVIEW,
    (State.REVIEW, Move.TAKE_BACK): State.DRAFT,
    (State.REVIEW, Move.PUBLISH): State.PUBLISHED,
    (State.DRAFT, Move.GIVE_UP): State.RETIRED,
    (State.REVIEW, Move.GIVE_UP): State.RETIRED,
    (State.PUBLISHED, Move.REPLACE): State.RETIRED,
}
OPEN: Final = frozenset({State.DRAFT, State.CONSULTATION, State.REVIEW})


def can(state: State, move: Move) -> bool:
    return (state, move) in MOVES


def after(state: State, move: Move) -> State:
    """The state a move leads to. Raises ValueError where it may not be made."""
    if not can(state, move):
        raise ValueError(f"an edition that is {state} cannot {move}")
    return MOVES[state, move]


def may_move(actor: Actor, move: Move) -> bool:
    """Moves that are a steward's. The others have a rule of their own, or need nobody."""
    return WHO[move] == STEWARD and actor.is_national(Role.STEWARD)
