"""Other frameworks as they came: every object as its own text, and beside it what is asked for often.

Texts stay text: a database's own JSON type would put their entries in another order.
"""

from django.db import models

from alongside.foundation.models import Record


class ImportedFramework(models.Model):
    """One framework at one time. ``number`` counts how often it was taken in with other content.

    ``document`` is its CFDocument, ``rest`` whatever its package holds beside items and associations.
    """

    identifier = models.CharField(max_length=36)
    number = models.PositiveIntegerField()
    title = models.TextField()
    creator = models.TextField(blank=True)
    version = models.TextField(blank=True)
    licence = models.TextField(blank=True)
    document = models.TextField()
    rest = models.TextField()
    items = models.PositiveIntegerField()
    associations = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    source = models.TextField(blank=True, default="")  # the address or the name of the file

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["identifier", "number"], name="framework_taken_in_once_a_number"
            )
        ]

    def __str__(self) -> str:
        return self.title


class ImportedItem(models.Model):
    """One item of one framework, in the order of its package; ``depth`` 1 is right under the top."""

    framework = models.ForeignKey(ImportedFramework, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveIntegerField()
    identifier = models.CharField(max_length=36)
    code = models.TextField(blank=True)
    title = models.TextField(blank=True)
    statement = models.TextField()
    kind = models.TextField(blank=True)
    parent = models.CharField(max_length=36, blank=True)
    depth = models.PositiveSmallIntegerField()
    body = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "place"], name="imported_item_place"),
            models.UniqueConstraint(fields=["framework", "identifier"], name="imported_item_once"),
        ]


class ImportedAssociation(models.Model):
    """One association of one framework; its ends are items, the document, or somewhere else."""

    framework = models.ForeignKey(ImportedFramework, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveIntegerField()
    identifier = models.CharField(max_length=36)
    kind = models.TextField()
    origin = models.CharField(max_length=300)
    destination = models.CharField(max_length=300)
    body = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "place"], name="imported_link_place"),
            models.UniqueConstraint(fields=["framework", "identifier"], name="imported_link_once"),
        ]


class ArrivingFramework(Record):
    """A package that was sent or fetched, looked through and not taken in yet; gone after ``until``.

    ``body`` is the package as it came, deflated, and ``digest`` tells that it is still the same.
    ``told`` is what a page says of it, beside ``beside``: the number of its framework that was the
    newest then (0: none). Once it is ``taken`` nothing of it is kept here but where it went.
    """

    identifier = models.CharField(max_length=36)
    source = models.TextField()
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    body = models.BinaryField()
    told = models.JSONField()
    beside = models.PositiveIntegerField()
    until = models.DateField()
    taken = models.ForeignKey(
        ImportedFramework, null=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["digest"],
                condition=models.Q(taken__isnull=True),
                name="a_package_waits_once",
            )
        ]
