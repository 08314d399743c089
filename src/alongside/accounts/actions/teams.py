"""Who is in a team, and as what."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.accounts import policies
from alongside.accounts.models import Invitation, RoleHeld, Team
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden, Role
from alongside.foundation.writing import action

INVITATION_DAYS = 30


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
