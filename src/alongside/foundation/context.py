"""What every page can use: the doors, the person, help now, and whom to contact."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from . import doors
from .reading import read_yaml

HELP_FILE = Path(__file__).parent / "data" / "help-now.yaml"


@cache
def help_now() -> tuple[dict[str, Any], ...]:
    """The help-now entries, in the order they are shown."""
    return tuple(
        {**entry, "last_checked": date.fromisoformat(str(entry["last_checked"]))}
        for entry in _help_file()["help_now"]
    )


def help_review_days() -> int:
    """How many days an entry may go unchecked before it is due."""
    return int(_help_file()["review_days"])


@cache
def _help_file() -> dict[str, Any]:
    document: dict[str, Any] = read_yaml(HELP_FILE).value
    return document


def page(request: HttpRequest) -> dict[str, Any]:
    """Context for every page. Lazy: a page that shows no doors costs no query."""
    user = getattr(request, "user", None)
    person = user if user is not None and user.is_authenticated else None
    return {
        "doors": cache(lambda: doors.open_to(request)),
        "help_now": help_now(),
        "person": person,
        "contact": settings.CONTACT_EMAIL,
        "is_demo": settings.DEMO,
        "quick_exit_url": settings.QUICK_EXIT_URL,
    }
