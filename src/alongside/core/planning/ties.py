"""Settling ties among plans of the same gain, so that every machine gives the same answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np

from alongside.core.planning.problem import Problem
from alongside.core.planning.solver import INFINITY, Aim, Question, Row

MOST_TIE = 2**30  # the largest value of several ties packed into one whole number
CHUNK = 20  # columns whose order is settled in one question: weights up to 2**19


@dataclass(frozen=True)
class Tie:
    """One thing to make most of: sum(values * columns) + kinds_times * kinds. `span`: its range."""

    values: np.ndarray
    span: int
    kinds_times: int = 0

    def of(self, problem: Problem, chosen: Collection[int]) -> int:
        columns = list(chosen)
        kinds = len({problem.kinds[c] for c in columns})
        return int(self.values[columns].sum()) + self.kinds_times * kinds


def settle(
    problem: Problem,
    best: frozenset[int],
    free: np.ndarray,
    inside: np.ndarray,
    sharper: Sequence[Row],
    hours_settled: bool,
    seconds: Callable[[], float],
) -> tuple[frozenset[int], bool]:
    """The first by the ties among plans with `best`'s gain, and whether it was shown to be the one.

    Every such plan that is no worse in hours has the columns `inside` and otherwise only `free` ones.
    Each question asks for another plan than the one in hand, first by the next tie: no other plan, or
    only worse ones, and the matter is settled.
    """
    gain = problem.gain(best)
    rows = [*sharper, Row(float(gain), INFINITY, np.zeros(problem.size), gain_times=1)]
    ties = _ties(problem)
    if hours_settled:
        hours = ties.pop(0)
        rows.append(Row(float(hours.of(problem, best)), INFINITY, hours.values))
    for tie in _packed(ties):
        best, alone, finished = _better(problem, best, tie, free, inside, rows, seconds)
        if alone or not finished:
            return best, finished
        rows.append(
            Row(float(tie.of(problem, best)), INFINITY, tie.values, kinds_times=tie.kinds_times)
        )
    free, inside = free.copy(), inside.copy()
    while free.any():
        chunk = np.nonzero(free)[0][:CHUNK]
        values = np.zeros(problem.size, np.int64)
        values[chunk] = 2 ** np.arange(len(chunk) - 1, -1, -1)
        tie = Tie(values, 2 ** len(chunk))
        best, alone, finished = _better(problem, best, tie, free, inside, rows, seconds)
        if alone or not finished:
            return best, finished
        free[chunk] = False
        inside[[c for c in chunk if c in best]] = True
    return best, True


def _ties(problem: Problem) -> list[Tie]:
    """Fewer hours, fewer activities, more kinds, lower cost."""
    none = np.zeros(problem.size, np.int64)
    kinds = len(set(problem.kinds))
    return [
        Tie(-problem.units, int(min(problem.units.sum(), problem.room_units)) + 1),
        Tie(none - 1, problem.size + 1),
        Tie(none, kinds + 1, kinds_times=1),
        Tie(-problem.pence, int(problem.pence.sum()) + 1),
    ]


def _packed(ties: list[Tie]) -> list[Tie]:
    """Ties that follow one another put into one whole number where that stays small enough."""
    packed = [ties[0]]
    for tie in ties[1:]:
        last = packed[-1]
        if last.span * tie.span < MOST_TIE:
            packed[-1] = Tie(
                last.values * tie.span + tie.values,
                last.span * tie.span,
                last.kinds_times * tie.span + tie.kinds_times,
            )
        else:
            packed.append(tie)
    return packed


def _better(
    problem: Problem,
    best: frozenset[int],
    tie: Tie,
    free: np.ndarray,
    inside: np.ndarray,
    rows: list[Row],
    seconds: Callable[[], float],
) -> tuple[frozenset[int], bool, bool]:
    """The best plan by this tie; whether no other is as good; and whether the question was finished."""
    values = np.ones(problem.size)
    values[list(best)] = -1.0
    other = Row(1.0 - len(best), INFINITY, values)
    answer = Question(problem, free, inside).solve(
        Aim(tie.values, 0, tie.kinds_times), [*rows, other], seconds()
    )
    if not answer.finished:
        return best, False, False
    if answer.chosen is None:
        return best, True, True
    here, there = tie.of(problem, best), tie.of(problem, answer.chosen)
    if there < here:
        return best, True, True
    return (answer.chosen if there > here else best), False, True
