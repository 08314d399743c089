"""Giving feedback and taking it back. Nobody is named, no time is kept, and history hears nothing."""

import secrets

from alongside.core.feedback import answers, codes
from alongside.core.feedback.answers import Answer
from alongside.core.feedback.codes import Code
from alongside.feedback import queries
from alongside.feedback.models import Card, Round, Told
from alongside.foundation.text import check
from alongside.foundation.writing import action

from .slots import chance, empty, full, hold, is_full, slots, worthless, write_cards, write_slots


class CannotUseError(Exception):
    """This code cannot be used: a slip, a guess, used, stopped, or the quarter is over."""


def new_receipt(row: Round) -> str:
    """A receipt to carry in the form; it becomes one when the answer is sent."""
    return str(codes.receipt(row.tag, secrets.randbits(codes.RECEIPT_BITS)))


@action
def give(*, actor: None, code: str, receipt: str, answer: Answer) -> None:
    """Keep an answer in place of a card. Sent twice with the same receipt, it is kept once.

    Raises CannotUseError, and ValueError where the answer does not fit the questions.
    """
    got = queries.receipt_in(receipt)
    known = queries.round_for(code)
    if known is None:
        if got is not None and queries.is_held(got):
            return  # the same form again: the first time was kept
        raise CannotUseError
    card, found = known
    if got is None or got.tag != found.tag:
        raise CannotUseError
    wrong = answers.faults(answer, asked=found.statements)
    if wrong:
        raise ValueError(", ".join(wrong))
    check(answer.words, "words")
    _keep(hold(found.pk), card, got, answer)


def _keep(row: Round, card: Code, receipt: Code, answer: Answer) -> None:
    """Under the round's hold: the card becomes worthless, and an empty slot is filled."""
    cards, held = list(Card.objects.filter(round=row)), slots(row)
    mine = next((one for one in cards if one.digest == card.digest), None)
    known = any(bytes(one.mark) == queries.mark(receipt) for one in held)
    if mine is None and known:
        return
    if mine is None or known:  # a receipt stands for one answer: another card needs another
        raise CannotUseError
    mine.digest = worthless()
    place = chance.choice([at for at, one in enumerate(held) if not is_full(one)])
    held[place] = full(row, receipt, answer)
    write_cards(row, cards)
    write_slots(row, held)


@action
def withdraw(*, actor: None, receipt: str) -> bool:
    """Take back what a receipt stands for. Whether there was anything to take back.

    Before it is opened, the answer goes as if it had never been given. Afterwards its words go at
    once, and it leaves the counts when the next batch is released.
    """
    code = queries.receipt_in(receipt)
    if code is None:
        return False
    return _take_from_slot(code) or _take_from_told(code)


def _take_from_slot(receipt: Code) -> bool:
    found = queries.slot_of(receipt)
    if found is None:
        return False
    row = hold(found.round_id)
    held, mine = slots(row), queries.mark(receipt)
    if not any(bytes(one.mark) == mine for one in held):
        return False  # it was opened while this waited for the round
    write_slots(row, [empty(row) if bytes(one.mark) == mine else one for one in held])
    return True


def _take_from_told(receipt: Code) -> bool:
    row = Told.objects.select_for_update().filter(receipt=receipt.digest, withdrawn=False).first()
    if row is None:
        return False
    row.words, row.shown_words, row.withdrawn = "", "", True
    row.save(update_fields=["words", "shown_words", "withdrawn"])
    return True
