"""A worker's answers, the starting point they chose, and what a service changes in one."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models

from alongside.core import scales
from alongside.foundation.models import Record, Versioned
from alongside.foundation.personal import Personal

WEIGHTS = (0, 1, 2, 3)
WHY_MOST = 300


class Answer(models.Model):
    """One person's own view of one statement of one edition, as it stands now.

    ``page`` is the open page that saved it, and ``unseen`` says that it replaced an answer which
    that page had not seen: both are then shown. Earlier answers are in the person's history.
    """

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    edition = models.CharField(max_length=60)
    code = models.CharField(max_length=8)
    point = models.CharField(max_length=20, blank=True)
    want = models.BooleanField(default=False)
    note = models.TextField(max_length=scales.NOTE_MOST, blank=True)
    evidence = models.TextField(max_length=scales.EVIDENCE_MOST, blank=True)
    evidence_kind = models.CharField(max_length=20, blank=True)
    seq = models.BigIntegerField()
    page = models.CharField(max_length=scales.PAGE_MOST, blank=True)
    unseen = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    personal = Personal(
        export="every answer, note and piece of evidence, now and earlier",
        erase="goes with the person; the history of changes keeps no words of it",
        keep="until the person asks for it to go",
        called="answers",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "edition", "code"], name="answer_once_a_statement"
            ),
            models.CheckConstraint(
                name="answer_value_is_never_outside_a_role",
                condition=~models.Q(code__startswith="V", point=scales.NOT_MY_ROLE),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Looked(models.Model):
    """That one person looked through what a new edition changed for what they had said.

    ``since`` is the edition they had answered before, ``counts`` and ``again`` the statements
    (codes of the new edition) for which an earlier answer counts, or was to be looked at again.
    """

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    edition = models.CharField(max_length=60)
    since = models.CharField(max_length=60)
    counts: models.JSONField[Any, Any] = models.JSONField(default=list)
    again: models.JSONField[Any, Any] = models.JSONField(default=list)
    at = models.DateTimeField()

    personal = Personal(
        export="when you looked through what a new edition changed, and what that was for you",
        erase="goes with the person; the history of changes keeps codes and no words",
        keep="until the person asks for it to go",
        called="looks at what a new edition changed",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "edition"], name="looked_once_an_edition")
        ]

    def __str__(self) -> str:
        return self.edition


class Setting(models.Model):
    """The role profile and setting a worker starts from, and their own changes to it.

    ``own`` maps statement codes to a weight from 0 (left out) to 3. It never holds a point.
    """

    person = models.OneToOneField(
        "accounts.Person", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    profile = models.CharField(max_length=60, blank=True)
    overlay = models.CharField(max_length=60, blank=True)
    own: models.JSONField[Any, Any] = models.JSONField(default=dict)

    personal = Personal(
        export="which role and setting, and the person's own changes",
        erase="goes with the person",
        keep="until the person changes it or asks for it to go",
        called="starting points",
    )

    def __str__(self) -> str:
        return self.profile or "no role chosen"


class ServiceProfile(Versioned, Record):
    """What one service says about one statement in one role profile or setting.

    A weight of 0 leaves the statement out. A value never has a typical point.
    """

    service = models.ForeignKey("accounts.Service", on_delete=models.CASCADE, related_name="+")
    profile = models.CharField(max_length=60)
    code = models.CharField(max_length=8)
    weight = models.PositiveSmallIntegerField(validators=[MaxValueValidator(3)])
    why = models.CharField(max_length=WHY_MOST, blank=True)
    typical = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "profile", "code"], name="service_profile_once_a_statement"
            ),
            models.CheckConstraint(
                name="service_profile_value_has_no_typical_point",
                condition=~models.Q(code__startswith="V") | models.Q(typical=""),
            ),
            models.CheckConstraint(
                name="service_profile_weight_is_known", condition=models.Q(weight__in=WEIGHTS)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile} {self.code}"
