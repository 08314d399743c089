"""A service's own entries, as its page shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.accounts.models import Service
from alongside.core.library import Library
from alongside.foundation.actor import Actor
from alongside.library import policies
from alongside.library.models import LinkCheck, Own, OwnActivity, OwnOffering, OwnResource

Text = str | Promise

HEADINGS: Final[Mapping[str, tuple[Text, Text, Text]]] = {
    "activities": (_("Activities"), _("Add an activity"), _("No activities of your own yet.")),
    "resources": (_("Resources"), _("Add a resource"), _("No resources of your own yet.")),
    "offerings": (_("Dates"), _("Add dates"), _("No dates yet.")),
}
REVIEW: Final = {
    OwnActivity: "own-activity",
    OwnResource: "own-resource",
    OwnOffering: "own-offering",
}


@dataclass(frozen=True, slots=True)
class OwnLine:
    id: UUID
    sort: str
    name: str
    more: str
    days: tuple[date, ...]
    url: str
    last_checked: date
    due: bool
    withdrawn: bool
    lost: bool
    silent: LinkCheck | None


@dataclass(frozen=True, slots=True)
class OwnList:
    sort: str
    heading: Text
    add: Text
    empty: Text
    lines: tuple[OwnLine, ...]


@dataclass(frozen=True, slots=True)
class OwnService:
    id: UUID
    name: str
    board: str
    may_author: bool
    lists: tuple[OwnList, ...]


def services(
    actor: Actor,
    places: Iterable[Service],
    things: Mapping[UUID, Mapping[str, list[Own]]],
    *,
    library: Library,
    checks: Mapping[str, LinkCheck],
    today: date,
) -> list[OwnService]:
    return [
        OwnService(
            id=place.pk,
            name=place.name,
            board=place.board.name,
            may_author=policies.may_author(actor, board=place.board_id, service=place.pk),
            lists=tuple(
                OwnList(
                    sort,
                    *HEADINGS[sort],
                    tuple(_line(row, sort, library, checks, today) for row in rows),
                )
                for sort, rows in things[place.pk].items()
            ),
        )
        for place in places
    ]


def _line(
    row: Own, sort: str, library: Library, checks: Mapping[str, LinkCheck], today: date
) -> OwnLine:
    days: tuple[date, ...] = ()
    name, more, lost = str(row), "", False
    url = reverse("library:activity", args=[row.public_id]) if sort == "activities" else ""
    check = None
    if isinstance(row, OwnResource):
        check = checks.get(row.link)
        url = f"{reverse('library:resources')}#{row.public_id}"
    if isinstance(row, OwnOffering):
        whole = library.by_id.get(row.activity)
        name, more, lost = whole.title if whole else row.activity, row.where, whole is None
        days = tuple(date.fromisoformat(day) for day in row.dates)
        url = f"{reverse('library:activity', args=[row.activity])}#dates" if whole else ""
    return OwnLine(
        id=row.pk,
        sort=sort,
        name=name,
        more=more,
        days=days,
        url="" if row.withdrawn else url,
        last_checked=row.last_checked,
        due=policies.is_due(row.last_checked, policies.REVIEW_DAYS[REVIEW[type(row)]], today=today),
        withdrawn=row.withdrawn,
        lost=lost,
        silent=check if check and check.answered_on != check.looked_on else None,
    )
