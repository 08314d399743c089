"""A round's slots and cards, written anew as a whole so that no row tells when or after which.

Whoever changes one of them holds the round's row first: two that come at once go one after the other.
"""

import secrets
from collections.abc import Sequence
from uuid import UUID

from nacl.encoding import URLSafeBase64Encoder
from nacl.public import PublicKey, SealedBox

from alongside.core.feedback.answers import Answer, pack
from alongside.core.feedback.codes import Code
from alongside.feedback.models import Card, Round, Slot
from alongside.feedback.queries import EMPTY, FULL, mark

chance = secrets.SystemRandom()
DIGEST_BYTES = 32


def hold(round_id: UUID) -> Round:
    """The round, held until the end of the transaction."""
    return Round.objects.select_for_update().get(pk=round_id)


def sealed(row: Round, answer: Answer | None) -> bytes:
    """An answer, or none, so that only the other half of the round's key opens it."""
    box = SealedBox(PublicKey(row.key.encode(), URLSafeBase64Encoder))
    return bytes(box.encrypt(pack(answer)))


def empty(row: Round) -> Slot:
    nothing = EMPTY + secrets.token_bytes(DIGEST_BYTES)
    return Slot(round=row, mark=nothing, body=sealed(row, None))


def full(row: Round, receipt: Code, answer: Answer) -> Slot:
    return Slot(round=row, mark=mark(receipt), body=sealed(row, answer))


def slots(row: Round) -> list[Slot]:
    return list(Slot.objects.filter(round=row))


def is_full(slot: Slot) -> bool:
    return bytes(slot.mark)[:1] == FULL


def write_slots(row: Round, kept: Sequence[Slot]) -> None:
    """Every slot of the round again, under new keys, newly sealed, in an order of chance."""
    made = [Slot(round=row, mark=one.mark, body=one.body) for one in kept]
    chance.shuffle(made)
    Slot.objects.filter(round=row).delete()
    Slot.objects.bulk_create(made)


def write_cards(row: Round, kept: Sequence[Card]) -> None:
    """Every card of the round again, likewise."""
    made = [Card(round=row, sheet=one.sheet, digest=one.digest) for one in kept]
    chance.shuffle(made)
    Card.objects.filter(round=row).delete()
    Card.objects.bulk_create(made)


def worthless() -> str:
    """What stands in a card's place once it was used: as long, and nobody's."""
    return secrets.token_hex(DIGEST_BYTES)
