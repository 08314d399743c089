"""Where the areas' values meet the planner: edition, answers and library in, a solved plan out.

No database and no Django, so that the page and the command line ask exactly the same question.
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from typing import Any, Generic, TypeVar

from alongside.core import framework, library, scales
from alongside.core.planning import explain, model, needs, optimiser
from alongside.core.planning.catalogue import Catalogue, ready

# Part of every input digest: raise it when the same input may now have another answer.
PLANNER = "1"
TIME_LIMIT = 2.0  # seconds; the plan on a page takes a small part of one

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a plan is worked out from, besides the library. It does not say whose it is."""

    needs: tuple[model.Need, ...]
    bounds: model.Bounds
    no_courses: bool = False


@dataclass(frozen=True, slots=True)
class Solved:
    """The answer with its reasons. ``because`` is by activity id."""

    asked: Asked
    plan: model.Plan
    because: Mapping[str, model.Because]
    activities: Mapping[str, model.Activity]


def needs_from(
    edition: framework.Edition,
    answers: Mapping[str, scales.Answer],
    *,
    profile: framework.Profile | None = None,
    agreed: Collection[str] = (),
) -> tuple[model.Need, ...]:
    """What matters: what the worker marked, what was agreed on with another person and, only where
    a profile is given, what it asks for.

    No point of a value is handed on: only whether the value was marked.
    """
    known = edition.by_code
    emphasis = [one for one in profile.emphasis if one.code in known] if profile else []
    return needs.weigh(
        marked=[code for code, answer in answers.items() if answer.want and code in known],
        agreed=[code for code in agreed if code in known],
        profile={one.code: one.weight for one in emphasis},
        typical={
            one.code: one.typical
            for one in emphasis
            if one.typical and not scales.is_value(one.code)
        },
        points={
            code: answer.point
            for code, answer in answers.items()
            if code in known and not scales.is_value(code)
        },
        order=list(known),
        profile_alone=profile is not None,
    )


def plannable(activity: library.Activity, of: library.Library) -> model.Activity:
    """A library activity as the planner takes it."""
    return model.Activity(
        id=activity.id,
        hours=activity.hours,
        kind=model.COURSE if of.is_course(activity) else activity.kind,
        develops=activity.develops,
        cost=activity.cost,
        lived_experience_led=activity.lived_experience_led,
        prerequisites=activity.prerequisites,
        dates=activity.dates,
        offering_of=activity.offering_of,
    )


class Recent(Generic[Made]):
    """The last few things made, by key: kept in this process only, the oldest let go first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._made: OrderedDict[Hashable, Made] = OrderedDict()
        self._lock = Lock()

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        made = make()
        with self._lock:
            self._made[key] = made
            while len(self._made) > self.most:
                self._made.popitem(last=False)
        return made


_catalogues: Recent[Catalogue] = Recent(16)
_solved: Recent["Solved"] = Recent(256)
_what_ifs: Recent[tuple[model.WhatIf, ...]] = Recent(64)


def catalogue(of: library.Library) -> Catalogue:
    """The library made ready for planning, once per process and library."""
    return _catalogues.once(
        of.digest, lambda: ready([plannable(activity, of) for activity in of.activities])
    )


def asked_digest(asked: Asked, of: library.Library) -> str:
    """64 letters that change when anything that could change the plan does."""
    bounds = asked.bounds
    question = [
        PLANNER,
        of.digest,
        [[need.code, need.weight, need.reasons] for need in asked.needs],
        [bounds.hours, bounds.cost, bounds.hours_per_month],
        [str(bounds.start), str(bounds.end)],
        [sorted(ids) for ids in (bounds.pinned, bounds.declined, bounds.done)],
        asked.no_courses,
    ]
    return hashlib.sha256(json.dumps(question).encode()).hexdigest()


def bounds_for(asked: Asked, ready_made: Catalogue, *, today: date) -> model.Bounds:
    """The bounds as the planner takes them: known ids only, a first day, courses left out if asked.

    A choice about an activity that has since left the library no longer counts. Something kept
    stays kept, course or not: the worker's own word comes before the option.
    """
    asked_for, known = asked.bounds, ready_made.position
    pinned = frozenset(asked_for.pinned & known.keys())
    declined = set(asked_for.declined & known.keys())
    if asked.no_courses:
        declined |= {row.id for row in ready_made.activities if row.is_course} - pinned
    return replace(
        asked_for,
        start=asked_for.start or today,
        pinned=pinned,
        declined=frozenset(declined),
        done=frozenset(asked_for.done & known.keys()),
    )


def solve(
    asked: Asked, of: library.Library, *, today: date, time_limit: float = TIME_LIMIT
) -> Solved:
    """The best plan and why. Raises core.planning.model.BadPlan for what cannot hold together."""
    ready_made = catalogue(of)
    bounds = bounds_for(asked, ready_made, today=today)
    plan = optimiser.best_plan(asked.needs, ready_made, bounds, time_limit=time_limit)
    because = explain.explain(plan, asked.needs, ready_made, bounds)
    return Solved(
        asked=asked,
        plan=plan,
        because={one.id: one for one in because},
        activities={id_: ready_made.activities[ready_made.position[id_]] for id_ in plan.ids},
    )


def solve_once(asked: Asked, of: library.Library, digest: str, *, today: date) -> Solved:
    """As ``solve``, from this process's memory where the same question was answered before."""
    return _solved.once(digest, lambda: solve(asked, of, today=today))


