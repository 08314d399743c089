"""You said, we did; and whether everybody may read it."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.feedback import policies, queries
from alongside.feedback.models import Batch, Reply
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.text import check
from alongside.foundation.writing import Conflict, action, once

from .faults import LABELS, BadEntryError
from .opening import batch_chain


@action
def save_reply(
    *,
    actor: Actor,
    batch_id: UUID,
    reply_id: UUID | None,
    version: int,
    said: str,
    did: str,
    key: str = "",
) -> None:
    """Write a reply, or change one. Raises Forbidden, BadEntryError and Conflict."""
    batch = _batch(actor, batch_id)

    def do() -> dict[str, Any]:
        check(said, str(LABELS["said"]))
        check(did, str(LABELS["did"]))
        faults = list(policies.reply_faults(said=said, did=did))
        if faults:
            raise BadEntryError(faults)
        row = _reply(batch, reply_id)
        if reply_id is not None and row.version != version:
            raise Conflict(
                label=_("You said, we did"),
                yours=[(str(LABELS["said"]), said), (str(LABELS["did"]), did)],
                theirs=[(str(LABELS["said"]), row.said), (str(LABELS["did"]), row.did)],
                go_on=reverse("feedback:change-reply", args=[batch.pk, row.pk]),
            )
        row.said, row.did = said.strip(), did.strip()
        row.version = version + 1
        row.save()
        verb = "reply changed" if reply_id else "reply written"
        history.record(chain=batch_chain(batch.pk), verb=verb, actor=actor, what={"reply": row.pk})
        return {}

    once(actor=actor, key=key, do=do, said=["reply", batch_id, reply_id, said, did])


def _reply(batch: Batch, reply_id: UUID | None) -> Reply:
    if reply_id is None:
        return Reply(batch=batch)
    row = Reply.objects.select_for_update().filter(pk=reply_id, batch=batch).first()
    if row is None:
        raise Forbidden(_("There is nothing here that you can change."))
    return row


@action
def show(*, actor: Actor, batch_id: UUID, shown: bool) -> None:
    """Show a released batch to everybody, with its replies; or to nobody outside any more."""
    row = _batch(actor, batch_id)
    if row.shown != shown:
        row.shown = shown
        row.save(update_fields=["shown"])
        verb = "shown" if shown else "hidden"
        history.record(chain=batch_chain(row.pk), verb=verb, actor=actor, what={})


def _batch(actor: Actor, batch_id: UUID) -> Batch:
    row = queries.batch_to_answer(actor, batch_id)
    if row is None:
        raise Forbidden(_("Only those who lead a service can reply for it."))
    return Batch.objects.select_for_update().get(pk=row.pk)
