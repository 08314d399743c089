"""Where an edition is made: a draft, its statements, the panels and what they say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from alongside.accounts import queries as accounts
from alongside.core.framework import Became, Statement
from alongside.core.framework.drafting import ALONE, Line
from alongside.foundation.actor import Actor
from alongside.framework import policies, queries
from alongside.framework.models import Draft, DraftLine, Reviewer, Round
from alongside.framework.policies import Move, Panel, State
from alongside.framework.queries import Published, Work

from . import differing
from .difference import Shown
from .names import FATES, PANELS, STATES, Text

# The moves that one press makes, by the word in their address.
PRESSED: Final[Mapping[str, Move]] = {
    "close": Move.CLOSE,
    "ask": Move.ASK,
    "take-back": Move.TAKE_BACK,
    "give-up": Move.GIVE_UP,
}


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A draft in a list."""

    slug: str
    title: str
    state: Text
    is_open: bool


@dataclass(frozen=True, slots=True)
class Seat:
    """A place on a panel, as its holder or a steward sees it."""

    id: Any
    panel: Text
    shown_as: str
    agreed: bool
    mine: bool
    arranges: bool
    arranger: str


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
        may_start=writes and bool(editions) and not any(row.open for row in rows),
        may_moderate=policies.may_moderate(actor),
        asked=tuple(seat(row, actor) for row in queries.invitations(actor)),
        mine=tuple(seat(row, actor) for row in queries.places(actor)),
    )


def _card(row: Draft) -> DraftCard:
    return DraftCard(row.slug, row.title, STATES[State(row.state)], row.open)


def seat(row: Reviewer, actor: Actor) -> Seat:
    arranger = accounts.people_by_id([row.arranger_id] if row.arranger_id else [])
    return Seat(
        id=row.pk,
        panel=PANELS[Panel(row.panel)],
        shown_as=row.shown_as if row.agreed_at else "",
        agreed=row.agreed_at is not None,
        mine=row.person_id == actor.person_id,
        arranges=row.arranger_id == actor.person_id,
        arranger=next((one.name for one in arranger.values()), ""),
    )


def panels(actor: Actor) -> list[tuple[Text, list[Seat]]]:
    """Every panel with its places."""
    rows = list(queries.members())
    return [
        (PANELS[panel], [seat(row, actor) for row in rows if row.panel == panel]) for panel in Panel
    ]


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
            StatementLine(code, work.before.by_code[code].title, _gone(line), True, False)
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


def _gone(line: Line) -> Text:
    return FATES[line.became or Became.MERGED].name


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


# One statement


@dataclass(frozen=True, slots=True)
class StatementPage:
    """One code of a draft: what it says, what became of it, and what can be done with it."""

    code: str
    line: Line
    seen: int
    old: tuple[Statement, ...]
    became: Text
    here: bool
    can_split: bool
    can_merge: bool
    can_retire: bool
    can_go_back: bool
    others: tuple[tuple[str, str], ...]


def statement_page(work: Work, code: str) -> StatementPage:
    line = work.lines[code]
    plain = line.became in ALONE
    return StatementPage(
        code=code,
        line=line,
        seen=work.numbers[code],
        old=tuple(work.before.by_code[old] for old in line.old),
        became=_gone(line),
        here=line.statement is not None,
        can_split=line.statement is not None and (plain or line.became is Became.SPLIT),
        can_merge=line.statement is not None and (plain or line.became is Became.MERGED),
        can_retire=line.statement is not None and line.became is not Became.MERGED,
        can_go_back=line.became is not Became.SAME,
        others=tuple(
            (other, f"{other} {one.statement.title}")
            for other, one in work.lines.items()
            if one.statement and other != code and other[:1] == code[:1]
            if one.became in ALONE or one.became is Became.MERGED
        ),
    )


@dataclass(frozen=True, slots=True)
class Version:
    number: int
    at: datetime
    author: str
    became: Text
    why: str
    said: tuple[tuple[Text, str], ...]


def versions(rows: list[tuple[DraftLine, Line]]) -> list[Version]:
    """Every version of one code, newest first."""
    who = accounts.people_by_id([row.author_id for row, _line in rows if row.author_id])
    return [
        Version(
            number=row.number,
            at=row.made_at,
            author=who[row.author_id].name if row.author_id in who else "",
            became=_gone(line),
            why=line.why,
            said=tuple(differing.said(line.statement)) if line.statement else (),
        )
        for row, line in rows
    ]


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft as a panel reads it: what it changes, and this person's places to decide from."""

    row: Draft
    state: Text
    changes: tuple[Shown, ...]
    voices: tuple[Voice, ...]
    seats: tuple[Seat, ...]
    may_publish: bool
    open_for_decisions: bool
    today: date


def reading(work: Work, actor: Actor, *, today: date) -> Reading:
    row = work.draft
    in_review = policies.can(State(row.state), Move.DECIDE)
    return Reading(
        row=row,
        state=STATES[State(row.state)],
        changes=tuple(differing.changed(work.before, work.edition)),
        voices=voices(row, actor),
        seats=tuple(seat(one, actor) for one in queries.places(actor)) if in_review else (),
        may_publish="publish" in can_now(row, actor) and is_decided(row, actor),
        open_for_decisions=in_review,
        today=today,
    )


@dataclass(frozen=True, slots=True)
class Arrangements:
    """Fees and access needs of one place: one's own words to write, the other's to read."""

    seat: Seat
    by_member: bool
    mine: str
    seen: int
    theirs: str


def arrangements(actor: Actor, reviewer_id: Any) -> Arrangements | None:
    """None for everybody but the member and the steward who arranges."""
    row = queries.place(reviewer_id)
    if row is None or not policies.may_arrange(
        actor, member=row.person_id, arranger=row.arranger_id
    ):
        return None
    notes = queries.latest_notes(row.pk)
    by_member = row.person_id == actor.person_id
    own, other = notes.get(by_member), notes.get(not by_member)
    return Arrangements(
        seat(row, actor),
        by_member,
        own.text if own else "",
        own.number if own else 0,
        other.text if other else "",
    )
