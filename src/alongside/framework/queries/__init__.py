"""Reads: published editions, and how they stand beside other frameworks."""

from .published import (
    SHELF,
    NoEditionError,
    Published,
    current_edition,
    edition,
    edition_slugs,
    editions,
    look_again,
    published,
    search,
    statement_ids,
)

__all__ = [
    "SHELF",
    "NoEditionError",
    "Published",
    "current_edition",
    "edition",
    "edition_slugs",
    "editions",
    "look_again",
    "published",
    "search",
    "statement_ids",
]
