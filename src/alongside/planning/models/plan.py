"""A worker's plan: what it must keep to, what they chose, and the answer as last worked out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from django.db import models

from alongside.core.planning import agreeing
from alongside.foundation.models import Record, Versioned
from alongside.foundation.personal import Personal

# An hour a month: enough to do something real, and little enough to be found in most rotas.
DEFAULT_HOURS = Decimal("12")

STATES = [(state, state) for state in agreeing.STATES]

KEEP, DECLINED, DONE = "keep", "declined", "done"
CHOICES = (KEEP, DECLINED, DONE)


# What Plan.standing holds, and what it starts from. Everything in it is worked out from other rows,
# and kept beside the plan so that its page asks for no more rows than before.
STANDING: Final[Mapping[str, Any]] = {
    "number": 0,  # the version in force, 0 where there is none
    "document": None,  # that version
    "held": {},  # activity id -> {"month", "on", "hours"}: begun, and still to do
    "done": [],  # activities of this plan that are done, as a version says them
    "aside": [],  # activity ids that were replaced or did not happen
    "own": 0.0,  # hours that what the worker put in themselves takes of the plan
    "since": None,  # the day of the first version in force
    "codes": [],  # needs that both said yes to, each as [edition, code]
}


class Plan(Record, Versioned):
    """One person's own plan: their workbench. A person has one open plan at a time.

    What both agree on is a ``PlanVersion``; what is being done stands in ``PlanItem`` rows. ``other``
    is whom the plan is being agreed with; they can do something only while they supervise and the
    plan is shared with them, which is looked up at every request. ``afresh`` lets go of what was
    agreed or begun and is not done yet, so that the plan can be worked out anew.

    ``choices`` maps an activity id to ``[choice, version]``: keep, declined, done, or "" where a
    choice was taken back, with the version of the plan that made it. ``settings_version`` is the
    version in which hours, dates or options last changed. ``result`` is the solved answer, without
    words, for the input that ``input_digest`` stands for.
    """

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(
        "accounts.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=12, choices=STATES, default=agreeing.DRAFT)
    review_on = models.DateField(null=True)
    protected_hours = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    closed_at = models.DateTimeField(null=True)
    standing: models.JSONField[Any, Any] = models.JSONField(default=dict)
    hours = models.DecimalField(max_digits=6, decimal_places=2, default=DEFAULT_HOURS)
    hours_per_month = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    cost = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    no_courses = models.BooleanField(default=False)
    with_profile = models.BooleanField(default=False)
    offers = models.BooleanField(default=False)
    afresh = models.BooleanField(default=False)
    choices: models.JSONField[Any, Any] = models.JSONField(default=dict)
    settings_version = models.PositiveIntegerField(default=1)
    input_digest = models.CharField(max_length=64, blank=True)
    result: models.JSONField[Any, Any] = models.JSONField(null=True)
    solved_at = models.DateTimeField(null=True)

    personal = Personal(
        export="hours, dates, choices, where it stands and the plan as last worked out",
        erase="goes with the person; the history of changes keeps no words of it",
        keep="until the person asks for it to go",
        called="plans",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=~models.Q(state=agreeing.CLOSED),
                name="plan_one_open_a_person",
            ),
            models.CheckConstraint(
                name="plan_hours_not_negative", condition=models.Q(hours__gte=0)
            ),
            models.CheckConstraint(
                name="plan_ends_after_it_starts",
                condition=models.Q(start__isnull=True)
                | models.Q(end__isnull=True)
                | models.Q(end__gte=models.F("start")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state}, {self.hours} hours"

    def chosen(self, choice: str) -> frozenset[str]:
        """The ids of the activities this choice stands for now."""
        return frozenset(id_ for id_, (made, _at) in self.choices.items() if made == choice)

    @property
    def stands(self) -> dict[str, Any]:
        """Where the plan stands, with nothing missing: see STANDING."""
        return {**STANDING, **self.standing}
