"""Tables every area stands on. History can only grow: database triggers refuse the rest."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from .personal import GoesWith, Personal


class Record(models.Model):
    """Base for most tables: an identifier that says nothing, and when it was made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class Versioned(models.Model):
    """A thing two people may edit. Actions compare ``version`` and raise Conflict."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class HistoryEvent(models.Model):
    """One thing that happened, chained to the one before it in the same chain.

    A chain belongs to one person or one object, never to everybody: a chain that every write
    waits for would make the whole service as slow as one queue.
    """

    id = models.BigAutoField(primary_key=True)
    chain = models.CharField(max_length=80)
    position = models.PositiveIntegerField()
    verb = models.CharField(max_length=60)
    actor = models.UUIDField(null=True)
    at = models.DateTimeField()
    detail_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    personal = Personal(
        export="what was done and when, in the history of what is yours",
        erase="stays, so that nobody can change it unseen: what was done and when, by a number "
        "that belongs to nobody any more",
        keep="for good",
        called="lines of history",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "position"], name="history_one_at_a_place")
        ]


class HistoryDetail(models.Model):
    """What an event said. Kept apart so that erasing a person leaves the chain whole."""

    event = models.OneToOneField(
        HistoryEvent, primary_key=True, on_delete=models.PROTECT, related_name="detail"
    )
    what = models.JSONField()

    personal = GoesWith("event", called="what history said")


class IdempotencyKey(models.Model):
    """A form's one-time key with the address its answer led to: sent twice, done once."""

    key = models.CharField(max_length=80, primary_key=True)
    person = models.UUIDField()
    reply = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    personal = Personal(
        export="nothing: it holds no words of yours",
        erase="goes with the person",
        keep="30 days",
        called="one-time keys of forms",
        days=30,
    )


class OutboxMessage(models.Model):
    """Something a higher area or the outside should hear about, written with the change itself."""

    id = models.BigAutoField(primary_key=True)
    topic = models.CharField(max_length=60)
    about = models.CharField(max_length=80)
    body = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    personal = Personal(
        export="nothing: it only says that somebody should be told of something",
        erase="goes with whoever it tells of",
        keep="30 days after it was handed on",
        called="messages that waited",
        days=30,
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(done_at__isnull=True), name="outbox_waiting"
            )
        ]


class Installation(models.Model):
    """One row that says what this database is for, so that the demo never touches another."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    kind = models.CharField(max_length=20)
    facts: models.JSONField[Any, Any] = models.JSONField(default=dict)
