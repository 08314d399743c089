"""Editions as published, with their statements, which database triggers keep as they are; drafts,
the panels that decide on them, and what people say of them in a consultation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import models

from alongside.core.framework import Kind
from alongside.foundation.models import Record, Versioned
from alongside.foundation.personal import GoesWith, Personal
from alongside.foundation.sealed import SealedText

from .official import OfficialDocument, OfficialVersion, OfficialWording
from .origins import Origin
from .papers import PaperCode, PaperSet

__all__ = [
    "ArrangingNote",
    "Comment",
    "Draft",
    "DraftLine",
    "Edition",
    "LogEntry",
    "OfficialDocument",
    "OfficialVersion",
    "OfficialWording",
    "Origin",
    "PaperCode",
    "PaperSet",
    "Reviewer",
    "Round",
    "Statement",
    "Verdict",
]


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


# Editions while they are made


class Draft(Record, Versioned):
    """An edition that is made on this site, from the first word until another takes its place.

    ``digest`` is that of the edition its lines make now. One is open at a time. What is published
    of it stands in ``Edition``; the row stays, as what tells how that edition came about.
    """

    slug = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    year = models.PositiveIntegerField()
    follows = models.CharField(max_length=60)
    state = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)
    open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["open"], condition=models.Q(open=True), name="edition_one_open_draft"
            )
        ]

    def __str__(self) -> str:
        return self.title


class DraftLine(Record):
    """One version of one code of a draft. It never changes: other words are another version."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=8)
    number = models.PositiveIntegerField()
    line = models.TextField()
    author = models.ForeignKey(
        "accounts.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    personal = Personal(
        export="which statements of a draft you wrote, and when",
        erase="the words stay in the draft, without who wrote them",
        keep="for good, with the edition they led to",
        called="versions of statements in a draft",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "code", "number"], name="draft_line_numbered_once"
            )
        ]

    if TYPE_CHECKING:
        author_id: UUID | None


class DraftPart(Record):
    """One version of something around the statements of a draft: a theme, a point's words, a profile.

    ``part`` is its name (``core.framework.parts``). It never changes: other words are another version.
    """

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    words = models.TextField()
    author = models.ForeignKey(
        "accounts.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    personal = Personal(
        export="which themes, points and profiles of a draft you wrote, and when",
        erase="the words stay in the draft, without who wrote them",
        keep="for good, with the edition they led to",
        called="versions of themes, points and profiles in a draft",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "part", "number"], name="draft_part_numbered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.part}, {self.number}"

    if TYPE_CHECKING:
        author_id: UUID | None


# Panels


class Reviewer(Record):
    """Somebody's place on a panel. It counts once they agree, and until it ends.

    Asked by e-mail address, so that asking never tells whether an address has an account here.
    Nothing is kept of what anybody has lived through, beyond the name of the panel.
    """

    panel = models.CharField(max_length=20)
    email = models.EmailField()
    person = models.ForeignKey(
        "accounts.Person", null=True, on_delete=models.CASCADE, related_name="+"
    )
    shown_as = models.CharField(max_length=120, blank=True)
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    arranger = models.ForeignKey(
        "accounts.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    personal = Personal(
        export="which panels you are or were on, since when, and the name you are shown under",
        erase="goes with the person; what they decided stays, without who it was or why",
        keep="until the person is erased",
        called="places on panels",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "email"],
                condition=models.Q(ended_at__isnull=True),
                name="one_place_on_a_panel",
            ),
            models.UniqueConstraint(
                fields=["panel", "person"],
                condition=models.Q(ended_at__isnull=True, person__isnull=False),
                name="one_place_a_person",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_as or self.email

    if TYPE_CHECKING:
        person_id: UUID | None
        arranger_id: UUID | None


class Verdict(Record):
    """What a member of a panel said to a draft, for exactly the words it had then. Never changed:
    another word is another row, and the newest counts.
    """

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(Reviewer, null=True, on_delete=models.SET_NULL, related_name="+")
    panel = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    yes = models.BooleanField()
    reason = SealedText(blank=True)

    personal = Personal(
        export="what you decided about a draft, when, and why",
        erase="that somebody on the panel decided stays, without who it was and without their words",
        keep="for good, with the edition it was about",
        called="decisions on a draft",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="verdict_numbered_once")
        ]

    if TYPE_CHECKING:
        reviewer_id: UUID | None


class ArrangingNote(Record):
    """What a member needs and would be paid, in their words, and what is arranged, in the words of
    the steward who arranges it. Two voices, each in rows of its own; another version is another row.
    """

    reviewer = models.ForeignKey(Reviewer, on_delete=models.CASCADE, related_name="+")
    by_member = models.BooleanField()
    number = models.PositiveIntegerField()
    text = SealedText(blank=True)

    personal = GoesWith("reviewer", called="notes on fees and access needs")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reviewer", "by_member", "number"], name="arranging_note_numbered_once"
            )
        ]


# Consultation


class Round(Record):
    """A time in which anybody can comment on a draft. ``document`` is the draft as it was then.

    ``stamp`` is another after every change of what is shown of it. Drawn, not counted: a number
    that was taken back or restored would come round again. ``came`` is how many comments came by
    which way, as it is told: worked out once, as the round is closed.
    """

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    about = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    document = models.TextField()
    closed_on: models.DateField[Any, Any] = models.DateField(null=True)
    stamp = models.UUIDField(default=uuid4)
    came: models.JSONField[Any, Any] = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="round_numbered_once")
        ]

    def __str__(self) -> str:
        return f"{self.draft}, {self.number}"

    if TYPE_CHECKING:
        draft_id: UUID


class Comment(models.Model):
    """What somebody said of a statement of a draft ("" for all of it). Nothing is kept of who it was
    but as whom they spoke: no address, no agent, and of the time only the day.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=8, blank=True)
    speaker = models.CharField(max_length=20)
    people: models.PositiveIntegerField[Any, Any] = models.PositiveIntegerField(null=True)
    on_paper = models.BooleanField(default=False)
    text = SealedText()
    on = models.DateField()
    state = models.CharField(max_length=8, default="waiting")
    reason = SealedText(blank=True)
    moderator = models.ForeignKey(
        "accounts.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    personal = Personal(
        export="which comments you read before they were shown, and what you decided",
        erase="the comment stays as it was decided, without who decided",
        keep="for good, with the consultation it was part of; what was set aside, half a year",
        called="comments that were read first",
    )

    class Meta:
        indexes = [models.Index(fields=["round", "code", "state"], name="comment_by_place")]

    if TYPE_CHECKING:
        round_id: UUID
        moderator_id: UUID | None


class LogEntry(Record, Versioned):
    """You said, we changed; or: we did not, because. About one statement, or ("") all of the draft."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=8, blank=True)
    changed = models.BooleanField()
    said = SealedText()
    did = SealedText()
    comments: models.ManyToManyField[Comment, Any] = models.ManyToManyField(
        Comment, related_name="+"
    )

    class Meta:
        verbose_name_plural = "log entries"

    if TYPE_CHECKING:
        round_id: UUID
