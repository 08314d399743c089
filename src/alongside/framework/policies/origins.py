"""Where a statement's words came from, besides a consultation. No Django."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

LONGEST_ORIGIN: Final = 200
MOST_ORIGINS: Final = 20
ADDRESS: Final = re.compile(r"(?:https://[^\s/\\]+(?:/[^\s\\]*)?|/(?:[^\s/\\][^\s\\]*)?)")


class OriginKind(StrEnum):
    NARRATIVE = "narrative"
    DOCUMENT = "document"


def origin_faults(kind: str, named: str, part: str, url: str) -> Iterator[tuple[str, str]]:
    """The field that is wrong and what is wrong with it, in a word."""
    if kind not in list(OriginKind):
        yield "kind", "kind"
    if not named.strip():
        yield "named", "empty"
    for field, text in (("named", named), ("part", part)):
        if len(text) > LONGEST_ORIGIN:
            yield field, "long"
    if url and (len(url) > 500 or ADDRESS.fullmatch(url) is None):
        yield "url", "address"
