"""How supervisors see a statement; and what of a worker's answer its reader may see now."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from alongside.accounts import queries as accounts
from alongside.assessment import queries as assessment
from alongside.core import scales
from alongside.core.framework import Edition
from alongside.foundation.actor import Actor
from alongside.framework import queries as framework
from alongside.supervision.models import View


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer that is shared with its reader now. ``until`` is the last day of the share."""

    code: str
    until: date
    with_note: bool
    answer: scales.Answer | None


def shared_answers(actor: Actor, worker: UUID, *, today: date) -> dict[str, Shown]:
    """Which of a worker's answers are shared with this person now, without what they say."""
    return {
        one.code: Shown(one.code, one.until, one.with_note, None)
        for one in assessment.received(actor, today=today)
        if one.owner_id == worker and one.current
    }


def shared_answer(
    actor: Actor, worker: UUID, code: str, *, edition: Edition, today: date
) -> Shown | None:
    """One answer as this person may see it now; None where it is not shared with them."""
    found = shared_answers(actor, worker, today=today).get(code)
    if found is None or code not in edition.by_code:
        return None
    answer = assessment.answer_of(worker, edition.slug, code)
    return replace(found, answer=assessment.for_reader(answer, with_note=found.with_note))


def shared_answers_said(
    actor: Actor, worker: UUID, *, edition: Edition, today: date
) -> dict[str, Shown]:
    """Every answer of a worker that is shared with this person now, with what they may see."""
    shares = shared_answers(actor, worker, today=today)
    if not shares:
        return {}
    answers = assessment.answers_of(worker, edition.slug)
    return {
        code: replace(one, answer=assessment.for_reader(answers.get(code), with_note=one.with_note))
        for code, one in shares.items()
    }


def may_give(actor: Actor, worker: UUID) -> bool:
    return accounts.supervises(actor, worker=worker)


def own_views(actor: Actor, worker: UUID, edition: str, code: str) -> list[View]:
    """One supervisor's views of one statement, the oldest first. Never another supervisor's.

    With those of earlier words that mean the same: numbers go on from there.
    """
    rows = View.objects.filter(of_statement(edition, code))
    rows = rows.filter(worker_id=worker, supervisor_id=actor.person_id)
    return list(rows.order_by("number"))


def of_statement(edition: str, code: str) -> Q:
    """Rows of one statement, whichever edition's words they were said of."""
    found = framework.said_as(edition, code)
    return reduce(or_, (Q(edition=slug, code=was) for slug, was in found))


@dataclass(frozen=True, slots=True)
class Voice:
    """One supervisor's views of one statement, the oldest first. ``person`` is None once erased."""

    person: UUID | None
    name: str
    views: tuple[View, ...]

    @property
    def now(self) -> View:
        return self.views[-1]


def voices(worker: UUID, edition: str, code: str | None = None) -> dict[str, list[Voice]]:
    """Every supervisor's view of a worker's statements, by code; each by itself. For the worker."""
    rows = View.objects.filter(worker_id=worker).select_related("supervisor")
    if code is not None:
        rows = rows.filter(of_statement(edition, code))
    found: dict[tuple[str, object], list[View]] = defaultdict(list)
    for row in rows.order_by("made_at"):
        if now := framework.now(row.edition, row.code, edition).counts:
            found[now, row.supervisor_id or "gone"].append(row)
    by_code: dict[str, list[Voice]] = defaultdict(list)
    for (one, _who), views in found.items():
        last = views[-1]
        name = str(last.supervisor) if last.supervisor else ""
        by_code[one].append(Voice(last.supervisor_id, name, tuple(views)))
    return by_code


def point_of(view: View, edition: str) -> str:
    """The point of a view as it counts in an edition: '' where its words mean something else there."""
    changed = framework.point_changed(view.edition, view.code, view.point, edition)
    return "" if changed else view.point


def of_person(person_id: UUID) -> tuple[list[View], list[View]]:
    """Views of this person as a worker, and those they gave as a supervisor."""
    about = View.objects.filter(worker_id=person_id).select_related("supervisor")
    given = View.objects.filter(supervisor_id=person_id)
    return list(about.order_by("code", "made_at")), list(given.order_by("made_at"))
