"""The tables: an employer's record store, somebody's yes to it, and each statement about them."""

from __future__ import annotations

from typing import Any

from django.db import models

from alongside.core.credentials.xapi import KINDS
from alongside.foundation.models import Record
from alongside.foundation.personal import GoesWith, Personal
from alongside.foundation.sealed import SealedJSON, SealedText

WAITING, ARRIVED, REFUSED, GIVEN_UP, STOPPED = (
    *("waiting", "arrived", "refused", "given-up"),
    "stopped",
)
STATES = (WAITING, ARRIVED, REFUSED, GIVEN_UP, STOPPED)
TURNED_OFF, LEFT, STORE_ENDED = "turned-off", "left", "store-ended"


class Store(Record):
    """An organisation's record store, for everybody of a board or of a service. It names nobody."""

    name = models.CharField(max_length=120)
    board = models.ForeignKey(
        "accounts.Board", null=True, on_delete=models.PROTECT, related_name="+"
    )
    service = models.ForeignKey(
        "accounts.Service", null=True, on_delete=models.PROTECT, related_name="+"
    )
    address = models.CharField(max_length=500)
    key = SealedText()
    secret = SealedText()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="store_of_one_place",
                condition=models.Q(board__isnull=True) ^ models.Q(service__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Sending(Record):
    """Somebody's yes: what they complete from ``made_at`` on is told to a store, until ``ended_at``.

    ``who`` is the number they have there, drawn for this yes alone.
    """

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    who = SealedText()
    site = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(
        max_length=12, blank=True, choices=[(one, one) for one in (TURNED_OFF, LEFT, STORE_ENDED)]
    )

    personal = Personal(
        export="to whose record store you had completions sent, from when until when, and the number "
        "you had there",
        erase="goes with the person, and with it whatever still waits to be sent. What an employer was "
        "told stays with the employer, under a number that leads to nobody here any more",
        keep="until the person asks for it to go",
        called="times you had completions sent to an employer",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "store"],
                condition=models.Q(ended_at__isnull=True),
                name="sending_once_a_store",
            )
        ]

    def __str__(self) -> str:
        return f"since {self.made_at:%Y-%m-%d}"


class Told(Record):
    """One statement: its very words, whether it arrived, and when. It is sent under one number however
    often it is tried, so that it counts once there.

    ``thing`` is the thing to do or the plan that was completed.
    """

    sending = models.ForeignKey(Sending, on_delete=models.CASCADE, related_name="told")
    thing = models.UUIDField()
    kind = models.CharField(max_length=10, choices=[(one, one) for one in KINDS])
    statement: models.TextField[Any, Any] = SealedJSON()
    state = models.CharField(max_length=10, default=WAITING, choices=[(one, one) for one in STATES])
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(default=0)  # what the store answered last; 0: nothing

    personal = GoesWith("sending", called="statements of what you completed")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sending", "thing"], name="told_once_a_thing"),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=models.Q(state=WAITING), name="told_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.state}"
