"""A story as its teller sees it with the code, and as those see it who read it first."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.core.framework import Edition
from alongside.foundation.actor import Actor
from alongside.stories import policies, queries
from alongside.stories.loading import TYPE
from alongside.stories.models import Decision
from alongside.stories.policies import WANTED, Move, State, Words, host_of
from alongside.stories.queries import Whole

from .names import DECISIONS, MONTHS, PLACES, QUEUE, STATES, Text, notes_of, processes_of
from .pages import Part, part, statements_of


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording as both pages show it, whole. ``picture`` is an address that holds it in itself."""

    number: int
    title: str
    notes: tuple[str, ...]
    text: Part
    helped: Part
    hindered: Part
    link: str
    link_host: str
    picture: str
    alt: str
    statements: tuple[tuple[str, str], ...]
    processes: tuple[str, ...]


def wording(whole: Whole, number: int, words: Words, edition: Edition | None) -> Wording:
    sent = queries.own_picture(whole, words)
    return Wording(
        number=number,
        title=words.title,
        notes=notes_of(words.notes, words.own_note),
        text=part(words.text),
        helped=part(words.helped),
        hindered=part(words.hindered),
        link=words.link,
        link_host=host_of(words.link) if words.link else "",
        picture=f"data:{TYPE};base64,{base64.b64encode(sent).decode()}" if sent else "",
        alt=words.alt,
        statements=tuple(statements_of(words.statements, edition)),
        processes=processes_of(words.processes),
    )


@dataclass(frozen=True, slots=True)
class Agreed:
    """One version of a consent: its day, and the questions and answers as they were shown."""

    number: int
    on: date
    shown: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Mine:
    """The page of a teller's own story. ``can`` names what the code lets them do now."""

    id: UUID
    state: State
    says: Text
    wording: Wording
    proposal: Wording | None
    refused: bool
    reason: str
    until: date | None
    agreed: tuple[Agreed, ...]
    can: frozenset[str]


def mine(whole: Whole, edition: Edition | None) -> Mine:
    proposal = whole.proposal
    return Mine(
        id=whole.story.pk,
        state=whole.state,
        says=STATES[whole.state],
        wording=wording(whole, whole.wording.number, whole.words, edition),
        proposal=wording(whole, proposal.number, queries.words_now(proposal.words), edition)
        if proposal
        else None,
        refused=whole.refused,
        reason=whole.reason,
        until=whole.story.until if whole.state is State.SHOWN else None,
        agreed=tuple(
            Agreed(one.number, one.on, tuple((ask, said) for ask, said in one.shown))
            for one in whole.consents
        ),
        can=frozenset(move.name.lower() for move in Move if policies.can(whole.state, move)),
    )


# For those who read it first


@dataclass(frozen=True, slots=True)
class Line:
    """A story in the queue. ``standing``: how many have said yes to these words; never who told it."""

    id: UUID
    title: str
    told_on: datetime
    notes: tuple[str, ...]
    place: str
    standing: int
    mine: bool
    made_up: bool


@dataclass(frozen=True, slots=True)
class Queue:
    heading: Text
    lines: tuple[Line, ...]


def queue(found: list[Whole], actor: Actor) -> list[Queue]:
    return [
        Queue(heading, tuple(_line(one, actor) for one in found if one.state is state))
        for state, heading in QUEUE.items()
    ]


def _line(whole: Whole, actor: Actor) -> Line:
    return Line(
        id=whole.story.pk,
        title=whole.words.title,
        told_on=whole.story.made_at,
        notes=notes_of(whole.words.notes, whole.words.own_note),
        place=_place(whole),
        standing=whole.standing,
        mine=said_yes(whole, actor),
        made_up=whole.story.made_up,
    )


def said_yes(whole: Whole, actor: Actor) -> bool:
    """Whether this person's yes to the present words still counts."""
    assert whole.consent is not None
    given = policies.standing(
        queries.yeses(whole.story.pk), wording=whole.wording.pk, consent=whole.consent
    )
    return any(one.person == actor.person_id for one in given)


def _place(whole: Whole) -> str:
    return ", ".join(str(one) for one in (whole.story.service, whole.story.team) if one)


@dataclass(frozen=True, slots=True)
class Past:
    """Something somebody decided. ``who`` is empty where the person has been erased."""

    who: str
    did: Text
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The page on which somebody reads a story before it is shown."""

    id: UUID
    state: State
    wording: Wording
    proposal: Wording | None
    refused: bool
    place: str
    places: tuple[Text, ...]
    months: Text
    name: str
    quote: bool
    standing: int
    wanted: int
    mine: bool
    past: tuple[Past, ...]
    can: frozenset[str]


def reading(whole: Whole, actor: Actor, edition: Edition | None) -> Reading:
    parts, proposal = whole.consent, whole.proposal
    assert parts is not None
    return Reading(
        id=whole.story.pk,
        state=whole.state,
        wording=wording(whole, whole.wording.number, whole.words, edition),
        proposal=wording(whole, proposal.number, queries.words_now(proposal.words), edition)
        if proposal
        else None,
        refused=whole.refused,
        place=_place(whole),
        places=tuple(said for id_, said in PLACES.items() if id_ in parts.places),
        months=MONTHS[parts.months],
        name=parts.name,
        quote=parts.quote,
        standing=whole.standing,
        wanted=WANTED,
        mine=said_yes(whole, actor),
        past=tuple(_past(whole.decisions)),
        can=frozenset(move.name.lower() for move in Move if policies.can(whole.state, move)),
    )


def _past(decisions: tuple[Decision, ...]) -> Iterator[Past]:
    for one in decisions:
        who = str(one.moderator) if one.moderator else ""
        yield Past(who, DECISIONS.get(one.kind, one.kind), one.made_at, one.reason)
