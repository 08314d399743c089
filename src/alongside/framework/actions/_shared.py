"""What every change of a draft shares: holding its row, its moves, and its history."""

from typing import Any

from django.utils.translation import gettext as _

from alongside.core.framework import digest
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.framework import policies, queries
from alongside.framework.models import Draft
from alongside.framework.policies import Move, State


def held(slug: str) -> Draft:
    """A draft, held until the end of the transaction. Raises Forbidden where there is none."""
    row = Draft.objects.select_for_update().filter(slug=slug).first()
    if row is None:
        raise Forbidden(_("There is no draft by that name any more."))
    return row


def for_move(slug: str, move: Move, *, actor: Actor) -> Draft:
    """The draft, where a steward may make this move with it now. Raises Forbidden."""
    if not policies.may_move(actor, move):
        raise Forbidden(_("Editions are written and moved on by national stewards."))
    row = held(slug)
    refuse(row, move)
    return row


def refuse(row: Draft, move: Move) -> None:
    if not policies.can(State(row.state), move):
        raise Forbidden(_("This cannot be done with the draft as it stands now. Open it again."))


def settle(row: Draft) -> None:
    """After any change of its words: the digest of the edition that the draft makes now."""
    row.digest = digest(queries.work(row).edition)
    row.version += 1
    row.save(update_fields=["digest", "version"])


def moved(row: Draft, move: Move, *, actor: Actor | None, **what: Any) -> None:
    """Move a draft on, and write it down."""
    state = policies.after(State(row.state), move)
    row.state, row.open = state.value, state in policies.OPEN
    row.version += 1
    row.save(update_fields=["state", "open", "version"])
    record(row, move.value, actor, state=state.value, digest=row.digest, **what)


def record(row: Draft, verb: str, actor: Actor | None, **what: Any) -> None:
    history.record(chain=f"draft:{row.slug}", verb=verb, actor=actor, what=what)
