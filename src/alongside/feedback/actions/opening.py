"""After a quarter: opening what was held with the key, reading it, and releasing it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from nacl.encoding import URLSafeBase64Encoder
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from alongside.core.feedback import batches, counting
from alongside.core.feedback.answers import (
    AS_IS,
    LEFT_OUT,
    LONGEST_WORDS,
    SUMMARY,
    Answer,
    Said,
    decisions,
    unpack,
)
from alongside.feedback import policies, queries
from alongside.feedback.models import RELEASED, TOO_FEW, Batch, Card, Round, Slot, Told
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.text import check
from alongside.foundation.writing import Conflict, action

from .faults import BadEntryError
from .slots import chance, hold, is_full, slots

Box: TypeAlias = "SealedBox[PrivateKey]"


class WrongKeyError(Exception):
    """This is no release key, or not the one that these rounds were sealed to."""


def _private(text: str) -> PrivateKey:
    try:
        return PrivateKey(text.strip().encode(), URLSafeBase64Encoder)
    except (ValueError, TypeError, CryptoError) as error:
        raise WrongKeyError(
            _("This is not a release key. Look whether all of it was copied.")
        ) from error


@action
def open_held(*, actor: Actor | None, release_key: str) -> None:
    """Open whatever quarters are over and enough was given in. It says nothing of how much.

    ``actor`` None: from the server's own terminal, for every service. Raises WrongKeyError.
    """
    if actor is not None and not actor.is_a(policies.READER):
        raise Forbidden(_("Only moderators open what was held."))
    key = _private(release_key)
    public = key.public_key.encode(URLSafeBase64Encoder).decode()
    over = [row for row in _over() if actor is None or _covers(actor, row)]
    mine = [row for row in over if row.key == public]
    if over and not mine:
        raise WrongKeyError(_("These rounds were sealed to another key."))
    for service_id in sorted({row.service_id for row in mine}):
        rounds = [hold(row.pk) for row in mine if row.service_id == service_id]
        _open_service(actor, service_id, rounds, SealedBox(key))


def _over() -> list[Round]:
    """Rounds of quarters that are over and that still hold something, or might."""
    rows = Round.objects.filter(taken=False, quarter__lt=queries.this_quarter())
    return list(rows.select_related("service").order_by("pk"))


def _covers(actor: Actor, row: Round) -> bool:
    return actor.is_a_at(policies.READER, board=row.service.board_id, service=row.service_id)


@dataclass(frozen=True, slots=True)
class Source:
    """A round, or a batch of which too few were left, and the answers in it."""

    row: Round | Batch
    told: list[Told]


def _open_service(actor: Actor | None, service_id: UUID, rounds: Sequence[Round], box: Box) -> None:
    today = timezone.localdate()
    waiting = Batch.objects.filter(service=service_id, state=TOO_FEW)
    sources = [Source(row, list(_opened(row, box))) for row in rounds]
    sources += [
        Source(row, list(Told.objects.filter(batch=row, withdrawn=False))) for row in waiting
    ]
    held: dict[UUID | None, list[Told]] = {}
    for one in sources:
        held.setdefault(one.row.team_id, []).extend(one.told)
    made = batches.batches(held, least=settings.FEEDBACK_LEAST)
    teams = {one.team for one in made}
    for batch in made:
        own = [s.row for s in sources if s.row.team_id == batch.team]
        rest = [s.row for s in sources if s.row.team_id not in teams - {None}]
        _put_in(actor, service_id, batch, own if batch.team else rest)
    for source in sources:
        row = source.row
        old = queries.too_old(row.quarter, today=today, quarters_kept=policies.HELD_FOR)
        if row.team_id in teams or None in teams or old:
            _empty_out(row)
    Card.objects.filter(round__in=[row.pk for row in rounds]).delete()


def _opened(row: Round, box: Box) -> Iterator[Told]:
    for slot in slots(row):
        answer = unpack(box.decrypt(bytes(slot.body)))
        if answer is not None and is_full(slot):
            said = [[one.code, one.matters, one.happens] for one in answer.said]
            receipt = bytes(slot.mark)[1:].hex()
            yield Told(receipt=receipt, said=said, words=answer.words, way=answer.way)


def _put_in(
    actor: Actor | None,
    service_id: UUID,
    batch: batches.Batch[UUID, Told],
    rows: Sequence[Round | Batch],
) -> None:
    """A batch, and its answers in an order that chance chooses, under keys nobody has seen."""
    newest = max(rows, key=lambda one: one.quarter)
    asked = [code for row in rows for code in row.statements]
    made = Batch(
        service_id=service_id, team_id=batch.team, quarter=newest.quarter, edition=newest.edition,
        statements=list(dict.fromkeys(asked)),
    )  # fmt: skip
    made.save(force_insert=True)
    again = [
        Told(batch=made, receipt=one.receipt, said=one.said, words=one.words, way=one.way)
        for one in batch.answers
    ]
    chance.shuffle(again)
    Told.objects.filter(pk__in=[one.pk for one in batch.answers]).delete()
    Told.objects.bulk_create(again)
    _record(actor, made, "opened", {})


def _empty_out(row: Round | Batch) -> None:
    if isinstance(row, Batch):
        row.delete()
        return
    Slot.objects.filter(round=row).delete()
    row.taken = True
    row.save(update_fields=["taken"])


def tidy() -> None:
    """Have the database give up the room of what is no longer there. Outside any transaction.

    PostgreSQL writes the tables anew; SQLite its file, and empties the log beside it. Neither
    reaches backups and archived logs.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            for model in (Slot, Card, Told):
                cursor.execute(f"VACUUM FULL {connection.ops.quote_name(model._meta.db_table)}")


