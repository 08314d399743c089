"""Completions as their owner's page shows them: what is on, what would be sent, what was sent."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.completions import models, queries
from alongside.completions.actions.noting import completion
from alongside.core.credentials import xapi
from alongside.foundation.actor import Actor, Role

NUMBER = "a-number-drawn-for-you"
NO_ID = str(UUID(int=0))


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement in words, and exactly as it is sent."""

    title: str
    on: date
    who: str
    about: int
    exactly: str


@dataclass(frozen=True, slots=True)
class Place:
    """A record store of where one works. ``since``: None where it is off."""

    id: UUID
    name: str
    address: str
    since: datetime | None
    number: str


@dataclass(frozen=True, slots=True)
class Line:
    """One statement that was sent, or waits."""

    id: UUID
    to: str
    shown: Shown
    state: str
    when: datetime
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Over:
    """A time that is over: to whom, from when until when, and how it ended."""

    to: str
    since: datetime
    until: datetime | None
    because: str


@dataclass(frozen=True, slots=True)
class Page:
    places: Sequence[Place]
    example: Shown | None
    lines: Sequence[Line]
    over: Sequence[Over]


def link(actor: Actor) -> tuple[str, str] | None:
    """The door on one's account: only where there is something behind it."""
    if not queries.has_any(actor.person_id) and not queries.offered(actor):
        return None
    return reverse("completions:mine"), _("What my employer's record is told, if I want that")


def stores_link(actor: Actor) -> tuple[str, str] | None:
    """The door for an administrator: only where a store is set up."""
    if not actor.is_a(Role.ADMINISTRATOR) or not queries.stores_run_by(actor):
        return None
    return reverse("completions:stores"), _("Record stores of the places I look after")


def page(actor: Actor, *, site: str, today: date) -> Page:
    rows = queries.sendings(actor.person_id)
    live = {row.store_id: row for row in rows if row.ended_at is None}
    offered = queries.offered(actor)
    return Page(
        places=[_place(one, live.get(one.pk)) for one in offered],
        example=_example(actor, site, today) if offered else None,
        lines=[_line(one) for one in queries.told(actor.person_id)],
        over=[_over(row, offered) for row in rows if row.ended_at or row.store not in offered],
    )


def _place(one: models.Store, row: models.Sending | None) -> Place:
    since, number = (row.made_at, row.who) if row else (None, "")
    return Place(one.pk, one.name, one.address, since, number)


def _over(row: models.Sending, offered: Sequence[models.Store]) -> Over:
    words = {
        models.TURNED_OFF: _("You turned it off."),
        models.LEFT: _("You no longer work where it belongs."),
        models.STORE_ENDED: _("It was taken away."),
        "": _("You no longer work where it belongs. Nothing more is sent."),
    }
    return Over(row.store.name, row.made_at, row.ended_at, words[row.ended_by])


def _example(actor: Actor, site: str, today: date) -> Shown | None:
    found = queries.an_example(actor, today=today)
    if found is None:
        return None
    return shown(xapi.statement(completion(NUMBER, site, xapi.ACTIVITY, found, id_=NO_ID)))


def _line(one: models.Told) -> Line:
    return Line(
        id=one.pk,
        to=one.sending.store.name,
        shown=shown(one.statement),
        state=state_words(one),
        when=one.made_at,
        settled_at=one.settled_at,
    )


def state_words(one: models.Told) -> str:
    if one.state == models.WAITING:
        if not one.tries:
            return _("It waits to be sent.")
        return _("It did not get through yet, and is tried again.")
    return {
        models.ARRIVED: _("It arrived."),
        models.REFUSED: _("It was not taken, and is not tried again."),
        models.GIVEN_UP: _("It did not get through in a week, and is not tried again."),
        models.STOPPED: _("You stopped it. It had been tried once, so it may have arrived."),
    }[one.state]


def shown(statement: xapi.Statement) -> Shown:
    """Read back from the very statement, so that the page cannot say another thing."""
    items = statement.get("context", {}).get("contextActivities", {}).get("category", [])
    return Shown(
        title=statement["object"]["definition"]["name"][xapi.LANGUAGE],
        on=date.fromisoformat(statement["timestamp"][:10]),
        who=statement["actor"]["account"]["name"],
        about=len(items),
        exactly=json.dumps(statement, indent=1, ensure_ascii=False),
    )
