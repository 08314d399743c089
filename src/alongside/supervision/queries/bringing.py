"""What a worker could bring to a session: what they marked or answered, their plan, shared entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.assessment import queries as assessment
from alongside.core import scales
from alongside.core.framework import Edition
from alongside.foundation.actor import Actor
from alongside.framework.queries import current_edition
from alongside.supervision.models import STATEMENT, AgendaItem


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that could be brought."""

    kind: str
    target: str
    title: str
    marked: bool = False


def statement_title(code: str) -> str | None:
    found = current_edition().by_code.get(code)
    return found.title if found else None


def statements(actor: Actor, edition: Edition) -> list[Candidate]:
    """What a worker marked, then what they answered, each in the framework's order."""
    answers = assessment.answers_of(actor.person_id, edition.slug)
    found = [one for one in edition.statements if one.code in answers]
    marked = [one for one in found if answers[one.code].want]
    said = [one for one in found if not answers[one.code].want and _said(answers[one.code])]
    return [
        Candidate(STATEMENT, one.code, one.title, marked=answers[one.code].want)
        for one in (*marked, *said)
    ]


def _said(answer: scales.Answer) -> bool:
    return bool(answer.point or answer.note)


def plan_items(actor: Actor) -> list[Candidate]:
    """What stands open in the worker's plan, by its title only."""
    return []


def plan_title(actor: Actor, target: str) -> str | None:
    return {one.target: one.title for one in plan_items(actor)}.get(target)


def shared_entries(actor: Actor, supervisor: UUID, *, today: date) -> list[Candidate]:
    """Entries of one's record that this supervisor may read already, the newest first."""
    return entries_by_reader(actor, today=today).get(supervisor, [])


def entries_by_reader(actor: Actor, *, today: date) -> dict[UUID, list[Candidate]]:
    """Entries that are shared with somebody now, by who may read them."""
    return {}


def own_entries(actor: Actor, shared: Sequence[Candidate]) -> list[Candidate]:
    """Entries of one's record that would have to be shared with this supervisor first."""
    return []


def suggestions(
    actor: Actor, supervisors: Sequence[UUID], edition: Edition, *, today: date
) -> dict[UUID, list[Candidate]]:
    """At most two things for ten minutes with each supervisor: of different kinds where there are.

    The newest entry shared with them, what was marked, what stands open in the plan. Queries do not
    grow with the supervisors.
    """
    marked = [one for one in statements(actor, edition) if one.marked][:2]
    planned = plan_items(actor)[:1]
    shared = entries_by_reader(actor, today=today)
    found = {}
    for one in supervisors:
        kinds = [shared.get(one, [])[:1], marked[:1], planned, marked[1:]]
        found[one] = [candidate for some in kinds for candidate in some][:2]
    return found


def session_of_item(item_id: UUID) -> UUID | None:
    return AgendaItem.objects.filter(pk=item_id).values_list("session_id", flat=True).first()
