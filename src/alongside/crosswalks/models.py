"""What is written and said about relations. Every row stays as it was: other words are another row.

What everybody is told is public, and stands unsealed like an edition's own words. What a reader
says stands sealed: not all of it is shown to everybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import models

from alongside.core.crosswalks import How
from alongside.foundation.models import Record
from alongside.foundation.personal import Personal
from alongside.foundation.sealed import SealedText

WROTE = Personal(
    export="what of a crosswalk you wrote, and when",
    erase="the words stay in the crosswalk, without who wrote them",
    keep="for good, with the crosswalk",
    called="versions of what a crosswalk says",
)


class Mark(models.Model):
    """One row: another ``stamp`` with every change, when that was, and when what others' software is
    told changed last.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    stamp = models.UUIDField(default=uuid4)
    changed_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)


class OwnCrosswalk(Record):
    """A crosswalk begun here, with a framework that was taken in (by its lasting identifier)."""

    slug = models.CharField(max_length=60, unique=True)
    framework = models.CharField(max_length=36, unique=True)

    def __str__(self) -> str:
        return self.slug


class Facts(Record):
    """One version of what a crosswalk that was begun here says of itself.

    ``public``: whoever wrote this says that the other framework's titles may be shown to all.
    """

    crosswalk = models.ForeignKey(OwnCrosswalk, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    lead = models.TextField()
    terms = models.TextField()
    public = models.BooleanField(default=False)
    author = models.ForeignKey(
        "accounts.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    personal = WROTE

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["crosswalk", "number"], name="crosswalk_facts_numbered_once"
            )
        ]


class RelationVersion(Record):
    """One version of what is said between an item and a statement (its identifier) or theme (its id).

    ``crosswalk`` is the slug of one begun here, or the id of one that comes with the product.
    ``suggested``: it began as a suggestion that somebody took up.
    """

    crosswalk = models.CharField(max_length=60)
    item = models.CharField(max_length=60)
    about = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    how = models.CharField(max_length=12, choices=[(how.value, how.value) for how in How])
    why = models.TextField(blank=True)
    not_covered = models.TextField(blank=True)
    withdrawn = models.BooleanField(default=False)
    suggested = models.BooleanField(default=False)
    author = models.ForeignKey(
        "accounts.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    personal = WROTE

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["crosswalk", "item", "about", "number"], name="relation_numbered_once"
            )
        ]

    if TYPE_CHECKING:
        author_id: UUID | None


class Reading(Record):
    """What a named reader said of exactly one wording, told by its digest."""

    crosswalk = models.CharField(max_length=60)
    item = models.CharField(max_length=60)
    about = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    reader = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    shown_as = models.CharField(max_length=120)
    capacity = models.CharField(max_length=160)
    yes = models.BooleanField()
    words = SealedText(blank=True)
    ended_at = models.DateTimeField(null=True)

    personal = Personal(
        export="which relations you read, as what, and what you said of them",
        erase="goes with you: what you read waits for another reader",
        keep="for good, with the crosswalk",
        called="readings of relations",
    )

    class Meta:
        indexes = [models.Index(fields=["crosswalk", "item", "about"], name="reading_of")]
        constraints = [
            models.UniqueConstraint(
                fields=["crosswalk", "item", "about", "reader"],
                condition=models.Q(ended_at__isnull=True),
                name="reading_one_that_holds",
            )
        ]

    if TYPE_CHECKING:
        reader_id: UUID
