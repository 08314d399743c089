"""Turning it on and off, for oneself."""

import secrets
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.completions import queries
from alongside.completions.models import STOPPED, TURNED_OFF, WAITING, Sending, Told
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import action


@action
def turn_on(*, actor: Actor, store_id: UUID, site: str) -> Sending:
    """From now on, tell a store of where one works what one completes. On already: nothing changes.

    ``site``: our address as this person sees it, with no slash at its end.
    """
    found = next((one for one in queries.offered(actor) if one.pk == store_id), None)
    if found is None:
        raise Forbidden(_("There is no record store of that kind where you work."))
    values: dict[str, Any] = {"who": secrets.token_urlsafe(18), "site": site}
    row, new = Sending.objects.get_or_create(
        person_id=actor.person_id, store=found, ended_at=None, defaults=values
    )
    if new:
        _tell(actor, "turned on", row)
    return row


@action
def turn_off(*, actor: Actor, store_id: UUID) -> None:
    """From now on, tell it nothing. What waits is dropped. Off already: nothing changes."""
    rows = Sending.objects.select_for_update().filter(
        person_id=actor.person_id, store_id=store_id, ended_at__isnull=True
    )
    for row in rows:
        end(row, because=TURNED_OFF)
        _tell(actor, "turned off", row)


def end(row: Sending, *, because: str) -> None:
    """End somebody's yes, inside an action. What was tried may have arrived, so its words are kept for
    them to read; what was never tried is gone."""
    row.ended_at, row.ended_by = timezone.now(), because
    row.save(update_fields=["ended_at", "ended_by"])
    waiting = Told.objects.filter(sending=row, state=WAITING)
    waiting.filter(tries=0).delete()
    waiting.update(state=STOPPED, next_at=None, settled_at=row.ended_at)


def _tell(actor: Actor, verb: str, row: Sending) -> None:
    history.record(
        chain=queries.chain(actor.person_id), verb=verb, actor=actor, what={"store": row.store_id}
    )
