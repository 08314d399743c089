"""Reads: what a badge could be made from, one's own badges; and the public keys and lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from alongside.badges import models, policies
from alongside.core.credentials import badges as core
from alongside.core.library import Library
from alongside.foundation import proofs
from alongside.foundation.actor import Actor
from alongside.framework import queries as framework
from alongside.library import queries as library
from alongside.planning import queries as planning
from alongside.portfolio import queries as portfolio
from alongside.portfolio.queries import links


@dataclass(frozen=True, slots=True)
class Source:
    """Something in one's own record that a badge can be made from. ``title`` is how its owner knows
    it; ``named`` is what goes into the badge of it."""

    id: UUID
    title: str
    on: date
    codes: tuple[str, ...]
    named: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """One of somebody's own badges."""

    id: UUID
    act: str
    credential: dict[str, Any]
    made_at: datetime
    ended_at: datetime | None


def chain(person_id: UUID) -> str:
    """The history chain that says when a badge was made or ended."""
    return f"badges:{person_id}"


def can_sign() -> bool:
    """Whether this installation makes badges: only with a key."""
    return bool(settings.BADGE_KEY)


# What a badge can be made from


def sources(actor: Actor, act: str, *, today: date) -> list[Source]:
    """What of one's own record this act can be shown from, newest first."""
    found = _activities(actor, today) if act == core.ACTIVITY else _entries(actor, today)
    return sorted(found, key=lambda one: one.on, reverse=True)


def _activities(actor: Actor, today: date) -> Iterator[Source]:
    """Things to do of one's own plans that are done, or that an entry of one's record belongs to."""
    items = planning.activities_of(actor.person_id)
    days = links.days_of_items(actor.person_id, [one.id for one in items])
    shelf = library.library_for(actor, today=today)
    for one in items:
        on = one.done_on or days.get(one.id)
        named = _named(shelf, one.activity)
        if on is not None and on <= today and named is not None:
            title, codes = named
            yield Source(one.id, title, on, codes, named=title)


def _named(shelf: Library, activity_id: str) -> tuple[str, tuple[str, ...]] | None:
    """What an activity is called and is about; of one with dates, the activity that it is one of."""
    found = shelf.by_id.get(activity_id)
    if found is not None and found.offering_of:
        found = shelf.by_id.get(found.offering_of)
    if found is None or not policies.may_name(found):
        return None
    return found.title, policies.may_align(found.develops)


def _entries(actor: Actor, today: date) -> Iterator[Source]:
    for one in portfolio.entries(actor.person_id):
        if one.on <= today:
            yield Source(UUID(one.id), one.title, one.on, policies.may_align(one.codes))


def aligned(codes: tuple[str, ...]) -> tuple[core.Aligned, ...]:
    """The statements of the newest edition behind these codes; those it does not have are left out."""
    try:
        edition = framework.current_edition()
    except framework.NoEditionError:
        return ()
    return tuple(
        core.Aligned(one.code, one.title, str(edition.identifier(one.code)), edition.title)
        for one in edition.statements
        if one.code in codes
    )


# One's own


def own(actor: Actor) -> list[Made]:
    """One's own badges, newest first."""
    rows = models.Badge.objects.filter(person_id=actor.person_id)
    return [_made(row) for row in rows.order_by("-made_at", "-pk")]


def badge(actor: Actor, badge_id: UUID) -> Made | None:
    """One of one's own badges; None where there is none or it is somebody else's."""
    row = models.Badge.objects.filter(pk=badge_id).first()
    if row is None or not policies.may_hold(actor, owner=row.person_id):
        return None
    return _made(row)


def _made(row: models.Badge) -> Made:
    return Made(row.pk, row.act, row.credential, row.made_at, row.ended_at)


def whole(person_id: UUID) -> list[dict[str, Any]]:
    """Every badge of a person, for their own export."""
    rows = models.Badge.objects.filter(person_id=person_id).order_by("made_at", "pk")
    return [
        {
            "id": str(row.pk),
            "act": row.act,
            "made_at": row.made_at.isoformat(),
            "ended_at": row.ended_at.isoformat() if row.ended_at else None,
            "credential": row.credential,
        }
        for row in rows
    ]


# Public


def keys() -> list[str]:
    """The public halves of every key that signed badges here, the newest first."""
    kept = list(models.SigningKey.objects.order_by("-since").values_list("public", flat=True))
    now = proofs.public_half(settings.BADGE_KEY) if can_sign() else ""
    return list(dict.fromkeys([now, *kept] if now else kept))


def status_list(list_id: UUID) -> models.StatusList | None:
    return models.StatusList.objects.filter(pk=list_id).first()


def ended_places(list_id: UUID) -> list[int]:
    """The places of ended badges. Nothing tells whose they were."""
    rows = models.StatusPlace.objects.filter(list_id=list_id, ended=True)
    return list(rows.order_by("index").values_list("index", flat=True))


def is_ended(list_id: UUID, index: int) -> bool | None:
    """Whether the badge at a place was ended; None where no badge has that place."""
    rows = models.StatusPlace.objects.filter(list_id=list_id, index=index)
    return rows.values_list("ended", flat=True).first()
