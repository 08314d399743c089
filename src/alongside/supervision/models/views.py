"""How a supervisor sees a statement that a worker shares with them."""

from __future__ import annotations

from django.db import models

from alongside.foundation.models import Record
from alongside.foundation.personal import Personal
from alongside.foundation.sealed import SealedText


class View(Record):
    """One supervisor's view of one statement, beside the worker's own. Rows are added, not changed.

    A value never has a point: words only.
    """

    worker = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    supervisor = models.ForeignKey(
        "accounts.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    edition = models.CharField(max_length=60)
    code = models.CharField(max_length=8)
    number = models.PositiveIntegerField()
    point = models.CharField(max_length=20, blank=True)
    reason = SealedText()

    personal = Personal(
        export="the worker's with every supervisor's view; for a supervisor their own words",
        erase="goes with the worker; a supervisor's stays there without their name",
        keep="until the worker is erased",
        called="supervisors' views",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "supervisor", "edition", "code", "number"],
                name="view_one_at_a_number",
            ),
            models.CheckConstraint(
                name="view_value_has_no_point",
                condition=~models.Q(code__startswith="V") | models.Q(point=""),
            ),
        ]

    def __str__(self) -> str:
        return self.code
