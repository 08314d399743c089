"""What is kept: sessions and what each voice said in them, agreements, views and barriers."""

from .agreements import WHO, Agreement, Outcome, Reply, Wording
from .barriers import KINDS, STATES, Barrier, BarrierAnswer, BarrierWording
from .brought import BroughtAlong
from .sessions import (
    ENTRY,
    OWN,
    PLAN_ITEM,
    STATEMENT,
    TEN_MINUTES,
    USUAL,
    AgendaItem,
    Proposal,
    Said,
    Session,
)
from .views import View

__all__ = [
    "ENTRY",
    "KINDS",
    "OWN",
    "PLAN_ITEM",
    "STATEMENT",
    "STATES",
    "TEN_MINUTES",
    "USUAL",
    "WHO",
    "AgendaItem",
    "Agreement",
    "Barrier",
    "BarrierAnswer",
    "BarrierWording",
    "BroughtAlong",
    "Outcome",
    "Proposal",
    "Reply",
    "Said",
    "Session",
    "View",
    "Wording",
]
