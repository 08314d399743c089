"""Places, first roles and sign-in providers, from the server's own terminal.

Whoever runs the server is the actor there, and history says nobody's name.
"""

from collections.abc import Collection
from typing import Any, TypeVar

from allauth.socialaccount.models import SocialApp
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alongside.accounts import queries
from alongside.accounts.models import Board, Person, RoleHeld, Service, Team
from alongside.foundation import history
from alongside.foundation.actor import Forbidden, Role
from alongside.foundation.text import check
from alongside.foundation.writing import action

Place = TypeVar("Place", Board, Service, Team)


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
    *,
    actor: None,
    id: str,
    name: str,
    server: str,
    client_id: str,
    secret: str,
    emails: Collection[str] = (),
) -> None:
    """Add an OpenID Connect provider, or change it. Several can stand side by side.

    ``emails``: the endings of the addresses that this organisation gives out itself, such as
    nhs.scot. Only for these is its word enough that an address is somebody's.
    Raises Forbidden where people signed in under this name at another server: whoever has the same
    number there would get in as somebody else.
    """
    known = queries.server_of(id)
    if known and _bare(known) != _bare(server):
        raise Forbidden(
            _(
                "“%(id)s” was %(server)s. People of two servers must not be mixed up: choose another id."
            )
            % {"id": id, "server": known}
        )
    SocialApp.objects.update_or_create(
        provider="openid_connect",
        provider_id=id,
        defaults={
            "name": name,
            "client_id": client_id,
            "secret": secret,
            "settings": {
                "server_url": server,
                "emails": sorted({one.strip().lstrip("@").lower() for one in emails}),
            },
        },
    )
    history.record(
        chain=f"provider:{id}", verb="set", actor=actor, what={"name": name, "server": server}
    )


def _bare(server: str) -> str:
    return server.partition("/.well-known/")[0].rstrip("/")


@action
def remove_provider(*, actor: None, id: str) -> bool:
    """Nobody signs in through it from now on. Who did keeps their account, and gets in again where
    the same server is added again; others choose a password by mail."""
    gone, _rows = SocialApp.objects.filter(provider="openid_connect", provider_id=id).delete()
    if gone:
        history.record(chain=f"provider:{id}", verb="removed", actor=actor, what={})
    return bool(gone)
