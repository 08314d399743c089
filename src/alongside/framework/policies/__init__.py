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
from .origins import LONGEST_ORIGIN, MOST_ORIGINS, OriginKind, origin_faults
from .papers import (
    LEAST_AT_ONCE,
    MOST_A_ROUND,
    MOST_AT_ONCE,
    MOST_PLACES,
    STEP,
    Way,
    may_enter_papers,
    may_make_papers,
    told,
    way,
)
from .people import (
    Panel,
    Said,
    counted,
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
    "LEAST_AT_ONCE",
    "LONGEST",
    "LONGEST_ORIGIN",
    "MOST_AT_ONCE",
    "MOST_A_ROUND",
    "MOST_ORIGINS",
    "MOST_PEOPLE",
    "MOST_PLACES",
    "MOST_WAITING",
    "MOVES",
    "OPEN",
    "SLUG",
    "STEP",
    "TAKEN",
    "WHO",
    "Move",
    "OriginKind",
    "Panel",
    "Said",
    "Speaker",
    "State",
    "Way",
    "after",
    "can",
    "comment_faults",
    "counted",
    "good_slug",
    "is_decided",
    "may_arrange",
    "may_ask_to_panel",
    "may_enter_papers",
    "may_follow",
    "may_keep_official",
    "may_make_papers",
    "may_moderate",
    "may_move",
    "may_open_desk",
    "may_publish",
    "may_publish_here",
    "may_read_official",
    "may_see_checks",
    "may_write",
    "origin_faults",
    "told",
    "way",
]
