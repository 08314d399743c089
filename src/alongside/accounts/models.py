"""Boards hold services, services hold teams; people hold roles at any of them."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.actor import Role
from alongside.foundation.models import Record
from alongside.foundation.personal import Personal
from alongside.foundation.sealed import SealedText


class PersonManager(BaseUserManager["Person"]):
    """Finds a person by e-mail address without regard to capitals."""

    def create_user(self, email: str, password: str | None = None, name: str = "") -> Person:
        person = self.model(email=email.strip().lower(), name=name)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Somebody who signs in. Nothing here says what they know, hold to or plan."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    is_active = models.BooleanField(default=True)

    personal = Personal(
        export="name, e-mail address and when they joined",
        erase="goes, and with it everything that is yours alone",
        keep="until the person asks for it to go",
        called="account",
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[PersonManager] = PersonManager()

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)


class Board(Record):
    name = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.name


class Service(Record):
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="services")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "name"], name="service_named_once")]

    def __str__(self) -> str:
        return self.name


class Team(Record):
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "name"], name="team_named_once")]

    def __str__(self) -> str:
        return self.name


class RoleHeld(Record):
    """A role somebody holds at one place; at none of the three, it is held nationally."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    board = models.ForeignKey(Board, null=True, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")

    personal = Personal(
        export="which role, at which place, since when",
        erase="goes with the person",
        keep="until the role is taken away",
        called="roles",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="role_at_one_place",
                condition=(
                    models.Q(service__isnull=True, team__isnull=True)
                    | models.Q(board__isnull=True, team__isnull=True)
                    | models.Q(board__isnull=True, service__isnull=True)
                ),
            ),
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=models.Q(board=None, service=None, team=None),
                name="role_held_once_nationally",
            ),
            *(
                models.UniqueConstraint(
                    fields=["person", "role", place],
                    condition=models.Q(**{f"{place}__isnull": False}),
                    name=f"role_held_once_at_a_{place}",
                )
                for place in ("board", "service", "team")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.team or self.service or self.board or 'national'}"


class Share(Record):
    """One item its owner lets one named person see, until a day they chose.

    The reader is a person, or an e-mail address that counts once somebody has proved it is
    theirs, so that sharing never tells whether an address has an account here.
    """

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    item = models.CharField(max_length=80)
    reader = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    reader_email = models.EmailField(blank=True)
    until = models.DateField()
    ended_at = models.DateTimeField(null=True)

    personal = Personal(
        export="what was shared, with whom, until when",
        erase="goes with the owner; goes with the reader too",
        keep="until its last day and a year after, so that the owner can see what was shared",
        called="things shared, by you or with you",
        days=365,
    )

    class Meta:
        indexes = [models.Index(fields=["owner", "kind", "item"], name="share_by_item")]

    def __str__(self) -> str:
        return f"{self.kind} {self.item}"


class Invitation(Record):
    """An address asked to join a team. The token is kept only as a hash."""

    email = models.EmailField()
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    until = models.DateField()
    used_at = models.DateTimeField(null=True)

    personal = Personal(
        export="invitations this person sent: the team and the day",
        erase="goes with whoever sent it; goes with whoever the address belongs to too",
        keep="until its last day and a month after",
        called="invitations to a team",
        days=31,
    )

    def __str__(self) -> str:
        return f"Invitation to {self.team}"


ASKED, ACCEPTED, SAID_NO, ENDED = "asked", "accepted", "said-no", "ended"


class Supervising(Record):
    """One person asked another to be their supervisor. It lets nobody read anything by itself.

    The supervisor is a person, or whoever holds the link (kept only as a hash) once they say yes.
    Ending it, by either, ends at once whatever the worker shares with the supervisor.
    """

    worker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    supervisor = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, blank=True)
    state = models.CharField(
        max_length=10, choices=[(one, one) for one in (ASKED, ACCEPTED, SAID_NO, ENDED)]
    )
    until = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    personal = Personal(
        export="whom you asked, who asked you, the days, and how it stands",
        erase="goes with either of the two",
        keep="until either is erased; a link nobody used, until its last day and a month after",
        called="questions and answers about supervision",
        days=31,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "supervisor"],
                condition=models.Q(state__in=[ASKED, ACCEPTED], supervisor__isnull=False),
                name="supervising_once_a_pair",
            ),
            models.UniqueConstraint(
                fields=["token_hash"],
                condition=~models.Q(token_hash=""),
                name="supervising_token_once",
            ),
            models.CheckConstraint(
                name="supervising_never_oneself",
                condition=~models.Q(worker=models.F("supervisor")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worker} and {self.supervisor or 'whoever holds the link'}: {self.state}"


class Token(Record):
    """Lets a program of somebody's own open what is theirs, within ``scopes``, until a day.

    The token itself is shown once and never kept: only its hash. It carries no role. When it was
    last used is kept as a day, without a time or an address.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = SealedText()
    token_hash = models.CharField(max_length=64)
    scopes: models.JSONField[Any, Any] = models.JSONField(default=list)
    until = models.DateField()
    used_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    personal = Personal(
        export="what you called it, what it may do, the days; never the token itself",
        erase="goes with the person",
        keep="until its last day, or the day you end it, and a month after",
        called="tokens for programs of your own",
        days=31,
    )

    class Meta:
        indexes = [models.Index(fields=["person", "until"], name="token_by_person")]

    def __str__(self) -> str:
        return f"Token until {self.until}"


class Erasure(models.Model):
    """Somebody was erased on a day. It names nobody: the identifier belongs to no row any more.

    A restored backup may bring the person back; ``alongside erasures apply`` reads here, and in the
    file that ERASURES_FILE names, whom to erase again.
    """

    person = models.UUIDField(primary_key=True)
    day = models.DateField()

    personal = Personal(
        export="nothing: it is written when there is nobody left to take it",
        erase="stays: an identifier that belongs to nobody, and the day, for old backups",
        keep="for good, as nobody can know how old a backup will be",
        called="notes that somebody was erased",
    )

    def __str__(self) -> str:
        return f"{self.person}, {self.day}"