# Reading, by somebody from outside the team

RECOGNISED = ("no", "unsure", "yes")


@action
def decide(
    *, actor: Actor, told_id: UUID, version: int, recognised: str, decision: str, words: str = ""
) -> None:
    """Say whether staff could recognise a writer, and what is to be shown of their words.

    What the writer chose is kept to: who asked for a summary is never shown word for word. Raises
    Forbidden, BadEntryError, and Conflict where somebody else decided since ``version``.
    """
    row = queries.words_to_read(actor, told_id)
    if row is None:
        raise Forbidden(_("There is nothing here that you can change."))
    row = Told.objects.select_for_update().select_related("batch").get(pk=row.pk)
    if recognised not in RECOGNISED:
        raise BadEntryError([("recognised", "unknown")])
    if decision not in decisions(row.way, recognised=recognised != "no"):
        raise BadEntryError([("decision", "unknown")])
    shown = _shown(row, decision, check(words.strip(), "words"))
    if row.version != version:
        raise Conflict(
            label=_("What is shown of these words"),
            yours=[(_("What is shown"), shown)],
            theirs=[(_("What is shown"), row.shown_words)],
            go_on=reverse("feedback:read", args=[row.batch_id]),
        )
    row.recognised, row.decision, row.shown_words = recognised, decision, shown
    row.version = version + 1
    row.save(update_fields=["recognised", "decision", "shown_words", "version"])
    _record(actor, row.batch, "words read", {"decision": decision, "recognised": recognised})


def _shown(row: Told, decision: str, words: str) -> str:
    if decision == AS_IS:
        return row.words
    if decision == LEFT_OUT:
        return ""
    if not words:
        raise BadEntryError([("words", "empty")])
    if len(words) > LONGEST_WORDS:
        raise BadEntryError([("words", "long")])
    return words


@action
def release(*, actor: Actor, batch_id: UUID) -> None:
    """Show a batch to those it is about, once every text in it was read.

    The words as they came are then thrown away; only what is shown is kept. Batches released before
    lose, in their counts, whoever took theirs back since.
    """
    row = queries.batch_to_read(actor, batch_id)
    if row is None:
        raise Forbidden(_("There is nothing here that you can change."))
    row = Batch.objects.select_for_update().get(pk=row.pk)
    if any(not one.decision for one in queries.with_words(row.pk)):
        raise Forbidden(_("Read every text first, and say what is to become of it."))
    Told.objects.filter(batch=row, withdrawn=True).delete()
    if Told.objects.filter(batch=row).count() < settings.FEEDBACK_LEAST:
        row.state = TOO_FEW
        row.save(update_fields=["state"])
        _record(actor, row, "held back", {})
        return
    row.state, row.released_on = RELEASED, timezone.localdate()
    row.counted = _counted(row)
    row.save(update_fields=["state", "released_on", "counted"])
    for one in Told.objects.filter(batch=row):
        one.words = ""
        one.save(update_fields=["words"])
    _go_over_earlier(row)
    _record(actor, row, "released", {})


def _counted(row: Batch) -> dict[str, Any]:
    given = [
        Answer(tuple(Said(*said) for said in one.said), "", SUMMARY)
        for one in Told.objects.filter(batch=row)
    ]
    return asdict(counting.count(given, row.statements, least=settings.FEEDBACK_LEAST))


def _go_over_earlier(row: Batch) -> None:
    """Earlier batches of the service: withdrawn answers leave the counts, old words go."""
    today = timezone.localdate()
    for one in Batch.objects.filter(service=row.service_id, state=RELEASED).exclude(pk=row.pk):
        if Told.objects.filter(batch=one, withdrawn=True).delete()[0]:
            left = Told.objects.filter(batch=one).count()
            if left < settings.FEEDBACK_LEAST:
                one.delete()
                continue
            one.counted = _counted(one)
            one.save(update_fields=["counted"])
        if queries.too_old(one.quarter, today=today, quarters_kept=policies.TEXT_FOR):
            for told in Told.objects.filter(batch=one):
                told.shown_words = ""
                told.save(update_fields=["shown_words"])


def batch_chain(batch_id: UUID) -> str:
    return f"feedback-batch:{batch_id}"


def _record(actor: Actor | None, row: Batch, verb: str, what: dict[str, Any]) -> None:
    place = {"service": row.service_id, "team": row.team_id, "quarter": row.quarter}
    history.record(chain=batch_chain(row.pk), verb=verb, actor=actor, what={**place, **what})
