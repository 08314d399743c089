"""Writing a draft, statement by statement. Each change is another version of one code or of a few."""

import json
from collections.abc import Iterable
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.framework import Became, Kind, Statement
from alongside.core.framework import drafting as core
from alongside.core.framework.drafting import Line
from alongside.core.framework.wording import wording
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.text import read_json
from alongside.foundation.writing import Conflict, action, once
from alongside.framework import policies, queries
from alongside.framework.models import Draft, DraftLine
from alongside.framework.policies import Move, State
from alongside.framework.queries import Work

from ._shared import for_move, record, settle

LABELS: Final = {
    "title": gettext_lazy("Title"),
    "statement": gettext_lazy("The statement"),
    "worker": gettext_lazy("Said by the worker"),
    "expect": gettext_lazy("What people can expect"),
    "ask": gettext_lazy("What people are asked"),
    "service": gettext_lazy("What a service review looks for"),
    "teach": gettext_lazy("What an educator teaches to"),
    "need": gettext_lazy("A short name for a need"),
    "if not": gettext_lazy("If it does not happen"),
}


class BadLineError(ValueError):
    """What was said became of a statement does not fit its words. The message is fit to be shown."""


@action
def start_draft(*, actor: Actor, follows: str, slug: str, title: str, year: int) -> Draft:
    """The draft of the edition after ``follows``, with all its statements. One is open at a time.

    Raises Forbidden; NoEditionError where nothing is published by that name.
    """
    if not policies.may_write(actor):
        raise Forbidden(_("Editions are written and moved on by national stewards."))
    waiting = queries.open_draft()
    if waiting is not None:
        return waiting
    before = queries.edition(follows)
    if follows != queries.published().slug:
        raise Forbidden(_("A new edition follows the newest one."))
    if not policies.good_slug(slug) or slug in queries.edition_slugs() or queries.draft_of(slug):
        raise Forbidden(_("“%(slug)s” cannot be used, or is used already.") % {"slug": slug})
    facts = {"slug": slug, "title": title, "year": year, "follows": follows}
    row, new = Draft.objects.get_or_create(open=True, defaults={**facts, "state": State.DRAFT})
    if not new:
        return row  # another steward began one at this very moment
    keep_lines(row, core.opening(before).values(), author=None)
    record(row, "begun", actor, follows=follows)
    return row


@action
def save_statement(
    *,
    actor: Actor,
    slug: str,
    code: str,
    seen: int,
    statement: Statement,
    became: Became,
    why: str,
) -> None:
    """Another wording of one statement, with whether its meaning changed.

    ``seen`` is the version that was on the page. Raises Conflict where there is a newer one,
    BadLineError where what is said became of it does not fit its words, BadText.
    """
    row, work, line = _to_write(actor, slug, code)
    made = core.written(line, statement, became, why)
    if made == [line]:
        return
    _refuse_astray(work, statement)
    _refuse_clash(work, made, seen, statement)
    if not made:
        raise Forbidden(_("This statement is not in the draft any more."))
    _refuse_misfit(work, made[0])
    keep_lines(row, made, author=actor)
    record(row, "statement written", actor, code=code, became=str(made[0].became))


@action
def add_statement(*, actor: Actor, slug: str, key: str, statement: Statement, why: str) -> str:
    """A new statement; gives its code. A form sent twice adds one."""
    row = for_move(slug, Move.WRITE, actor=actor)

    def do() -> dict[str, str]:
        work = queries.work(row)
        _refuse_astray(work, statement)
        code = core.next_code(work.lines, work.earlier, statement.kind)
        if not code:
            raise Forbidden(_("There is no code left for another statement of this kind."))
        keep_lines(row, core.added(code, statement, why), author=actor)
        record(row, "statement added", actor, code=code)
        return {"code": code}

    said = [core.added("", statement, why)[0].plain(), slug]
    return str(once(actor=actor, key=key, do=do, said=said)["code"])


@action
def split(*, actor: Actor, slug: str, code: str, seen: int, why: str) -> str:
    """One statement in two, with the same words until they are written apart. Gives the new code."""
    row, work, line = _to_write(actor, slug, code)
    _refuse_stale(work, code, seen, why)
    other = core.next_code(work.lines, work.earlier, Kind.of(code))
    made = core.split(line, other, why) if other else []
    _keep_or_refuse(row, made, actor, "split", code=code, other=other)
    return other


