"""Reads of the word list: what is published, the draft, the panel, and a service's own words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from alongside.accounts.queries import verified_emails
from alongside.core.language.identifiers import Identifiers
from alongside.core.language.terms import Rule
from alongside.foundation.actor import Actor

from . import loading
from .models import Decision, PanelMember, ServiceWord, WordEdition

Written = Mapping[str, Mapping[str, Any]]
FIELDS = ("number", "digest", "published_at")


@dataclass(frozen=True, slots=True)
class Current:
    """The word list in use. Number 0 is the one that comes with Alongside."""

    number: int
    digest: str
    published_at: datetime | None

    @property
    def compiled(self) -> str:
        """The rules as the JSON text that a browser reads."""
        return _compiled(self.number, self.digest)

    @property
    def written(self) -> Written:
        """The rules as people wrote them, by id."""
        return _written(self.number, self.digest)


@lru_cache(maxsize=1)
def packaged() -> Current:
    return Current(0, loading.digest(loading.COMPILED.read_text("utf-8")), None)


def current() -> Current:
    """The newest published edition, else the packaged list. One query."""
    newest = WordEdition.objects.filter(draft=False).order_by("-number").values_list(*FIELDS)
    row = newest.first()
    return Current(*row) if row else packaged()


@lru_cache(maxsize=4)
def _compiled(number: int, digest: str) -> str:
    if not number:
        return loading.COMPILED.read_text("utf-8")
    found = WordEdition.objects.values_list("compiled", flat=True)
    return found.get(number=number, digest=digest)


@lru_cache(maxsize=4)
def _written(number: int, digest: str) -> Written:
    if not number:
        return loading.packaged_written()
    text = WordEdition.objects.values_list("written", flat=True).get(number=number, digest=digest)
    written: Written = json.loads(text)
    return written


def identifiers() -> Identifiers:
    """Looks for what could tell who somebody is, with the rules that come with Alongside."""
    return loading.identifiers()


def draft() -> WordEdition | None:
    """The one draft there may be."""
    return WordEdition.objects.filter(draft=True).first()


def written_of(edition: WordEdition) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(edition.written)
    return found


def editions() -> QuerySet[WordEdition]:
    return WordEdition.objects.filter(draft=False).order_by("-number").defer("written", "compiled")


# The panel


def member(actor: Actor) -> PanelMember | None:
    """This person's place on the panel, once they have said yes to it."""
    return PanelMember.objects.filter(person_id=actor.person_id, agreed_at__isnull=False).first()


def asked(actor: Actor) -> PanelMember | None:
    """The invitation to the panel that waits for this person, by an address they have proved."""
    emails = verified_emails(actor.person_id)
    return PanelMember.objects.filter(email__in=emails, agreed_at__isnull=True).first()


def panel() -> QuerySet[PanelMember]:
    return PanelMember.objects.order_by("made_at")


def membership_of(person_id: UUID) -> PanelMember | None:
    return PanelMember.objects.filter(person_id=person_id).first()


def decisions(edition: WordEdition) -> list[Decision]:
    """What the panel said to exactly the words the edition has now."""
    found = Decision.objects.filter(edition=edition, digest=edition.digest)
    return list(found.select_related("member").order_by("made_at"))


def decisions_of(member_id: UUID) -> QuerySet[Decision]:
    return Decision.objects.filter(member_id=member_id).select_related("edition")


def people_deciding(edition: WordEdition) -> tuple[list[UUID], list[UUID]]:
    """Who said yes, and who said not yet, to the words as they stand."""
    found = [(row.yes, row.member.person_id) for row in decisions(edition) if row.member.person_id]
    return [who for yes, who in found if yes], [who for yes, who in found if not yes]


# A service's own words


def service_words(actor: Actor) -> QuerySet[ServiceWord]:
    """The own words of the services this person works in."""
    found = ServiceWord.objects.filter(service_id__in=actor.services)
    return found.select_related("service").order_by("service__name", "pattern")


def service_rules(actor: Actor) -> tuple[Rule, ...]:
    return tuple(
        _service_rule(row.pk.hex, row.pattern, row.instead, row.why, row.service.name)
        for row in service_words(actor)
    )


@lru_cache(maxsize=2000)
def _service_rule(key: str, pattern: str, instead: str, why: str, service: str) -> Rule:
    return loading.rule_of(
        {
            "id": f"ours-{key}",
            "title": pattern,
            "level": "C",
            "finds": [pattern],
            "instead": [instead],
            "why": why,
            "sources": [service],
        },
        "ours",
    )
