"""The words of supervision: parts, who, when, and what a barrier is about."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from alongside.framework import queries as framework
from alongside.supervision import policies
from alongside.supervision.models import Session

PARTS = {
    policies.WELL: _lazy("What is going well"),
    policies.DIFFERENTLY: _lazy("Where we see it differently"),
    policies.CLOSE: _lazy("Before we stop"),
}
HINTS = {
    policies.WELL: _lazy("What went well since last time, and what you did towards it."),
    policies.DIFFERENTLY: _lazy("Neither has to win. Both stay here."),
    policies.CLOSE: _lazy("What you take away, and how this talk was for you."),
}
ITEM_KINDS = {
    "statement": _lazy("Statement"),
    "plan-item": _lazy("From my plan"),
    "entry": _lazy("From my record"),
    "own": _lazy("In my own words"),
}
TAGS = {
    "professional": _lazy("Professional: learning and growing in the work"),
    "practice": _lazy("Practice: doing it well and safely"),
    "restorative": _lazy("Restorative: what the work does to us, and what keeps us well"),
}
TAG_NAMES = {
    "professional": _lazy("Professional"),
    "practice": _lazy("Practice"),
    "restorative": _lazy("Restorative"),
}
KINDS = {
    "time": _lazy("Time"),
    "rota": _lazy("The rota"),
    "risk-policy": _lazy("How risk is dealt with"),
    "community-links": _lazy("Links with the community"),
    "environment": _lazy("Rooms and surroundings"),
    "staffing": _lazy("How many of us there are"),
    "paperwork": _lazy("Forms and paperwork"),
    "leadership": _lazy("How the service is led"),
    "training": _lazy("Training that is not on offer"),
    "other": _lazy("Something else"),
}
STATES = {
    "heard": _lazy("Heard"),
    "working": _lazy("Working on it"),
    "changed": _lazy("Changed"),
    "cannot-now": _lazy("Not possible now"),
}
GOING = {
    policies.NOT_GOING: _lazy("It stays with me"),
    policies.NAMELESS: _lazy("Sent without my name"),
    policies.NAMED: _lazy("Sent with my name"),
}


def somebody() -> str:
    return _("somebody who is no longer here")


def name_of(session: Session, voice: str) -> str:
    """Whose voice it is, by name; once they are erased, by no name at all."""
    person = session.worker if voice == policies.WORKER else session.supervisor
    return str(person) if person else somebody()


def who(session: Session, chosen: str) -> str:
    """Who does what was agreed."""
    if chosen in policies.VOICES:
        return name_of(session, chosen)
    return _("both of us") if chosen == "both" else _("the service")


def day(on: date) -> str:
    return date_format(on, "j F Y")


def month(on: date) -> str:
    return date_format(on, "F Y")


def date_and_time(on: date, at: time | None) -> str:
    return f"{day(on)}, {at:%H:%M}" if at else day(on)


def moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j F Y, H:i")


def tags(chosen: Iterable[str]) -> list[str]:
    return [str(TAG_NAMES[one]) for one in TAG_NAMES if one in chosen]


def titles(edition: str, codes: Iterable[str]) -> list[tuple[str, str]]:
    """Statements of an edition as (address, title): as they are now where they mean the same, else
    with the words they had; where those are not here, the code alone.
    """
    return [(_address(edition, code), framework.title_of(edition, code)) for code in codes]


def _address(edition: str, code: str) -> str:
    slug, now = framework.address_of(edition, code)
    if not now:
        return ""
    return reverse("framework:statement", args=[slug, now] if slug else [now])
