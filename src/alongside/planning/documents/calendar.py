"""The plan as calendar entries: whole days, one an activity, with lasting identifiers."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from alongside.planning.presenters.papers import Sheet

# Fixed for ever: a calendar knows an entry again by an identifier made in this namespace.
NAMESPACE = UUID("8c4b9c52-52c6-4f0e-9a4f-6ed1d5a0b7a1")


def calendar(sheet: Sheet, *, owner: UUID, made: datetime) -> bytes:
    """Entries for what is in the plan. Days are suggestions, but for what has a date of its own.

    The same activity of the same person has the same identifier in every file, so that taking in
    a newer file moves entries rather than doubling them.
    """
    book = Calendar()
    book.add("prodid", "-//Alongside//My plan//EN")
    book.add("version", "2.0")
    book.add("x-wr-calname", _("My learning plan"))
    book.add("x-wr-timezone", "Europe/London")
    for row in sheet.rows:
        event = Event()
        event.add("uid", f"{uuid5(NAMESPACE, f'{owner}/{row.id}')}@alongside")
        event.add("dtstamp", made)
        event.add("dtstart", row.day)
        event.add("dtend", row.day + timedelta(days=1))
        event.add("summary", row.what)
        said = [
            row.hours,
            row.with_whom,
            row.why,
            "" if row.fixed else _("The day is a suggestion."),
        ]
        event.add("description", "\n".join(part for part in [*said, sheet.edition] if part))
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE")
        book.add_component(event)
    return bytes(book.to_ical())
