"""Whether a licence that we know lets the words it covers be shown. When in doubt, it does not."""

import re
from typing import Final

SHORT: Final = 400
"""Longer than this is the text of a licence itself, of which only the beginning says its name."""
_KNOWN: Final = re.compile(
    r"creativecommons\.org/(licenses/by|publicdomain/)"
    r"|nationalarchives\.gov\.uk/doc/(open-government-licence|non-commercial)"
    r"|\bcc[- ]by\b|\bcc[- ]?0\b"
    r"|\bcreative commons (attribution|zero|cc0|by)\b"
    r"|\bopen government licen[cs]e\b",
    re.I,
)
_DOUBT: Final = re.compile(
    r"\b(not|no|except|excluding|unless|other than|without|permission|all rights reserved|contact)\b",
    re.I,
)


def words_may_be_shown(licence: str) -> bool:
    """Whether what a package says of its licence names one that lets its words be passed on.

    A name inside a sentence with an exception in it is no yes. Words are shown whole, unchanged and
    for nothing, so licences that forbid change or sale are among the known.
    """
    text = " ".join(licence.split())
    if len(text) > SHORT:
        found = _KNOWN.search(text, 0, 120)
        return found is not None and not _DOUBT.search(text, 0, found.end())
    return _KNOWN.search(text) is not None and not _DOUBT.search(text)
