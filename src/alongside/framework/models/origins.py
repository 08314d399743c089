"""Where the words of a statement came from, besides a consultation: a section of a document, or what
somebody told.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models

from alongside.foundation.models import Record


class Origin(Record):
    """Something that led to a statement of a draft. Never changed: taken off, and put better anew."""

    draft = models.ForeignKey("framework.Draft", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=8)
    kind = models.CharField(max_length=12)
    named = models.CharField(max_length=200)
    part = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=500, blank=True)
    off = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["draft", "code"], name="origin_by_place")]

    if TYPE_CHECKING:
        draft_id: uuid.UUID
