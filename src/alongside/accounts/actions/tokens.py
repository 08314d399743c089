"""Tokens for programs of one's own: made, ended at once, and the day they were last used."""

import secrets
from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.accounts import policies, queries
from alongside.accounts.models import Person, Token
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.text import check
from alongside.foundation.writing import action, once

NAME_MOST = 60


@action
def make_token(
    *, actor: Actor, name: str, scopes: Collection[str], until: date, key: str = ""
) -> str:
    """A new token, given back this once. '' where the same form was sent before: it was shown then,
    and nothing here could show it again."""
    name, today = check(name.strip(), _("What it is for"))[:NAME_MOST], timezone.localdate()
    # Held until this is saved, so that two forms at once cannot go past the most there may be.
    Person.objects.select_for_update().get(pk=actor.person_id)
    live = queries.live_tokens(actor.person_id, today=today).count()
    if not name or not policies.may_make_token(scopes, until=until, today=today, live=live):
        raise Forbidden(
            _(
                "Say what it is for and what it may do, choose a day up to a year ahead, and end "
                "those you no longer need."
            )
        )
    made_id, secret = uuid4(), secrets.token_urlsafe(32)

    def do() -> dict[str, Any]:
        allowed = list(policies.whole_scopes(scopes))
        text = queries.token_text(made_id, secret)
        Token.objects.create(
            id=made_id,
            person_id=actor.person_id,
            name=name,
            token_hash=history.digest(text),
            scopes=allowed,
            until=until,
        )
        _tell(actor, "made a token", {"token": made_id, "scopes": allowed, "until": until})
        return {"token": str(made_id)}

    said = ["token", name, sorted(scopes), until]
    mine = once(actor=actor, key=key, do=do, said=said)["token"] == str(made_id)
    return queries.token_text(made_id, secret) if mine else ""


@action
def end_token(*, actor: Actor, token_id: UUID) -> None:
    """From now on it opens nothing. Ending what has ended changes nothing."""
    found = Token.objects.select_for_update().filter(pk=token_id).first()
    if found is None or not policies.may_end_token(actor, owner=found.person_id):
        raise Forbidden(_("There is no such token of yours."))
    if found.ended_at is not None:
        return
    found.ended_at = timezone.now()
    found.save(update_fields=["ended_at"])
    _tell(actor, "ended a token", {"token": token_id})


@action
def end_tokens(*, actor: Actor) -> int:
    """End every token of one's own that still works, and say how many. Their owner has taken their
    account in hand again, with another password, and expects everybody else to be out."""
    live = queries.live_tokens(actor.person_id, today=timezone.localdate())
    ids = list(live.select_for_update().values_list("pk", flat=True))
    for token_id in ids:
        end_token(actor=actor, token_id=token_id)
    return len(ids)


@action
def note_token_used(*, actor: Actor, token_id: UUID, today: date) -> None:
    """That it was used on this day: written once a day at most, and nothing else of the use."""
    earlier = Q(used_on__isnull=True) | Q(used_on__lt=today)
    own = Token.objects.filter(pk=token_id, person_id=actor.person_id)
    own.filter(earlier).update(used_on=today)


def _tell(actor: Actor, verb: str, what: dict[str, Any]) -> None:
    history.record(chain=f"person:{actor.person_id}", verb=verb, actor=actor, what=what)
