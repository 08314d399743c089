"""A round with cards, answers given with them, and a quarter that goes by."""

from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta

import time_machine
from nacl.encoding import URLSafeBase64Encoder
from nacl.public import PrivateKey

from alongside.core.feedback import counting, quarters
from alongside.core.feedback.answers import Answer, Said
from alongside.feedback import actions, queries
from alongside.feedback.models import RELEASED, Batch, Round
from alongside.framework.queries import published

ASKED = ["K04", "S10", "V01"]


@dataclass
class Keys:
    public: str
    release: str


def keys() -> Keys:
    made = PrivateKey.generate()
    public = made.public_key.encode(URLSafeBase64Encoder).decode()
    return Keys(public, made.encode(URLSafeBase64Encoder).decode())


def open_round(actor, team, *, cards: int = 20, statements=None, whole: bool = False) -> Round:
    made = actions.open_round(
        actor=actor,
        service_id=team.service_id,
        team_id=None if whole else team.pk,
        statements=statements or ASKED,
        cards=cards,
    )
    return Round.objects.get(pk=made)


def cards_of(actor, row: Round, count: int) -> list[str]:
    return actions.print_cards(actor=actor, round_id=row.pk, count=count)


def a_released_batch(team) -> Batch:
    """Twelve answers of last quarter, as they stand after release."""
    quarter = quarters.later(queries.this_quarter(), -1)
    said = Answer(tuple(Said(code, "a-lot", "no") for code in ASKED))
    counted = asdict(counting.count([said] * 12, ASKED))
    return Batch.objects.create(
        service_id=team.service_id,
        team=team,
        quarter=quarter,
        edition=published().slug,
        statements=ASKED,
        state=RELEASED,
        counted=counted,
    )


def answer(
    row: Round, words: str = "", way: str = "summary", *, matters="a-lot", happens="no"
) -> Answer:
    return Answer(tuple(Said(code, matters, happens) for code in row.statements), words, way)


def give(code: str, given: Answer) -> str:
    """Give with a card; the receipt."""
    known = queries.round_for(code)
    assert known is not None, "the card cannot be used"
    receipt = actions.new_receipt(known[1])
    actions.give(actor=None, code=code, receipt=receipt, answer=given)
    return receipt


@contextmanager
def after(quarter: str, *, by: int = 1):
    """Some days into a later quarter."""
    day = quarters.first_day(quarters.later(quarter, by)) + timedelta(days=9)
    with time_machine.travel(day.isoformat() + "T12:00:00+00:00", tick=True):
        yield
