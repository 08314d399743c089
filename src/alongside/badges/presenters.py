"""Badges as their owner's pages show them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.badges import queries
from alongside.core.credentials import badge_reading
from alongside.core.credentials.badges import ACTS, Act, Badge, Site, credential

NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Line:
    """A badge in the list."""

    id: UUID
    name: str
    on: date | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that stands in a badge, as its owner reads it. ``stood_by``: its key is still one of
    ours, or it is not signed yet."""

    name: str
    description: str
    criteria: str
    own: str
    on: date | None
    statements: Sequence[tuple[str, str]]
    issuer: str
    site: str
    stood_by: bool


def lines(made: Sequence[queries.Made]) -> list[Line]:
    return [Line(one.id, _name(one.credential), _day(one.credential), one.ended_at) for one in made]


def acts() -> list[Act]:
    return list(ACTS.values())


def act_words() -> dict[str, str]:
    """What each act is called on a page, which may be in another language than the badge."""
    return {
        "activity": _("I completed a learning activity"),
        "forum": _("I hosted a forum"),
        "together": _("I led something together with others"),
    }


def preview(badge: Badge, site: Site) -> Shown:
    """What a badge will say, read back from the very document that would be signed."""
    return shown(credential(badge, site=site, list_id=str(NOBODY), index=0))


def shown(document: dict[str, Any]) -> Shown:
    achievement = document["credentialSubject"]["achievement"]
    found, known = achievement.get("alignment", []), queries.keys()
    return Shown(
        name=achievement["name"],
        description=achievement["description"],
        criteria=achievement["criteria"]["narrative"],
        own=document["credentialSubject"].get("narrative", ""),
        on=_day(document),
        statements=[(one["targetCode"], one["targetName"]) for one in found],
        issuer=document["issuer"]["name"],
        site=document["issuer"]["url"],
        stood_by="proof" not in document or _key(document) in known,
    )


def _key(document: dict[str, Any]) -> str:
    return str(document["proof"]["verificationMethod"]).rpartition("#")[2]


def _name(document: dict[str, Any]) -> str:
    return str(document["credentialSubject"]["achievement"]["name"])


def _day(document: dict[str, Any]) -> date | None:
    moment = badge_reading.moment(document["credentialSubject"]["activityEndDate"])
    return moment.date() if moment else None


def as_text(document: dict[str, Any]) -> str:
    """The badge as the file holds it."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def unsigned(act: str, source: queries.Source, *, own: str) -> Badge:
    """A badge that is only looked at: it has no number of its own yet."""
    return Badge(
        id=str(NOBODY),
        subject=str(NOBODY),
        act=act,
        on=source.on,
        made=timezone.now(),
        title=source.named,
        own=own,
        statements=queries.aligned(source.codes),
    )
