"""Reads of a record. Whose it is comes first in every one of them."""

from .aids import Aid, Prompt, aids
from .entries import (
    Version,
    chain,
    entries,
    entry,
    kind_and_day,
    origins,
    read_body,
    readable,
    shared_titles,
    titles,
    versions,
    written,
)
from .files import file_of, files_of, readable_file
from .links import Titled, items_linked, linked_to, linked_to_answers, linked_to_items

__all__ = [
    "Aid",
    "Prompt",
    "Titled",
    "Version",
    "aids",
    "chain",
    "entries",
    "entry",
    "file_of",
    "files_of",
    "items_linked",
    "kind_and_day",
    "linked_to",
    "linked_to_answers",
    "linked_to_items",
    "origins",
    "read_body",
    "readable",
    "readable_file",
    "shared_titles",
    "titles",
    "versions",
    "written",
]
