"""Stories, each version of their words and of what was agreed, what is shown, and who read them.

Before it is shown, a story's words stand sealed. What is shown stands in a table of its own, and the
row goes when it is not shown any more. A withdrawn story leaves a tombstone: an id and a day.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from alongside.foundation.models import Record
from alongside.foundation.personal import Personal
from alongside.foundation.sealed import SealedBytes, SealedJSON, SealedText


class Story(Record):
    """Somebody's story, found by its code alone. Nothing here says who told it.

    ``until`` is the first day on which it is not shown any more.
    """

    code_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=12)
    service = models.ForeignKey(
        "accounts.Service", null=True, on_delete=models.PROTECT, related_name="+"
    )
    team = models.ForeignKey("accounts.Team", null=True, on_delete=models.PROTECT, related_name="+")
    first_shown_on = models.DateField(null=True)
    until = models.DateField(null=True)
    changed_on = models.DateField()
    made_up = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "stories"
        indexes = [models.Index(fields=["state"], name="story_by_state")]

    def __str__(self) -> str:
        return f"{self.pk}, {self.state}"


class Picture(Record):
    """A picture made afresh from what a teller sent: no place, time or camera is in it."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="+")
    content = SealedBytes()


class Wording(Record):
    """A story's words at one time. They never change: another wording is another row.

    ``proposed`` where a moderator wrote it; ``agreed`` is then the teller's answer, once there is one.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    words = SealedJSON()
    proposed = models.BooleanField(default=False)
    agreed: models.BooleanField[Any, Any] = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="wording_numbered_once")
        ]


class Consent(Record):
    """What a teller agreed to at one time, with the very words they were shown. Never changed."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    parts = SealedJSON()
    shown = SealedJSON()
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="story_consent_numbered_once")
        ]


class Decision(Record):
    """What a moderator did about a wording: yes, a proposal, a refusal, or taking it down."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="+")
    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="+")
    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="+")
    moderator = models.ForeignKey(
        "accounts.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(max_length=12)
    checks: models.JSONField[Any, Any] = models.JSONField(default=list)
    reason = SealedText(blank=True)

    personal = Personal(
        export="which stories you decided on, how and when, without the stories' words",
        erase="the decision stays, and the reason its teller reads, without who made it",
        keep="for as long as the story is here",
        called="decisions about stories",
    )

    class Meta:
        verbose_name = "decision about a story"
        constraints = [
            models.UniqueConstraint(
                fields=["wording", "consent", "moderator"],
                condition=models.Q(kind="yes"),
                name="story_one_yes_a_person",
            )
        ]


class Published(models.Model):
    """A story as it is shown, in plain text. The row is there for as long as it may be seen."""

    story = models.OneToOneField(
        Story, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    words: models.JSONField[Any, Any] = models.JSONField()
    name = models.CharField(max_length=80, blank=True)
    readers = models.PositiveSmallIntegerField()
    service = models.ForeignKey(
        "accounts.Service", null=True, on_delete=models.PROTECT, related_name="+"
    )
    in_learning = models.BooleanField()
    quote = models.BooleanField()
    shown_on = models.DateField()
    until = models.DateField()
    made_up = models.BooleanField(default=False)
    picture = models.BinaryField(null=True)


class Tombstone(models.Model):
    """What is left of a withdrawn story, so that its address can say that it is gone."""

    id = models.UUIDField(primary_key=True)
    day = models.DateField()


class Revision(models.Model):
    """One row, whose stamp is another after every change of what is shown.

    It is read each time a page with stories is asked for, and is part of the key of all that a
    process keeps. Drawn, not counted: a number taken back or restored would come round again.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    stamp = models.UUIDField(default=uuid.uuid4)
