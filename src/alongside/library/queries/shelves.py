"""The library as one reader sees it: what comes with Alongside, what services add, what areas lend."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Final, TypeVar
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from alongside.accounts import queries as accounts
from alongside.core.framework import Edition
from alongside.core.library import Activity, Library, Resource
from alongside.core.search import Index, Passage
from alongside.foundation.actor import Actor
from alongside.framework import queries as framework
from alongside.library import policies
from alongside.library.loading import packaged_library
from alongside.library.models import Own, OwnActivity, OwnOffering, OwnResource, Shelf

Entry = TypeVar("Entry", OwnActivity, OwnResource, OwnOffering)
Stamp = tuple[UUID, int]
"""A shelf and its counter: while both stay, nothing on the shelf has changed."""

SORTS: Final[dict[str, type[OwnActivity] | type[OwnResource] | type[OwnOffering]]] = {
    "activities": OwnActivity,
    "resources": OwnResource,
    "offerings": OwnOffering,
}


@dataclass(frozen=True, slots=True)
class Offered:
    """Days on which a service runs an activity. ``id`` is that of the dated entry in a plan."""

    id: str
    activity: str
    dates: tuple[date, ...]
    where: str
    places: int | None
    cost: float
    how_to_book: str
    last_checked: date
    service: str


@dataclass(frozen=True, slots=True)
class _Contents:
    """What stands on one shelf, without what is withdrawn."""

    activities: tuple[Activity, ...]
    resources: tuple[Resource, ...]
    offerings: tuple[Offered, ...]


@dataclass(frozen=True)
class Catalogue:
    """A library as one reader sees it on one day, with its dated offerings and its search."""

    library: Library
    offerings: tuple[Offered, ...] = ()

    @cached_property
    def index(self) -> Index:
        return Index(_passages(self.library))

    def offerings_of(self, activity_id: str) -> list[Offered]:
        """The days of one activity still to come, soonest first."""
        found = [one for one in self.offerings if one.activity == activity_id]
        return sorted(found, key=lambda one: one.dates)


# What areas above lend


@dataclass(frozen=True, slots=True)
class Lent:
    """Activities of an area above, as one reader may meet them. While ``stamp`` is the same, so are
    they; once it has changed, nothing made from the earlier ones is used again. ``make`` makes them,
    when nothing was made for this stamp before."""

    stamp: Hashable
    make: Callable[[], Iterable[Activity]] = field(compare=False)


Lender = Callable[[Actor | None, date], Lent]
_lenders: list[Lender] = []


def lend(lender: Lender) -> None:
    """Register what gives more activities for a reader on a day, at the cost of one query at most;
    called from an area's AppConfig.ready."""
    if lender not in _lenders:
        _lenders.append(lender)


def forget() -> None:
    """Let go of every library this process keeps, because something in them was taken back."""
    _catalogue.cache_clear()


# The library, packaged and own


def library_for(actor: Actor | None, *, today: date | None = None) -> Library:
    """What a person can plan with: the packaged library, what their services add, what areas lend.

    One query beside those for the roles, and one for each area that lends; more only in the first
    read after a change. Dated offerings of a service stand in it as activities, until their last day.
    """
    return catalogue_for(actor, today=today).library


activities_for = library_for


def catalogue_for(
    actor: Actor | None, *, today: date | None = None, looked_after: bool = False
) -> Catalogue:
    """The same with its offerings and search. With ``looked_after``, also the shelves of services
    that the person only looks after (a steward of a board, say)."""
    chosen = _shelves(actor, looked_after) if actor else Q(pk__in=[])
    stamps = Shelf.objects.filter(chosen).order_by("pk").values_list("pk", "counter")
    day = today or timezone.localdate()
    lent = tuple(lender(actor, day) for lender in _lenders)
    return _catalogue(tuple(stamps), lent, day, framework.first(newest=True))


def _shelves(actor: Actor, looked_after: bool) -> Q:
    chosen = Q(service__in=actor.services) if actor.services else Q(pk__in=[])
    if looked_after and actor.is_a(*policies.READERS):
        chosen |= Q(service__in=accounts.services_where(actor, *policies.READERS))
    return chosen


@lru_cache(maxsize=64)
def _catalogue(
    stamps: tuple[Stamp, ...], lent: tuple[Lent, ...], today: date, newest: str
) -> Catalogue:
    """``newest``: the edition whose codes everything in it goes by."""
    contents = [_contents(*stamp, newest) for stamp in stamps]
    packaged = _packaged(newest)
    own = [activity for shelf in contents for activity in shelf.activities]
    own += [activity for one in lent for activity in one.make()]
    known = {*packaged.by_id, *(activity.id for activity in own)}
    own = [
        replace(one, prerequisites=tuple(i for i in one.prerequisites if i in known)) for one in own
    ]
    whole = packaged.including(own, (one for shelf in contents for one in shelf.resources))
    offerings = [
        replace(one, dates=tuple(day for day in one.dates if day >= today))
        for shelf in contents
        for one in shelf.offerings
        if one.activity in known and any(day >= today for day in one.dates)
    ]
    dated = [_dated(whole.by_id[one.activity], one) for one in offerings]
    return Catalogue(whole.including(dated), tuple(offerings))


def _dated(activity: Activity, offered: Offered) -> Activity:
    return replace(
        activity,
        id=offered.id,
        title=f"{activity.title} ({offered.where})",
        offering_of=activity.id,
        dates=offered.dates,
        cost=offered.cost,
        last_checked=offered.last_checked,
        owner=offered.service,
        from_framework="",
        checks=(),
    )


@lru_cache(maxsize=4)
def _packaged(newest: str) -> Library:
    """The packaged library by the codes of an edition; itself where that is its own."""
    library = packaged_library()
    return library if newest == framework.PACKAGED else library.called_as(framework.packaged_now)


