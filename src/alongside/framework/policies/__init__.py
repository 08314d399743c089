"""The rules: what a published edition allows, how a draft moves on, and who does, reads and decides.

No Django here. docs/reference/edition-states.md is drawn from ``states.MOVES``.
"""

from .comments import (
    DAYS_ASIDE,
    LONGEST,
    MOST_PEOPLE,
    MOST_WAITING,
    Speaker,
    comment_faults,
)
from .official import may_keep_official, may_read_official
from .people import (
    Panel,
    Said,
    counted,
    holds_up,
    is_decided,
    may_arrange,
    may_ask_to_panel,
    may_moderate,
    may_open_desk,
    may_write,
)
from .publishing import (
    CODE,
    SLUG,
    TAKEN,
    good_slug,
    may_follow,
    may_publish,
    may_publish_here,
    may_see_checks,
)
from .states import MOVES, OPEN, WHO, Move, State, after, can, may_move

__all__ = [
    "CODE",
    "DAYS_ASIDE",
    "LONGEST",
    "MOST_PEOPLE",
    "MOST_WAITING",
    "MOVES",
    "OPEN",
    "SLUG",
    "TAKEN",
    "WHO",
    "Move",
    "Panel",
    "Said",
    "Speaker",
    "State",
    "after",
    "can",
    "comment_faults",
    "counted",
    "good_slug",
    "holds_up",
    "is_decided",
    "may_arrange",
    "may_ask_to_panel",
    "may_follow",
    "may_keep_official",
    "may_moderate",
    "may_move",
    "may_open_desk",
    "may_publish",
    "may_publish_here",
    "may_read_official",
    "may_see_checks",
    "may_write",
]
