"""What every change of a crosswalk shares: one after the other, history, and pages made anew."""

from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.crosswalks import Thread
from alongside.core.crosswalks.laying import Key
from alongside.crosswalks import policies, queries
from alongside.crosswalks.models import Mark, Reading
from alongside.crosswalks.queries import Desk
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.public import forget as forget_pages


def hold() -> None:
    """Changes of crosswalks wait for each other, so that each sees what the one before wrote."""
    Mark.objects.get_or_create(pk=1)
    Mark.objects.select_for_update().get(pk=1)


def refuse_others(actor: Actor) -> None:
    if not policies.may_write(actor):
        raise Forbidden(_("Crosswalks are written by national stewards."))


def found(slug: str, key: Key) -> tuple[Desk, Thread]:
    """A crosswalk and one of its relations, there already or not. Raises Forbidden."""
    desk = queries.desk(slug)
    thread = queries.thread(desk, key) if desk else None
    if desk is None or thread is None:
        raise Forbidden(_("This is not in the crosswalk any more. Open it again."))
    return desk, thread


def is_told(slug: str, key: Key) -> bool:
    """Whether others' software may have been told of a relation: somebody has read it once."""
    return Reading.objects.filter(crosswalk=slug, item=key[0], about=key[1]).exists()


def changed(slug: str, verb: str, actor: Actor | None, *, told: bool, **what: Any) -> None:
    """Write down what happened, and let go of every page that said it otherwise."""
    mark_moved(told=told)
    history.record(chain=f"crosswalk:{slug}", verb=verb, actor=actor, what=what)


def mark_moved(*, told: bool) -> None:
    now = timezone.now()
    new: dict[str, Any] = {"stamp": uuid4(), "changed_at": now}
    if told:
        new["told_at"] = now
    Mark.objects.update_or_create(pk=1, defaults=new)

    def let_go() -> None:
        queries.forget()
        forget_pages()

    let_go()
    transaction.on_commit(let_go)
