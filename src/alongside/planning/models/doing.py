"""What there is to do in a plan under way, one row a thing. The worker's own; nobody else reads it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.core.planning import agreeing
from alongside.foundation.models import Record, Versioned
from alongside.foundation.personal import Personal
from alongside.foundation.sealed import SealedText

from .plan import Plan


class PlanItem(Record, Versioned):
    """One thing to do. ``activity`` is the library's id, '' for something of the worker's own.

    ``title`` is as it was when the thing came into the plan, so that it stays readable when the
    library changes. ``hours`` are what was planned; ``real_hours`` what it took, of which
    ``protected_hours`` in protected learning time. ``changed`` is what changed in practice after a
    course, asked for once.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    activity = models.CharField(max_length=120, blank=True)
    title = SealedText()
    hours = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    order = models.PositiveIntegerField(default=0)
    month = models.PositiveIntegerField(null=True)
    on = models.DateField(null=True)
    state = models.CharField(
        max_length=16, choices=[(state, state) for state in agreeing.ITEM_STATES], default="to-do"
    )
    course = models.BooleanField(default=False)
    because = SealedText(blank=True)
    done_on = models.DateField(null=True)
    real_hours = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    protected_hours = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    replaced_by = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    changed = SealedText(blank=True)
    answered_at = models.DateTimeField(null=True)  # when "what changed" was answered or put away

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "activity"],
                condition=~Q(activity=""),
                name="plan_item_once_an_activity",
            ),
            models.CheckConstraint(
                name="plan_item_done_has_its_day",
                condition=~Q(state=agreeing.DONE) | Q(done_on__isnull=False),
            ),
        ]

    # It points at a plan, and through it at a person.
    personal = Personal(
        export="everything in it, with the plan",
        erase="goes with the worker",
        keep="as long as the plan",
        called="things to do in plans",
    )

    def __str__(self) -> str:
        return f"{self.activity or 'something of their own'}: {self.state}"
