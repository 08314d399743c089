"""Writes about people, places and sharing."""

import hashlib
import secrets
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialApp
from django.core.mail import send_mail
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden, Role
from alongside.foundation.text import check
from alongside.foundation.writing import action, tell

from . import policies, queries
from .models import Board, Invitation, Person, RoleHeld, Service, Share, Team

INVITATION_DAYS = 30
SHARED = "shared"
Place = TypeVar("Place", Board, Service, Team)


@action
def rename(*, actor: Actor, name: str) -> None:
    """Change one's own name as others see it."""
    name = check(name.strip(), _("Your name"))[:120]
    Person.objects.filter(pk=actor.person_id).update(name=name)
    history.record(
        chain=f"person:{actor.person_id}", verb="renamed", actor=actor, what={"name": name}
    )


@action
def share(
    *,
    actor: Actor,
    kind: str,
    item: str,
    until: date,
    reader_id: UUID | None = None,
    reader_email: str = "",
) -> Share:
    """Let one named person see one item until a day. A share of the same thing is replaced."""
    email = reader_email.strip().lower()
    if (reader_id is None) == (not email):
        raise Forbidden(_("Choose one person to share with."))
    today = timezone.localdate()
    if not policies.may_share(actor, reader=reader_id, until=until, today=today):
        raise Forbidden(_("Choose somebody else, and a day from today up to a year ahead."))
    same = Share.objects.filter(
        owner_id=actor.person_id,
        kind=kind,
        item=item,
        reader_id=reader_id,
        reader_email=email,
        ended_at__isnull=True,
    )
    same.update(ended_at=timezone.now())
    made = Share.objects.create(
        owner_id=actor.person_id,
        kind=kind,
        item=item,
        reader_id=reader_id,
        reader_email=email,
        until=until,
    )
    tell(topic=SHARED, about=made.pk, body={})
    history.record(
        chain=f"shares:{actor.person_id}",
        verb="shared",
        actor=actor,
        what={"kind": kind, "item": item, "reader": reader_id, "email": email, "until": until},
    )
    return made


@action
def end_share(*, actor: Actor, share_id: UUID) -> None:
    """Stop sharing at once. Ending what has ended changes nothing."""
    found = Share.objects.select_for_update().filter(pk=share_id).first()
    if found is None or not policies.may_end_share(actor, owner=found.owner_id):
        raise Forbidden(_("Only the person who shared this can stop sharing it."))
    if found.ended_at is not None:
        return
    found.ended_at = timezone.now()
    found.save(update_fields=["ended_at"])
    history.record(
        chain=f"shares:{actor.person_id}",
        verb="stopped sharing",
        actor=actor,
        what={"kind": found.kind, "item": found.item},
    )


@action
def send_word_of_share(*, actor: None, share_id: UUID) -> bool:
    """Write to the reader that something was shared, without saying what. Ended: nothing is sent."""
    found = queries.live_share(share_id, today=timezone.localdate())
    if found is None:
        return False
    to = found.reader.email if found.reader else found.reader_email
    said = _("%(name)s shares something with you in Alongside. Sign in to see it.")
    send_mail(
        _("Alongside: something is shared with you"), said % {"name": found.owner}, None, [to]
    )
    return True


@action
def invite(*, actor: Actor, team_id: UUID, email: str, role: Role) -> str:
    """Ask an address to join a team. Returns the token, which is not kept in clear."""
    team = _team(actor, team_id, role)
    token, email = secrets.token_urlsafe(24), email.strip().lower()
    Invitation.objects.create(
        email=email,
        team=team,
        role=role,
        token_hash=token_hash(token),
        invited_by_id=actor.person_id,
        until=timezone.localdate() + timedelta(days=INVITATION_DAYS),
    )
    history.record(
        chain=f"team:{team_id}", verb="invited", actor=actor, what={"email": email, "role": role}
    )
    return token


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@action
def accept_invitation(*, actor: Actor, token: str) -> Team:
    """Join a team with an invitation, once. Whoever holds the link is who was meant."""
    found = (
        Invitation.objects.select_for_update()
        .filter(token_hash=token_hash(token), used_at__isnull=True)
        .first()
    )
    if found is None or found.until < timezone.localdate():
        raise Forbidden(_("This invitation has been used or has run out. Ask for a new one."))
    found.used_at = timezone.now()
    found.save(update_fields=["used_at"])
    RoleHeld.objects.get_or_create(person_id=actor.person_id, role=found.role, team=found.team)
    history.record(
        chain=f"team:{found.team_id}", verb="joined", actor=actor, what={"role": found.role}
    )
    return found.team


