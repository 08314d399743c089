"""Editions of the word list, the panel that decides on them, and a service's own words.

What comes with Alongside stays in files. An edition made on the site is kept here whole.
"""

from __future__ import annotations

from django.db import models

from alongside.foundation.models import Record, Versioned
from alongside.foundation.personal import GoesWith, Personal


class WordEdition(Record, Versioned):
    """One edition of the word list, whole: as it was written, and as programs read it.

    ``written`` and ``compiled`` are JSON kept as text, so that both databases keep it as it is.
    There is one draft at a time. A published edition never changes: triggers refuse it.
    """

    number = models.PositiveIntegerField(unique=True)
    draft = models.BooleanField(default=True)
    written = models.TextField()
    compiled = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft"], condition=models.Q(draft=True), name="word_list_one_draft"
            ),
            models.CheckConstraint(
                condition=models.Q(draft=True, published_at__isnull=True)
                | models.Q(draft=False, published_at__isnull=False),
                name="word_list_draft_or_published",
            ),
        ]

    def __str__(self) -> str:
        return f"Word list {self.number}"


class PanelMember(Record):
    """Somebody asked to decide on the word list from lived experience. It counts once they agree.

    Asked by e-mail address, so that asking never tells whether an address has an account here.
    Nothing is kept of what they have lived through: only the name they want to be shown under.
    """

    email = models.EmailField(unique=True)
    person = models.OneToOneField(
        "accounts.Person", null=True, on_delete=models.CASCADE, related_name="+"
    )
    shown_as = models.CharField(max_length=120, blank=True)
    agreed_at = models.DateTimeField(null=True)

    personal = Personal(
        export="that you are on the panel, since when, and the name you are shown under",
        erase="goes with the person, and their decisions with it",
        keep="until the person leaves the panel",
        called="places on the panel",
    )

    def __str__(self) -> str:
        return self.shown_as or self.email


class Decision(Record):
    """What a member of the panel says to a draft, for exactly the words it had then."""

    edition = models.ForeignKey(WordEdition, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(PanelMember, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    yes = models.BooleanField()
    note = models.TextField(blank=True)

    personal = GoesWith("member", called="decisions on the word list")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "member"], name="one_decision_a_member")
        ]

    def __str__(self) -> str:
        return f"{self.member}: {'yes' if self.yes else 'not yet'}"


class ServiceWord(Record):
    """A word a service wants its own people to think about. Nobody else sees it."""

    service = models.ForeignKey("accounts.Service", on_delete=models.PROTECT, related_name="+")
    pattern = models.CharField(max_length=200)
    instead = models.CharField(max_length=200)
    why = models.CharField(max_length=400)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "pattern"], name="service_word_once")
        ]

    def __str__(self) -> str:
        return self.pattern
