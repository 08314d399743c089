"""How the statements stand beside what other frameworks ask for: typed, partial, read by a person."""

from .laying import Heard, State, Thread, Version, digest, laid, threads
from .relations import (
    STILL_ASKS,
    Aside,
    Check,
    Crosswalk,
    How,
    Item,
    Other,
    Relation,
    Review,
    carried,
    considered,
    from_document,
    to_document,
)
from .suggesting import Suggestion, Suggestions, recall

__all__ = [
    "STILL_ASKS",
    "Aside",
    "Check",
    "Crosswalk",
    "Heard",
    "How",
    "Item",
    "Other",
    "Relation",
    "Review",
    "State",
    "Suggestion",
    "Suggestions",
    "Thread",
    "Version",
    "carried",
    "considered",
    "digest",
    "from_document",
    "laid",
    "recall",
    "threads",
    "to_document",
]
