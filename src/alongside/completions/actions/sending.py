"""Sending what waits. No row is held while a store is spoken to, and one that is down holds up no other.

Each statement is sent under its own number (PUT), so that one which is sent again counts once.
"""

import base64
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from alongside.completions import policies, queries
from alongside.completions.models import ARRIVED, GIVEN_UP, REFUSED, WAITING, Sending, Told
from alongside.core.credentials import xapi
from alongside.foundation import handing
from alongside.foundation.writing import action

from .noting import still_holds

Put = Callable[..., int]
MOST = 500
IN_FLIGHT = timedelta(minutes=5)  # longer than any try, so that two that send at once send it once
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    arrived: int = 0
    kept: int = 0
    ended: int = 0  # refused for good, or tried often enough


@dataclass(frozen=True, slots=True)
class _Letter:
    address: str
    target: str
    body: bytes
    headers: dict[str, str]


def send_waiting(*, actor: None, put: Put = handing.put, most: int = MOST) -> Sent:
    """Send what is due, the oldest first. A store that does not answer is left until the next time."""
    counts = {ARRIVED: 0, WAITING: 0, REFUSED: 0, GIVEN_UP: 0}
    silent: set[UUID] = set()
    for told_id, store_id in queries.due(timezone.now(), most=most):
        if store_id in silent:
            continue
        letter = _take(actor=None, told_id=told_id)
        if letter is None:
            continue
        try:
            status = put(
                letter.address,
                letter.target,
                letter.body,
                letter.headers,
                loopback=settings.PLAIN_HTTP,
            )
        except (handing.Unanswered, handing.BadAddress):
            log.warning("The record store at %s does not answer.", letter.address)
            status = 0
            silent.add(store_id)
        state = _settle(actor=None, told_id=told_id, status=status)
        counts[state] = counts.get(state, 0) + 1
    return Sent(counts[ARRIVED], counts[WAITING], counts[REFUSED] + counts[GIVEN_UP])


@action
def _take(*, actor: None, told_id: UUID) -> _Letter | None:
    """What is sent for a statement, if it is still to be sent; nobody else takes it meanwhile."""
    sending = Sending.objects.select_for_update().filter(told=told_id).first()
    row = Told.objects.filter(pk=told_id, state=WAITING, next_at__lte=timezone.now()).first()
    if sending is None or row is None or not still_holds(sending):
        return None
    row.tries += 1
    row.next_at = timezone.now() + IN_FLIGHT
    row.save(update_fields=["tries", "next_at"])
    store = sending.store
    proof = base64.b64encode(f"{store.key}:{store.secret}".encode()).decode()
    return _Letter(
        address=store.address,
        target=f"statements?statementId={quote(row.statement['id'])}",
        body=json.dumps(row.statement, ensure_ascii=False).encode(),
        headers={
            "Authorization": f"Basic {proof}",
            "Content-Type": "application/json",
            "X-Experience-API-Version": xapi.VERSION,
        },
    )


@action
def _settle(*, actor: None, told_id: UUID, status: int) -> str:
    """Note what came of a try. It may have been stopped meanwhile: what arrived, arrived."""
    row = Told.objects.select_for_update().filter(pk=told_id).first()
    if row is None:
        return ""
    now = timezone.now()
    row.status = status
    if policies.took_it(status):
        row.state, row.next_at, row.settled_at = ARRIVED, None, now
    elif row.state == WAITING:
        wait = None if policies.for_good(status) else policies.next_wait(row.tries)
        if wait is None:
            row.state = REFUSED if policies.for_good(status) else GIVEN_UP
            row.next_at, row.settled_at = None, now
        else:
            row.next_at = now + wait
    row.save(update_fields=["state", "next_at", "settled_at", "status"])
    return row.state
