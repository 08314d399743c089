"""Writes in a record: by its owner alone, and never over what stood there."""

from .entries import BadEntry, add_entry, change_entry, remove_entry
from .files import BadFile, add_file, remove_file
from .linking import link_entry, link_to
from .sharing import make_copy, share_entry

__all__ = [
    "BadEntry",
    "BadFile",
    "add_entry",
    "add_file",
    "change_entry",
    "link_entry",
    "link_to",
    "make_copy",
    "remove_entry",
    "remove_file",
    "share_entry",
]
