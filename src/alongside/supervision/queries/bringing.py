"""What a worker could bring to a session: what they marked or answered, their plan, shared entries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.accounts import queries as accounts
from alongside.assessment import queries as assessment
from alongside.core import scales
from alongside.core.framework import Edition
from alongside.core.planning.agreeing import TO_DO
from alongside.foundation.actor import Actor
from alongside.framework.queries import current_edition, now
from alongside.planning import queries as planning
from alongside.portfolio import queries as portfolio
from alongside.portfolio.policies import SHARED_AS as SHARED_ENTRY
from alongside.supervision.models import ENTRY, PLAN_ITEM, STATEMENT, AgendaItem, Session

OFFERED = 10


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


def target_now(item: AgendaItem, session: Session) -> str:
    """What an item is about: a statement by its code in the newest edition, "" where it means
    something else now.
    """
    if item.kind != STATEMENT:
        return item.target
    return now(item.edition or session.edition, item.target, current_edition().slug).counts


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
    """What is still to do in the worker's plan, by its title only."""
    items = planning.items_of(actor.person_id)
    return [Candidate(PLAN_ITEM, str(one.id), one.title) for one in items if one.state == TO_DO]


def plan_title(actor: Actor, target: str) -> str | None:
    return {one.target: one.title for one in plan_items(actor)}.get(target)


def shared_entries(actor: Actor, supervisor: UUID, *, today: date) -> list[Candidate]:
    """Entries of one's record that this supervisor may read already, the newest first."""
    return entries_by_reader(actor, today=today).get(supervisor, [])


def entries_by_reader(actor: Actor, *, today: date) -> dict[UUID, list[Candidate]]:
    """Entries that are shared with somebody now, by who may read them, the newest first."""
    readers: dict[str, set[UUID]] = defaultdict(set)
    for share in accounts.shares_given(actor, kind=SHARED_ENTRY, today=today):
        if share.reader_id:
            readers[share.item].add(share.reader_id)
    found: dict[UUID, list[Candidate]] = defaultdict(list)
    for one in newest(actor) if readers else ():
        for reader in readers[one.target]:
            found[reader].append(one)
    return found


def newest(actor: Actor) -> list[Candidate]:
    """One's own record, the newest entry first."""
    entries = sorted(portfolio.entries(actor.person_id), key=lambda one: one.last_day, reverse=True)
    return [Candidate(ENTRY, one.id, one.title) for one in entries]


def own_entries(actor: Actor, shared: Sequence[Candidate]) -> list[Candidate]:
    """The newest entries that would have to be shared with this supervisor first."""
    there = {one.target for one in shared}
    return [one for one in newest(actor) if one.target not in there][:OFFERED]


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
