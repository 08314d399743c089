"""Reads. None of them counts what is held, and none that staff pages use looks into a slot."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from alongside.accounts import queries as accounts
from alongside.accounts.models import Service, Team
from alongside.core.feedback import codes, quarters
from alongside.core.feedback.codes import Code
from alongside.core.framework import Edition
from alongside.foundation.actor import Actor
from alongside.framework import queries as framework

from . import policies
from .models import READING, RELEASED, Batch, Card, Reply, Round, Sheet, Slot, Told

FULL, EMPTY = b"\x01", b"\x00"


def this_quarter() -> str:
    return quarters.quarter_of(timezone.localdate())


def edition_of(row: Round | Batch) -> Edition:
    """The edition whose words a round asks in, as it was published."""
    return framework.edition(row.edition)


# Giving: a code is all that is known


def round_for(text: str) -> tuple[Code, Round] | None:
    """The card somebody typed and its round, while it can be used. One answer for all the rest:

    a slip, a guess, a card that was used or stopped, and a quarter that is over.
    """
    try:
        code = codes.read(text)
    except codes.NotACode:
        return None
    if code.kind is not codes.Kind.CARD:
        return None
    card = Card.objects.filter(digest=code.digest).select_related(*_PLACE).first()
    if card is None or card.round.quarter != this_quarter():
        return None
    return code, card.round


_PLACE = ("round__service__board", "round__team")


def receipt_in(text: str) -> Code | None:
    """The receipt somebody typed; None for anything else."""
    try:
        code = codes.read(text)
    except codes.NotACode:
        return None
    return code if code.kind is codes.Kind.RECEIPT else None


def slot_of(receipt: Code) -> Slot | None:
    """The slot that a receipt belongs to, found by opening the marks of its round alone."""
    slots = Slot.objects.filter(round__tag=receipt.tag).defer("body")
    return next((one for one in slots if bytes(one.mark) == mark(receipt)), None)


def mark(receipt: Code) -> bytes:
    """What a full slot's mark holds; an empty one's is as long."""
    return FULL + bytes.fromhex(receipt.digest)


def is_held(receipt: Code) -> bool:
    return slot_of(receipt) is not None


def told_with(receipt: Code) -> Told | None:
    """What was opened under a receipt and not taken back."""
    rows = Told.objects.filter(receipt=receipt.digest, withdrawn=False)
    return rows.select_related("batch__service__board", "batch__team").first()


# Rounds: those who ask


def services(actor: Actor) -> QuerySet[Service]:
    """The services for which this person may open a round."""
    return accounts.services_where(actor, *policies.OPENERS)


def service_to_ask(actor: Actor, service_id: UUID) -> Service | None:
    service = accounts.service(service_id)
    if service is None:
        return None
    allowed = policies.may_open(actor, board=service.board_id, service=service.pk)
    return service if allowed else None


def teams_of(service: Service) -> QuerySet[Team]:
    return Team.objects.filter(service=service).order_by("name")


def rounds_of(service_ids: Iterable[UUID]) -> QuerySet[Round]:
    """The newest quarter first, then by name."""
    rows = Round.objects.filter(service__in=list(service_ids))
    return rows.select_related("service__board", "team").order_by(
        "-quarter", "service__name", "team__name", "pk"
    )


def round_to_run(actor: Actor, round_id: UUID) -> Round | None:
    row = Round.objects.filter(pk=round_id).select_related("service__board", "team").first()
    if row is None:
        return None
    allowed = policies.may_open(actor, board=row.service.board_id, service=row.service_id)
    return row if allowed else None


def sheets_of(row: Round) -> QuerySet[Sheet]:
    return Sheet.objects.filter(round=row).order_by("number")


def asked_already(service: Service, quarter: str) -> set[UUID | None]:
    """The teams that have a round in a quarter; None stands for the whole service."""
    return set(
        Round.objects.filter(service=service, quarter=quarter).values_list("team_id", flat=True)
    )


# Reading before release: a moderator from outside


def _may_read(actor: Actor, row: Batch) -> bool:
    board = row.service.board_id
    return policies.may_read(actor, board=board, service=row.service_id, team=row.team_id)


def _batches() -> QuerySet[Batch]:
    return Batch.objects.select_related("service__board", "team").order_by(
        "-quarter", "service__name", "team__name", "pk"
    )


def to_read(actor: Actor) -> list[Batch]:
    """Batches that wait for a reader and that this person may read."""
    if not actor.is_a(policies.READER):
        return []
    return [row for row in _batches().filter(state=READING) if _may_read(actor, row)]


def batch_to_read(actor: Actor, batch_id: UUID) -> Batch | None:
    row = _batches().filter(pk=batch_id, state=READING).first()
    return row if row and _may_read(actor, row) else None


def with_words(batch_id: UUID) -> list[Told]:
    """The answers of a batch that have words and were not taken back, in an order of chance."""
    rows = Told.objects.filter(batch=batch_id, withdrawn=False).order_by("pk")
    return [row for row in rows if row.words]


def words_to_read(actor: Actor, told_id: UUID) -> Told | None:
    rows = Told.objects.filter(pk=told_id, withdrawn=False, batch__state=READING)
    row = rows.select_related("batch__service__board", "batch__team").first()
    return row if row and row.words and _may_read(actor, row.batch) else None


# What people told, after release


def _may_see(actor: Actor, row: Batch) -> bool:
    board = row.service.board_id
    return policies.may_see_told(actor, board=board, service=row.service_id, team=row.team_id)


def told_to(actor: Actor) -> list[Batch]:
    """What was released to the teams and services this person works in or looks after."""
    found = accounts.services_where(actor, *policies.OPENERS)
    mine = Q(service__in=[one.pk for one in found]) | Q(service__in=actor.services)
    rows = _batches().filter(mine, state=RELEASED)
    return [row for row in rows if _may_see(actor, row)]


def batch_told(actor: Actor | None, batch_id: UUID) -> Batch | None:
    """A released batch: for everybody where the service agreed, otherwise for its own people."""
    row = _batches().filter(pk=batch_id, state=RELEASED).first()
    if row is None or row.shown or (actor and _may_see(actor, row)):
        return row
    return None


def batch_to_answer(actor: Actor, batch_id: UUID) -> Batch | None:
    row = _batches().filter(pk=batch_id, state=RELEASED).first()
    if row is None:
        return None
    allowed = policies.may_reply(actor, board=row.service.board_id, service=row.service_id)
    return row if allowed else None


def shown_words(batch_id: UUID) -> list[Told]:
    """What may be read of a batch, in an order of chance that stays the same."""
    rows = Told.objects.filter(batch=batch_id, withdrawn=False).order_by("pk")
    return [row for row in rows if row.shown_words]


def replies(batch_id: UUID) -> list[Reply]:
    return list(Reply.objects.filter(batch=batch_id).order_by("made_at", "pk"))


def reply(batch_id: UUID, reply_id: UUID) -> Reply | None:
    return Reply.objects.filter(pk=reply_id, batch=batch_id).first()


def shown_of(service_id: UUID) -> list[Batch]:
    """What a service agreed to show in public, the newest quarter first."""
    return list(_batches().filter(service=service_id, state=RELEASED, shown=True))


def told_about(actor: Actor, codes_: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """For a team's theme pages and its service review: what was released about statements.

    By code of the newest edition, where the words asked about mean the same: the quarter, the
    batch with its place, and the counts in words. It is about the team;
    nothing of it may be written into anybody's own record. One query; none for who works nowhere.
    """
    if not actor.services:
        return {}
    wanted, newest = set(codes_), framework.first(newest=True)
    found: dict[str, list[dict[str, Any]]] = {}
    for row in _batches().filter(service__in=actor.services, state=RELEASED):
        for line in (row.counted or {}).get("lines", []) if _may_see(actor, row) else ():
            code = framework.now(row.edition, line["code"], newest).counts
            if code in wanted and (line["matters"] or line["happens"]):
                said = {"batch": row, "quarter": row.quarter, **line}
                found.setdefault(code, []).append(said)
    return found


def too_old(quarter: str, *, today: date, quarters_kept: int) -> bool:
    return quarter < quarters.later(quarters.quarter_of(today), -quarters_kept)
