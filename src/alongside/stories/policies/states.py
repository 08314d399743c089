"""Where a story can stand, and what may move it on. One dict says all of it."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final


class State(StrEnum):
    KEPT = "kept"
    WAITING = "waiting"
    PROPOSED = "proposed"
    DECLINED = "declined"
    SHOWN = "shown"
    PAUSED = "paused"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    CHANGE = "change"
    CONSENT = "consent"
    WIDEN = "widen"
    AGREE = "agree"
    REFUSE = "refuse"
    PAUSE = "pause"
    RESUME = "resume"
    WITHDRAW = "withdraw"
    YES = "say yes"
    PUBLISH = "publish"
    PROPOSE = "propose"
    DECLINE = "decline"
    TAKE_DOWN = "take down"
    END = "end"


TELLER, MODERATOR, TIME = "the teller", "a moderator", "the day agreed"
WHO: Final[Mapping[Move, str]] = {
    **dict.fromkeys((Move.CHANGE, Move.CONSENT, Move.WIDEN, Move.AGREE, Move.REFUSE), TELLER),
    **dict.fromkeys((Move.PAUSE, Move.RESUME, Move.WITHDRAW), TELLER),
    **dict.fromkeys((Move.YES, Move.PUBLISH, Move.PROPOSE), MODERATOR),
    **dict.fromkeys((Move.DECLINE, Move.TAKE_DOWN), MODERATOR),
    Move.END: TIME,
}

# A first yes moves nothing on; the second publishes. WIDEN is a consent to more than the two people
# read the story for, so they are asked again. After RESUME, or a consent after ENDED, a story whose
# two yeses still stand is shown again at once.
MOVES: Final[Mapping[tuple[State, Move], State]] = {
    (State.KEPT, Move.CHANGE): State.KEPT,
    (State.KEPT, Move.CONSENT): State.WAITING,
    (State.WAITING, Move.CHANGE): State.WAITING,
    (State.WAITING, Move.CONSENT): State.WAITING,
    (State.WAITING, Move.PAUSE): State.PAUSED,
    (State.WAITING, Move.YES): State.WAITING,
    (State.WAITING, Move.PUBLISH): State.SHOWN,
    (State.WAITING, Move.PROPOSE): State.PROPOSED,
    (State.WAITING, Move.DECLINE): State.DECLINED,
    (State.PROPOSED, Move.AGREE): State.WAITING,
    (State.PROPOSED, Move.REFUSE): State.WAITING,
    (State.PROPOSED, Move.CHANGE): State.WAITING,
    (State.PROPOSED, Move.CONSENT): State.PROPOSED,
    (State.DECLINED, Move.CHANGE): State.WAITING,
    (State.DECLINED, Move.CONSENT): State.WAITING,
    (State.SHOWN, Move.CHANGE): State.WAITING,
    (State.SHOWN, Move.CONSENT): State.SHOWN,
    (State.SHOWN, Move.WIDEN): State.WAITING,
    (State.SHOWN, Move.PAUSE): State.PAUSED,
    (State.SHOWN, Move.TAKE_DOWN): State.DECLINED,
    (State.SHOWN, Move.END): State.ENDED,
    (State.PAUSED, Move.CHANGE): State.PAUSED,
    (State.PAUSED, Move.CONSENT): State.PAUSED,
    (State.PAUSED, Move.RESUME): State.WAITING,
    (State.ENDED, Move.CHANGE): State.ENDED,
    (State.ENDED, Move.CONSENT): State.WAITING,
    **{(state, Move.WITHDRAW): State.WITHDRAWN for state in State if state is not State.WITHDRAWN},
}


def can(state: State, move: Move) -> bool:
    return (state, move) in MOVES


def after(state: State, move: Move) -> State:
    """The state a move leads to. Raises ValueError where it may not be made."""
    if not can(state, move):
        raise ValueError(f"a story that is {state} cannot {move}")
    return MOVES[state, move]


def now(state: State, until: date | None, *, today: date) -> State:
    """How a story stands today: one whose time is over has ended, whether or not anybody has said so."""
    over = until is not None and until <= today
    return State.ENDED if over and state in (State.SHOWN, State.PAUSED) else state
