"""A framework's document as its publishers worded it: the operator's own data, beside an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models

from alongside.foundation.models import Record


class OfficialDocument(Record):
    """A framework as its publisher worded it, loaded beside an edition by whoever runs this
    installation. It is their data: no part of an edition, and open to all only where they say so.

    ``number`` is the version that counts. ``stamp`` is drawn anew with every change, so that pages
    made before it are not shown after it. History says who loaded, showed and removed it.
    """

    edition = models.OneToOneField(
        "framework.Edition", on_delete=models.PROTECT, related_name="official"
    )
    number = models.PositiveIntegerField(default=0)
    public = models.BooleanField(default=False)
    stamp = models.UUIDField(default=uuid4)

    if TYPE_CHECKING:
        edition_id: int

    def __str__(self) -> str:
        return f"{self.edition}, as published"


class OfficialVersion(Record):
    """One file as it was loaded. A later one is another version; a trigger refuses to change this."""

    document = models.ForeignKey(OfficialDocument, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    form = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="official_version_numbered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.number}"


class OfficialWording(models.Model):
    """One entry of a version: the publisher's words for what the edition's ``code`` comes from."""

    version = models.ForeignKey(OfficialVersion, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=60)
    section = models.TextField()
    ordinal = models.PositiveIntegerField()
    line = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="official_wording_once")
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.section}, {self.ordinal}"
