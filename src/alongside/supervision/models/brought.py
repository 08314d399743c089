"""What somebody brought along from another installation: to read, and never to be written in."""

from __future__ import annotations

from typing import Any

from django.db import models

from alongside.foundation.models import Record
from alongside.foundation.personal import Personal
from alongside.foundation.sealed import SealedJSON


class BroughtAlong(Record):
    """One record of supervision from elsewhere, as it was exported there.

    Its other voices are not people here, so it is kept as a document and not as sessions: nobody
    could answer for what they are made to say. ``digest`` knows it again.
    """

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    document: models.TextField[Any, Any] = SealedJSON()

    personal = Personal(
        export="the document as it was brought along",
        erase="goes with the person",
        keep="until the person is erased",
        called="records of supervision from elsewhere",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "digest"], name="brought_along_once")
        ]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"
