"""Barriers in words: the worker's own, and what a service sees, from which nobody can be found."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from alongside.supervision import policies
from alongside.supervision.models import BarrierAnswer
from alongside.supervision.queries.barriers import Kept, Sent

from . import words


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service said. ``number`` is what a form carries back."""

    state: str
    because: str
    when: str
    number: int


@dataclass(frozen=True, slots=True)
class BarrierCard:
    id: UUID
    number: int
    words: str
    kinds: tuple[str, ...]
    statements: tuple[tuple[str, str], ...]
    going: str
    is_out: bool
    named: bool
    changed_since: bool
    when: str
    answers: tuple[Answer, ...]
    earlier: tuple[tuple[str, str], ...]


def card(one: Kept) -> BarrierCard:
    row = one.barrier
    return BarrierCard(
        id=row.pk,
        number=one.wordings[-1].number,
        words=one.words,
        kinds=tuple(str(words.KINDS[kind]) for kind in row.kinds),
        statements=tuple(words.titles(row.edition, row.codes)),
        going=str(words.GOING[row.going]),
        is_out=one.out,
        named=row.going == policies.NAMED,
        changed_since=one.changed_since,
        when=words.moment(one.wordings[-1].made_at),
        answers=tuple(_answer(answer) for answer in one.answers),
        earlier=tuple(
            (words.moment(wording.made_at), wording.words)
            for wording in reversed(one.wordings[:-1])
        ),
    )


def _answer(row: BarrierAnswer) -> Answer:
    state = str(words.STATES[row.state])
    return Answer(state, row.because, words.day(row.made_at.date()), row.number)


@dataclass(frozen=True, slots=True)
class SentCard:
    """One barrier on a service's page. ``id`` says nothing of who wrote it."""

    id: UUID
    name: str
    words: str
    kinds: tuple[str, ...]
    statements: tuple[tuple[str, str], ...]
    month: str
    answers: tuple[Answer, ...]
    number: int


def sent_cards(rows: Iterable[Sent]) -> list[SentCard]:
    return [
        SentCard(
            id=one.id,
            name=one.name,
            words=one.words,
            kinds=tuple(str(words.KINDS[kind]) for kind in one.kinds),
            statements=tuple(words.titles(one.edition, one.codes)),
            month=words.month(one.month),
            answers=tuple(_answer(answer) for answer in one.answers),
            number=one.answers[-1].number if one.answers else 0,
        )
        for one in rows
    ]
