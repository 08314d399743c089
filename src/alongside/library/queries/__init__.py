"""Reads of the library: what comes with Alongside, what services add to it, what areas above lend."""

from .ageing import Due, due, link_checks, links_in_use
from .shelves import (
    SORTS,
    Catalogue,
    Lent,
    Offered,
    Wanted,
    activities_for,
    as_activity,
    as_resource,
    called_now,
    catalogue_for,
    find,
    forget,
    lend,
    library_for,
    own_thing,
    own_things,
)

__all__ = [
    "SORTS",
    "Catalogue",
    "Due",
    "Lent",
    "Offered",
    "Wanted",
    "activities_for",
    "as_activity",
    "as_resource",
    "called_now",
    "catalogue_for",
    "due",
    "find",
    "forget",
    "lend",
    "library_for",
    "link_checks",
    "links_in_use",
    "own_thing",
    "own_things",
]
