"""A consultation as anybody sees it, and as those see it who read what is sent first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from alongside.accounts import queries as accounts
from alongside.core.framework import Edition, beside
from alongside.framework import queries
from alongside.framework.models import Draft, LogEntry, Round
from alongside.framework.policies import State

from . import around, differing
from .came import Said, said, who
from .difference import Shown
from .names import Text
from .origins import Root, roots
from .papers import CameBy, came_by


@dataclass(frozen=True, slots=True)
class Answered:
    """You said, we changed; or: we did not, because."""

    id: Any
    code: str
    title: str
    changed: bool
    said: str
    did: str
    comments: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A statement one can say something about, with what the draft does to it."""

    code: str
    title: str
    theme: str
    became: Text


@dataclass(frozen=True, slots=True)
class RoundPage:
    """A round about a draft: when, what changes, what was said and what was done about it."""

    row: Round
    title: str
    slug: str
    which: str
    elsewhen: tuple[Round, ...]
    is_open: bool
    is_to_come: bool
    changed: tuple[Place, ...]
    others: tuple[Place, ...]
    log: tuple[Answered, ...]
    came_by: tuple[CameBy, ...]
    comments: tuple[Said, ...]
    published: bool
    around: list[tuple[Text, list[around.Shown]]]


def answered(rows: Iterable[LogEntry], edition: Edition) -> tuple[Answered, ...]:
    """Entries of the log. Comments that are not shown any more are left out of them."""
    return tuple(
        Answered(
            row.pk,
            row.code,
            edition.by_code[row.code].title if row.code in edition.by_code else "",
            row.changed,
            row.said,
            row.did,
            tuple(said(one) for one in row.comments.all() if one.state == "shown"),
        )
        for row in rows
    )


def _which(row: Round) -> str:
    """What an address says of an earlier round; nothing for the newest."""
    newest = queries.round_of(row.draft.slug)
    return "" if newest is None or newest.pk == row.pk else f"?round={row.number}"


def takes_comments(row: Round, draft: Draft, *, today: date) -> bool:
    open_now = draft.state == State.CONSULTATION and row.closed_on is None
    return open_now and row.opens_on <= today <= row.closes_on


def open_today(*, today: date) -> list[Round]:
    """Rounds in which something can be said today, with a code or without."""
    return [row for row in queries.rounds() if takes_comments(row, row.draft, today=today)]


def round_page(row: Round, *, today: date) -> RoundPage:
    draft = row.draft
    edition = queries.edition_in(row.pk, row.digest)
    before = queries.before(draft)
    changes = differing.changed(before, edition)
    changed = tuple(
        Place(side.code, side.title, "", one.fate.name)
        for one in changes
        for side in one.new or one.old
    )
    codes = {one.code for one in changed}
    return RoundPage(
        row=row,
        title=draft.title,
        slug=draft.slug,
        which=_which(row),
        elsewhen=tuple(one for one in queries.rounds(draft) if one.pk != row.pk),
        is_open=takes_comments(row, draft, today=today),
        is_to_come=row.closed_on is None and today < row.opens_on,
        changed=changed,
        others=tuple(
            Place(one.code, one.title, edition.theme_by_id[one.theme].name, "")
            for one in edition.statements
            if one.code not in codes
        ),
        log=answered(queries.log(row.pk), edition),
        came_by=came_by(row),
        comments=tuple(said(one) for one in queries.comments(row.pk, "")),
        published=draft.state in (State.PUBLISHED, State.RETIRED)
        and draft.slug in queries.edition_slugs(),
        around=around.changed(beside.compare(before, edition)),
    )


@dataclass(frozen=True, slots=True)
class StatementRound:
    """One statement of a round: its words before and now, and what people said of it."""

    row: Round
    slug: str
    draft_title: str
    which: str
    code: str
    title: str
    change: Shown | None
    says: tuple[tuple[Text, str], ...]
    comments: tuple[Said, ...]
    log: tuple[Answered, ...]
    roots: tuple[Root, ...]
    is_open: bool


def statement_round(row: Round, code: str, *, today: date) -> StatementRound | None:
    """None where the round has nothing by that code."""
    edition, before = queries.edition_in(row.pk, row.digest), queries.before(row.draft)
    change = differing.about(before, edition, code)
    if change is None:
        return None
    now = edition.by_code.get(code)
    words = now or before.by_code[code]
    return StatementRound(
        row=row,
        slug=row.draft.slug,
        draft_title=row.draft.title,
        which=_which(row),
        code=code,
        title=words.title,
        change=change,
        says=tuple(differing.said(now)) if now else (),
        comments=tuple(said(one) for one in queries.comments(row.pk, code)),
        log=answered(queries.log(row.pk, code), edition),
        roots=roots(row.draft, code),
        is_open=takes_comments(row, row.draft, today=today),
    )


# For those who read first


@dataclass(frozen=True, slots=True)
class ToRead:
    id: Any
    code: str
    number: int
    who: str
    text: str
    on: date
    state: str
    reason: str
    reader: str


def to_read(draft: Draft) -> dict[str, list[ToRead]]:
    """Every comment on a draft, by what was decided about it."""
    rows = list(queries.waiting(draft))
    readers = accounts.people_by_id([row.moderator_id for row in rows if row.moderator_id])
    made = [
        ToRead(
            row.pk,
            row.code,
            row.round.number,
            who(row),
            row.text,
            row.on,
            row.state,
            row.reason,
            readers[row.moderator_id].name if row.moderator_id in readers else "",
        )
        for row in rows
    ]
    return {state: [one for one in made if one.state == state] for state in _STATES}


_STATES = ("waiting", "shown", "aside")


def choices(row: Round, code: str) -> list[tuple[str, str]]:
    """The shown comments on one place, to be ticked in an answer to them."""
    return [
        (str(one.pk), _("%(who)s: %(text)s") % {"who": who(one), "text": one.text[:160]})
        for one in queries.comments(row.pk, code)
    ]


def spoken_of(row: Round) -> list[tuple[str, str]]:
    """The places of a round about which something is shown: code and title."""
    edition, before = queries.edition_in(row.pk, row.digest), queries.before(row.draft)
    codes = sorted({one.code for one in queries.comments(row.pk)})
    words = {**before.by_code, **edition.by_code}
    return [(code, words[code].title if code in words else "") for code in codes]
