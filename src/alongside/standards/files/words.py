"""The word list as files: the newest that is published. No draft, and no service's own words."""

from dataclasses import asdict

from django.utils import timezone

from alongside.core.credentials import word_tables
from alongside.core.credentials.tables import Table
from alongside.framework.documents import Linked
from alongside.language import presenters, queries


def state() -> tuple[object, ...]:
    """Changes when anything in it does."""
    current = queries.current()
    return current.number, current.digest


def tables(_linked: Linked) -> tuple[Table, ...]:
    groups = presenters.words_page(queries.current()).groups
    return word_tables.tables(
        {
            "kinds": [{"id": one.id, "name": one.name, "about": one.about} for one in groups],
            "words": [
                {**asdict(one), "kind": group.id, "depends": one.level == "C"}
                for group in groups
                for one in group.entries
            ],
        }
    )


def about() -> str:
    """Which list it is, and who decided on it."""
    current = queries.current()
    if not current.published_at:
        return (
            "This list came with Alongside. No panel with lived experience has decided on it yet."
        )
    return (
        f"This is edition {current.number}, made from the list that comes with Alongside. A panel "
        "with lived experience decided on it."
    )


def day() -> str:
    """When it was published; "" for the list that comes with Alongside."""
    at = queries.current().published_at
    return timezone.localdate(at).isoformat() if at else ""
