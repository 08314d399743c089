"""Who is who, who holds what where, and what has been shared with whom."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialApp
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils.crypto import constant_time_compare

from alongside.foundation import history
from alongside.foundation.actor import NEEDS_SECOND_FACTOR, Actor, Held, Role
from alongside.foundation.personal import chains_about

from .models import (
    ACCEPTED,
    ASKED,
    Board,
    Erasure,
    Invitation,
    Person,
    RoleHeld,
    Service,
    Share,
    Supervising,
    Team,
    Token,
)

HELD = (
    *("role", "board_id", "service_id", "team_id"),
    *("service__board_id", "team__service_id", "team__service__board_id"),
)


def roles_of(person_id: UUID, *, unproved_since: float | None = None) -> list[Held]:
    """The roles a person may use now: those that need a second factor count once there is one.

    ``unproved_since``: when the session began, where no second factor was given in it. One that is
    older than the factor stays without these roles, or a stolen password would gain them with it.
    """
    rows = RoleHeld.objects.filter(person_id=person_id).values_list(*HELD)
    held = [_held(*row) for row in rows]
    waiting = any(one.role in NEEDS_SECOND_FACTOR for one in held)
    if waiting and not has_second_factor(person_id, before=unproved_since):
        held = [one for one in held if one.role not in NEEDS_SECOND_FACTOR]
    return held


def _held(
    role: str,
    board: UUID | None,
    service: UUID | None,
    team: UUID | None,
    service_board: UUID | None,
    team_service: UUID | None,
    team_board: UUID | None,
) -> Held:
    """A role at a team or a service is one in the service and the board above it, too."""
    return Held(
        role=Role(role),
        board=team_board or service_board or board,
        service=team_service or service,
        team=team,
    )


def has_second_factor(person_id: UUID, *, before: float | None = None) -> bool:
    """Whether there is one, and was ``before`` a moment (seconds since 1970) where that is given."""
    found = Authenticator.objects.filter(user_id=person_id).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    if before is not None:
        found = found.filter(created_at__lte=datetime.fromtimestamp(before, UTC))
    return bool(found.exists())


def lacks_second_factor(person_id: UUID) -> bool:
    """Whether a role is waiting for this person to set up a second factor."""
    waiting = RoleHeld.objects.filter(person_id=person_id, role__in=NEEDS_SECOND_FACTOR).exists()
    return waiting and not has_second_factor(person_id)


def person(person_id: UUID) -> Person:
    return Person.objects.get(pk=person_id)


def people_by_id(person_ids: Iterable[UUID]) -> dict[UUID, Person]:
    return Person.objects.in_bulk(list(person_ids))


def colleagues(actor: Actor) -> QuerySet[Person]:
    """People in the same services, whom one may choose by name."""
    if not actor.services:
        return Person.objects.none()
    here = Q(roles__service__in=actor.services) | Q(roles__team__service__in=actor.services)
    return (
        Person.objects.filter(here, is_active=True)
        .exclude(pk=actor.person_id)
        .order_by("name", "email")
        .distinct()
    )


def services_of(actor: Actor) -> QuerySet[Service]:
    return Service.objects.filter(pk__in=actor.services).select_related("board").order_by("name")


def service(service_id: UUID) -> Service | None:
    return Service.objects.filter(pk=service_id).first()


def all_teams() -> QuerySet[Team]:
    """Every team there is with its service and board, by name: for naming a place, not a person."""
    teams = Team.objects.select_related("service__board")
    return teams.order_by("service__board__name", "service__name", "name")


def is_place(service_id: UUID, team_id: UUID | None) -> bool:
    """Whether there is such a service and, where a team is named, it belongs to it."""
    if team_id is None:
        return Service.objects.filter(pk=service_id).exists()
    return Team.objects.filter(pk=team_id, service=service_id).exists()


def services_where(actor: Actor, *roles: Role) -> QuerySet[Service]:
    """The services at, above or inside which one of these roles is held, by board and name."""
    held = [one for one in actor.roles if one.role in roles]
    everywhere = any(one.board is one.service is None for one in held)
    chosen = Q(pk__in=[one.service for one in held if one.service])
    chosen |= Q(board__in=[one.board for one in held if one.service is None and one.board])
    services = Service.objects.all() if everywhere else Service.objects.filter(chosen)
    return services.select_related("board").order_by("board__name", "name")


def places_run_by(actor: Actor) -> QuerySet[Team]:
    """The teams an administrator looks after."""
    runs = [held for held in actor.roles if held.role is Role.ADMINISTRATOR]
    if any(held.board is None for held in runs):
        chosen = Q()
    else:
        chosen = Q(pk__in=[])
        for held in runs:
            if held.team:
                chosen |= Q(pk=held.team)
            elif held.service:
                chosen |= Q(service=held.service)
            else:
                chosen |= Q(service__board=held.board)
    teams = Team.objects.filter(chosen).select_related("service__board")
    return teams.order_by("service__board__name", "service__name", "name")


def boards() -> QuerySet[Board]:
    return Board.objects.order_by("name")


def verified_emails(person_id: UUID) -> list[str]:
    """Addresses this person has proved to be theirs, in small letters."""
    found = EmailAddress.objects.filter(user_id=person_id, verified=True)
    return [email.lower() for email in found.values_list("email", flat=True)]


def claimed_emails(person_id: UUID) -> set[str]:
    """Addresses this person has proved, or says are theirs and nobody else has proved: proved later,
    they would open what was shared with them before."""
    rows = EmailAddress.objects.filter(user_id=person_id).values_list("email", flat=True)
    claimed = {email.lower() for email in rows}
    others = EmailAddress.objects.filter(verified=True).exclude(user_id=person_id)
    taken = others.annotate(small=Lower("email")).filter(small__in=claimed)
    return claimed - set(taken.values_list("small", flat=True))


def shares_given(actor: Actor, *, kind: str | None = None, today: date) -> QuerySet[Share]:
    """What this person lets others see now."""
    live = Share.objects.filter(owner_id=actor.person_id, ended_at__isnull=True, until__gte=today)
    if kind is not None:
        live = live.filter(kind=kind)
    return live.select_related("reader").order_by("kind", "item", "made_at")


def shares_received(actor: Actor, *, today: date) -> QuerySet[Share]:
    """What others let this person see now. Ended or past its day: gone at once."""
    mine = Q(reader_id=actor.person_id)
    emails = verified_emails(actor.person_id)
    if emails:
        mine |= Q(reader_email__in=emails)
    live = Share.objects.filter(mine, ended_at__isnull=True, until__gte=today)
    return live.exclude(owner_id=actor.person_id).select_related("owner").order_by("owner__name")


def may_see(actor: Actor, *, owner: UUID, kind: str, item: str, today: date) -> bool:
    """Whether this person may see one item of somebody's: their own, or shared and not ended."""
    if actor.person_id == owner:
        return True
    return shares_received(actor, today=today).filter(owner=owner, kind=kind, item=item).exists()


