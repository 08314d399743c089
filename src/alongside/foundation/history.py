"""Append-only history, hash-chained per person or object, in the same transaction as the change.

The details stand in a table of their own, so that a person's words can be erased while the chain
still shows that nothing was slipped in, changed or taken out.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from .actor import Actor
from .models import HistoryDetail, HistoryEvent

START = "0" * 64


class ChainMoved(Exception):
    """Another write reached the end of the same chain first; the action is run again."""


def canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def event_digest(event: HistoryEvent) -> str:
    return digest(
        canonical(
            [
                event.chain,
                event.position,
                event.verb,
                str(event.actor) if event.actor else None,
                event.at.isoformat(),
                event.detail_digest,
                event.previous,
            ]
        )
    )


def record(*, chain: str, verb: str, actor: Actor | None, what: dict[str, Any]) -> HistoryEvent:
    """Add an event to the end of its chain. Call it inside an action."""
    if not connection.in_atomic_block:
        raise RuntimeError("History is written in the same transaction as the change.")
    last = (
        HistoryEvent.objects.filter(chain=chain)
        .order_by("-position")
        .values_list("position", "digest")
        .first()
    ) or (0, START)
    event = HistoryEvent(
        chain=chain,
        position=last[0] + 1,
        verb=verb,
        actor=actor.person_id if actor else None,
        at=timezone.now(),
        detail_digest=digest(canonical(what)),
        previous=last[1],
    )
    event.digest = event_digest(event)
    try:
        event.save(force_insert=True)
    except IntegrityError as error:
        raise ChainMoved(chain) from error
    HistoryDetail(event=event, what=json.loads(canonical(what))).save(force_insert=True)
    return event


@dataclass(frozen=True, slots=True)
class Past:
    """One event as a page shows it. ``what`` is None where it has been erased."""

    verb: str
    at: datetime
    actor: UUID | None
    what: dict[str, Any] | None


def past(chain: str) -> list[Past]:
    """A chain's events, newest first."""
    events = HistoryEvent.objects.filter(chain=chain).select_related("detail").order_by("-position")
    return [Past(event.verb, event.at, event.actor, _what(event)) for event in events]


def _what(event: HistoryEvent) -> dict[str, Any] | None:
    detail = getattr(event, "detail", None)
    return detail.what if detail is not None else None


def says_anything(chains: list[str]) -> bool:
    """Whether an event of one of these chains still says something."""
    said = HistoryDetail.objects.filter(event__chain__in=chains)
    return said.exclude(what={}).exists()


def erase_details(chain: str) -> int:
    """Erase what a chain's events said, leaving the chain itself whole. Returns how many."""
    with transaction.atomic():
        return HistoryDetail.objects.filter(event__chain=chain).delete()[0]


def erase_details_naming(texts: list[str]) -> int:
    """Erase what events of any chain said, where one of these texts stands in it as a whole value.

    Letters outside ASCII stand escaped in one database and plain in the other.
    """
    naming = Q(event__in=[])
    for text in texts:
        for plain in (False, True):
            naming |= Q(said__icontains=json.dumps(text, ensure_ascii=plain))
    with transaction.atomic():
        details = HistoryDetail.objects.annotate(said=Cast("what", TextField()))
        return details.filter(naming).delete()[0]


def faults() -> Iterator[str]:
    """Read every chain from its start and say where one does not hold. Nothing said: all well."""
    chain, position, previous = "", 0, START
    events = HistoryEvent.objects.select_related("detail").order_by("chain", "position")
    for event in events.iterator(chunk_size=2000):
        if event.chain != chain:
            chain, position, previous = event.chain, 0, START
        where = f"{event.chain}, event {event.position}"
        if event.position != position + 1:
            yield f"{where}: the one before it is missing."
        if event.previous != previous:
            yield f"{where}: does not follow from the one before it."
        if event.digest != event_digest(event):
            yield f"{where}: was changed after it was written."
        what = _what(event)
        if what is not None and digest(canonical(what)) != event.detail_digest:
            yield f"{where}: its details were changed after it was written."
        position, previous = event.position, event.digest
