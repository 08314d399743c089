"""Files kept with an entry: their names and bytes stand sealed, the bytes in a table of their own."""

from __future__ import annotations

from typing import Any

from django.db import models

from alongside.foundation.models import Record
from alongside.foundation.personal import GoesWith
from alongside.foundation.sealed import SealedBytes, SealedJSON, SealedText

from .entries import Entry


class KeptFile(Record):
    """A file. ``inside`` lists what is known to be in it besides what one sees: an author's name."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="files")
    name = SealedText()
    kind = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    inside: models.TextField[Any, Any] = SealedJSON()

    personal = GoesWith("entry", called="files")

    def __str__(self) -> str:
        return self.kind


class FileBody(models.Model):
    """A file's bytes, read only where the file itself is wanted."""

    file = models.OneToOneField(
        KeptFile, primary_key=True, on_delete=models.CASCADE, related_name="body"
    )
    body = SealedBytes()

    personal = GoesWith("file", called="contents of files")

    def __str__(self) -> str:
        return "a file"
