"""Where an edition is made: a draft, its statements, the panels and what they say."""

from dataclasses import dataclass
from datetime import datetime

from alongside.core.framework import Became, beside
from alongside.core.framework.drafting import Line
from alongside.foundation.actor import Actor
from alongside.framework import policies, queries
from alongside.framework.models import Draft, Round
from alongside.framework.policies import Move, Panel, State
from alongside.framework.queries import Published, Work

from . import around, differing
from .difference import Shown
from .names import FATES, PANELS, STATES, Text
from .seats import Seat, seat
from .writing import fate_of


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A draft in a list."""

    slug: str
    title: str
    state: Text
    is_open: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """What a member of a panel said to the draft as it stands. ``counts`` towards publishing."""

    panel: Text
    name: str
    yes: bool
    reason: str
    on: datetime
    counts: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """What there is to do for this person."""

    drafts: tuple[DraftCard, ...]
    newest: Published | None
    writes: bool
    may_start: bool
    may_moderate: bool
    asked: tuple[Seat, ...]
    mine: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class StatementLine:
    code: str
    title: str
    became: Text
    touched: bool
    here: bool


@dataclass(frozen=True, slots=True)
class ThemeLines:
    id: str
    name: str
    strand: str
    lines: tuple[StatementLine, ...]


@dataclass(frozen=True, slots=True)
class DraftPage:
    """One draft: where it stands, what can be done with it, and its statements by theme."""

    row: Draft
    state: Text
    can: frozenset[str]
    writes: bool
    moderates: bool
    themes: tuple[ThemeLines, ...]
    gone: tuple[StatementLine, ...]
    faults: tuple[str, ...]
    round: Round | None
    rounds: tuple[Round, ...]
    waiting: bool
    voices: tuple[Voice, ...]
    decided: bool


def desk(actor: Actor) -> Desk:
    editions = queries.editions()
    rows = list(queries.drafts())
    writes = policies.may_write(actor)
    return Desk(
        drafts=tuple(_card(row) for row in rows),
        newest=editions[0] if editions else None,
        writes=writes,
        may_start=writes and bool(editions) and not any(row.open for row in rows),
        may_moderate=policies.may_moderate(actor),
        asked=tuple(seat(row, actor) for row in queries.invitations(actor)),
        mine=tuple(seat(row, actor) for row in queries.places(actor)),
    )


def _card(row: Draft) -> DraftCard:
    return DraftCard(row.slug, row.title, STATES[State(row.state)], row.open)


def can_now(row: Draft, actor: Actor) -> frozenset[str]:
    """The names of the moves that this person can make with the draft as it stands."""
    return frozenset(
        move.name.lower()
        for move in Move
        if policies.can(State(row.state), move) and policies.may_move(actor, move)
    )


def draft_page(work: Work, actor: Actor) -> DraftPage:
    row = work.draft
    comments = queries.waiting(row).filter(state="waiting")
    return DraftPage(
        row=row,
        state=STATES[State(row.state)],
        can=can_now(row, actor),
        writes=policies.may_write(actor),
        moderates=policies.may_moderate(actor),
        themes=_themes(work),
        gone=tuple(
            StatementLine(code, work.before.by_code[code].title, fate_of(line), True, False)
            for code, line in work.lines.items()
            if line.statement is None and code in work.before.by_code
        ),
        faults=work.faults,
        round=queries.open_round(row),
        rounds=tuple(queries.rounds(row)),
        waiting=policies.may_moderate(actor) and comments.exists(),
        voices=voices(row, actor),
        decided=is_decided(row, actor),
    )


def _themes(work: Work) -> tuple[ThemeLines, ...]:
    return tuple(
        ThemeLines(
            theme.id,
            theme.name,
            theme.strand,
            tuple(_line(work.lines[code]) for code in theme.statements),
        )
        for theme in work.edition.themes
    )


def _line(line: Line) -> StatementLine:
    assert line.statement is not None
    assert line.became is not None
    touched = line.became is not Became.SAME
    return StatementLine(line.code, line.statement.title, FATES[line.became].name, touched, True)


def voices(row: Draft, actor: Actor) -> tuple[Voice, ...]:
    """What the panels said to the draft exactly as it stands."""
    found = queries.verdicts(row)
    others = queries.not_theirs(row, None) if found else set()
    return tuple(
        Voice(
            PANELS[Panel(one.panel)],
            str(one.reviewer),
            one.yes,
            one.reason,
            one.made_at,
            one.reviewer.person_id not in others,
        )
        for one in found
        if one.reviewer
    )


def is_decided(row: Draft, actor: Actor) -> bool:
    """Whether this person could publish the draft as it stands, as far as the panel goes."""
    others = queries.not_theirs(row, actor)
    return policies.is_decided(queries.said_of(row), digest=row.digest, not_theirs=others)


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft as a panel reads it: what it changes, and this person's places to decide from."""

    row: Draft
    state: Text
    changes: tuple[Shown, ...]
    around: list[tuple[Text, list[around.Shown]]]
    voices: tuple[Voice, ...]
    seats: tuple[Seat, ...]
    may_publish: bool


def reading(work: Work, actor: Actor) -> Reading:
    row = work.draft
    in_review = policies.can(State(row.state), Move.DECIDE)
    return Reading(
        row=row,
        state=STATES[State(row.state)],
        changes=tuple(differing.changed(work.before, work.edition)),
        around=around.changed(beside.compare(work.before, work.edition)),
        voices=voices(row, actor),
        seats=tuple(seat(one, actor) for one in queries.places(actor)) if in_review else (),
        may_publish="publish" in can_now(row, actor) and is_decided(row, actor),
    )