def open_invitation(token_hash: str, *, today: date) -> Invitation | None:
    return (
        Invitation.objects.filter(token_hash=token_hash, used_at__isnull=True, until__gte=today)
        .select_related("team__service__board", "invited_by")
        .first()
    )


def providers() -> QuerySet[SocialApp]:
    """The OpenID Connect providers people can sign in through."""
    found: QuerySet[SocialApp] = SocialApp.objects.filter(provider="openid_connect")
    return found.order_by("name")


def server_of(provider_id: str) -> str:
    """The server that ever stood under this name, whether it still does or not; '' for none."""
    events = history.past(f"provider:{provider_id}")
    return next((str(one.what["server"]) for one in events if one.verb == "set" and one.what), "")


def roles_rows(person_id: UUID) -> QuerySet[RoleHeld]:
    """A person's roles with their places, for showing to that person."""
    rows = RoleHeld.objects.filter(person_id=person_id).order_by("role", "made_at")
    return rows.select_related("team__service__board", "service__board", "board")


def members_of(team_ids: Iterable[UUID]) -> QuerySet[RoleHeld]:
    """Who holds which role in these teams."""
    rows = RoleHeld.objects.filter(team_id__in=list(team_ids)).select_related("person")
    return rows.order_by("person__name", "role")


def all_shares(person_id: UUID) -> QuerySet[Share]:
    """Everything this person ever shared, ended or not, for their own record."""
    return Share.objects.filter(owner_id=person_id).select_related("reader").order_by("made_at")


def invitations_by(person_id: UUID) -> QuerySet[Invitation]:
    """The invitations to teams this person sent, for their own record."""
    rows = Invitation.objects.filter(invited_by_id=person_id).select_related("team__service__board")
    return rows.order_by("made_at")


def live_share(share_id: UUID, *, today: date) -> Share | None:
    """A share that has neither ended nor run out."""
    live = Share.objects.filter(pk=share_id, ended_at__isnull=True, until__gte=today)
    return live.select_related("owner", "reader").first()


# Who supervises whom. It lets nobody read anything: what is read is shared item by item.


def supervises(actor: Actor, *, worker: UUID) -> bool:
    """Whether this person is the worker's supervisor now."""
    return supervisors_rows(worker).filter(supervisor_id=actor.person_id).exists()


