"""The problem put to HiGHS, and its answer read back in whole numbers.

One thread, always: HiGHS keeps one pool of threads for a whole process, and asking for another
number later would give an empty answer. HiGHS's own searches for good plans are switched off: the
planner brings a better one, and the proof is what takes the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np

from alongside.core.planning.constants import (
    DEPTH_WORTH,
    ENOUGH,
    GAINED,
    POINTS,
    RUN,
    WORTHS,
    worth,
)
from alongside.core.planning.problem import Problem, Wanted

INFINITY = highspy.kHighsInf
PER_NEED = len(WORTHS) + 1  # the runs of three points, and depth
SMALL = 1e-6
BROKEN = (
    1.0  # a row is worth adding when broken by more than this, of the 300 parts of a weight of 1
)
_GAINED = np.array(GAINED, np.int64)
_HEURISTICS = ("rins", "rens", "root_reduced_cost", "feasibility_jump", "zi_round", "shifting")


NOTHING = np.zeros(0)


@dataclass(frozen=True)
class Row:
    """low <= sum(values * columns) + gain_times * gain + sum(marks * marks asked for) <= high.

    `values` are over all columns. Marks are further numbers from 0 to 1 that a question may ask
    for, and that only rows give a meaning. `need`: the number of a need whose own gain, at weight
    1, is counted too.
    """

    low: float
    high: float
    values: np.ndarray
    gain_times: int = 0
    need: int = -1
    marks: np.ndarray = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True)
class Aim:
    """What to make most of: gain_times * gain + sum(values * columns) + sum(marks * marks)."""

    values: np.ndarray
    gain_times: int = 0
    marks: np.ndarray = field(default_factory=lambda: NOTHING)


@dataclass
class Allowance:
    """The seconds left to the solver, by its own watch: nothing else in the planner looks at one."""

    left: float

    def spend(self, seconds: float) -> None:
        self.left -= seconds


@dataclass(frozen=True)
class Relaxed:
    """The relaxation's best value, and for each column its value and its price (reduced cost)."""

    value: float
    at: np.ndarray
    price: np.ndarray


@dataclass(frozen=True)
class Answer:
    """`chosen` is None when there is no plan of that sort or none was found; `bound` is on the
    aim."""

    chosen: frozenset[int] | None
    bound: float
    finished: bool


class _Rows:
    """Rows gathered one after another, in the shape that HiGHS takes."""

    def __init__(self) -> None:
        self.low: list[float] = []
        self.high: list[float] = []
        self.starts = [0]
        self.columns: list[np.ndarray] = []
        self.values: list[np.ndarray] = []

    def add(self, low: float, high: float, columns: np.ndarray, values: np.ndarray) -> None:
        self.low.append(low)
        self.high.append(high)
        self.columns.append(columns)
        self.values.append(values)
        self.starts.append(self.starts[-1] + len(columns))


