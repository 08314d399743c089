"""Writes: sessions and their dates, what each voice says, agreements, views, barriers, reminders."""

from .agreeing import propose_wording, reply, say_outcome
from .barriers import answer_barrier, send_barrier, take_back_barrier, write_barrier
from .bringing import Bring, bring, take_off
from .dates import answer_date, change_session, propose_date, set_next
from .reminding import send_reminders
from .saying import close, say
from .sessions import start, ten_minutes
from .views import give_view

__all__ = [
    "Bring",
    "answer_barrier",
    "answer_date",
    "bring",
    "change_session",
    "close",
    "give_view",
    "propose_date",
    "propose_wording",
    "reply",
    "say",
    "say_outcome",
    "send_barrier",
    "send_reminders",
    "set_next",
    "start",
    "take_back_barrier",
    "take_off",
    "ten_minutes",
    "write_barrier",
]
