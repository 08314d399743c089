"""The best plan in the hours there are: proved, the same every time, every choice explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from types import MappingProxyType

from alongside.core.planning.catalogue import Catalogue, ready
from alongside.core.planning.choosing import Choice, Stages
from alongside.core.planning.constants import SCALE, WRITE_UP_HOURS
from alongside.core.planning.model import (
    Activity,
    BadNumber,
    Bounds,
    Certificate,
    Need,
    Placed,
    Plan,
    finite,
)
from alongside.core.planning.placing import Place
from alongside.core.planning.problem import Problem, make_problem, refuse_unknown
from alongside.core.planning.promising import promise
from alongside.core.planning.room import Room, make_room
from alongside.core.planning.serving import left_over, served
from alongside.core.planning.solver import Allowance

TIME_LIMIT = 10.0  # seconds of the solver's; a page answers in a small part of one


def best_plan(
    needs: Sequence[Need],
    activities: Sequence[Activity] | Catalogue,
    bounds: Bounds,
    *,
    time_limit: float = TIME_LIMIT,
    known_codes: Iterable[str] | None = None,
    settle_ties: bool = True,
) -> Plan:
    """The one best plan for these needs within these bounds.

    Most gain; then fewer hours, fewer activities, more kinds, lower cost, and the earliest in the
    catalogue: of two plans equal in all else, the one whose first difference comes earlier. Needs
    of weight 0 change nothing. When `time_limit` (seconds) strikes, the best plan found so far,
    with its gap and `proved` False; the clock changes nothing else. Without `settle_ties` it is
    enough that the gain is proved, whichever plan has it (and `unique` is False). Raises a kind of
    BadPlan for bad input.
    """
    if not finite(time_limit):
        raise BadNumber(f"The time limit is {time_limit!r}.", row="time_limit", fix="Use seconds.")
    known = None if known_codes is None else frozenset(known_codes)
    catalogue = ready(activities, known)
    refuse_unknown(needs, known)
    room = make_room(catalogue, bounds)
    problem = make_problem(room, needs)
    promised = promise(problem)
    whole = replace(problem, at_least_one=promised.must)
    choice, chosen, places = _choose(whole, promised.start, Allowance(time_limit), ties=settle_ties)
    return Plan(
        chosen=_placed(room, places),
        needs=served(room, needs, places),
        certificate=_certificate(choice, problem),
        hours_used=room.minutes_of(chosen) / 60,
        hours_left=(room.hours_minutes - room.minutes_of(chosen)) / 60,
        left_over=left_over(room, needs, chosen),
        promises=promised.promises,
        cost_used=room.pence_of(chosen) / 100,
        kinds=MappingProxyType(Counter(catalogue.activities[i].kind for i in sorted(chosen))),
    )


def _choose(
    whole: Problem, start: Collection[int], allowance: Allowance, *, ties: bool
) -> tuple[Choice, frozenset[int], tuple[Place, ...]]:
    """Choose, then place in time; what cannot be placed is ruled out and the choice made again.

    A set that cannot be placed is cut down to one with nothing to spare, and no later choice may
    hold all of it. Each pass rules out at least the last choice, so this ends, and the last bound
    holds.
    """
    problem = whole
    column = {int(p): c for c, p in enumerate(problem.positions)}
    while True:
        choice = Stages(problem, [column[p] for p in start], allowance, ties=ties).run()
        chosen = frozenset(int(problem.positions[c]) for c in choice.chosen)
        places = whole.room.placed(chosen)
        if places is not None:
            return choice, chosen, places
        problem = problem.without({column[p] for p in _clash(whole.room, chosen)})


def _clash(room: Room, chosen: frozenset[int]) -> frozenset[int]:
    clash = set(chosen)
    for item in sorted(chosen):
        if room.placed(clash - {item}) is None:
            clash.remove(item)
    return frozenset(clash)


def _certificate(choice: Choice, problem: Problem) -> Certificate:
    parts = SCALE * problem.scale
    gap = (choice.bound - choice.gain) / choice.bound if choice.bound else 0.0
    return Certificate(choice.gain / parts, choice.bound / parts, gap, choice.proved, choice.unique)


def _placed(room: Room, places: Sequence[Place]) -> tuple[Placed, ...]:
    rows = room.catalogue.activities
    return tuple(
        Placed(
            id=rows[place.item].id,
            hours=float(rows[place.item].hours),
            write_up=WRITE_UP_HOURS,
            order=order,
            month=place.month,
            on=place.on,
            pinned=place.item in room.pins,
        )
        for order, place in enumerate(places, start=1)
    )
