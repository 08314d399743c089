"""Rows to what the account pages show, and the one file with everything about a person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from alongside.foundation import erasing
from alongside.foundation.actor import Actor, Role
from alongside.foundation.erasing import Report

from . import policies, queries
from .forms import ROLE_NAMES, SCOPE_NAMES
from .models import RoleHeld, Share, Team, Token

Part = Callable[[UUID], Any]
_parts: dict[str, Part] = {}


def export_part(name: str, part: Part) -> None:
    """An area says what it holds about a person; called from its AppConfig.ready."""
    _parts[name] = part


Link = Callable[[Actor], "tuple[str, str] | None"]
_links: list[Link] = []


def add_link(link: Link) -> None:
    """A further page of one's account: its address and what it is called, or None where somebody has
    no use for it; called from an area's AppConfig.ready."""
    if link not in _links:
        _links.append(link)


def readers(actor: Actor) -> list[tuple[str, str]]:
    """Whom one may choose by name: one's supervisors first, then the people of one's services."""
    found: dict[str, str] = {}
    for row in queries.supervisors_rows(actor.person_id):
        if row.supervisor:
            found[str(row.supervisor.pk)] = str(row.supervisor)
    for person in queries.colleagues(actor):
        found.setdefault(str(person.pk), str(person))
    return list(found.items())


@dataclass(frozen=True, slots=True)
class Shared:
    id: UUID
    what: str
    with_whom: str
    until: date


@dataclass(frozen=True, slots=True)
class Account:
    email: str
    places: tuple[str, ...]
    shares: tuple[Shared, ...]
    has_second_factor: bool
    waits_for_second_factor: bool
    is_administrator: bool
    links: tuple[tuple[str, str], ...] = ()


def account(actor: Actor, *, today: date) -> Account:
    person = queries.person(actor.person_id)
    return Account(
        email=person.email,
        places=tuple(_place(row) for row in queries.roles_rows(actor.person_id)),
        shares=tuple(shared(row) for row in queries.shares_given(actor, today=today)),
        has_second_factor=queries.has_second_factor(actor.person_id),
        waits_for_second_factor=queries.lacks_second_factor(actor.person_id),
        is_administrator=actor.is_a(Role.ADMINISTRATOR),
        links=tuple(found for link in _links if (found := link(actor))),
    )


def _place(row: RoleHeld) -> str:
    where = row.team or row.service or row.board
    name = str(ROLE_NAMES[Role(row.role)])
    return f"{name}, {where}" if where else name


@dataclass(frozen=True, slots=True)
class ItemWords:
    """How an area's shared items are called: by their owner, and where and as what a reader opens
    one. ``page`` is the name of an address that takes the item; '' where there is none.
    """

    name: Callable[[str], str]
    page: str = ""
    theirs: Any = ""


_item_words: dict[str, ItemWords] = {}


def name_items(kind: str, name: Callable[[str], str], *, page: str = "", theirs: Any = "") -> None:
    """How an area's shared items are called on the page; called from its AppConfig.ready."""
    _item_words[kind] = ItemWords(name, page, theirs)


def item_words(kind: str) -> ItemWords | None:
    return _item_words.get(kind)


def shared(row: Share) -> Shared:
    name = _item_words[row.kind].name if row.kind in _item_words else None
    return Shared(
        id=row.pk,
        what=name(row.item) if name else f"{row.kind} {row.item}",
        with_whom=str(row.reader) if row.reader else row.reader_email,
        until=row.until,
    )


@dataclass(frozen=True, slots=True)
class Member:
    held_id: UUID
    name: str
    role: str
    since: datetime


@dataclass(frozen=True, slots=True)
class TeamCard:
    team: Team
    members: tuple[Member, ...]


def teams(actor: Actor) -> list[TeamCard]:
    places = list(queries.places_run_by(actor))
    members: dict[UUID, list[Member]] = {team.pk: [] for team in places}
    for row in queries.members_of([team.pk for team in places]):
        assert row.team_id is not None
        role = str(ROLE_NAMES[Role(row.role)])
        members[row.team_id].append(Member(row.pk, str(row.person), role, row.made_at))
    return [TeamCard(team, tuple(members[team.pk])) for team in places]


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token on its owner's page: everything that is known of it. ``ended`` where it is over."""

    id: UUID
    name: str
    may: tuple[str, ...]
    made_on: date
    until: date
    used_on: date | None
    ended: date | None


def tokens(actor: Actor, *, today: date) -> list[TokenLine]:
    """Those that work first, each kind with the newest first."""
    lines = [_token(row, today) for row in queries.tokens_rows(actor.person_id)]
    return sorted(lines, key=lambda line: line.ended is not None)


def _token(row: Token, today: date) -> TokenLine:
    over = timezone.localdate(row.ended_at) if row.ended_at else None
    said_already = {more for one in row.scopes for more in policies.SCOPES.get(one, ())}
    return TokenLine(
        id=row.pk,
        name=row.name,
        may=tuple(
            str(SCOPE_NAMES[one])
            for one in row.scopes
            if one in SCOPE_NAMES and one not in said_already
        ),
        made_on=timezone.localdate(row.made_at),
        until=row.until,
        used_on=row.used_on,
        ended=over or (row.until if row.until < today else None),
    )


def what_would_go(actor: Actor) -> Report:
    """What erasing would take, and what others would keep without one's name. Changes nothing."""
    return erasing.report(*erasing.fate(queries.person(actor.person_id)))


def everything(actor: Actor) -> dict[str, Any]:
    """All that is kept about one person, by area, ready for JSON."""
    person = queries.person(actor.person_id)
    own = {
        "name": person.name,
        "email": person.email,
        "joined": person.joined_at.isoformat(),
        "roles": [
            {"role": _place(row), "since": row.made_at.isoformat()}
            for row in queries.roles_rows(actor.person_id)
        ],
        "invitations": [
            {
                "team": str(row.team),
                "role": row.role,
                "sent": row.made_at.isoformat(),
                "used": row.used_at.isoformat() if row.used_at else None,
            }
            for row in queries.invitations_by(actor.person_id)
        ],
        "shares": [
            {
                "kind": row.kind,
                "item": row.item,
                "with": str(row.reader) if row.reader else row.reader_email,
                "from": row.made_at.isoformat(),
                "until": row.until.isoformat(),
                "ended": row.ended_at.isoformat() if row.ended_at else None,
            }
            for row in queries.all_shares(actor.person_id)
        ],
        "supervision": [
            {
                "worker": str(row.worker),
                "supervisor": str(row.supervisor) if row.supervisor else "",
                "asked": row.made_at.isoformat(),
                "answered": row.answered_at.isoformat() if row.answered_at else None,
                "ended": row.ended_at.isoformat() if row.ended_at else None,
                "state": row.state,
            }
            for row in queries.all_supervising(actor.person_id)
        ],
        "tokens": [
            {
                "for": row.name,
                "may": row.scopes,
                "made": row.made_at.isoformat(),
                "until": row.until.isoformat(),
                "last_used": row.used_on.isoformat() if row.used_on else None,
                "ended": row.ended_at.isoformat() if row.ended_at else None,
            }
            for row in queries.tokens_rows(actor.person_id)
        ],
    }
    return {"account": own, **{name: part(actor.person_id) for name, part in _parts.items()}}
