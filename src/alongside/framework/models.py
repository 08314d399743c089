"""Editions as published, and their statements. Database triggers refuse every change to either."""

from django.db import models

from alongside.core.framework import Kind


class Edition(models.Model):
    """One published edition, whole. Whatever wants other words is another edition.

    ``document`` is JSON kept as text: it is always read whole, and a database's own JSON type
    would put its entries in another order on one database than on the other.
    """

    slug = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    document = models.TextField()
    published_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-published_at", "-id"], name="edition_newest_first")]

    def __str__(self) -> str:
        return self.title


class Statement(models.Model):
    """One statement of one edition: the words behind it never change.

    ``identifier`` is the statement's lasting UUIDv5. Two editions share one where the later says
    that the statement means the same; where to find each is then told by the edition.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    identifier = models.UUIDField(editable=False, db_index=True)
    code = models.CharField(max_length=8)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in Kind])
    theme = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "code"], name="statement_code_once_an_edition"
            ),
            models.UniqueConstraint(
                fields=["edition", "identifier"], name="statement_identifier_once_an_edition"
            ),
        ]

    def __str__(self) -> str:
        return self.code
