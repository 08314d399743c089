"""Reads of a record. Whose it is comes first in every one of them."""

from .entries import (
    Version,
    chain,
    entries,
    entry,
    origins,
    read_body,
    readable,
    shared_titles,
    titles,
    versions,
    written,
)

__all__ = [
    "Version",
    "chain",
    "entries",
    "entry",
    "origins",
    "read_body",
    "readable",
    "shared_titles",
    "titles",
    "versions",
    "written",
]
