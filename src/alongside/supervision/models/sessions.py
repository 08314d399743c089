"""A session, what it is about, and what each of the two said."""

from __future__ import annotations

from django.db import models

from alongside.foundation.models import Record, Versioned
from alongside.foundation.personal import GoesWith, Personal
from alongside.foundation.sealed import SealedText
from alongside.supervision.policies import VOICES

TEN_MINUTES, USUAL = "ten-minutes", "usual"
STATEMENT, PLAN_ITEM, ENTRY, OWN = "statement", "plan-item", "entry", "own"
ITEM_KINDS = (STATEMENT, PLAN_ITEM, ENTRY, OWN)


class Session(Record, Versioned):
    """One meeting of a worker with one supervisor. The worker makes it and keeps it.

    ``supervising`` is the supervision it belongs to: once that has ended the session is closed to
    the supervisor, and a new supervision of the same two does not open it again. A date that is
    still to come is a session too, so that there is always somewhere to build its agenda.
    ``reminded_on`` is the date that a reminder was sent for.
    """

    worker = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    supervisor = models.ForeignKey(
        "accounts.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    supervising = models.ForeignKey(
        "accounts.Supervising", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    edition = models.CharField(max_length=60)
    on = models.DateField()
    at = models.TimeField(null=True)
    minutes = models.PositiveSmallIntegerField(default=60)
    start = models.CharField(
        max_length=12, choices=[(one, one) for one in (TEN_MINUTES, USUAL)], default=USUAL
    )
    closed_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)

    personal = Personal(
        export="the worker's with both voices; for the supervisor its dates and their own words",
        erase="goes with the worker; stays in the worker's record without the supervisor's name",
        keep="until the worker is erased",
        called="supervision sessions",
    )

    def __str__(self) -> str:
        return f"{self.on}"


class AgendaItem(Record):
    """One thing the worker brings. ``title`` is what it was called then; ``target`` what it is: a
    statement by its code in ``edition`` ("" for one of the session's own).

    ``share`` is the share that bringing it made, if it made one, so that it can be ended here.
    An item that is taken off stays as a row: something may have been said under it.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=[(one, one) for one in ITEM_KINDS])
    edition = models.CharField(max_length=60, blank=True)
    target = models.CharField(max_length=80, blank=True)
    title = SealedText()
    note = SealedText(blank=True)
    share = models.UUIDField(null=True)
    taken_off_at = models.DateTimeField(null=True)

    personal = GoesWith("session", called="things brought to supervision")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "order"], name="agenda_one_at_a_place")
        ]

    def __str__(self) -> str:
        return self.kind


class Said(Record):
    """One wording of what one voice said in one part of a session. Rows are added, never changed."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=50)
    voice = models.CharField(max_length=10, choices=[(one, one) for one in VOICES])
    number = models.PositiveIntegerField()
    person = models.ForeignKey(
        "accounts.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = SealedText(blank=True)

    personal = Personal(
        export="your own words; the worker's copy holds both voices",
        erase="goes with the worker; a supervisor's words stay there without their name",
        keep="as long as the session",
        called="words said in supervision",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "part", "voice", "number"], name="said_one_at_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.voice}, {self.part}, {self.number}"


class Proposal(Record):
    """A date that a supervisor proposes. It is nothing until the worker says yes."""

    supervising = models.ForeignKey(
        "accounts.Supervising", on_delete=models.CASCADE, related_name="+"
    )
    on = models.DateField()
    at = models.TimeField(null=True)
    yes = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True)

    personal = GoesWith("supervising", called="dates proposed for supervision")

    def __str__(self) -> str:
        return f"{self.on}"
