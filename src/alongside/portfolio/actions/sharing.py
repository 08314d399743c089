"""Letting one named person read an entry, or a copy of it with less in it."""

from datetime import date
from typing import Any
from uuid import UUID

from alongside.accounts import actions as accounts
from alongside.foundation.actor import Actor
from alongside.foundation.writing import action
from alongside.portfolio import policies

from .entries import add_entry, own


@action
def share_entry(
    *,
    actor: Actor,
    entry_id: UUID,
    until: date,
    reader_id: UUID | None = None,
    reader_email: str = "",
) -> None:
    """Let one named person read one's own entry, with its files, until a day."""
    own(actor, entry_id)
    accounts.share(
        actor=actor,
        kind=policies.SHARED_AS,
        item=str(entry_id),
        until=until,
        reader_id=reader_id,
        reader_email=reader_email,
    )


@action
def make_copy(*, actor: Actor, entry_id: UUID, key: str = "", **written: Any) -> UUID:
    """An entry of its own to share instead: what was written for it, and no files.

    The original stays as it is. Forms leave copies out, so that nothing counts twice.
    """
    return add_entry(actor=actor, copy_of=entry_id, key=key, **written)
