"""What was agreed: versions that never change, needs that were marked, two voices, and reviews."""

from __future__ import annotations

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from alongside.core.planning import agreeing
from alongside.foundation.models import Record
from alongside.foundation.personal import Personal
from alongside.foundation.sealed import SealedText

from .plan import Plan

YES, NOT_NOW = "yes", "not-now"
VOICES = [(voice, voice) for voice in (agreeing.WORKER, agreeing.OTHER)]


class PlanVersion(Record):
    """A copy of a plan as it was proposed. Nothing in it changes but the two times of saying yes.

    ``with_other`` is False where the worker has nobody to agree it with: then their own yes is
    enough, and it is never called agreed.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    document: models.JSONField[Any, Any] = models.JSONField(encoder=DjangoJSONEncoder)
    proposed_by = models.ForeignKey(
        "accounts.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    other = models.ForeignKey(
        "accounts.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    with_other = models.BooleanField(default=True)
    worker_yes_at = models.DateTimeField(null=True)
    other_yes_at = models.DateTimeField(null=True)

    personal = Personal(
        export="every version of your plans, who proposed it and when each said yes",
        erase="goes with the worker; where the supervisor is erased, it no longer says who they were",
        keep="as long as the plan",
        called="versions of plans",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_numbered_once")
        ]

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def settled(self) -> bool:
        """Whether everybody whose yes it needs has said it."""
        needed = (
            (self.worker_yes_at, self.other_yes_at) if self.with_other else (self.worker_yes_at,)
        )
        return all(needed)

    @property
    def agreed(self) -> bool:
        """Whether two people said yes to it."""
        return self.with_other and self.settled


class SharedNeed(Record):
    """A statement that the other would like to see in the plan, with their reason; the worker says
    yes, or not now. The worker's own marks are answers, and stand elsewhere. ``code`` is one of
    ``edition``: what was marked there."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    edition = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=12)
    marked_by = models.ForeignKey(
        "accounts.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    why = SealedText(blank=True)
    worker_said = models.CharField(
        max_length=8, blank=True, choices=[(one, one) for one in (YES, NOT_NOW)]
    )
    answered_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    personal = Personal(
        export="each need that was marked in your plan, why, and what you said to it",
        erase="goes with the worker; where who marked it is erased, it no longer says who they were",
        keep="as long as the plan",
        called="needs marked in plans",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "edition", "code"],
                condition=Q(taken_back_at__isnull=True),
                name="plan_need_marked_once",
            )
        ]

    def __str__(self) -> str:
        return self.code


class PlanWords(Record):
    """What one of the two says about a plan. Every save is a row of its own, in its writer's voice."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    voice = models.CharField(max_length=6, choices=VOICES)
    person = models.ForeignKey(
        "accounts.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    number = models.PositiveIntegerField()
    text = SealedText()

    personal = Personal(
        export="what you wrote about a plan, and what was written about yours",
        erase="goes with the worker; where the supervisor is erased, it no longer says who they were",
        keep="as long as the plan",
        called="words about plans",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "person", "number"], name="plan_words_numbered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.voice}, {self.number}"


class PlanReview(Record):
    """Looking back at a plan: what changed in practice, what got in the way, what comes next.

    A review is written again as a row with the next number; the last one is what is shown.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    on = models.DateField()
    by = models.ForeignKey(
        "accounts.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed = SealedText(blank=True)
    in_the_way = SealedText(blank=True)
    next = SealedText(blank=True)
    with_other = models.BooleanField(default=False)

    personal = Personal(
        export="each time you looked back at a plan",
        erase="goes with the worker",
        keep="as long as the plan",
        called="times you looked back at a plan",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_review_numbered_once")
        ]

    def __str__(self) -> str:
        return f"review {self.number}"