@action
def give_role(*, actor: Actor, person_id: UUID, team_id: UUID, role: Role) -> None:
    """Give somebody a role in a team one looks after."""
    team = _team(actor, team_id, role)
    RoleHeld.objects.get_or_create(person_id=person_id, role=role, team=team)
    history.record(
        chain=f"team:{team_id}",
        verb="gave a role",
        actor=actor,
        what={"person": person_id, "role": role},
    )


@action
def take_role(*, actor: Actor, held_id: UUID) -> None:
    """Take a role in a team away again."""
    held = RoleHeld.objects.filter(pk=held_id, team__isnull=False).first()
    if held is None or held.team_id is None:
        raise Forbidden(_("That role is not one you look after."))
    _team(actor, held.team_id, Role(held.role))
    held.delete()
    history.record(
        chain=f"team:{held.team_id}",
        verb="took a role away",
        actor=actor,
        what={"person": held.person_id, "role": held.role},
    )


def _team(actor: Actor, team_id: UUID, role: Role) -> Team:
    team = Team.objects.select_related("service").filter(pk=team_id).first()
    if team is None or not policies.may_give_role(
        actor, role, board=team.service.board_id, service=team.service_id, team=team.pk
    ):
        raise Forbidden(_("That team is not one you look after."))
    return team


@action
def erase_person(*, actor: Actor) -> None:
    """Erase oneself: everything that is one's own goes; chains of history keep only digests."""
    for chain in ("answers", "plan", "shares", "person"):
        history.erase_details(f"{chain}:{actor.person_id}")
    # Others may have written to, shared with or invited an address that is proved to be theirs.
    emails = queries.verified_emails(actor.person_id)
    history.erase_details_with(email__in=emails)
    Share.objects.filter(reader_email__in=emails).delete()
    Invitation.objects.filter(email__in=emails).delete()
    EmailAddress.objects.filter(user_id=actor.person_id).delete()
    Person.objects.filter(pk=actor.person_id).delete()


# From the server's own terminal: whoever runs the server is the actor, and history says nobody's name.


@action
def add_place(*, actor: None, board: str, service: str, team: str) -> Team:
    """Add a board, a service and a team, whichever of them is not there yet."""
    names = [check(name.strip(), _("The name")) for name in (board, service, team)]
    if not all(names):
        raise Forbidden(_("Give the board, the service and the team each a name."))
    the_board, _made = Board.objects.get_or_create(name=names[0])
    the_service, _made = Service.objects.get_or_create(board=the_board, name=names[1])
    the_team, new = Team.objects.get_or_create(service=the_service, name=names[2])
    if new:
        history.record(
            chain=f"team:{the_team.pk}", verb="added", actor=actor, what={"names": names}
        )
    return the_team


@action
def appoint(
    *, actor: None, email: str, role: Role, board: str = "", service: str = "", team: str = ""
) -> str:
    """Give somebody with an account a role at one place, or nationally. Returns the place."""
    person = Person.objects.filter(email=email.strip().lower()).first()
    if person is None:
        raise Forbidden(f"Nobody signs in as {email}. They need to make an account first.")
    place: dict[str, Any] = {}
    if team:
        teams = Team.objects.filter(name=team)
        if service:
            teams = teams.filter(service__name=service)
        place["team"] = _only(teams, "team", team)
    elif service:
        place["service"] = _only(Service.objects.filter(name=service), "service", service)
    elif board:
        place["board"] = _only(Board.objects.filter(name=board), "board", board)
    RoleHeld.objects.get_or_create(person=person, role=role, **place)
    where = " ".join(str(found) for found in place.values()) or "everywhere"
    history.record(
        chain=f"person:{person.pk}",
        verb="gave a role",
        actor=actor,
        what={"role": role, "place": where},
    )
    return where


def _only(rows: QuerySet[Place], what: str, name: str) -> Place:
    found = list(rows[:2])
    if len(found) != 1:
        said = "no" if not found else "more than one"
        raise Forbidden(f"There is {said} {what} called “{name}”.")
    return found[0]


@action
def set_provider(
    *, actor: None, id: str, name: str, server: str, client_id: str, secret: str
) -> None:
    """Add an OpenID Connect provider, or change it. Several can stand side by side."""
    SocialApp.objects.update_or_create(
        provider="openid_connect",
        provider_id=id,
        defaults={
            "name": name,
            "client_id": client_id,
            "secret": secret,
            "settings": {"server_url": server},
        },
    )
    history.record(
        chain=f"provider:{id}", verb="set", actor=actor, what={"name": name, "server": server}
    )


@action
def remove_provider(*, actor: None, id: str) -> bool:
    gone, _rows = SocialApp.objects.filter(provider="openid_connect", provider_id=id).delete()
    if gone:
        history.record(chain=f"provider:{id}", verb="removed", actor=actor, what={})
    return bool(gone)
