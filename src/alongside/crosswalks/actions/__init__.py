"""Writes: crosswalks begun and described, relations written and withdrawn, what readers said."""

from .beginning import begin, describe
from .reading import forget_readings, read, refuse_reader, take_back
from .relations import take_suggestion, withdraw, write

__all__ = [
    "begin",
    "describe",
    "forget_readings",
    "read",
    "refuse_reader",
    "take_back",
    "take_suggestion",
    "withdraw",
    "write",
]
