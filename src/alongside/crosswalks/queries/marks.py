"""Which state of all crosswalks is current: asked with every page, answered from memory for a second."""

from datetime import datetime
from typing import Final

from django.core.cache import caches

from alongside.crosswalks.models import Mark
from alongside.others import queries as others

SLOT: Final = "crosswalks-mark"
SECONDS: Final = 1
Marked = tuple[str, datetime | None, datetime | None]


def stamp() -> str:
    """Another text once anything was written, read or taken in. Two queries a second at most."""
    return _mark()[0]


def changed_at() -> datetime | None:
    """When anything was written or read last."""
    return _mark()[1]


def told_at() -> datetime | None:
    """When what others' software is told changed last."""
    return _mark()[2]


def forget() -> None:
    """The next question asks the database."""
    caches["process"].delete(SLOT)


def _mark() -> Marked:
    found: Marked | None = caches["process"].get(SLOT)
    if found is None:
        row = Mark.objects.filter(pk=1).first()
        if row is None:
            found = ("", None, None)
        else:
            found = (f"{row.stamp} {others.newest_ones()}", row.changed_at, row.told_at)
        caches["process"].set(SLOT, found, SECONDS)
    return found
