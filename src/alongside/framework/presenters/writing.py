"""One statement of a draft: what it says, what became of it, and every version of it."""

from dataclasses import dataclass
from datetime import datetime

from alongside.accounts import queries as accounts
from alongside.core.framework import Became, Statement
from alongside.core.framework.drafting import ALONE, Line
from alongside.framework.models import DraftLine
from alongside.framework.queries import Work

from . import differing
from .names import FATES, Text


def fate_of(line: Line) -> Text:
    return FATES[line.became or Became.MERGED].name


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
    others_seen: str


def statement_page(work: Work, code: str) -> StatementPage:
    line = work.lines[code]
    others = [
        (other, one.statement)
        for other, one in work.lines.items()
        if one.statement and other != code and other[:1] == code[:1]
        if one.became in ALONE or one.became is Became.MERGED
    ]
    plain = line.became in ALONE
    return StatementPage(
        code=code,
        line=line,
        seen=work.numbers[code],
        old=tuple(work.before.by_code[old] for old in line.old),
        became=fate_of(line),
        here=line.statement is not None,
        can_split=line.statement is not None and (plain or line.became is Became.SPLIT),
        can_merge=line.statement is not None and (plain or line.became is Became.MERGED),
        can_retire=line.statement is not None and line.became is not Became.MERGED,
        can_go_back=line.became is not Became.SAME,
        others=tuple((other, f"{other} {one.title}") for other, one in others),
        others_seen=" ".join(f"{other}={work.numbers[other]}" for other, _one in others),
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
            became=fate_of(line),
            why=line.why,
            said=tuple(differing.said(line.statement)) if line.statement else (),
        )
        for row, line in rows
    ]
