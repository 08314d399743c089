"""A service's own page and its places, as they are shown and looked after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.expectations import policies
from alongside.expectations.models import Place, ServicePage
from alongside.foundation.history import Past

VERBS: dict[str, str | Promise] = {
    "written": _("wrote the page"),
    "changed": _("changed the words"),
    "shown": _("showed the page to everybody"),
    "hidden": _("took the page out of public"),
    "checked": _("checked that the page still holds"),
    "place added": _("added a place"),
    "place changed": _("changed a place"),
    "place withdrawn": _("withdrew a place"),
    "place restored": _("put a place back"),
    "place checked": _("checked a place"),
}
KINDS: dict[str, Any] = {
    "place": _("A place, group or activity"),
    "advocacy": _("Advocacy"),
}


@dataclass(frozen=True, slots=True)
class PlaceLine:
    id: UUID
    name: str
    what: str
    address: str
    phone: str
    link: str
    access: str
    last_checked: date
    due: bool
    withdrawn: bool
    advocacy: bool


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done to a page or a text: when, what, by whom, and the words then."""

    at: object
    verb: str | Promise
    who: str
    words: tuple[str, ...]


def place_lines(rows: Iterable[Place], *, today: date) -> list[PlaceLine]:
    return [
        PlaceLine(
            id=row.pk,
            name=row.name,
            what=row.what,
            address=row.address,
            phone=row.phone,
            link=row.link,
            access=row.access,
            last_checked=row.last_checked,
            due=policies.is_due(row.last_checked, policies.PLACE_REVIEW_DAYS, today=today),
            withdrawn=row.withdrawn,
            advocacy=row.kind == "advocacy",
        )
        for row in rows
    ]


def page_due(row: ServicePage, *, today: date) -> bool:
    return policies.is_due(row.last_checked, policies.PAGE_REVIEW_DAYS, today=today)


def events(past: Iterable[tuple[Past, str]]) -> list[Event]:
    return [
        Event(one.at, VERBS.get(one.verb, one.verb), who, _words(one.what or {}))
        for one, who in past
    ]


def _words(what: dict[str, object]) -> tuple[str, ...]:
    shown = ("name", "who_we_are", "reach", "what", "address", "access", "text")
    return tuple(str(what[name]) for name in shown if what.get(name))
