"""What two people agree: each wording, each one's answer to it, and what came of it."""

from __future__ import annotations

from typing import Any

from django.db import models

from alongside.foundation.models import Record
from alongside.foundation.personal import GoesWith
from alongside.foundation.sealed import SealedText
from alongside.supervision.policies import VOICES

from .sessions import Session

WHO = ("worker", "supervisor", "both", "service")
VOICE_CHOICES = [(one, one) for one in VOICES]


class Agreement(Record):
    """One thing to agree on. What it says stands in its wordings, the newest of which counts."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")

    personal = GoesWith("session", called="agreements in supervision")

    def __str__(self) -> str:
        return f"{self.session}"


class Wording(Record):
    """What is proposed: the words, who does it, by when. Changed words are a new row, with no yes.

    ``parts`` holds one or more of professional, practice and restorative.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    what = SealedText()
    who = models.CharField(max_length=10, choices=[(one, one) for one in WHO])
    by = models.DateField(null=True)
    parts: models.JSONField[Any, Any] = models.JSONField(default=list)
    voice = models.CharField(max_length=10, choices=VOICE_CHOICES)

    personal = GoesWith("agreement", called="wordings of agreements")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "number"], name="agreement_wording_one_at_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class Reply(Record):
    """One voice's answer to one wording: yes, or not yet and in their words why. Never changed."""

    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="+")
    voice = models.CharField(max_length=10, choices=VOICE_CHOICES)
    number = models.PositiveIntegerField()
    yes = models.BooleanField()
    words = SealedText(blank=True)

    personal = GoesWith("wording", called="answers to agreements")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wording", "voice", "number"], name="agreement_reply_one_at_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.voice}: {'yes' if self.yes else 'not yet'}"


class Outcome(Record):
    """What came of it, as one of the two saw it: done on a day, or not, because. Never changed."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="+")
    voice = models.CharField(max_length=10, choices=VOICE_CHOICES)
    number = models.PositiveIntegerField()
    done_on = models.DateField(null=True)
    because = SealedText(blank=True)

    personal = GoesWith("agreement", called="outcomes of agreements")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "voice", "number"], name="agreement_outcome_one_at_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.voice}: {self.done_on or 'did not happen'}"
