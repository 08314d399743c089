"""A session's date as one calendar entry that says "Supervision" and nothing else."""

from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

# Fixed for ever: a calendar knows an entry again by an identifier made in this namespace.
NAMESPACE = UUID("5b7d7c4e-9a53-4a59-8a3c-0b9de9a3d9f4")
PLACE = ZoneInfo("Europe/London")


def calendar(
    session: UUID, *, on: date, at: time | None, minutes: int, version: int, made: datetime
) -> bytes:
    """One entry. A moved session has the same identifier, so that the entry moves too.

    The identifier is not the session's own: it would be an address to try on a shared calendar.
    """
    book = Calendar()
    book.add("prodid", "-//Alongside//Supervision//EN")
    book.add("version", "2.0")
    event = Event()
    event.add("uid", f"{uuid5(NAMESPACE, str(session))}@alongside")
    event.add("dtstamp", made)
    event.add("sequence", version)
    if at is None:
        event.add("dtstart", on)
        event.add("dtend", on + timedelta(days=1))
    else:
        begins = datetime.combine(on, at, PLACE)
        event.add("dtstart", begins)
        event.add("dtend", begins + timedelta(minutes=minutes))
    event.add("summary", _("Supervision"))
    event.add("class", "PRIVATE")
    book.add_component(event)
    book.add_missing_timezones()
    return bytes(book.to_ical())
