"""Giving (nobody signs in), asking, reading before release, and what people told."""

from .asking import cards, open_round, paper, round_page, rounds, stop
from .giving import give, index, long_form, reply, withdraw
from .reading import open_held, read, reading, release
from .told import change_reply, show, told, told_batch, write_reply

__all__ = [
    "cards",
    "change_reply",
    "give",
    "index",
    "long_form",
    "open_held",
    "open_round",
    "paper",
    "read",
    "reading",
    "release",
    "reply",
    "round_page",
    "rounds",
    "show",
    "stop",
    "told",
    "told_batch",
    "withdraw",
    "write_reply",
]
