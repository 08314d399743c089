"""What left as a form's document, so that it can be made again; and a record on its way in."""

from __future__ import annotations

from typing import Any

from django.db import models

from alongside.foundation.models import Record
from alongside.foundation.personal import GoesWith, Personal
from alongside.foundation.sealed import SealedBytes, SealedJSON


class Made(Record):
    """A document that was made from one version of a form. The document itself is not kept.

    ``entries`` maps the id of each entry that went in to the version of it that did; ``without``
    lists the ids whose texts were left out.
    """

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=40)
    version = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField()
    ending = models.CharField(max_length=8)
    entries: models.JSONField[Any, Any] = models.JSONField(default=dict)
    without: models.JSONField[Any, Any] = models.JSONField(default=list)

    personal = Personal(
        export="which form, which version, from when to when, and which entries went in",
        erase="goes with the person",
        keep="until the person asks for it to go",
        called="notes of documents made",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="made_ends_after_it_starts", condition=models.Q(end__gte=models.F("start"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.version}"


class ArrivingRecord(Record):
    """A record from another installation, looked at before any of it is taken.

    What was sent stands sealed in its parts until it is taken, dropped or its time is over.
    ``report`` says what came of taking it.
    """

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    until = models.DateField()
    size = models.PositiveBigIntegerField()
    taken_at = models.DateTimeField(null=True)
    report = SealedJSON()

    personal = Personal(
        export="not exported: it is a copy of what the person brought themselves",
        erase="goes with the person",
        keep="seven days, or until the person takes or drops it",
        called="records on their way in",
        days=7,
    )

    def __str__(self) -> str:
        return f"{self.size} bytes"


class ArrivingPart(models.Model):
    """A piece of what was sent, in order."""

    record = models.ForeignKey(ArrivingRecord, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    body = SealedBytes()

    personal = GoesWith("record", called="pieces of records on their way in")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "number"], name="arriving_part_once")
        ]

    def __str__(self) -> str:
        return f"part {self.number}"
