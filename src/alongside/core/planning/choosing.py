"""The stages: a good plan at once, the relaxation, what it proves cannot matter, the proof, the
ties.

Gain first, then hours, are one aim (gain times more than the hours can ever be, less the hours).
The relaxation's prices then show which activities cannot be in a plan as good as the best one
found; what is left is small. The last proof asks for the best plan *other than* the one in hand:
when there is none as good, that one is both the best and the only one. Where there are others, the
remaining ties are settled among them: fewer activities, more kinds, lower cost, then catalogue
order.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import floor

import numpy as np

from alongside.core.planning.greedy import greedy
from alongside.core.planning.problem import Problem, beaten
from alongside.core.planning.solver import INFINITY, Aim, Allowance, Question, Relaxed, Row
from alongside.core.planning.ties import Ties

ROUNDS = (
    4  # times the relaxation is sharpened; further rounds were seen to add little. The rows that
)
# sharpen it are left out of the whole questions after it: there they were seen to slow HiGHS down.
SLACK = 0.5  # aims are whole: half of one covers any rounding in the relaxation's prices
CORE = 40  # columns with the smallest prices, tried first
MOST_AIM = 2**40  # the largest value of an aim whose units a 53-bit number still tells apart safely


@dataclass(frozen=True)
class Choice:
    """`bound` is on the gain. `proved`: nothing gains more. `unique`: the ties are settled too."""

    chosen: frozenset[int]
    gain: int
    bound: int
    proved: bool
    unique: bool


class Stages:
    """One problem taken through the stages. `start`: columns that hold within the bounds.

    Without `ties` the stages stop as soon as no plan can gain more than the one in hand.
    """

    def __init__(
        self, problem: Problem, start: Collection[int], allowance: Allowance, *, ties: bool
    ) -> None:
        self.problem = problem
        self.allowance = allowance
        self.ties = ties
        self.best = frozenset(start)
        self.pinned: np.ndarray = np.zeros(problem.size, bool)
        self.pinned[problem.pins] = True
        top = problem.most
        hours = min(problem.room_units, int(problem.units.sum())) + 1
        self.times = hours if ties and top * hours < MOST_AIM else 1
        self.hours = problem.units if self.times > 1 else np.zeros(problem.size, np.int64)
        self.bound = top

    def value(self, chosen: Collection[int]) -> int:
        """Gain and hours as one whole number: more gain first, then fewer hours."""
        return self.times * self.problem.gain(chosen) - int(self.hours[list(chosen)].sum())

    def run(self) -> Choice:
        problem = self.problem
        if not problem.wanted and self.best == frozenset(problem.pins.tolist()):
            return self._choice(proved=True, unique=True)
        self.best = max(self.best, greedy(problem, self.best), key=self.value)
        if self.allowance.left <= 0:
            return self._choice(proved=self._full(), unique=False)
        if self._enough():
            return self._choice(proved=True, unique=False)
        everything = Question(problem, ~self.pinned, self.pinned)
        aim = Aim(-self.hours, self.times)
        relaxed = everything.relax(aim, self.allowance, ROUNDS)
        if relaxed is None:
            return self._choice(proved=self._full(), unique=False)
        self._bounded(relaxed.value)
        tried = self._core(aim, relaxed)
        if self._enough():
            return self._choice(proved=True, unique=False)
        free, inside = self._open(relaxed)
        others = True
        if not tried[free].all():
            rows = [self._other()] if self.ties else []
            answer = Question(problem, free, inside).solve(aim, rows, self.allowance)
            if not answer.finished:
                self._take(answer.chosen)
                self._bounded(max(answer.bound, self.value(self.best)))
                return self._choice(proved=self._full(), unique=False)
            others = answer.chosen is not None and self.value(answer.chosen) >= self.value(
                self.best
            )
            self._take(answer.chosen)
        self.bound = problem.gain(self.best)
        unique = self.ties and (self._ties(relaxed) if others else True)
        return self._choice(proved=True, unique=unique)

    def _enough(self) -> bool:
        return not self.ties and self._full()

    def _core(self, aim: Aim, relaxed: Relaxed) -> np.ndarray:
        """Solve over the likeliest columns alone. Returns the columns settled: all free ones, if
        the answer was finished, and none otherwise."""
        free, inside = self._open(relaxed)
        order = np.argsort(relaxed.price, kind="stable")
        order = order[free[order]]
        part = np.abs(relaxed.at - np.round(relaxed.at)) > 1e-6
        core: np.ndarray = np.zeros(self.problem.size, bool)
        core[order[:CORE]] = True
        core |= free & part
        rest = free & ~core
        with_rest = inside | (rest & (relaxed.at > 0.5))
        answer = Question(self.problem, core, with_rest).solve(aim, [], self.allowance)
        self._take(answer.chosen)
        return core if answer.finished else np.zeros(self.problem.size, bool)

    def _open(self, relaxed: Relaxed) -> tuple[np.ndarray, np.ndarray]:
        """Which columns may still differ from the relaxation in a plan as good as the best in hand,
        and which are then in for certain."""
        spare = relaxed.value - self.value(self.best) + SLACK
        free = (relaxed.price <= spare) & ~self.pinned
        inside = ~free & ((relaxed.at > 0.5) | self.pinned)
        return free & ~beaten(self.problem, free), inside

    def _take(self, chosen: frozenset[int] | None) -> None:
        if chosen is not None and self.value(chosen) > self.value(self.best):
            self.best = chosen

    def _bounded(self, value: float) -> None:
        """A bound on the aim as a bound on the gain: the hours are less than one unit of gain."""
        if value < INFINITY:
            most = int(self.hours.sum()) if self.times == 1 else self.times - 1
            self.bound = min(self.bound, floor((value + most + SLACK) / self.times))
        self.bound = max(self.bound, self.problem.gain(self.best))

    def _full(self) -> bool:
        return self.bound <= self.problem.gain(self.best)

    def _other(self) -> Row:
        """Any set of columns but the best in hand."""
        values = np.ones(self.problem.size)
        values[list(self.best)] = -1.0
        return Row(1.0 - len(self.best), INFINITY, values)

    def _ties(self, relaxed: Relaxed) -> bool:
        """Settle what gain and hours leave open. True when the answer is the only one."""
        ties = Ties(self.problem, self.best, self._open(relaxed), self.allowance)
        settled = ties.settle(hours_settled=self.times > 1)
        self.best = ties.best
        return settled

    def _choice(self, *, proved: bool, unique: bool) -> Choice:
        gain = self.problem.gain(self.best)
        return Choice(self.best, gain, max(self.bound, gain), proved, unique and proved)
