"""The tables of badges. A badge goes with its owner; its place on the public list names nobody."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from alongside.core.credentials.badges import ACTS
from alongside.foundation.models import Record
from alongside.foundation.personal import Personal
from alongside.foundation.sealed import SealedJSON

KEY_MOST = 80


class SigningKey(models.Model):
    """The public half of a key that signed badges here. It stays, so that its badges still hold,
    unless whoever runs the site lets it go because somebody else may have it."""

    public = models.CharField(max_length=KEY_MOST, primary_key=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.public


class StatusList(Record):
    """A public list of places. ``changes`` counts how often a badge on it was ended."""

    changes = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.pk}"


class StatusPlace(models.Model):
    """A place that was drawn for a badge, and whether that badge was ended.

    It has no time, no order and nothing that leads to a person: it stays when a badge's owner goes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="places")
    index = models.PositiveIntegerField()
    ended = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "index"], name="badge_place_drawn_once")
        ]

    def __str__(self) -> str:
        return f"place {self.index}"


class Badge(Record):
    """A badge that somebody made for themselves: the signed document as it was given."""

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    act = models.CharField(max_length=20, choices=[(act, act) for act in ACTS])
    credential: models.TextField[Any, Any] = SealedJSON()
    place = models.OneToOneField(StatusPlace, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    personal = Personal(
        export="every badge you made, as the signed document itself, and when you ended it",
        erase="goes with the person. A badge that you gave away stays as it is and can be ended by "
        "nobody any more: end it first if you want that. Its place on the public list stays, and "
        "names nobody",
        keep="until the person asks for it to go",
        called="badges",
    )

    class Meta:
        indexes = [models.Index(fields=["person", "-made_at"], name="badge_by_date")]

    def __str__(self) -> str:
        return self.act
