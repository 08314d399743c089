"""The tables of learning platforms. None of them can tell of a person."""

from __future__ import annotations

from typing import Any

from django.db import models

from alongside.foundation.models import Record

LONGEST = 255
DIGEST = 64


class Platform(Record):
    """A learning platform that may open pages from here. Ended, it stays for the history.

    ``origins``: further addresses (scheme, host and port) at which people see it.
    """

    name = models.CharField(max_length=LONGEST)
    issuer = models.CharField(max_length=LONGEST)
    client_id = models.CharField(max_length=LONGEST)
    auth_url = models.URLField(max_length=LONGEST)
    token_url = models.URLField(max_length=LONGEST, blank=True)
    keys_url = models.URLField(max_length=LONGEST)
    origins: models.JSONField[Any, Any] = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "client_id"],
                condition=models.Q(ended_at__isnull=True),
                name="platform_registered_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Deployment(models.Model):
    """One place within a platform where it was set up; a platform calls it by an identifier."""

    platform = models.ForeignKey(Platform, on_delete=models.CASCADE, related_name="deployments")
    called = models.CharField(max_length=LONGEST)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["platform", "called"], name="deployment_once")
        ]

    def __str__(self) -> str:
        return self.called


class ToolKey(models.Model):
    """The public half of a key that signs what goes back to a platform. ``kid`` is what it is
    called, ``jwk`` what platforms read."""

    kid = models.CharField(max_length=DIGEST, primary_key=True)
    jwk: models.JSONField[Any, Any] = models.JSONField()
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.kid


class UsedOpening(models.Model):
    """An opening that was used, so that nobody can use it again: a digest, and when it would have
    ended by itself anyhow."""

    digest = models.CharField(max_length=DIGEST, primary_key=True)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.digest
