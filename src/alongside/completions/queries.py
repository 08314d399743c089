"""Reads: stores, somebody's own yes and what was told, and what waits to be sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.accounts import queries as accounts
from alongside.accounts.models import Board, Service
from alongside.completions import models, policies
from alongside.core.credentials import xapi
from alongside.foundation.actor import Actor, Role
from alongside.framework import queries as framework
from alongside.library import queries as library
from alongside.planning import queries as planning


@dataclass(frozen=True, slots=True)
class Done:
    """Something somebody completed that may be told of. Of a plan, nothing but the day."""

    person_id: UUID
    on: date
    activity: str = ""
    title: str = ""
    items: tuple[str, ...] = ()


def chain(person_id: UUID) -> str:
    """The history chain that says when somebody turned it on or off."""
    return f"completions:{person_id}"


# Stores


def stores() -> QuerySet[models.Store]:
    """Every store there ever was, those in use first."""
    rows = models.Store.objects.select_related("board", "service__board")
    return rows.order_by("ended_at", "name", "pk")


def store(store_id: UUID) -> models.Store | None:
    return stores().filter(pk=store_id).first()


def offered(actor: Actor) -> list[models.Store]:
    """The stores of where this person works, in use now."""
    mine = Q(service__in=actor.services) | Q(board__in=actor.boards)
    found = stores().filter(mine, ended_at__isnull=True)
    return [one for one in found if covers(actor, one)]


def covers(actor: Actor, one: models.Store) -> bool:
    return policies.works_there(actor, board=one.board_id, service=one.service_id)


def place_named(*, board: str = "", service: str = "") -> tuple[str, Board | Service] | None:
    """The one board, or the one service, of this name, each with what it is; None where there is none
    or more than one. With both, the service of that board."""
    boards = accounts.boards().filter(name=board) if board else accounts.boards()
    found: list[tuple[str, Board | Service]]
    if service:
        found = [("service", one) for all_ in boards for one in all_.services.filter(name=service)]
    else:
        found = [("board", one) for one in boards] if board else []
    return found[0] if len(found) == 1 else None


def stores_run_by(actor: Actor) -> list[models.Store]:
    """The stores of the places an administrator looks after, with nothing of who uses them."""
    return [
        one
        for one in stores()
        if actor.is_a_at(
            Role.ADMINISTRATOR,
            board=one.service.board_id if one.service else one.board_id,
            service=one.service_id,
        )
    ]


def as_worker(person_id: UUID) -> Actor:
    """Somebody as a person who works in their places, outside a request of theirs."""
    return accounts.as_member(person_id)


# One's own


def sendings(person_id: UUID) -> list[models.Sending]:
    """Every yes of a person's, those that hold first."""
    rows = models.Sending.objects.filter(person_id=person_id).select_related("store")
    return sorted(rows, key=lambda row: (row.ended_at is not None, -row.made_at.timestamp()))


def live(person_id: UUID, *, since: datetime) -> list[models.Sending]:
    """What somebody had turned on by a moment and has not turned off."""
    rows = models.Sending.objects.filter(
        person_id=person_id, ended_at__isnull=True, made_at__lte=since, store__ended_at__isnull=True
    )
    return list(rows.select_related("store"))


def told(person_id: UUID) -> list[models.Told]:
    """Every statement about a person that is kept, the newest first."""
    rows = models.Told.objects.filter(sending__person_id=person_id)
    return list(rows.select_related("sending__store").order_by("-made_at", "-pk"))


def has_any(person_id: UUID) -> bool:
    return models.Sending.objects.filter(person_id=person_id).exists()


def whole(person_id: UUID) -> list[dict[str, Any]]:
    """Everything here about a person, for their own export."""
    by_sending: dict[UUID, list[models.Told]] = {}
    for one in told(person_id):
        by_sending.setdefault(one.sending_id, []).append(one)
    return [
        {
            "to": row.store.name,
            "address": row.store.address,
            "my_number_there": row.who,
            "from": row.made_at.isoformat(),
            "ended": row.ended_at.isoformat() if row.ended_at else None,
            "statements": [_exported(one) for one in by_sending.get(row.pk, [])],
        }
        for row in sendings(person_id)
    ]


def _exported(one: models.Told) -> dict[str, Any]:
    return {
        "statement": one.statement,
        "state": one.state,
        "tries": one.tries,
        "settled": one.settled_at.isoformat() if one.settled_at else None,
    }


# What was completed


def done(kind: str, thing_id: UUID, *, today: date) -> Done | None:
    """What was completed, as it stands now. None where it was taken back since, is somebody's own
    thing to do (its words are theirs), or is nothing that may be told of."""
    if kind == xapi.PLAN:
        closed = planning.closed_plan(thing_id)
        return Done(closed.person_id, closed.on) if closed else None
    item = planning.finished_activity(thing_id)
    if item is None:
        return None
    named = named_activity(as_worker(item.person_id), item.activity, today=today)
    return Done(item.person_id, item.on, *named) if named else None


def named_activity(
    actor: Actor, activity_id: str, *, today: date
) -> tuple[str, str, tuple[str, ...]] | None:
    """An activity's id, title and the statements it is about; of one with dates, those of the activity
    that it is one of. None where it is not in the library, or may not be told of."""
    shelf = library.library_for(actor, today=today)
    found = shelf.by_id.get(activity_id)
    if found is not None and found.offering_of:
        found = shelf.by_id.get(found.offering_of)
    if found is None or not policies.may_tell_of(found):
        return None
    return found.id, found.title, identifiers(xapi.told(found.develops))


def identifiers(codes: Sequence[str]) -> tuple[str, ...]:
    """The lasting identifiers of these statements in the newest edition; others are left out."""
    try:
        edition = framework.current_edition()
    except framework.NoEditionError:
        return ()
    return tuple(
        str(edition.identifier(one.code)) for one in edition.statements if one.code in codes
    )


def an_example(actor: Actor, *, today: date) -> Done | None:
    """Something of the library, to show what would be sent about it."""
    for one in library.library_for(actor, today=today).by_id.values():
        named = named_activity(actor, one.id, today=today)
        if named and named[2]:
            return Done(actor.person_id, today, *named)
    return None


# What waits


def due(now: datetime, *, most: int) -> list[tuple[UUID, UUID]]:
    """What is to be sent now, the oldest first: its id and its store's."""
    rows = models.Told.objects.filter(state=models.WAITING, next_at__lte=now)
    return list(rows.order_by("made_at", "pk").values_list("pk", "sending__store_id")[:most])
