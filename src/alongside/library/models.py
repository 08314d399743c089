"""What services add to the library that comes with Alongside. That one stays in files.

Nothing here points at a person: history says who wrote what.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models

from alongside.foundation.models import Record, Versioned


class Shelf(Record):
    """A service's own part of the library.

    ``mark`` stands in the ids of what is on it, so that those of two services never clash.
    ``counter`` moves with every change, so that a copy kept in memory knows when it is old.
    """

    service = models.OneToOneField("accounts.Service", on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=32, unique=True)
    counter = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.mark


class Own(Record, Versioned):
    """What every entry of a service has. A withdrawn one is kept, and shown to nobody else.

    ``edition`` is the one whose statements it names.
    """

    shelf = models.ForeignKey(Shelf, on_delete=models.PROTECT, related_name="+")
    withdrawn = models.BooleanField(default=False)
    edition = models.CharField(max_length=60, blank=True)
    last_checked = models.DateField()

    objects: ClassVar[models.Manager[Any]]

    class Meta:
        abstract = True

    @property
    def public_id(self) -> str:
        """Its id in the library, which no entry of another shelf or of the package can have."""
        raise NotImplementedError


class OwnActivity(Own):
    """An activity of a service's own: the same facts as one of the packaged library."""

    slug = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    theme = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=80)
    with_whom = models.CharField(max_length=80)
    hours = models.DecimalField(max_digits=4, decimal_places=2)
    develops: models.JSONField[Any, Any] = models.JSONField()
    steps: models.JSONField[Any, Any] = models.JSONField()
    notice = models.TextField()
    evidence = models.TextField()
    cautions: models.JSONField[Any, Any] = models.JSONField(default=list)
    settings: models.JSONField[Any, Any] = models.JSONField(default=list)
    lived_experience_led = models.BooleanField(default=False)
    prerequisites: models.JSONField[Any, Any] = models.JSONField(default=list)
    cost = models.DecimalField(max_digits=8, decimal_places=2, default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shelf", "slug"], name="own_activity_named_once"),
            models.CheckConstraint(
                name="own_activity_fits_a_plan",
                condition=models.Q(hours__gte=Decimal("0.25"), hours__lte=8, cost__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def public_id(self) -> str:
        return f"ours-{self.shelf.mark}-{self.slug}"


class OwnResource(Own):
    """A book, site, body or place that a service points its people to."""

    slug = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    about = models.TextField()
    standing = models.TextField()
    link = models.CharField(max_length=200, blank=True)
    serves: models.JSONField[Any, Any] = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shelf", "slug"], name="own_resource_named_once")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def public_id(self) -> str:
        return f"our-resource-{self.shelf.mark}-{self.slug}"


class OwnOffering(Own):
    """Days on which an activity, packaged or the service's own, is on at a place."""

    activity = models.CharField(max_length=140)
    dates: models.JSONField[Any, Any] = models.JSONField()
    where = models.CharField(max_length=200)
    places = models.PositiveIntegerField(null=True)
    cost = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    how_to_book = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="own_offering_costs_nothing_or_more", condition=models.Q(cost__gte=0)
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity}, {self.where}"

    @property
    def public_id(self) -> str:
        return f"our-date-{self.shelf.mark}-{self.pk.hex}"


class LinkCheck(models.Model):
    """What came of looking at an address last time, and when it last answered."""

    url = models.CharField(max_length=400, primary_key=True)
    status = models.CharField(max_length=200)
    looked_on = models.DateField()
    answered_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.url}: {self.status}"
