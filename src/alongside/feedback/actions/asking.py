"""Opening a quarter's round, printing its cards, and stopping a sheet that went astray."""

import secrets
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from alongside.core.feedback import codes
from alongside.feedback import policies, queries
from alongside.feedback.models import Card, Round, Sheet, Slot
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import action, once
from alongside.framework import queries as framework

from .faults import BadEntryError
from .slots import chance, empty, hold, worthless, write_cards


@action
def open_round(
    *,
    actor: Actor,
    service_id: UUID,
    team_id: UUID | None,
    statements: list[str],
    cards: int,
    key: str = "",
) -> UUID:
    """Open this quarter's round for a team, or for the whole service. Raises BadEntryError."""
    service = queries.service_to_ask(actor, service_id)
    if service is None:
        raise Forbidden(_("Only those who look after a service can ask for feedback about it."))
    if not settings.FEEDBACK_PUBLIC_KEY:
        raise Forbidden(
            _(
                "There is no key to seal feedback with yet. Whoever runs the server can make one "
                "with: alongside feedback key"
            )
        )

    def do() -> dict[str, Any]:
        team = next((one for one in queries.teams_of(service) if one.pk == team_id), None)
        quarter, edition = queries.this_quarter(), framework.published()
        faults = list(
            policies.round_faults(statements=statements, known=edition.edition.by_code, cards=cards)
        )
        if (team is None) != (team_id is None):
            faults.append(("place", "unknown"))
        if faults:
            raise BadEntryError(faults)
        if team_id in queries.asked_already(service, quarter):
            raise Forbidden(_("This quarter’s round is open already."))
        row = Round(
            service=service, team=team, quarter=quarter, edition=edition.slug,
            statements=statements, cards=cards, tag=_tag(), key=settings.FEEDBACK_PUBLIC_KEY,
        )  # fmt: skip
        row.save(force_insert=True)
        Slot.objects.bulk_create([empty(row) for _each in range(cards)])
        _record(actor, row, "opened", {"statements": statements, "cards": cards})
        return {"id": str(row.pk)}

    said = ["round", service_id, team_id, statements, cards]
    return UUID(once(actor=actor, key=key, do=do, said=said)["id"])


def _tag() -> int:
    taken = set(Round.objects.values_list("tag", flat=True))
    return next(
        tag for tag in iter(lambda: secrets.randbits(codes.TAG_BITS), -1) if tag not in taken
    )


@action
def print_cards(*, actor: Actor, round_id: UUID, count: int, key: str = "") -> list[str]:
    """Make cards, shuffled, and say their codes: this once. Sent twice, the second gets none."""
    row = _mine(actor, round_id)
    made: list[str] = []

    def do() -> dict[str, Any]:
        if not 1 <= count <= row.cards - row.printed:
            raise BadEntryError([("cards", "cards")])
        new = [codes.card(secrets.token_bytes(codes.CARD_BYTES)) for _each in range(count)]
        chance.shuffle(new)
        number = queries.sheets_of(row).count() + 1
        Sheet(round=row, number=number, cards=count).save(force_insert=True)
        row.printed += count
        row.save(update_fields=["printed"])
        more = [Card(sheet=number, digest=one.digest) for one in new]
        write_cards(row, [*Card.objects.filter(round=row), *more])
        made.extend(str(one) for one in new)
        _record(actor, row, "cards printed", {"sheet": number, "cards": count})
        return {}

    once(actor=actor, key=key, do=do)
    return made


@action
def stop_sheet(*, actor: Actor, round_id: UUID, number: int) -> None:
    """Make every card of a sheet worthless, used or not: one cannot be told from the other."""
    row = _mine(actor, round_id)
    sheet = queries.sheets_of(row).filter(number=number, stopped=False).first()
    if sheet is None:
        return
    sheet.stopped = True
    sheet.save(update_fields=["stopped"])
    cards = list(Card.objects.filter(round=row))
    for one in cards:
        one.digest = worthless() if one.sheet == number else one.digest
    write_cards(row, cards)
    _record(actor, row, "cards stopped", {"sheet": number})


def _mine(actor: Actor, round_id: UUID) -> Round:
    """The round, held; only for those who may run it, and only while its quarter lasts."""
    row = queries.round_to_run(actor, round_id)
    if row is None:
        raise Forbidden(_("There is nothing here that you can change."))
    if row.quarter != queries.this_quarter():
        raise Forbidden(_("That quarter is over."))
    return hold(row.pk)


def round_chain(round_id: UUID) -> str:
    return f"feedback-round:{round_id}"


def _record(actor: Actor, row: Round, verb: str, what: dict[str, Any]) -> None:
    place = {"service": row.service_id, "team": row.team_id, "quarter": row.quarter}
    history.record(chain=round_chain(row.pk), verb=verb, actor=actor, what={**place, **what})
