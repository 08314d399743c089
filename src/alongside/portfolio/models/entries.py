"""An entry, and every version of what was written in it."""

from __future__ import annotations

from typing import Any

from django.db import models

from alongside.core.record.entries import KINDS
from alongside.foundation.models import Record
from alongside.foundation.personal import GoesWith, Personal
from alongside.foundation.sealed import SealedJSON

MOST_HOURS = 1000
ORIGIN_MOST = 80


class Entry(Record):
    """One entry of somebody's record: what a program sorts and counts by, and which version counts.

    ``copy_of`` is the entry a copy for sharing was made from. ``origin`` is the id an entry had in
    another installation, so that bringing it in twice makes one.
    """

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    on = models.DateField()
    until = models.DateField(null=True)
    hours = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    participatory_hours = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    protected_hours = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    codes: models.JSONField[Any, Any] = models.JSONField(default=list)
    number = models.PositiveIntegerField(default=1)
    copy_of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    origin = models.CharField(max_length=ORIGIN_MOST, blank=True)

    personal = Personal(
        export="every entry with all its versions, links and files",
        erase="goes with the person: entries, versions, links and files",
        keep="until the person removes it or asks for it to go",
        called="entries of your record",
    )

    class Meta:
        indexes = [models.Index(fields=["person", "-on"], name="entry_by_date")]
        constraints = [
            models.CheckConstraint(
                name="entry_ends_after_it_starts",
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("on")),
            ),
            *(
                models.CheckConstraint(
                    name=f"entry_{name}_within",
                    condition=models.Q(**{f"{name}__isnull": True})
                    | models.Q(**{f"{name}__gte": 0, f"{name}__lte": MOST_HOURS}),
                )
                for name in ("hours", "participatory_hours", "protected_hours")
            ),
            models.UniqueConstraint(
                fields=["person", "origin"],
                condition=~models.Q(origin=""),
                name="entry_brought_in_once",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class EntryVersion(models.Model):
    """What an entry said at one time. Rows are only added; the one with the entry's number counts.

    ``body`` holds everything: kind, title, dates, hours, codes, texts, tags, facts, and the aid to
    reflection with each of its questions as it was answered.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    body: models.TextField[Any, Any] = SealedJSON()
    saved_at = models.DateTimeField()

    personal = GoesWith("entry", called="versions of entries")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="entry_version_once")
        ]

    def __str__(self) -> str:
        return f"version {self.number}"
