"""The rules: which state may follow which, what a story must hold, what a consent allows, who reads.

No Django here. docs/reference/story-states.md is drawn from ``states.MOVES``.
"""

from .consents import (
    MONTHS,
    PLACES,
    Consent,
    Readers,
    consent_faults,
    ends_on,
    is_wider,
    may_read,
)
from .people import (
    CHECKS,
    WANTED,
    Yes,
    may_moderate,
    may_say_yes,
    standing,
)
from .states import MOVES, WHO, Move, State, after, can, now
from .words import (
    CODE_LENGTH,
    CODE_LETTERS,
    LINK_KINDS,
    LONGEST,
    MOST_STATEMENTS,
    NOTES,
    PROCESSES,
    Fault,
    Words,
    good_code,
    hash_of,
    host_of,
    plain_code,
    word_faults,
)

__all__ = [
    "CHECKS",
    "CODE_LENGTH",
    "CODE_LETTERS",
    "LINK_KINDS",
    "LONGEST",
    "MONTHS",
    "MOST_STATEMENTS",
    "MOVES",
    "NOTES",
    "PLACES",
    "PROCESSES",
    "WANTED",
    "WHO",
    "Consent",
    "Fault",
    "Move",
    "Readers",
    "State",
    "Words",
    "Yes",
    "after",
    "can",
    "consent_faults",
    "ends_on",
    "good_code",
    "hash_of",
    "host_of",
    "is_wider",
    "may_moderate",
    "may_read",
    "may_say_yes",
    "now",
    "plain_code",
    "standing",
    "word_faults",
]
