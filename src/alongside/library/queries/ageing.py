"""What in the texts has grown old, and where they lead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.accounts import queries as accounts
from alongside.foundation import upkeep
from alongside.foundation.actor import Actor
from alongside.foundation.context import help_now, help_review_days
from alongside.library import policies
from alongside.library.loading import packaged_library
from alongside.library.models import LinkCheck, OwnResource

from .shelves import SORTS, edition

# What is due a check


@dataclass(frozen=True, slots=True)
class Due:
    """Something older than its review time. ``due`` is None where it was never checked."""

    kind: str
    what: str
    id: str
    name: str
    last_checked: date | None
    due: date | None
    service: UUID | None = None
    url: str = ""


def due(*, today: date, actor: Actor | None = None) -> list[Due]:
    """Everything that wants checking again, the longest waiting first.

    For a person: what comes with Alongside, and what their own services added. For the command
    line (no actor): everything.
    """
    rows = [*_packaged_dates(), *_own_dates(actor), *_dates_above(actor)]
    late = [one for one in rows if one.due is None or one.due <= today]
    return sorted(late, key=lambda one: (one.due or date.min, one.kind, one.name))


def _row(kind: str, what: str, id_: str, name: str, checked: date | None, days: int = 0) -> Due:
    days = days or policies.REVIEW_DAYS[kind]
    return Due(kind, what, id_, name, checked, policies.due_on(checked, days))


def _packaged_dates() -> Iterator[Due]:
    for entry in help_now():
        name = f"{entry['name']} {entry['number']}"
        checked = entry["last_checked"]
        yield _row("help-now", _("Help now"), entry["id"], name, checked, help_review_days())
    library = packaged_library()
    for one in library.resources:
        yield _row("resource", _("Resource"), one.id, one.title, one.last_checked)
    for each in library.activities:
        # Most say what to do, not how something stands: only what carries a date can grow old.
        if each.last_checked:
            yield _row("activity", _("Activity"), each.id, each.title, each.last_checked)
    now = edition()
    for thing in now.outside_things if now else ():
        checked = date.fromisoformat(thing.checked)
        yield _row("outside", _("Named in the framework"), thing.id, thing.name, checked)


def _own_dates(actor: Actor | None) -> Iterator[Due]:
    kinds = {
        "activities": ("own-activity", _("A service's own activity")),
        "resources": ("own-resource", _("A service's own resource")),
        "offerings": ("own-offering", _("A service's own dates")),
    }
    for sort, model in SORTS.items():
        rows = model.objects.filter(withdrawn=False).select_related("shelf")
        if actor is not None:
            rows = rows.filter(shelf__service__in=accounts.services_where(actor, *policies.READERS))
        for row in rows.order_by("made_at", "pk"):
            found = _row(*kinds[sort], str(row.pk), str(row), row.last_checked)
            yield replace(found, service=row.shelf.service_id)


def _dates_above(actor: Actor | None) -> Iterator[Due]:
    """What areas above this one say of their own texts."""
    for one in upkeep.dated(actor):
        found = _row(one.kind, one.what, one.id, one.name, one.last_checked, one.days)
        yield replace(found, service=one.service, url=one.url)


# Links


def links_in_use() -> dict[str, list[str]]:
    """Every address in the texts, with the names of what it stands in."""
    found: dict[str, list[str]] = {}
    for resource in packaged_library().resources:
        found.setdefault(resource.link, []).append(resource.title)
    for row in OwnResource.objects.filter(withdrawn=False).order_by("made_at", "pk"):
        found.setdefault(row.link, []).append(row.title)
    now = edition()
    for thing in now.outside_things if now else ():
        for link in dict.fromkeys((thing.link, *thing.sources)):
            found.setdefault(link, []).append(thing.name)
    for link, name in upkeep.links():
        found.setdefault(link, []).append(name)
    return {link: names for link, names in found.items() if policies.good_link(link)}


def link_checks(links: Iterable[str]) -> dict[str, LinkCheck]:
    """What came of looking at these addresses last time, where anybody has looked."""
    return LinkCheck.objects.in_bulk([link for link in links if link])