class Question:
    """A problem with some columns `inside` for certain, some `free`, and the rest out for certain.

    `marks`: how many marks the rows and the aim use."""

    def __init__(
        self, problem: Problem, free: np.ndarray, inside: np.ndarray, marks: int = 0
    ) -> None:
        self.problem = problem
        self.marks = marks
        self.free = np.nonzero(free)[0]
        self.inside = inside
        self.place: np.ndarray = np.full(problem.size, -1, np.int64)
        self.place[self.free] = np.arange(len(self.free))
        self.needs_at = len(self.free)
        self.marks_at = self.needs_at + PER_NEED * len(problem.wanted)

    def relax(self, aim: Aim, allowance: Allowance, rounds: int = 0) -> Relaxed | None:
        """The same question with parts of activities allowed, sharpened up to `rounds` times; None
        when it cannot be answered."""
        highs = self._highs(aim, (), whole=False)
        while True:
            highs.run()
            if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                allowance.spend(highs.getRunTime())
                return None
            values = np.array(highs.getSolution().col_value)
            broken = self._broken(values) if rounds else []
            if not broken:
                break
            rounds -= 1
            for row in broken:
                columns, numbers = self._terms(row)
                fixed = float(row.values[self.inside].sum())
                highs.addRow(row.low, row.high - fixed, len(columns), columns, numbers)
        allowance.spend(highs.getRunTime())
        count = len(self.free)
        at: np.ndarray = self.inside.astype(float)
        price: np.ndarray = np.zeros(self.problem.size)
        at[self.free] = values[:count]
        price[self.free] = np.abs(np.array(highs.getSolution().col_dual)[:count])
        value = highs.getObjectiveValue() + self._fixed(aim)
        return Relaxed(value, at, price)

    def _broken(self, values: np.ndarray) -> list[Row]:
        """For each need at most one row that these values break.

        With diminishing worth, the gain of any set is at most the gain of a set S plus what each
        further activity alone adds to S. S is tried as the activities most nearly in, one by one.
        """
        rows = []
        at: np.ndarray = self.inside.astype(float)
        at[self.free] = values[: len(self.free)]
        each = np.array([*WORTHS, DEPTH_WORTH], float)
        for k, need in enumerate(self.problem.wanted):
            here = at[need.columns]
            start = self.needs_at + PER_NEED * k
            gain = float(each @ values[start : start + PER_NEED])
            order = np.argsort(-here, kind="stable")
            row = _sharpest(need, here, order[here[order] > SMALL], gain)
            if row is not None:
                adds = np.zeros(self.problem.size)
                adds[need.columns] = -row[1]
                rows.append(Row(-INFINITY, float(row[0]), adds, need=k))
        return rows

    def solve(self, aim: Aim, rows: Sequence[Row], allowance: Allowance) -> Answer:
        """The best whole answer. The aim must be whole for every choice of columns."""
        if allowance.left <= 0:
            return Answer(None, INFINITY, False)
        highs = self._highs(aim, rows, whole=True)
        highs.setOptionValue("time_limit", allowance.left)
        highs.run()
        allowance.spend(highs.getRunTime())
        status = highs.getModelStatus()
        if status in (
            highspy.HighsModelStatus.kInfeasible,
            highspy.HighsModelStatus.kUnboundedOrInfeasible,
        ):
            return Answer(None, -INFINITY, True)
        info = highs.getInfo()
        bound = info.mip_dual_bound + self._fixed(aim)
        chosen = None
        if info.primal_solution_status == 2:  # a feasible point
            values = np.array(highs.getSolution().col_value)[: len(self.free)]
            chosen = frozenset(
                int(c)
                for c in np.concatenate([self.free[values > 0.5], np.nonzero(self.inside)[0]])
            )
        return Answer(chosen, bound, status == highspy.HighsModelStatus.kOptimal)

    def _fixed(self, aim: Aim) -> float:
        return float(aim.values[self.inside].sum())

    def _highs(self, aim: Aim, extra: Sequence[Row], *, whole: bool) -> highspy.Highs:
        total = self.marks_at + self.marks
        rows = _Rows()
        self._limits(rows)
        self._needs(rows)
        for row in extra:
            self._extra(rows, row)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = total, len(rows.low)
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = self._aimed(aim, total)
        lp.col_lower_ = np.zeros(total)
        upper = np.ones(total)
        upper[self.needs_at : self.marks_at] = np.tile(
            [float(RUN)] * len(WORTHS) + [1.0], len(self.problem.wanted)
        )
        lp.col_upper_ = upper
        lp.row_lower_ = np.array(rows.low, float)
        lp.row_upper_ = np.array(rows.high, float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(rows.starts, np.int32)
        lp.a_matrix_.index_ = _joined(rows.columns).astype(np.int32)
        lp.a_matrix_.value_ = _joined(rows.values).astype(float)
        if whole:
            kind = highspy.HighsVarType
            lp.integrality_ = [kind.kInteger] * len(self.free) + [kind.kContinuous] * (
                total - len(self.free)
            )
        highs = _quiet()
        highs.passModel(lp)
        return highs

    def _aimed(self, aim: Aim, total: int) -> np.ndarray:
        cost = np.zeros(total)
        cost[: len(self.free)] = aim.values[self.free]
        if aim.gain_times:
            cost[self.needs_at : self.marks_at] = aim.gain_times * self._gains()
        cost[self.marks_at : self.marks_at + len(aim.marks)] = aim.marks
        return cost

    def _gains(self) -> np.ndarray:
        each = np.array([*WORTHS, DEPTH_WORTH], float)
        parts = [need.weight * each for need in self.problem.wanted]
        return _joined(parts)

    def _sum(
        self, rows: _Rows, low: float, high: float, columns: Iterable[int], values: np.ndarray
    ) -> None:
        """A row over columns of the problem, with those inside counted and those out left out."""
        array = np.asarray(
            tuple(columns) if not isinstance(columns, np.ndarray) else columns, np.int64
        )
        here = self.place[array] >= 0
        fixed = float(values[self.inside[array]].sum())
        rows.add(low - fixed, high - fixed, self.place[array[here]], values[here])

    def _limits(self, rows: _Rows) -> None:
        problem = self.problem
        every = np.arange(problem.size)
        self._sum(rows, -INFINITY, problem.room_units, every, problem.units)
        if problem.room_pence is not None and problem.pence.any():
            some = np.nonzero(problem.pence)[0]
            self._sum(rows, -INFINITY, problem.room_pence, some, problem.pence[some])
        for i, any_of in problem.waits:
            columns = np.array([i, *any_of], np.int64)
            self._sum(rows, -INFINITY, 0, columns, np.array([1] + [-1] * len(any_of)))
        for some_of, most in problem.at_most:
            self._sum(rows, -INFINITY, most, some_of, np.ones(len(some_of)))
        for one_of in problem.at_least_one:
            self._sum(rows, 1, INFINITY, one_of, np.ones(len(one_of)))

    def _needs(self, rows: _Rows) -> None:
        """The runs hold no more than the points; depth needs a deep one; and one activity alone
        cannot fill the first run by halves (a row that only sharpens the relaxation)."""
        at = self.needs_at
        runs = np.arange(len(WORTHS))
        top = POINTS[max(POINTS)]
        for need in self.problem.wanted:
            place = self.place[need.columns]
            here, inside = place >= 0, self.inside[need.columns]
            columns, points, deep = place[here], need.points[here], need.deep[here]
            rows.add(
                -INFINITY,
                float(need.points[inside].sum()),
                np.concatenate([at + runs, columns]),
                np.concatenate([np.ones(len(runs)), -points]),
            )
            rows.add(
                -INFINITY,
                float(need.deep[inside].sum()),
                np.concatenate([[at + len(runs)], columns[deep]]),
                np.concatenate([[1.0], -np.ones(int(deep.sum()))]),
            )
            if (points == top).any():
                rows.add(
                    -INFINITY,
                    float(np.minimum(need.points[inside], RUN).sum()),
                    np.concatenate([[at], columns]),
                    np.concatenate([[1.0], -np.minimum(points, RUN)]),
                )
            at += PER_NEED

    def _extra(self, rows: _Rows, row: Row) -> None:
        fixed = float(row.values[self.inside].sum())
        rows.add(row.low - fixed, row.high - fixed, *self._terms(row))

    def _terms(self, row: Row) -> tuple[np.ndarray, np.ndarray]:
        """The columns asked about in this row and their numbers."""
        some = np.nonzero(row.values)[0]
        here = some[self.place[some] >= 0]
        columns, values = [self.place[here]], [row.values[here].astype(float)]
        if row.gain_times:
            columns.append(np.arange(self.needs_at, self.marks_at))
            values.append(row.gain_times * self._gains())
        if row.need >= 0:
            start = self.needs_at + PER_NEED * row.need
            columns.append(np.arange(start, start + PER_NEED))
            values.append(np.array([*WORTHS, DEPTH_WORTH], float))
        if row.marks.any():
            some = np.nonzero(row.marks)[0]
            columns.append(self.marks_at + some)
            values.append(row.marks[some].astype(float))
        return np.concatenate(columns).astype(np.int32), np.concatenate(values)


def _sharpest(
    need: Wanted, here: np.ndarray, order: np.ndarray, gain: float
) -> tuple[int, np.ndarray] | None:
    """The set S, as its gain and what each activity adds to it, whose row `gain` breaks most."""
    best, worst = None, BROKEN
    points, deep = 0, False
    outside: np.ndarray = np.ones(len(here), bool)
    for last in (-1, *order):
        if last >= 0:
            points += int(need.points[last])
            deep |= bool(need.deep[last])
            outside[last] = False
        base = worth(points, deep)
        adds = _GAINED[np.minimum(points + need.points, ENOUGH)] - _GAINED[min(points, ENOUGH)]
        if not deep:
            adds = adds + DEPTH_WORTH * need.deep
        adds = adds * outside
        excess = gain - base - float(adds @ here)
        if excess > worst:
            best, worst = (base, adds), excess
    return best


def _joined(parts: list[np.ndarray]) -> np.ndarray:
    joined: np.ndarray = np.concatenate(parts) if parts else np.zeros(0)
    return joined


def _quiet() -> highspy.Highs:
    highs = highspy.Highs()
    highs.silent()
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("random_seed", 0)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", 0.999)  # every aim is whole, so less than one apart is none
    highs.setOptionValue("mip_heuristic_effort", 0.0)
    for name in _HEURISTICS:
        highs.setOptionValue(f"mip_heuristic_run_{name}", False)
    highs.setOptionValue("mip_allow_restart", False)
    return highs
