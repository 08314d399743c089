"""Rounds as those see them who ask. The same whether nothing is held, or nine answers."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from alongside.accounts.models import Service
from alongside.core.feedback import quarters
from alongside.core.framework import Edition
from alongside.expectations import queries as expectations
from alongside.expectations.presenters.look import Look
from alongside.expectations.presenters.pages import View
from alongside.expectations.presenters.said import Said
from alongside.feedback import queries
from alongside.feedback.models import Round, Sheet
from alongside.foundation.actor import Actor

from . import wording

OPEN, OVER, TAKEN = "open", "over", "taken"


@dataclass(frozen=True, slots=True)
class RoundLine:
    id: UUID
    place: str
    quarter: str
    until: date
    state: str
    cards: int
    left: int
    asks: list[Said]
    sheets: list[Sheet]


@dataclass(frozen=True, slots=True)
class ServicePart:
    service: Service
    rounds: list[RoundLine]
    may_ask: bool


def line(row: Round, *, today: date) -> RoundLine:
    over = quarters.is_over(row.quarter, today=today)
    voice = View(expectations.texts(), queries.edition_of(row), Look(), today).voice
    return RoundLine(
        id=row.pk,
        place=wording.place(row),
        quarter=wording.quarter(row.quarter),
        until=quarters.last_day(row.quarter),
        state=TAKEN if row.taken else OVER if over else OPEN,
        cards=row.cards,
        left=row.cards - row.printed,
        asks=[voice.asked(code) for code in row.statements],
        sheets=list(queries.sheets_of(row)),
    )


def services(actor: Actor, *, today: date) -> list[ServicePart]:
    found = list(queries.services(actor))
    rows = list(queries.rounds_of([one.pk for one in found]))
    return [
        ServicePart(
            one,
            [line(row, today=today) for row in rows if row.service_id == one.pk],
            bool(places_left(one)),
        )
        for one in found
    ]


def places_left(service: Service) -> list[tuple[str, Any]]:
    """The teams, and the service as a whole, that have no round this quarter yet."""
    asked = queries.asked_already(service, queries.this_quarter())
    offered: list[tuple[str, Any]] = [
        (str(team.pk), team.name) for team in queries.teams_of(service) if team.pk not in asked
    ]
    return [*offered, *([("service", service.name)] if None not in asked else [])]


@dataclass(frozen=True, slots=True)
class ThemeOffer:
    question: Said
    id: str
    statements: list[tuple[str, Said, Said]]
    open: bool


def offers(edition: Edition, chosen: list[str]) -> list[ThemeOffer]:
    """What can be asked about, by theme: the statements' public face. Themes with a choice stand open."""
    view = View(expectations.texts(), edition, Look(), timezone.localdate())
    voice = view.voice
    return [
        ThemeOffer(
            voice.theme(theme, "question"),
            theme.id,
            [(code, voice.asked(code), voice.expect(code)) for code in view.codes(theme)],
            bool(set(chosen) & set(view.codes(theme))),
        )
        for theme in view.themes()
    ]