@lru_cache(maxsize=256)
def _contents(shelf_id: UUID, _counter: int, _newest: str) -> _Contents:
    """A shelf as it stands at a count of its changes: kept until the next change."""
    service = str(Shelf.objects.select_related("service").get(pk=shelf_id).service)
    return _Contents(
        tuple(as_activity(row, service) for row in _live(OwnActivity, shelf_id)),
        tuple(as_resource(row, service) for row in _live(OwnResource, shelf_id)),
        tuple(_offered(row, service) for row in _live(OwnOffering, shelf_id)),
    )


def _live(model: type[Entry], shelf_id: UUID) -> Iterable[Entry]:
    rows = model.objects.filter(shelf_id=shelf_id, withdrawn=False)
    return rows.select_related("shelf").order_by("made_at", "pk")


def as_activity(row: OwnActivity, service: str) -> Activity:
    return Activity(
        id=row.public_id,
        title=row.title,
        kind=row.kind,
        with_whom=row.with_whom,
        hours=float(row.hours),
        theme=row.theme,
        develops={code: row.develops[code] for code in sorted(row.develops)},
        steps=tuple(row.steps),
        notice=row.notice,
        evidence=row.evidence,
        cautions=tuple(row.cautions),
        settings=tuple(row.settings),
        lived_experience_led=row.lived_experience_led,
        prerequisites=tuple(row.prerequisites),
        cost=float(row.cost),
        last_checked=row.last_checked,
        owner=service,
    ).called_as(called_now(row))


def called_now(row: Own) -> Callable[[str], str]:
    """What a statement that an entry names is called in the newest edition, "" for not at all."""
    newest = framework.first(newest=True)
    return lambda code: framework.now(row.edition, code, newest).counts


def as_resource(row: OwnResource, service: str) -> Resource:
    # Somebody at the service has looked at it and said so, with a date: that is being sure.
    return Resource(
        id=row.public_id,
        kind=row.kind,
        title=row.title,
        about=row.about,
        standing=row.standing,
        confidence="high",
        serves=tuple(row.serves),
        link=row.link,
        last_checked=row.last_checked,
        owner=service,
    ).called_as(called_now(row))


def _offered(row: OwnOffering, service: str) -> Offered:
    return Offered(
        id=row.public_id,
        activity=row.activity,
        dates=tuple(sorted(date.fromisoformat(day) for day in row.dates)),
        where=row.where,
        places=row.places,
        cost=float(row.cost),
        how_to_book=row.how_to_book,
        last_checked=row.last_checked,
        service=service,
    )


def edition() -> Edition | None:
    try:
        return framework.current_edition()
    except framework.NoEditionError:
        return None


# Finding


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for. Everything left empty asks for nothing."""

    text: str = ""
    statement: str = ""
    theme: str = ""
    kind: str = ""
    with_whom: str = ""
    setting: str = ""
    hours: float | None = None
    led: bool = False
    no_course: bool = False


def find(catalogue: Catalogue, wanted: Wanted) -> list[Activity]:
    """The activities that fit: best fit of the words first, else deepest for the statement first,
    else catalogue order. A service's own dates stand on the page of what they are dates of."""
    library = catalogue.library
    if wanted.text:
        found = [library.by_id[one.about] for one in catalogue.index.find(wanted.text)]
    elif wanted.statement:
        found = list(library.by_code.get(wanted.statement, ()))
    else:
        found = list(library.activities)
    own_dates = {one.id for one in catalogue.offerings}
    return [one for one in found if one.id not in own_dates and _fits(one, wanted, library)]


def _fits(one: Activity, wanted: Wanted, library: Library) -> bool:
    return (
        wanted.statement in ("", *one.develops)
        and wanted.theme in ("", one.theme)
        and wanted.kind in ("", one.kind)
        and wanted.with_whom in ("", one.with_whom)
        and (not wanted.setting or not one.settings or wanted.setting in one.settings)
        and (wanted.hours is None or one.hours <= wanted.hours)
        and (one.lived_experience_led or not wanted.led)
        and not (wanted.no_course and library.is_course(one))
    )


def _passages(library: Library) -> Iterator[Passage]:
    for one in library.activities:
        yield Passage(one.id, "title", one.title, 3)
        yield Passage(one.id, "codes", " ".join(one.develops), 2)
        kind = library.kinds.get(one.kind)
        yield Passage(one.id, "kind", kind.label if kind else "", 1.5)
        for step in one.steps:
            yield Passage(one.id, "steps", step)
        yield Passage(one.id, "notice", one.notice)
        yield Passage(one.id, "evidence", one.evidence)


# What a service looks after


def own_thing(actor: Actor, sort: str, thing_id: UUID) -> Own | None:
    """One entry of a service, for whoever may change it; None for everybody else."""
    row = SORTS[sort].objects.select_related("shelf__service").filter(pk=thing_id).first()
    if row is None:
        return None
    place = row.shelf.service
    return row if policies.may_author(actor, board=place.board_id, service=place.pk) else None


def own_things(actor: Actor) -> dict[UUID, dict[str, list[Own]]]:
    """By service and sort, everything on the shelves this person may look at, withdrawn too."""
    services = accounts.services_where(actor, *policies.READERS)
    found: dict[UUID, dict[str, list[Own]]] = {
        one.pk: {sort: [] for sort in SORTS} for one in services
    }
    for sort, model in SORTS.items():
        rows = model.objects.filter(shelf__service__in=list(found)).select_related("shelf")
        for row in rows.order_by("withdrawn", "made_at", "pk"):
            found[row.shelf.service_id][sort].append(row)
    return found
