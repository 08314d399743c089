"""What an entry is linked to as evidence."""

from __future__ import annotations

from django.db import models

from alongside.foundation.models import Record
from alongside.foundation.personal import GoesWith

from .entries import Entry

ANSWER, PLAN_ITEM = "answer", "plan-item"
LINK_KINDS = (ANSWER, PLAN_ITEM)


class EvidenceLink(Record):
    """An entry shows something about a statement one answered, or belongs to an item of a plan.

    ``target`` is a statement's code (of ``edition``) or the item's id.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in LINK_KINDS])
    target = models.CharField(max_length=40)
    edition = models.CharField(max_length=60, blank=True)

    personal = GoesWith("entry", called="links to evidence")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "kind", "edition", "target"], name="evidence_linked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.target}"
