"""Handing on what was left in the outbox: once each, after the change itself was kept."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from .models import OutboxMessage

Listener = Callable[[str, dict[str, Any]], object]
log = logging.getLogger(__name__)
_listeners: dict[str, list[Listener]] = {}


def listen(topic: str, listener: Listener) -> None:
    """Hear of a topic; called from an area's AppConfig.ready."""
    _listeners.setdefault(topic, []).append(listener)


def deliver(*, most: int = 500) -> tuple[int, int]:
    """Hand on what waits, oldest first. Returns how many were handed on and how many kept.

    A message whose listener fails is kept and tried again the next time; the others go on. Two
    that deliver at once do not take the same message.
    """
    done = kept = 0
    waiting = OutboxMessage.objects.filter(done_at__isnull=True).order_by("id")
    for key in list(waiting.values_list("pk", flat=True)[:most]):
        try:
            done += _one(key)
        except Exception:
            log.exception("The outbox keeps message %s for later.", key)
            kept += 1
    return done, kept


def _one(key: int) -> int:
    with transaction.atomic():
        message = (
            OutboxMessage.objects.select_for_update(skip_locked=_can_skip())
            .filter(pk=key, done_at__isnull=True)
            .first()
        )
        if message is None:
            return 0
        for listener in _listeners.get(message.topic, []):
            listener(message.about, message.body)
        message.done_at = timezone.now()
        message.save(update_fields=["done_at"])
        return 1


def _can_skip() -> bool:
    return bool(connection.features.has_select_for_update_skip_locked)
