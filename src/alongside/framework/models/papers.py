"""Papers of a consultation: sets that were made together, and the codes that can still be used."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models

from alongside.foundation.models import Record


class PaperSet(Record):
    """Papers made together, with where they are handed in. Stopping a set ends every code of it."""

    round = models.ForeignKey("framework.Round", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    papers = models.PositiveSmallIntegerField()
    hand_in = models.CharField(max_length=300)
    stopped = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="paper_set_numbered_once")
        ]

    def __str__(self) -> str:
        return f"{self.round}, papers {self.number}"

    if TYPE_CHECKING:
        round_id: uuid.UUID


class PaperCode(models.Model):
    """A code that was printed and can still be used: what it is worked out to, never the code.

    The row goes when something is sent with it, when its set is stopped, and with the round. Nothing
    that was said holds it, and it holds nothing of whoever has the paper.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paper_set = models.ForeignKey(PaperSet, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
