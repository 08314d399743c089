"""Agreements as cards: the words now, each one's answer, what came of it, and earlier wordings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.supervision import policies
from alongside.supervision.models import Wording
from alongside.supervision.queries.agreements import Agreed
from alongside.supervision.queries.sessions import Seat

from . import words


@dataclass(frozen=True, slots=True)
class Answered:
    """One voice's answer. ``yes`` is None where they have not answered these words."""

    voice: str
    name: str
    mine: bool
    yes: bool | None
    words: str
    when: str


@dataclass(frozen=True, slots=True)
class CameOf:
    name: str
    done_on: str
    because: str
    when: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier wording, or an earlier answer to it, in words."""

    when: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class AgreementCard:
    id: UUID
    number: int
    what: str
    who: str
    who_id: str
    by: str
    by_day: date | None
    tags: tuple[str, ...]
    tag_ids: tuple[str, ...]
    proposed_by: str
    agreed: bool
    open: bool
    answers: tuple[Answered, ...]
    my_yes: bool
    outcomes: tuple[CameOf, ...]
    earlier: tuple[Earlier, ...]
    session_on: str
    can_act: bool


def cards(seat: Seat, agreed: Iterable[Agreed]) -> list[AgreementCard]:
    return [_card(seat, one) for one in agreed]


def _card(seat: Seat, one: Agreed) -> AgreementCard:
    session, now = seat.session, one.now
    return AgreementCard(
        id=one.agreement.pk,
        number=now.number,
        what=now.what,
        who=words.who(session, now.who),
        who_id=now.who,
        by=words.day(now.by) if now.by else "",
        by_day=now.by,
        tags=tuple(words.tags(now.parts)),
        tag_ids=tuple(now.parts),
        proposed_by=words.name_of(session, now.voice),
        agreed=one.agreed,
        open=one.open,
        answers=tuple(_answered(seat, one, voice) for voice in policies.VOICES),
        my_yes=one.said_yes(seat.voice),
        outcomes=tuple(
            CameOf(
                words.name_of(session, row.voice),
                words.day(row.done_on) if row.done_on else "",
                row.because,
                words.moment(row.made_at),
            )
            for row in one.outcomes
        ),
        earlier=tuple(_earlier(seat, one)),
        session_on=words.day(one.agreement.session.on),
        can_act=policies.may_agree(voice=seat.voice, lasts=seat.lasts),
    )


def _answered(seat: Seat, one: Agreed, voice: str) -> Answered:
    reply = one.reply(voice)
    return Answered(
        voice=voice,
        name=words.name_of(seat.session, voice),
        mine=seat.voice == voice,
        yes=reply.yes if reply else None,
        words=reply.words if reply else "",
        when=words.moment(reply.made_at) if reply else "",
    )


def _earlier(seat: Seat, one: Agreed) -> Iterable[Earlier]:
    """Every earlier wording, and every "not yet" that was said to any of them."""
    for wording in reversed(one.wordings):
        if wording is not one.now:
            name = words.name_of(seat.session, wording.voice)
            yield Earlier(words.moment(wording.made_at), name, _in_words(seat, wording))
        for reply in reversed(one.replies.get(wording.pk, ())):
            standing = wording is one.now and reply is one.reply(reply.voice)
            if reply.words and not standing:
                name = words.name_of(seat.session, reply.voice)
                yield Earlier(words.moment(reply.made_at), name, reply.words)


def _in_words(seat: Seat, wording: Wording) -> str:
    facts = [words.who(seat.session, wording.who), words.day(wording.by) if wording.by else ""]
    return f"{wording.what} ({', '.join(fact for fact in facts if fact)})"
