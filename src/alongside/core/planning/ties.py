"""Settling ties among plans of the same gain, so that every machine gives the same answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from alongside.core.planning.problem import Problem
from alongside.core.planning.solver import INFINITY, Aim, Allowance, Question, Row

MOST_TIE = 2**30  # the largest value of several ties packed into one whole number
CHUNK = 20  # columns whose order one question can aim at: weights up to 2**19


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


class Ties:
    """The plans of the same gain as `best` (and the same hours, where those are settled).

    Every such plan has the columns `inside` and otherwise only `free` ones. Marks used: one for
    each kind (is any of it in?), then for each free column of the best plan, in catalogue order,
    whether all of them so far are kept, and whether something earlier than the next comes in
    instead.
    """

    def __init__(
        self,
        problem: Problem,
        best: frozenset[int],
        open_columns: tuple[np.ndarray, np.ndarray],
        allowance: Allowance,
    ) -> None:
        self.problem = problem
        self.best = best
        self.free, self.inside = open_columns
        gain = problem.gain(best)
        every = np.zeros(problem.size)
        self.rows = [Row(float(gain), INFINITY, every, gain_times=1)]
        self.allowance = allowance
        self.kinds = list(dict.fromkeys(problem.kinds))
        self.kind_of = np.array([self.kinds.index(kind) for kind in problem.kinds])

    def settle(self, *, hours_settled: bool) -> bool:
        """Make `best` the first by the ties. True when it was shown that nothing comes before it.

        Each question asks for a plan that comes before the one in hand, the first by the next tie:
        when there is none, the matter is settled.
        """
        ties = _ties(self.problem)
        if hours_settled:
            hours = ties.pop(0)
            self._keep(hours)
        packed = _packed(ties)
        for n, tie in enumerate(packed):
            found = self._before(
                tie, Aim(tie.values, 0, self._marks(tie)), last=n + 1 == len(packed)
            )
            if found is not None:
                return found
            self._keep(tie)
        while True:
            found = self._before(None, self._early(), last=True)
            if found is not None:
                return found

    def _keep(self, tie: Tie) -> None:
        least = float(tie.of(self.problem, self.best))
        self.rows.append(Row(least, INFINITY, tie.values, marks=self._marks(tie)))

    def _before(self, tie: Tie | None, aim: Aim, *, last: bool) -> bool | None:
        """Look for a plan before the best by this tie or, when no further tie follows, by order.
        True: there is none. False: time is up. None: the best is now as good by this tie as any can
        be."""
        rows, marks = self._better(tie) if last else self._no_worse(tie)
        rows += self._kind_rows() if tie is None or tie.kinds_times or last else []
        question = Question(self.problem, self.free, self.inside, len(self.kinds) + marks)
        answer = question.solve(aim, [*self.rows, *rows], self.allowance)
        if not answer.finished:
            return False
        if answer.chosen is None:
            return True
        if last or (tie and tie.of(self.problem, answer.chosen) > tie.of(self.problem, self.best)):
            self.best = answer.chosen
        return None

    def _no_worse(self, tie: Tie | None) -> tuple[list[Row], int]:
        """Any other plan that is as good by this tie."""
        assert tie is not None
        values = np.ones(self.problem.size)
        values[list(self.best)] = -1.0
        least = float(tie.of(self.problem, self.best))
        other = Row(1.0 - len(self.best), INFINITY, values)
        return [other, Row(least, INFINITY, tie.values, marks=self._marks(tie))], 0

    def _better(self, tie: Tie | None) -> tuple[list[Row], int]:
        """Plans better by this tie, or as good and earlier in the catalogue.

        A plan is earlier than the best if, where they first differ, it has the column and the best
        has not: so some column outside the best is in, and all the best's columns before it are
        kept.
        """
        size, first = self.problem.size, len(self.kinds)
        mine = [c for c in np.nonzero(self.free)[0] if c in self.best]
        total = first + 2 * len(mine) + 1
        rows = []
        some = np.zeros(total)
        start = 0
        for n, column in enumerate(mine):
            kept, comes = first + 2 * n, first + 2 * n + 1
            some[comes] = 1.0
            between = self.free.copy()
            between[:start] = False
            between[column:] = False
            rows.append(_row(size, total, between, {comes: 1.0}))
            if n:
                rows.append(_row(size, total, None, {comes: 1.0, kept - 2: -1.0}))
                rows.append(_row(size, total, None, {kept: 1.0, kept - 2: -1.0}))
            this: np.ndarray = np.zeros(size, bool)
            this[column] = True
            rows.append(_row(size, total, this, {kept: 1.0}))
            start = int(column) + 1
        if tie is not None:
            better = total - 1
            some[better] = 1.0
            marks = np.zeros(total)
            marks[: len(self.kinds)] = tie.kinds_times
            marks[better] = -1.0
            least = float(tie.of(self.problem, self.best))
            rows.append(Row(least, INFINITY, tie.values, marks=marks))
        rows.append(Row(1.0, INFINITY, np.zeros(size), marks=some))
        return rows, total - first

    def _kind_rows(self) -> list[Row]:
        rows = []
        for n in range(len(self.kinds)):
            rows.append(_row(self.problem.size, len(self.kinds), self.kind_of == n, {n: 1.0}))
        return rows

    def _marks(self, tie: Tie) -> np.ndarray:
        return np.full(len(self.kinds), float(tie.kinds_times))

    def _early(self) -> Aim:
        """As early in the catalogue as one question can aim at."""
        values = np.zeros(self.problem.size)
        chunk = np.nonzero(self.free)[0][:CHUNK]
        values[chunk] = 2.0 ** np.arange(len(chunk) - 1, -1, -1)
        return Aim(values)


def _row(size: int, total: int, columns: np.ndarray | None, marks: dict[int, float]) -> Row:
    """sum(marks) <= sum(columns)."""
    values = np.zeros(size)
    if columns is not None:
        values[columns] = -1.0
    numbers = np.zeros(total)
    for mark, number in marks.items():
        numbers[mark] = number
    return Row(-INFINITY, 0.0, values, marks=numbers)


def _ties(problem: Problem) -> list[Tie]:
    """Fewer hours, fewer activities, more kinds, lower cost."""
    none: np.ndarray = np.zeros(problem.size, np.int64)
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
