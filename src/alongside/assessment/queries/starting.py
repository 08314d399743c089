"""Reads of starting points: a role profile, what a service changed in it, and a person's own weights."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from alongside.accounts.queries import roles_of, services_of
from alongside.assessment import policies
from alongside.assessment.models import ServiceProfile, Setting
from alongside.core import framework as core
from alongside.foundation.actor import Actor
from alongside.framework import queries as framework


@dataclass(frozen=True, slots=True)
class Start:
    """What a worker starts from. ``chosen`` is False until they have chosen or skipped."""

    chosen: bool = False
    profile: str = ""
    overlay: str = ""
    own: tuple[tuple[str, int], ...] = ()


def start_of(person_id: UUID) -> Start:
    row = Setting.objects.filter(pk=person_id).values_list("profile", "overlay", "own").first()
    if row is None:
        return Start()
    newest, own = framework.first(newest=True), {}
    for key, weight in row[2].items():
        of, _slash, code = key.rpartition("/")
        if now := framework.now(of, code, newest).counts:
            own[now] = weight
    return Start(True, row[0], row[1], tuple(sorted(own.items())))


def earlier_weights(person_id: UUID) -> dict[str, int]:
    """Own weights of statements that mean something else now, by edition and code, as kept."""
    row: dict[str, int] = (
        Setting.objects.filter(pk=person_id).values_list("own", flat=True).first() or {}
    )
    newest = framework.first(newest=True)
    parted = {key: key.rpartition("/") for key in row}
    return {
        key: row[key]
        for key, (of, _slash, code) in parted.items()
        if not framework.now(of, code, newest).counts
    }


def profile_of(
    person_id: UUID,
    edition: core.Edition | None = None,
    *,
    services: Collection[UUID] | None = None,
) -> core.Profile:
    """What matters in this person's role: the role profile with their service's changes, then the
    setting, then their own changes. Statements run in the framework's order.

    Someone who chose nothing gets a profile without emphasis. ``services`` are the person's own,
    for a caller that knows them already (an actor does): it saves a query.
    """
    edition = edition or framework.current_edition()
    start = start_of(person_id)
    role = edition.profile_by_id.get(start.profile)
    overlay = edition.profile_by_id.get(start.overlay)
    if role is None and overlay is None and not start.own:
        return core.Profile(id="", title="", for_whom="", emphasis=())
    if services is None:
        services = {held.service for held in roles_of(person_id) if held.service}
    changes = _service_changes(services, (start.profile, start.overlay))
    emphasis: dict[str, core.Emphasis] = {}
    if role:
        emphasis = changed(role, changes)
    if overlay:
        emphasis = core.laid_over(emphasis.values(), changed(overlay, changes).values())
    emphasis = reweighed(emphasis, dict(start.own))
    ordered = [emphasis[one.code] for one in edition.statements if one.code in emphasis]
    base = role or overlay
    return core.Profile(
        id=base.id if base else "",
        title=base.title if base else "",
        for_whom=base.for_whom if base else "",
        emphasis=tuple(ordered),
    )


def changed(
    profile: core.Profile, changes: Iterable[tuple[str, core.Emphasis]]
) -> dict[str, core.Emphasis]:
    """A profile as its services have it. Where two services speak, the higher weight is kept and
    both reasons are shown; a weight of 0 counts only if no other service keeps the statement.
    """
    ours: dict[str, core.Emphasis] = {}
    for profile_id, change in changes:
        if profile_id == profile.id:
            ours[change.code] = (
                core.both(ours[change.code], change) if change.code in ours else change
            )
    found = {one.code: one for one in profile.emphasis} | ours
    return {code: one for code, one in found.items() if one.weight}


def reweighed(emphasis: dict[str, core.Emphasis], own: dict[str, int]) -> dict[str, core.Emphasis]:
    """With the worker's own weights, which win: 0 leaves a statement out."""
    merged = dict(emphasis)
    for code, weight in own.items():
        if not weight:
            merged.pop(code, None)
        elif code in merged:
            merged[code] = replace(merged[code], weight=weight)
        else:
            merged[code] = core.Emphasis(code=code, weight=weight, why="")
    return merged


def _service_changes(
    services: Collection[UUID], profiles: Iterable[str]
) -> list[tuple[str, core.Emphasis]]:
    if not services:
        return []
    rows = ServiceProfile.objects.filter(service__in=services, profile__in=list(profiles))
    found = [(row, _now(row)) for row in rows.order_by("service__name", "service")]
    return [(row.profile, _emphasis(row, code)) for row, code in found if code]


def _now(row: ServiceProfile) -> str:
    return framework.now(row.edition, row.code, framework.first(newest=True)).counts


def _emphasis(row: ServiceProfile, code: str) -> core.Emphasis:
    """A typical point whose words mean something else now is one nobody has named."""
    newest = framework.first(newest=True)
    changed = framework.point_changed(row.edition, row.code, row.typical, newest)
    return core.Emphasis(code, row.weight, row.why, None if changed else row.typical or None)


def service_row(service_id: UUID, profile: str, code: str) -> QuerySet[ServiceProfile]:
    """What a service said of one statement of the newest edition, to these words or to earlier ones
    that mean the same; the latest words first.
    """
    rows = ServiceProfile.objects.filter(service_id=service_id, profile=profile)
    said = framework.said_as(framework.first(newest=True), code)
    of = [Q(edition=edition, code=was) for edition, was in said]
    of += [Q(edition="", code=was) for edition, was in said if edition == framework.first()]
    return rows.filter(reduce(or_, of)).order_by("-made_at")


@dataclass(frozen=True, slots=True)
class Place:
    """A service whose role profiles somebody may change."""

    id: UUID
    board: UUID
    name: str


def places_to_change(actor: Actor) -> list[Place]:
    """The services whose role profiles this person may change."""
    return [
        Place(one.pk, one.board_id, one.name)
        for one in services_of(actor)
        if policies.may_change_service_profile(actor, board=one.board_id, service=one.pk)
    ]


def place_to_change(actor: Actor, service_id: UUID) -> Place | None:
    return next((place for place in places_to_change(actor) if place.id == service_id), None)


def service_changes(place: Place, profile: str) -> dict[str, tuple[core.Emphasis, int]]:
    """What one service has changed in one profile, by statement code, each with its version."""
    rows = ServiceProfile.objects.filter(service=place.id, profile=profile)
    found = [(row, _now(row)) for row in rows.order_by("made_at")]
    return {code: (_emphasis(row, code), row.version) for row, code in found if code}


def service_change_in_words(weight: int | None, why: str, typical: str) -> list[tuple[str, str]]:
    """One statement's place in a service's profile, for a page that shows two side by side."""
    if weight is None:
        return [(_("Weight"), _("As in the starting point"))]
    said = [(_("Weight"), str(weight_names()[weight])), (_("Why"), why)]
    return said + ([(_("Typical point"), typical)] if typical else [])


def weight_names() -> dict[int, str]:
    """What each weight says, heaviest first. The numbers themselves are never shown."""
    return {
        3: _("Close to the heart of this role"),
        2: _("Comes up most weeks"),
        1: _("Worth carrying"),
        0: _("Leave it out"),
    }