def what_ifs(
    asked: Asked, of: library.Library, digest: str, *, today: date
) -> tuple[model.WhatIf, ...]:
    """Five more hours, five fewer, without courses: each solved afresh, once per question."""
    ready_made = catalogue(of)
    bounds = bounds_for(asked, ready_made, today=today)
    plan = solve_once(asked, of, digest, today=today).plan
    return _what_ifs.once(
        digest,
        lambda: explain.what_ifs(plan, asked.needs, ready_made, bounds, time_limit=TIME_LIMIT),
    )


Document = dict[str, Any]


def as_document(solved: Solved) -> Document:
    """The plan as plain JSON values: what is stored, exported and printed by the command line.

    No words are in it, only ids, codes and figures, so that one stored answer serves every
    language, and a wording mended later shows everywhere. ``served`` is the gain reached for a
    weight of 1: 0 where nothing serves it. ``hours`` of an activity are its own;
    ``hours_with_write_up`` is what it takes of the plan.
    """
    plan = solved.plan
    return {
        "activities": [_activity(placed, solved) for placed in plan.chosen],
        "needs": [_need(served, solved) for served in plan.needs],
        "certificate": {
            "objective": plan.certificate.objective,
            "bound": plan.certificate.bound,
            "gap": plan.certificate.gap,
            "proved": plan.certificate.proved,
            "unique": plan.certificate.unique,
        },
        "hours": {
            "there_are": solved.asked.bounds.hours,
            "used": plan.hours_used,
            "left": plan.hours_left,
            "left_over": plan.left_over,
        },
        "cost": plan.cost_used,
        "promises": {
            "not_a_course": plan.promises.not_a_course,
            "lived_experience_led": plan.promises.lived_experience_led,
        },
    }


def _activity(placed: model.Placed, solved: Solved) -> Document:
    activity = solved.activities[placed.id]
    because = solved.because.get(placed.id)
    weights = {need.code: need.weight for need in solved.asked.needs}
    made: Document = {
        "id": placed.id,
        "hours": placed.hours,
        "hours_with_write_up": placed.hours + placed.write_up,
        "develops": {code: int(strength) for code, strength in activity.develops.items()},
        "kind": activity.kind,
        "lived_experience_led": activity.lived_experience_led,
        "cost": activity.cost,
        "order": placed.order,
        "month": placed.month,
        "on": placed.on.isoformat() if placed.on else None,
        "kept": placed.pinned,
        "why": [],
        "lost_without": None,
        "stand_in": None,
    }
    if because is None:
        return made
    made["why"] = [
        {"code": code, "strength": int(strength), "weight": weights.get(code, 0.0)}
        for code, strength in because.serves
    ]
    made["lost_without"] = {
        "gain": because.lost,
        "codes": list(because.lost_codes),
        "also_out": list(because.also_out),
    }
    if because.stand_in:
        made["stand_in"] = {"id": because.stand_in, "gain_lost": because.stand_in_lost}
    return made


def _need(served: model.Served, solved: Solved) -> Document:
    reasons = {need.code: need.reasons for need in solved.asked.needs}
    return {
        "code": served.code,
        "weight": served.weight,
        "reasons": list(reasons.get(served.code, ())),
        "served": served.gain / served.weight if served.weight else 0.0,
        "points": served.points,
        "deep": served.deep,
        "by": [{"id": id_, "strength": int(strength)} for id_, strength in served.by],
        "why_not": served.why_not,
        "more_hours": served.more_hours,
        "would_let_in": served.would_let_in,
    }
