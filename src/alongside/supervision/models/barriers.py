"""What a service would have to change. A thing of its own: not what a worker needs to learn."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from alongside.foundation.models import Record, Versioned
from alongside.foundation.personal import GoesWith, Personal
from alongside.foundation.sealed import SealedText
from alongside.supervision.policies import GOING, NOT_GOING

from .sessions import Session

KINDS = (
    "time",
    "rota",
    "risk-policy",
    "community-links",
    "environment",
    "staffing",
    "paperwork",
    "leadership",
    "training",
    "other",
)
STATES = ("heard", "working", "changed", "cannot-now")


class Barrier(Record, Versioned):
    """One thing a service would have to change for the worker to practise this way.

    ``sent_as`` is all that the service's side knows it by: made afresh each time it is sent, so
    that nothing there leads back to this row or to what was sent before. ``sent_number`` is the
    wording that was sent, with ``sent_codes`` and ``sent_kinds``; what is changed later stays with
    the worker until they send again.
    ``codes`` are statements of ``edition``, ``sent_codes`` of ``sent_edition``: the words that were
    looked at.
    ``session`` is set where the worker lets the supervisor read it there.
    """

    worker = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    service = models.ForeignKey("accounts.Service", on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, null=True, on_delete=models.SET_NULL, related_name="+")
    edition = models.CharField(max_length=60, blank=True)
    codes: models.JSONField[Any, Any] = models.JSONField(default=list)
    kinds: models.JSONField[Any, Any] = models.JSONField(default=list)
    going = models.CharField(
        max_length=12, choices=[(one, one) for one in GOING], default=NOT_GOING
    )
    sent_as = models.UUIDField(unique=True, default=uuid.uuid4)
    sent_number = models.PositiveIntegerField(null=True)
    sent_edition = models.CharField(max_length=60, blank=True)
    sent_codes: models.JSONField[Any, Any] = models.JSONField(default=list)
    sent_kinds: models.JSONField[Any, Any] = models.JSONField(default=list)
    sent_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    personal = Personal(
        export="what it says now and said before, whether it was sent and how, and the answers",
        erase="goes with the worker, also from the service's page",
        keep="until the worker is erased",
        called="barriers",
    )

    def __str__(self) -> str:
        return self.going


class BarrierWording(Record):
    """One wording of a barrier. Rows are added, never changed."""

    barrier = models.ForeignKey(Barrier, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    words = SealedText()

    personal = GoesWith("barrier", called="wordings of barriers")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["barrier", "number"], name="barrier_wording_one_at_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class BarrierAnswer(Record):
    """What the service answered to what was sent. Rows are added, never changed."""

    barrier = models.ForeignKey(Barrier, on_delete=models.CASCADE, related_name="+")
    sent_as = models.UUIDField()
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=[(one, one) for one in STATES])
    because = SealedText(blank=True)
    person = models.ForeignKey(
        "accounts.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    personal = Personal(
        export="the answers you gave for a service; the worker's copy holds those they got",
        erase="goes with the worker; a lead's answer stays there without their name",
        keep="as long as the barrier",
        called="answers to barriers",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["barrier", "sent_as", "number"], name="barrier_answer_one_at_a_number"
            )
        ]

    def __str__(self) -> str:
        return self.state
