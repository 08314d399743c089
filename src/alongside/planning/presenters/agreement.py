"""Agreeing on a plan, as each of its two people sees it: the same facts, in the same words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.accounts.models import Person
from alongside.core.planning import agreeing
from alongside.planning import queries
from alongside.planning.actions import words as said
from alongside.planning.models import PlanItem, PlanReview, PlanVersion, PlanWords, SharedNeed
from alongside.planning.models.agreeing import NOT_NOW, YES

from . import differences, wording
from .differences import Change
from .page import Shelf


@dataclass(frozen=True, slots=True)
class Voice:
    """What one person says about the plan. ``name`` is '' for whoever is looking."""

    name: str
    text: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Marked:
    """A need that the other marked. ``answer`` is what the worker said to it, in words; ``changed``:
    the statement means something else now, so it waits to be talked about again.
    """

    id: UUID
    label: str
    url: str
    by: str
    why: str
    answer: str
    said: str
    mine: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version: who proposed it and who has said yes, in words."""

    number: int
    at: datetime
    said: tuple[str, ...]
    in_force: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """The newest version while it waits for a yes."""

    number: int
    by: str
    waits_for_me: bool
    may_take_back: bool
    contents: tuple[str, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """Everything about agreeing on one plan, for one of its two people."""

    plan_id: UUID
    is_worker: bool
    state_id: str
    state: str
    other: str
    worker: str
    voices: tuple[Voice, ...]
    own_text: str
    own_number: int
    needs: tuple[Marked, ...]
    proposal: Proposal | None
    in_force: VersionRow | None
    versions: tuple[VersionRow, ...]
    changes: tuple[Change, ...]
    has_changed: bool
    may_propose: bool
    digest: str
    may: frozenset[str]
    terms: tuple[tuple[str, str], ...]
    review: tuple[tuple[str, str], ...] = field(default=())


def agreement_page(part: queries.Part, answered: queries.Answered, shelf: Shelf) -> AgreementPage:
    """The page of either of the two. Reads the rows of the plan; the caller has let them in."""
    plan, me = part.plan, _me(part)
    document = queries.as_version(answered)
    rows = queries.versions(plan)
    own = queries.own_words(plan, me)
    stands = plan.stands
    newest = rows[0] if rows else None
    waiting = newest if newest and not newest.settled and _open(newest, part) else None
    settled = next((row for row in rows if row.number == stands["number"]), None)
    found = queries.changed_since(plan, document)
    # What was proposed since is said beside the proposal; here, what differs from both.
    last = waiting or settled
    fresh = document["activities"] and not (last and queries.same(last.document, document))
    may_move = frozenset(agreeing.moves_from(plan.state, part.voice))
    return AgreementPage(
        plan_id=plan.pk,
        is_worker=part.voice == agreeing.WORKER,
        state_id=plan.state,
        state=str(said.STATES[plan.state]),
        other=str(part.other) if part.other else "",
        worker=str(plan.person),
        voices=_voices(part, queries.words_of(plan)),
        own_text=own.text if own else "",
        own_number=own.number if own else 0,
        needs=tuple(_marked(row, me, shelf) for row in queries.needs_marked(plan)),
        proposal=_proposal(part, waiting, stands["document"], shelf) if waiting else None,
        in_force=version_row(settled, stands["number"]) if settled else None,
        versions=tuple(version_row(row, stands["number"]) for row in rows),
        changes=differences.in_words(found, shelf, start=document["start"]),
        has_changed=bool(found),
        may_propose=bool(fresh) and part.other is not None and "propose" in may_move,
        digest=queries.version_digest(document),
        may=may_move,
        terms=differences.terms(document),
        review=_review(part),
    )


def _me(part: queries.Part) -> UUID:
    if part.voice == agreeing.WORKER or part.other is None:
        return part.plan.person_id
    return part.other.pk


def _open(version: PlanVersion, part: queries.Part) -> bool:
    return version.with_other and part.other is not None and version.other_id == part.other.pk


def name_of(person: Person | None) -> str:
    """A name, or what is said of somebody who has been erased."""
    return str(person) if person else _("Somebody who is no longer here")


def _voices(part: queries.Part, rows: Iterable[PlanWords]) -> tuple[Voice, ...]:
    """What others say, beside one's own form: every voice but one's own, and none blended."""
    me = _me(part)
    return tuple(
        Voice(name_of(row.person), row.text, row.made_at)
        for row in rows
        if row.person_id != me and row.text.strip()
    )


def _marked(row: SharedNeed, me: UUID, shelf: Shelf) -> Marked:
    answers = {
        YES: _("Taken on: it counts in the plan"),
        NOT_NOW: _("Not now"),
    }
    statement = shelf.statement_of(row.edition, row.code)
    return Marked(
        id=row.pk,
        label=statement.label,
        url=statement.url,
        by=name_of(row.marked_by),
        why=row.why,
        answer=answers.get(row.worker_said, _("No answer yet")),
        said=row.worker_said,
        mine=row.marked_by_id == me,
        changed=not queries.need_now(row),
    )


def version_row(row: PlanVersion, in_force: int) -> VersionRow:
    return VersionRow(row.number, row.made_at, _said(row), row.number == in_force)


def _said(row: PlanVersion) -> tuple[str, ...]:
    if not row.with_other:
        return (_("The worker’s own, with nobody else to agree it."),)
    lines = [_("Proposed by %(name)s.") % {"name": name_of(row.proposed_by)}]
    yes = [
        _("Yes from the worker on %(day)s.") % {"day": _day(row.worker_yes_at)}
        if row.worker_yes_at
        else _("No yes from the worker yet."),
        _("Yes from %(name)s on %(day)s.")
        % {"name": name_of(row.other), "day": _day(row.other_yes_at)}
        if row.other_yes_at
        else _("No yes from %(name)s yet.") % {"name": name_of(row.other)},
    ]
    return (*lines, *yes)


def _day(at: datetime | None) -> str:
    return wording.day(timezone.localdate(at)) if at else ""


def _proposal(part: queries.Part, row: PlanVersion, before: object, shelf: Shelf) -> Proposal:
    mine = row.worker_yes_at if part.voice == agreeing.WORKER else row.other_yes_at
    found = queries.difference(before, row.document) if isinstance(before, dict) else None
    return Proposal(
        number=row.number,
        by=name_of(row.proposed_by),
        waits_for_me=mine is None,
        may_take_back=mine is not None and row.proposed_by_id != _me(part),
        contents=differences.contents(row.document),
        changes=differences.in_words(found, shelf, start=row.document["start"]),
    )


def _review(part: queries.Part) -> tuple[tuple[str, str], ...]:
    """The last looking back, for the worker, and for the other where the worker lets them."""
    row = queries.last_review(part.plan)
    if row is None or (part.voice != agreeing.WORKER and not row.with_other):
        return ()
    return review_lines(row)


def review_lines(row: PlanReview) -> tuple[tuple[str, str], ...]:
    """What was written on looking back: only what was."""
    lines = [
        (_("Looked back on"), wording.day(row.on)),
        (_("What changed in practice"), row.changed),
        (_("What got in the way"), row.in_the_way),
        (_("What comes next"), row.next),
    ]
    return tuple((label, text) for label, text in lines if text)


def home_of(part: queries.Part) -> str:
    """The page where this person agrees on the plan."""
    if part.plan.state == agreeing.CLOSED and part.voice == agreeing.WORKER:
        return reverse("planning:earlier", args=[part.plan.pk])
    if part.voice == agreeing.WORKER:
        return reverse("planning:agreement")
    return reverse("planning:of", args=[part.plan.pk])


def done_rows(items: Iterable[PlanItem]) -> tuple[tuple[str, str], ...]:
    """Each thing of a closed plan and how it stands, in words."""
    return tuple(
        (
            row.title,
            _("%(state)s on %(day)s") % {"state": state, "day": wording.day(row.done_on)}
            if row.done_on
            else state,
        )
        for row in items
        for state in [str(said.ITEM_STATES[row.state])]
    )


def protected_time(agreed: float | None, items: Iterable[PlanItem]) -> str:
    """What was agreed and what was used of protected learning time: two facts, and no sum of them."""
    used = sum(float(row.protected_hours or 0) for row in items)
    if agreed is None and not used:
        return ""
    if agreed is None:
        return _("Protected learning time used: %(used)s.") % {"used": wording.hours(used)}
    return _("Protected learning time agreed: %(agreed)s. Used: %(used)s.") % {
        "agreed": wording.hours(agreed),
        "used": wording.hours(used),
    }


def due(review_on: date | None, today: date) -> bool:
    """Whether the day to look back has come."""
    return review_on is not None and review_on <= today
