"""What services say of themselves, and the one text that a national steward can change on the site.

Nothing here points at a person: history says who wrote what. What a visitor picks for a pocket
sheet has no table.
"""

from __future__ import annotations

from django.db import models

from alongside.foundation.models import Record, Versioned


class ServicePage(Record, Versioned):
    """A service's own page. Nobody else sees it until somebody chose to show it."""

    service = models.OneToOneField("accounts.Service", on_delete=models.PROTECT, related_name="+")
    slug = models.CharField(max_length=60, unique=True)
    shown = models.BooleanField(default=False)
    who_we_are = models.TextField()
    reach = models.TextField()
    film = models.CharField(max_length=200, blank=True)
    last_checked = models.DateField()

    def __str__(self) -> str:
        return self.slug


class Place(Record, Versioned):
    """A place near a service that it has looked at. A withdrawn one is kept, and not shown."""

    page = models.ForeignKey(ServicePage, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    what = models.TextField()
    address = models.TextField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    link = models.CharField(max_length=200, blank=True)
    access = models.TextField(blank=True)
    last_checked = models.DateField()
    withdrawn = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class EditedText(Record, Versioned):
    """A text of the packaged files as somebody changed it on the site; it stands instead of it."""

    key = models.CharField(max_length=40, unique=True)
    text = models.TextField()
    last_checked = models.DateField()

    def __str__(self) -> str:
        return self.key
