"""What changed between two versions of a plan, in words that both of its people read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from alongside.core.planning.agreeing import Changed, Difference

from . import wording
from .page import Shelf, months_after


@dataclass(frozen=True, slots=True)
class Change:
    """A sort of change, and each one of it in words."""

    label: str
    said: tuple[str, ...]


def in_words(found: Difference | None, shelf: Shelf, *, start: str | None) -> tuple[Change, ...]:
    """Every change, a sort at a time. Empty where nothing changed."""
    if found is None:
        return ()
    gone = found.needs_taken_out
    was = _("%(what)s: now %(now)s, before %(was)s")
    parts: list[tuple[str, Iterable[str]]] = [
        (_("Added"), found.added),
        (_("Taken out"), found.taken_out),
        (_("Moved in time"), [was % _moved(one, start) for one in found.moved]),
        (
            _("Longer or shorter"),
            [was % _hours(one) for one in found.longer_or_shorter],
        ),
        (_("Needs added"), [_need(code, shelf) for code in found.needs_added]),
        (_("Needs taken out"), [_need(code, shelf) for code in gone if "/" not in code]),
        (
            _("Not counted now, because the newest edition changed what they say"),
            [_need(code, shelf) for code in gone if "/" in code],
        ),
        (_("Set differently"), [was % _setting(one) for one in found.settings]),
    ]
    return tuple(Change(label, tuple(said)) for label, said in parts if said)


def contents(document: Mapping[str, Any]) -> tuple[str, ...]:
    """What a version holds, a line an activity."""
    return tuple(
        _("%(title)s, %(hours)s%(when)s")
        % {
            "title": one["title"],
            "hours": wording.hours(one["hours"]),
            "when": f", {when}"
            if (when := _when(one["month"], one["on"], document["start"]))
            else "",
        }
        for one in document["activities"]
    )


def terms(document: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What a version sets besides its activities: only what is set."""
    return tuple(
        (_names()[name], _value(name, document[name]))
        for name in _names()
        if document.get(name) is not None
    )


def needs(document: Mapping[str, Any], shelf: Shelf) -> tuple[str, ...]:
    """A version's needs, in the words of the edition it was made with."""
    edition = document.get("edition", {}).get("slug", "")
    return tuple(_need(f"{edition}/{need['code']}", shelf) for need in document["needs"])


def _need(code: str, shelf: Shelf) -> str:
    """A need by its code, or by its edition and code."""
    edition, _slash, bare = code.rpartition("/")
    return shelf.statement_of(edition, bare).label


def _moved(one: Changed, start: str | None) -> dict[str, str]:
    (was_month, was_on), (month, on) = one.was, one.now
    return {
        "what": one.what,
        "was": _when(was_month, was_on, start) or _("no time set"),
        "now": _when(month, on, start) or _("no time set"),
    }


def _hours(one: Changed) -> dict[str, str]:
    return {"what": one.what, "was": wording.hours(one.was), "now": wording.hours(one.now)}


def _setting(one: Changed) -> dict[str, str]:
    return {
        "what": _names()[one.what],
        "was": _value(one.what, one.was),
        "now": _value(one.what, one.now),
    }


def _names() -> dict[str, str]:
    return {
        "hours": _("Hours"),
        "start": _("Starts"),
        "end": _("Ends"),
        "hours_per_month": _("Hours a month"),
        "protected_hours": _("Protected learning time"),
        "review_on": _("Look back on"),
    }


def _value(name: str, value: Any) -> str:
    if value is None:
        return _("not set")
    if name in ("start", "end", "review_on"):
        return wording.day(date.fromisoformat(value))
    return wording.hours(value)


def _when(month: int | None, on: str | None, start: str | None) -> str:
    if on:
        return wording.day(date.fromisoformat(on))
    if month is None:
        return ""
    if start is None:
        return _("month %(number)s") % {"number": month + 1}
    return wording.month(months_after(date.fromisoformat(start), month))
