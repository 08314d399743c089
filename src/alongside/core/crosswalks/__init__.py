"""How the statements stand beside what other frameworks ask for: typed, partial, read by a person."""

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
    "How",
    "Item",
    "Other",
    "Relation",
    "Review",
    "Suggestion",
    "Suggestions",
    "carried",
    "considered",
    "from_document",
    "recall",
    "to_document",
]
