"""Reads: what was written and said of relations, and crosswalks with it laid over them."""

from .laying import Desk, desk, desks, item_of, names_in, over, suggestions, thread
from .leaving import export
from .marks import changed_at, forget, stamp, told_at
from .rows import (
    all_facts,
    all_own,
    as_item,
    authors,
    facts,
    not_begun,
    on_panel,
    own,
    reading,
    readings_of,
    versions_of,
)

__all__ = [
    "Desk",
    "all_facts",
    "all_own",
    "as_item",
    "authors",
    "changed_at",
    "desk",
    "desks",
    "export",
    "facts",
    "forget",
    "item_of",
    "names_in",
    "not_begun",
    "on_panel",
    "over",
    "own",
    "reading",
    "readings_of",
    "stamp",
    "suggestions",
    "thread",
    "told_at",
    "versions_of",
]
