"""Writes: asking (rounds and cards), giving and taking back, opening what was held, and replying."""

from .asking import open_round, print_cards, stop_sheet
from .faults import FAULTS, LABELS, BadEntryError
from .giving import CannotUseError, give, new_receipt, withdraw
from .opening import WrongKeyError, decide, open_held, release, tidy
from .replying import save_reply, show

__all__ = [
    "FAULTS",
    "LABELS",
    "BadEntryError",
    "CannotUseError",
    "WrongKeyError",
    "decide",
    "give",
    "new_receipt",
    "open_held",
    "open_round",
    "print_cards",
    "release",
    "save_reply",
    "show",
    "stop_sheet",
    "tidy",
    "withdraw",
]
