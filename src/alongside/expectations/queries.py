"""Reads: the packaged texts, what services say of themselves, and what has grown old."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.accounts import queries as accounts
from alongside.accounts.models import Service
from alongside.core.framework import Edition
from alongside.foundation import history, upkeep
from alongside.foundation.actor import Actor
from alongside.framework import queries as framework

from . import loading, policies
from .loading import Reform, Texts
from .models import EditedText, Place, ServicePage

REFORM: Final = "reform"
KINDS: Final[dict[str, str | Promise]] = {
    "right": _("Your rights"),
    "reform": _("Plans to change the law"),
    "bsl": _("Film in BSL"),
    "service-page": _("A service's own page"),
    "place": _("A place near a service"),
}


def texts() -> Texts:
    """What comes with Alongside."""
    return loading.packaged()


def edition() -> tuple[Edition | None, str]:
    """The newest edition and its digest; none before anything is published."""
    try:
        published = framework.published()
    except framework.NoEditionError:
        return None, ""
    return published.edition, published.digest


@dataclass(frozen=True, slots=True)
class ReformText:
    """The text about plans to change the law as it stands; version 0 is the packaged file's."""

    reform: Reform
    version: int


def reform() -> ReformText:
    packaged, row = texts().reform, EditedText.objects.filter(key=REFORM).first()
    if row is None:
        return ReformText(packaged, 0)
    changed = replace(packaged, text=row.text, last_checked=row.last_checked, check="")
    return ReformText(changed, row.version)


# Services


def pages_shown() -> list[ServicePage]:
    """The pages of services that chose to have one, by board and name."""
    rows = ServicePage.objects.filter(shown=True).select_related("service__board")
    return list(rows.order_by("service__board__name", "service__name"))


def page(slug: str, actor: Actor | None) -> ServicePage | None:
    """A page that is shown; or, for whoever may change it, one that is not."""
    row = ServicePage.objects.filter(slug=slug).select_related("service__board").first()
    if row is None or row.shown or (actor and may_edit(actor, row.service)):
        return row
    return None


def may_edit(actor: Actor, service: Service) -> bool:
    return policies.may_edit_page(actor, board=service.board_id, service=service.pk)


def places(page_id: UUID, *, withdrawn: bool = False) -> list[Place]:
    """A service's places by name; with ``withdrawn``, those taken back as well, at the end."""
    rows = Place.objects.filter(page_id=page_id)
    if not withdrawn:
        rows = rows.filter(withdrawn=False)
    return list(rows.order_by("withdrawn", "name", "pk"))


def services_to_edit(actor: Actor) -> list[tuple[Service, ServicePage | None]]:
    """The services whose page this person may change, each with its page if there is one."""
    found = [
        one for one in accounts.services_where(actor, *policies.EDITORS) if may_edit(actor, one)
    ]
    known = {row.service_id: row for row in ServicePage.objects.filter(service__in=found)}
    return [(one, known.get(one.pk)) for one in found]


def service_to_edit(actor: Actor, service_id: UUID) -> tuple[Service, ServicePage | None] | None:
    """A service whose page this person may change, and its page; None for everybody else."""
    service = accounts.service(service_id)
    if service is None or not may_edit(actor, service):
        return None
    row = ServicePage.objects.filter(service=service).select_related("service").first()
    return service, row


def place_to_edit(actor: Actor, place_id: UUID) -> Place | None:
    row = Place.objects.filter(pk=place_id).select_related("page__service").first()
    return row if row and may_edit(actor, row.page.service) else None


def past_of_page(page_id: UUID) -> list[tuple[history.Past, str]]:
    """What was done to a page, newest first, each with the name of who did it."""
    return _named(history.past(page_chain(page_id)))


def past_of_reform() -> list[tuple[history.Past, str]]:
    return _named(history.past(reform_chain()))


def _named(events: list[history.Past]) -> list[tuple[history.Past, str]]:
    names = accounts.people_by_id({one.actor for one in events if one.actor})
    return [(one, str(names.get(one.actor, "")) if one.actor else "") for one in events]


def page_chain(page_id: UUID) -> str:
    return f"service-page:{page_id}"


def reform_chain() -> str:
    return f"expect-text:{REFORM}"


# What has grown old, what is marked, and where the texts lead


def dated(actor: Actor | None) -> Iterator[upkeep.Dated]:
    """Every text with a day. For a person: the packaged ones, and those of their own services."""
    known = texts()
    for one in known.rights:
        url = reverse("expectations:right", args=[one.id])
        yield _dated("right", one.id, one.title, one.last_checked, known.review_days, url)
    now = reform().reform
    url = f"{reverse('expectations:rights')}#reform"
    yield _dated("reform", REFORM, now.title, now.last_checked, now.review_days, url)
    for film in known.videos:
        days = known.video_review_days
        yield _dated("bsl", film.about, film.about, film.last_checked, days, film.link)
    yield from _of_services(actor)


def _dated(
    kind: str, id_: str, name: str, checked: date, days: int, url: str, service: UUID | None = None
) -> upkeep.Dated:
    return upkeep.Dated(kind, str(KINDS[kind]), id_, name, checked, days, url, service)


def _of_services(actor: Actor | None) -> Iterator[upkeep.Dated]:
    pages = ServicePage.objects.select_related("service").order_by("made_at", "pk")
    near = Place.objects.filter(withdrawn=False).select_related("page__service")
    if actor is not None:
        mine = [service.pk for service, _page in services_to_edit(actor)]
        pages, near = pages.filter(service__in=mine), near.filter(page__service__in=mine)
    for page in pages.filter(shown=True):
        url = reverse("expectations:edit-page", args=[page.service_id])
        days, name = policies.PAGE_REVIEW_DAYS, str(page.service)
        checked = page.last_checked
        yield _dated("service-page", str(page.pk), name, checked, days, url, page.service_id)
    for place in near.order_by("made_at", "pk"):
        url = reverse("expectations:edit-place", args=[place.pk])
        days, service = policies.PLACE_REVIEW_DAYS, place.page.service_id
        yield _dated("place", str(place.pk), place.name, place.last_checked, days, url, service)


def marked() -> Iterator[upkeep.Marked]:
    for id_, name, note in texts().checks:
        if id_ == REFORM:
            url = f"{reverse('expectations:rights')}#reform"
        else:
            url = reverse("expectations:right", args=[id_])
        yield upkeep.Marked(id_, name, note, url)


def links() -> Iterator[tuple[str, str]]:
    known = texts()
    for one in known.rights:
        yield from ((source.link, one.title) for source in one.sources if source.link)
        yield from ((ask.website, one.title) for ask in one.who_to_ask if ask.website)
    yield from ((s.link, known.reform.title) for s in known.reform.sources if s.link)
    yield from ((film.link, film.about) for film in known.videos)
    for place in Place.objects.filter(withdrawn=False).exclude(link="").order_by("made_at", "pk"):
        yield place.link, place.name
