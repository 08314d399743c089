"""Writes: what tellers do with their code, what moderators decide, and what time brings."""

from ._shared import FAULTS, LABELS, BadStoryError, NoStoryError, said
from .reading import decline, propose, say_yes
from .telling import (
    agree_to_parts,
    answer,
    change,
    pause,
    resume,
    tell,
    tidy,
    withdraw,
    withdraw_again,
)

__all__ = [
    "FAULTS",
    "LABELS",
    "BadStoryError",
    "NoStoryError",
    "agree_to_parts",
    "answer",
    "change",
    "decline",
    "pause",
    "propose",
    "resume",
    "said",
    "say_yes",
    "tell",
    "tidy",
    "withdraw",
    "withdraw_again",
]