def still_supervises(supervisor: UUID, *, worker: UUID) -> bool:
    """The same inside an action, and the supervision is held until what is written is saved: to
    end it waits for that, and then ends what was shared by it, too."""
    rows = Supervising.objects.select_for_update()
    rows = rows.filter(worker_id=worker, supervisor_id=supervisor, state=ACCEPTED)
    return rows.order_by("pk").first() is not None


def supervisors_rows(worker: UUID) -> QuerySet[Supervising]:
    """The worker's supervisors now, longest first."""
    rows = Supervising.objects.filter(worker_id=worker, state=ACCEPTED)
    return rows.select_related("supervisor").order_by("answered_at")


def supervised_rows(actor: Actor) -> QuerySet[Supervising]:
    """The people this person supervises now, by name: never by anything else."""
    rows = Supervising.objects.filter(supervisor_id=actor.person_id, state=ACCEPTED)
    return rows.select_related("worker").order_by("worker__name", "worker__email")


def lasts(row: Supervising | None) -> bool:
    """Whether a supervision that is at hand goes on."""
    return row is not None and row.state == ACCEPTED


def asked_by(actor: Actor, *, today: date) -> QuerySet[Supervising]:
    """Whom this person asked and who has not answered yet."""
    waiting = Supervising.objects.filter(worker_id=actor.person_id, state=ASKED)
    waiting = waiting.filter(Q(until__isnull=True) | Q(until__gte=today))
    return waiting.select_related("supervisor").order_by("made_at")


def asking(actor: Actor) -> QuerySet[Supervising]:
    """Who asks this person by name to be their supervisor."""
    waiting = Supervising.objects.filter(supervisor_id=actor.person_id, state=ASKED)
    return waiting.select_related("worker").order_by("made_at")


def asked_with(token_hash: str, *, today: date) -> Supervising | None:
    """What a link asks, while it is open."""
    found = Supervising.objects.filter(token_hash=token_hash, state=ASKED, until__gte=today)
    return found.select_related("worker").first()


def all_supervising(person_id: UUID) -> QuerySet[Supervising]:
    """Everything of this kind one person was ever part of, for their own record."""
    mine = Q(worker_id=person_id) | Q(supervisor_id=person_id)
    return Supervising.objects.filter(mine).select_related("worker", "supervisor")


# Tokens for programs of somebody's own.

MARKED_AS: Final = "alongside"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose token it is and what it may do. It holds no role: ``actor`` is the person, and no more."""

    token_id: UUID
    person_id: UUID
    scopes: frozenset[str]
    until: date
    used_on: date | None

    @property
    def actor(self) -> Actor:
        return Actor(self.person_id)


def token_text(token_id: UUID, secret: str) -> str:
    """A token as its owner copies it: which one it is, and what only they know."""
    return f"{MARKED_AS}_{token_id.hex}_{secret}"


def token_holder(text: str, *, today: date) -> Holder | None:
    """Whose token this is, while it lasts; None for anything else. One query."""
    row = _token_of(text)
    # Something is compared whether there is such a token or not, and in the same time.
    known = row.token_hash if row else history.digest("")
    right = constant_time_compare(history.digest(text), known)
    if row is None or not right or not row.person.is_active:
        return None
    if row.ended_at is not None or row.until < today:
        return None
    return Holder(row.pk, row.person_id, frozenset(row.scopes), row.until, row.used_on)


def _token_of(text: str) -> Token | None:
    head, _, rest = text.partition("_")
    name, _, secret = rest.partition("_")
    if head != MARKED_AS or not secret or len(name) != 32:
        return None
    try:
        found = Token.objects.filter(pk=UUID(hex=name))
    except ValueError:
        return None
    return found.select_related("person").first()


def tokens_rows(person_id: UUID) -> QuerySet[Token]:
    """Every token of somebody's that is still known here, the newest first."""
    return Token.objects.filter(person_id=person_id).order_by("-made_at")


def live_tokens(person_id: UUID, *, today: date) -> QuerySet[Token]:
    return tokens_rows(person_id).filter(ended_at__isnull=True, until__gte=today)


def as_member(person_id: UUID) -> Actor:
    """A person as somebody who works in their places, whatever roles they hold there: for what
    depends on where somebody works, such as their own plan, and on nothing they may do."""
    held = (_held(*row) for row in RoleHeld.objects.filter(person_id=person_id).values_list(*HELD))
    return Actor.holding(person_id, *(replace(one, role=Role.WORKER) for one in held))


# Who was erased. After a backup is restored, some of them may be back.


def erasures() -> QuerySet[Erasure]:
    return Erasure.objects.order_by("day", "person")


def is_back(person_id: UUID) -> bool:
    """Whether somebody who was erased has a row here, or words in a chain of their own."""
    if Person.objects.filter(pk=person_id).exists():
        return True
    return history.says_anything(chains_about(person_id))