@action
def merge(
    *, actor: Actor, slug: str, code: str, other: str, seen: int, other_seen: int, why: str
) -> None:
    """Two statements as one, under the first one's code. ``seen`` and ``other_seen`` are the versions
    that were on the page: whoever merges them means the words of both.
    """
    row, work, line = _to_write(actor, slug, code)
    _refuse_stale(work, code, seen, why)
    if other in work.lines:
        _refuse_stale(work, other, other_seen, why)
    made = core.merged(line, work.lines[other], why) if other in work.lines else []
    _keep_or_refuse(row, made, actor, "merged", code=code, other=other)


@action
def retire(*, actor: Actor, slug: str, code: str, seen: int, why: str) -> None:
    """Take a statement out of the draft. It stays in every edition that has it."""
    row, work, _line = _to_write(actor, slug, code)
    _refuse_stale(work, code, seen, why)
    _keep_or_refuse(row, core.retired(work.lines, code, why), actor, "retired", code=code)


@action
def put_back(*, actor: Actor, slug: str, code: str, seen: int) -> None:
    """As it was in the edition before, with whatever it was split from or merged with."""
    row, work, _line = _to_write(actor, slug, code)
    _refuse_stale(work, code, seen)
    made = core.as_before(work.lines, code, work.before)
    _keep_or_refuse(row, made, actor, "put back", code=code)


def _to_write(actor: Actor, slug: str, code: str) -> tuple[Draft, Work, Line]:
    row = for_move(slug, Move.WRITE, actor=actor)
    work = queries.work(row)
    if code not in work.lines:
        raise Forbidden(_("This statement is not in the draft any more."))
    return row, work, work.lines[code]


def _keep_or_refuse(row: Draft, made: list[Line], actor: Actor, verb: str, **what: str) -> None:
    if not made:
        raise Forbidden(_("This cannot be done with this statement as it stands now."))
    keep_lines(row, made, author=actor)
    record(row, f"statement {verb}", actor, **what)


def keep_lines(row: Draft, made: Iterable[Line], *, author: Actor | None) -> None:
    """Another version of each line, and the digest of the edition that all lines make now."""
    numbers = {code: kept.number for code, kept in queries.latest_lines(row.pk).items()}
    rows = []
    for line in made:
        text = json.dumps(line.plain(), ensure_ascii=False, sort_keys=True)
        read_json(text.encode())
        rows.append(
            DraftLine(
                draft=row,
                code=line.code,
                number=numbers.get(line.code, 0) + 1,
                line=text,
                author_id=author.person_id if author else None,
            )
        )
    DraftLine.objects.bulk_create(rows)
    settle(row)


def _refuse_astray(work: Work, statement: Statement) -> None:
    if statement.theme not in work.edition.theme_by_id:
        raise Forbidden(_("Its theme was taken out meanwhile. Choose another one."))


def _refuse_misfit(work: Work, line: Line) -> None:
    """Whether the words are the same decides itself; whether they mean the same is for somebody to say."""
    if line.became not in core.ALONE or line.statement is None:
        return
    before = work.before.by_code[line.old[0]]
    alike = wording(before) == wording(line.statement)
    if line.became is Became.SAME and not alike:
        raise BadLineError(_("The words are not those of before. Say whether they mean the same."))
    if line.became is not Became.SAME and alike:
        raise BadLineError(_("The words are those of before, so it is the same."))


def _refuse_stale(work: Work, code: str, seen: int, why: str = "") -> None:
    if work.numbers[code] != seen:
        raise _clash(work, code, [(str(_("Why")), why)] if why else [])


def _refuse_clash(work: Work, made: list[Line], seen: int, mine: Statement) -> None:
    code = made[0].code if made else mine.code
    if work.numbers.get(code) != seen:
        raise _clash(work, code, _texts(mine))


def _clash(work: Work, code: str, yours: list[tuple[str, str]]) -> Conflict:
    now = work.lines[code].statement
    gone = [(str(_("Now")), str(_("It is not in the draft any more.")))]
    return Conflict(
        label=code,
        yours=yours,
        theirs=_texts(now) if now else gone,
        go_on=reverse("framework:desk_statement", kwargs={"slug": work.draft.slug, "code": code}),
    )


def _texts(statement: Statement) -> list[tuple[str, str]]:
    """All that it says, and what stands around it, each with a name."""
    named = wording(statement).items()
    said = [(_label(name), text) for name, text in named if text]
    around = [
        *((str(_("What it looks like")), one.text) for one in statement.looks_like),
        (str(_("What it does not look like")), statement.does_not_look_like),
        (str(_("To think about")), statement.reflect),
    ]
    return [*said, *around]


def _label(name: str) -> str:
    if name.startswith("question "):
        return _("Question %(number)s") % {"number": name.removeprefix("question ")}
    return str(LABELS[name])
