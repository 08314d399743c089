"""What every write shares: one transaction, tried again when two meet, done once when sent twice."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction

from .actor import Actor
from .history import ChainMoved, canonical, digest
from .models import IdempotencyKey, OutboxMessage

P = ParamSpec("P")
R = TypeVar("R")

TRIES = 8


class Conflict(Exception):
    """Somebody else saved first. Carries both texts so that neither is lost.

    ``yours`` and ``theirs`` are lists of (label, text); ``go_on`` is where editing continues.
    """

    def __init__(
        self,
        *,
        label: str,
        yours: list[tuple[str, str]],
        theirs: list[tuple[str, str]],
        go_on: str,
    ) -> None:
        super().__init__(label)
        self.label, self.yours, self.theirs, self.go_on = label, yours, theirs, go_on


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Run in one transaction; if a history chain moved meanwhile, run the whole of it again."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if connection.in_atomic_block and not _outermost():
            return function(*args, **kwargs)
        for left in reversed(range(TRIES)):
            try:
                with transaction.atomic():
                    return function(*args, **kwargs)
            except ChainMoved:
                if not left:
                    raise
        raise AssertionError("unreachable")

    run.is_action = True  # type: ignore[attr-defined]
    return run


def _outermost() -> bool:
    """Tests wrap everything in a transaction of their own; an action there is still outermost."""
    return all(getattr(block, "_from_testcase", False) for block in connection.atomic_blocks)


def once(
    *, actor: Actor, key: str, do: Callable[[], dict[str, Any]], said: object = None
) -> dict[str, Any]:
    """Do something at most once for a form's key; a second send gets the first one's reply.

    Call it inside an action. ``do`` returns a small dict fit for JSON, such as where to go next.
    ``said``: what was sent. A page that Back brings again has its old key: where other words are
    sent with it, they are another thing, and not dropped in favour of the first.
    """
    if not key:
        return do()
    if said is not None:
        # The key goes into the digest: without it nobody can try out what the words were.
        key = digest(canonical([key, said]))
    own = f"{actor.person_id}:{key}"[:80]
    kept = IdempotencyKey.objects.filter(key=own).values_list("reply", flat=True).first()
    if kept is not None:
        return dict(kept)
    # Inserting first makes a second send wait here for the first one to finish.
    row, new = IdempotencyKey.objects.get_or_create(
        key=own, defaults={"person": actor.person_id, "reply": {}}
    )
    if not new:
        return dict(row.reply)
    row.reply = do()
    row.save(update_fields=["reply"])
    return dict(row.reply)


def tell(*, topic: str, about: object, body: dict[str, Any]) -> None:
    """Leave a message for whoever listens, in the same transaction as the change."""
    OutboxMessage.objects.create(topic=topic, about=str(about), body=body)
