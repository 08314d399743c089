"""Rounds and their cards; slots, in which answers are held; and what was released.

Nothing here points at a person, and no table about giving says when. Cards and slots are all made
before the first answer and never become more or fewer: each time somebody gives, all of a round's are
written anew, in an order that chance chooses. What a row holds, whether it is full, how large it is
and where it stands say nothing.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.db import models

from alongside.foundation.models import Record, Versioned
from alongside.foundation.sealed import SealedBytes, SealedJSON, SealedText, box

READING, RELEASED, TOO_FEW = "reading", "released", "too-few"


class Timeless(SealedBytes):
    """Sealed bytes whose seal does not say when it was made, as Fernet's otherwise does."""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        sealed = box().encrypt_at_time(bytes(value), 0) if value is not None else None
        return models.BinaryField.get_db_prep_value(self, sealed, connection, prepared)


class Batch(Record):
    """What is opened together. ``team`` is None for what is put together for a service."""

    service = models.ForeignKey("accounts.Service", on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("accounts.Team", null=True, on_delete=models.PROTECT, related_name="+")
    quarter = models.CharField(max_length=7)
    edition = models.CharField(max_length=80)
    statements = models.JSONField()
    state = models.CharField(max_length=10, default=READING)
    counted: models.JSONField[Any, Any] = models.JSONField(null=True)
    released_on = models.DateField(null=True)
    shown = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.team or self.service}, {self.quarter}"

    if TYPE_CHECKING:
        service_id: uuid.UUID
        team_id: uuid.UUID | None


class Round(Record):
    """A quarter's questions to the people who use a team or a whole service."""

    service = models.ForeignKey("accounts.Service", on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("accounts.Team", null=True, on_delete=models.PROTECT, related_name="+")
    quarter = models.CharField(max_length=7)
    edition = models.CharField(max_length=80)
    statements = models.JSONField()
    cards = models.PositiveSmallIntegerField()
    printed = models.PositiveSmallIntegerField(default=0)
    tag = models.PositiveIntegerField(unique=True)
    key = models.CharField(max_length=44)
    taken = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "quarter"],
                condition=models.Q(team__isnull=False),
                name="feedback_once_a_team_a_quarter",
            ),
            models.UniqueConstraint(
                fields=["service", "quarter"],
                condition=models.Q(team__isnull=True),
                name="feedback_once_a_service_a_quarter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team or self.service}, {self.quarter}"

    if TYPE_CHECKING:
        service_id: uuid.UUID
        team_id: uuid.UUID | None


class Sheet(Record):
    """Cards that were printed together. Stopping a sheet makes every card on it worthless."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    cards = models.PositiveSmallIntegerField()
    stopped = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="feedback_sheet_once")
        ]

    def __str__(self) -> str:
        return f"{self.round}, sheet {self.number}"


class Card(models.Model):
    """A card that can be used, or one that was: then a number that means nothing stands there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    sheet = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64, unique=True)

    if TYPE_CHECKING:
        round_id: uuid.UUID


class Slot(models.Model):
    """Room for one answer. Full or empty, both fields look alike and are always as long.

    ``mark`` says whether it is full, and holds the digest of its receipt. ``body`` is sealed twice:
    to the round's public key, which nothing on this server opens, and again with the record key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    mark = Timeless()
    body = Timeless()


class Told(models.Model):
    """One answer after it was opened, put in again in an order that chance chose."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="+")
    receipt = models.CharField(max_length=64, unique=True)
    said: models.TextField[Any, Any] = SealedJSON()
    words = SealedText(blank=True)
    way = models.CharField(max_length=10)
    recognised = models.CharField(max_length=10, blank=True)
    decision = models.CharField(max_length=10, blank=True)
    shown_words = SealedText(blank=True)
    withdrawn = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)


class Reply(Record, Versioned):
    """You said, we did: what a service answers to a batch."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="+")
    said = SealedText()
    did = SealedText()
