"""Reads: a plan's row, what it is worked out from, and the answer. Nothing here writes.

When marks or the library changed since the plan was last saved, the answer is worked out in memory
and kept there by its input's digest; the next thing the worker does saves it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from alongside.accounts import queries as accounts
from alongside.assessment import queries as assessment
from alongside.core import framework, library, scales
from alongside.core.planning import agreeing, model
from alongside.core.planning.constants import WRITE_UP_HOURS
from alongside.foundation.actor import Actor
from alongside.framework import queries as framework_area
from alongside.library import queries as library_area
from alongside.planning import policies, solving
from alongside.planning.models import DECLINED, DONE, KEEP, Plan
from alongside.planning.solving import Document, as_document


@dataclass(frozen=True, slots=True)
class Question:
    """A plan's row (saved or not), what it is worked out from, and the digest of all of it.

    ``waiting``: how many marks stand on earlier words that mean something else now.
    """

    plan: Plan
    edition: framework.Edition
    edition_digest: str
    answers: Mapping[str, scales.Answer]
    library: library.Library
    asked: solving.Asked
    digest: str
    today: date
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer. ``trouble`` is what kept the whole question from an answer."""

    question: Question
    document: Document
    trouble: model.BadPlan | None = None


def own(person_id: UUID) -> Plan:
    """A person's open plan, or one that has not been saved yet, with what every plan starts from."""
    return open_plan(person_id) or Plan(person_id=person_id)


def open_plan(person_id: UUID) -> Plan | None:
    """A person's plan that is not closed, with whom it is being agreed."""
    open_now = Plan.objects.filter(person_id=person_id).exclude(state=agreeing.CLOSED)
    return open_now.select_related("person", "other").first()


def question(actor: Actor, *, today: date, plan: Plan | None = None) -> Question:
    """What somebody's plan is worked out from now. ``plan`` where the row is at hand already."""
    plan = plan or own(actor.person_id)
    published = framework_area.published()
    given = assessment.answers_by_edition(actor.person_id)
    answers = assessment.as_now(given, published.slug)
    of = library_area.activities_for(actor, today=today)
    profile = (
        assessment.profile_of(actor.person_id, published.edition) if plan.with_profile else None
    )
    asked = solving.Asked(
        needs=solving.needs_from(
            published.edition, answers, profile=profile, agreed=agreed_now(plan, published.slug)
        ),
        bounds=bounds_of(plan),
        no_courses=plan.no_courses,
    )
    return Question(
        plan=plan,
        edition=published.edition,
        edition_digest=published.digest,
        answers=answers,
        library=of,
        asked=asked,
        digest=solving.asked_digest(asked, of),
        today=today,
        waiting=sum(one.answer.want for one in assessment.look_again_at(given, published.slug)),
    )


def agreed_now(plan: Plan, edition_slug: str) -> list[str]:
    """The needs both said yes to, as statements of an edition: those whose meaning is the same.

    A need whose statement has changed since waits for its worker to look at it again. What is being
    done about it stays in the plan all the same.
    """
    found = (framework_area.now(of, code, edition_slug) for of, code in plan.stands["codes"])
    return sorted({one.counts for one in found} - {""})


def activity_titles(actor: Actor) -> dict[str, str]:
    """Every activity this person can plan with, by id."""
    return {
        activity.id: activity.title for activity in library_area.activities_for(actor).activities
    }


def bounds_of(plan: Plan) -> model.Bounds:
    """What a plan's row says it must keep to.

    What was begun or agreed stays in, unless the worker says that it is not for them; and so does
    what of it is done, so that a plan does not seem to change because somebody followed it. Months
    are counted from the day it began.
    """
    stands = plan.stands
    declined, done = plan.chosen(DECLINED), plan.chosen(DONE)
    followed = {one["id"]: one["hours"] for one in stands["done"]}
    followed |= {id_: one["hours"] for id_, one in held(plan).items() if id_ not in declined | done}
    needed = sum(hours + WRITE_UP_HOURS for hours in followed.values())
    hours = float(plan.hours)
    since = date.fromisoformat(stands["since"]) if stands["since"] else None
    return model.Bounds(
        hours=max(hours - stands["own"], min(hours, needed), 0.0),
        cost=None if plan.cost is None else float(plan.cost),
        start=plan.start or since,
        end=plan.end,
        hours_per_month=None if plan.hours_per_month is None else float(plan.hours_per_month),
        pinned=plan.chosen(KEEP) | frozenset(followed),
        declined=declined,
        done=done - followed.keys(),
    )


def held(plan: Plan) -> dict[str, dict[str, Any]]:
    """What was agreed or begun and is still to do, unless the worker lets it be worked out anew."""
    return {} if plan.afresh else dict(plan.stands["held"])


def finished(plan: Plan) -> frozenset[str]:
    """What of this plan is done: it stays part of the plan, and is not shown as still to do."""
    return frozenset(one["id"] for one in plan.stands["done"])


def solve(asked_of: Question) -> Document:
    """The answer, from memory or worked out. Raises BadPlan for what cannot hold together."""
    return as_document(
        solving.solve_once(asked_of.asked, asked_of.library, asked_of.digest, today=asked_of.today)
    )


def answer(asked_of: Question) -> Answered:
    """The answer to show: the stored one where nothing has changed since, else worked out.

    Where what was kept no longer fits (an activity grew longer, a day went by), the plan is
    worked out without it and says so, rather than showing nothing.
    """
    plan = asked_of.plan
    if plan.result and plan.input_digest == asked_of.digest:
        return Answered(asked_of, plan.result)
    try:
        return Answered(asked_of, solve(asked_of))
    except model.BadPlan as error:
        eased = _without_pins(asked_of)
        return Answered(eased, solve(eased), trouble=error)


def _without_pins(asked_of: Question) -> Question:
    bounds = replace(asked_of.asked.bounds, pinned=frozenset())
    asked = replace(asked_of.asked, bounds=bounds)
    digest = solving.asked_digest(asked, asked_of.library)
    return replace(asked_of, asked=asked, digest=digest)


def what_ifs(asked_of: Question) -> tuple[model.Plan, tuple[model.WhatIf, ...]]:
    """The plan as it is, and with five more hours, five fewer, without courses: solved afresh."""
    of = answer(asked_of).question
    now = solving.solve_once(of.asked, of.library, of.digest, today=of.today).plan
    return now, solving.what_ifs(of.asked, of.library, of.digest, today=of.today)


def first_line(actor: Actor, *, today: date) -> tuple[str, float] | None:
    """The first thing in somebody's plan: its title and hours. None while nothing is marked."""
    asked_of = question(actor, today=today)
    chosen = answer(asked_of).document["activities"] if asked_of.asked.needs else []
    done = finished(asked_of.plan)
    activities = [one for one in chosen if one["id"] not in done]
    if not activities:
        return None
    first = asked_of.library.by_id[activities[0]["id"]]
    return first.title, first.hours


def readable(actor: Actor, plan_id: UUID, *, today: date) -> tuple[Actor, Plan] | None:
    """A plan and its owner, for its owner and whom it is shared with; None for anybody else."""
    plan = Plan.objects.select_related("person").filter(pk=plan_id).first()
    if plan is None:
        return None
    shared = accounts.may_see(
        actor, owner=plan.person_id, kind=policies.SHARED_AS, item=str(plan.pk), today=today
    )
    if not policies.may_read(actor, owner=plan.person_id, shared=shared):
        return None
    owner = plan.person_id
    return Actor(owner, lambda: accounts.roles_of(owner)), plan
