"""A good plan at once: the most gain for the time, one after another. A start, and what is shown
when the time limit strikes before anything better is found. Never passed off as the best."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from alongside.core.planning.constants import DEPTH_WORTH, ENOUGH, GAINED
from alongside.core.planning.problem import Problem

_GAINED = np.array(GAINED, np.int64)


def greedy(problem: Problem, start: Collection[int]) -> frozenset[int]:
    """Columns chosen from `start` (which must hold within the bounds) onwards, while anything
    adds."""
    state = _Choosing(problem, start)
    while True:
        ratio = state.ratios()
        taken = False
        for column in np.argsort(-ratio, kind="stable"):
            if ratio[column] <= 0:
                break
            if state.take(int(column)):
                taken = True
                break
            state.open[column] = False
        if not taken:
            return frozenset(state.chosen)


class _Choosing:
    def __init__(self, problem: Problem, start: Collection[int]) -> None:
        self.problem = problem
        self.chosen: set[int] = set()
        self.open: np.ndarray = np.ones(problem.size, bool)
        self.left = problem.room_units
        self.pence_left = problem.room_pence
        self.first: dict[int, list[tuple[int, ...]]] = {}
        for i, any_of in problem.waits:
            self.first.setdefault(i, []).append(any_of)
        self.by_column: dict[int, list[int]] = {}
        for k, need in enumerate(problem.wanted):
            for column in need.columns:
                self.by_column.setdefault(int(column), []).append(k)
        self.points: np.ndarray = np.zeros(len(problem.wanted), np.int64)
        self.deep: np.ndarray = np.zeros(len(problem.wanted), bool)
        self.adds: np.ndarray = np.zeros((len(problem.wanted), problem.size), np.int64)
        self.worth: np.ndarray = np.zeros(problem.size, np.int64)
        for k in range(len(problem.wanted)):
            self._count(k)
        for column in start:
            self._put(column)

    def ratios(self) -> np.ndarray:
        """Gain for each unit of time; below zero what is chosen, closed or does not fit."""
        fits = self.open & (self.problem.units <= self.left)
        each: np.ndarray = self.worth / np.maximum(self.problem.units, 1)
        each[~fits] = -1.0
        return each

    def take(self, column: int) -> bool:
        """Put the column in with what it needs first, if that holds within the bounds."""
        chain = self._chain(column)
        if chain is None:
            return False
        problem = self.problem
        if int(problem.units[chain].sum()) > self.left:
            return False
        if self.pence_left is not None and int(problem.pence[chain].sum()) > self.pence_left:
            return False
        together = self.chosen | set(chain)
        for columns, most in problem.at_most:
            if len(together.intersection(columns)) > most:
                return False
        if problem.room.timed:
            positions = {int(problem.positions[c]) for c in together}
            if problem.room.placed(positions) is None:
                return False
        for each in chain:
            self._put(each)
        return True

    def _chain(self, column: int) -> list[int] | None:
        chain: list[int] = []
        left = [column]
        while left:
            i = left.pop()
            if i in chain or i in self.chosen:
                continue
            chain.append(i)
            for any_of in self.first.get(i, ()):
                if not any(e in self.chosen or e in chain for e in any_of):
                    if not any_of:
                        return None
                    left.append(any_of[0])
        return chain

    def _put(self, column: int) -> None:
        if column in self.chosen:
            return
        self.chosen.add(column)
        self.open[column] = False
        self.left -= int(self.problem.units[column])
        if self.pence_left is not None:
            self.pence_left -= int(self.problem.pence[column])
        for k in self.by_column.get(column, ()):
            need = self.problem.wanted[k]
            where = need.columns == column
            self.points[k] += int(need.points[where].sum())
            self.deep[k] |= bool(need.deep[where].any())
            self._count(k)

    def _count(self, k: int) -> None:
        """What each column would add to need k as things stand."""
        need = self.problem.wanted[k]
        now = min(int(self.points[k]), ENOUGH)
        more = _GAINED[np.minimum(now + need.points, ENOUGH)] - _GAINED[now]
        if not self.deep[k]:
            more = more + DEPTH_WORTH * need.deep
        self.worth[need.columns] += need.weight * more - self.adds[k, need.columns]
        self.adds[k, need.columns] = need.weight * more
