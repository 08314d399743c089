"""The plain CP-SAT formulation of the same question, for comparison only: the gain, one worker.

Run as a programme of its own (it and the product's solver cannot share a process):
    python -m bench.planner.plain SIZE NEEDS HOURS COST SEED LEVEL SECONDS
prints one JSON line. LEVEL is how much CP-SAT leans on a linear relaxation: 1 is its own setting, 2
the most, and much the better one here. Building the model is counted, imports are not.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from ortools.sat.python import cp_model

from alongside.core.planning.model import Activity, Need
from bench.planner.libraries import library, marked

POINTS = {1: 1, 2: 3, 3: 6}
SEGMENTS = (100, 60, 30, 21)  # gain of one point in each run of three, times 300
DEEP = 150


def build(needs: Sequence[Need], activities: Sequence[Activity], hours: float, cost: float) -> Any:
    """Every activity a yes or no, every need four runs of three points and one yes for depth."""
    model = cp_model.CpModel()
    chosen = {a.id: model.new_bool_var(a.id) for a in activities}
    model.add(sum(round(4 * a.hours + 1) * chosen[a.id] for a in activities) <= int(4 * hours))
    model.add(sum(round(a.cost) * chosen[a.id] for a in activities) <= int(cost))
    offerings = defaultdict(list)
    for a in activities:
        for earlier in a.prerequisites:
            model.add_implication(chosen[a.id], chosen[earlier])
        if a.offering_of:
            offerings[a.offering_of].append(chosen[a.id])
    for same in offerings.values():
        model.add_at_most_one(same)
    codes = {n.code for n in needs}
    serving = [a for a in activities if codes & a.develops.keys()]
    model.add_bool_or([chosen[a.id] for a in serving if not a.is_course])
    model.add_bool_or([chosen[a.id] for a in serving if a.lived_experience_led])
    gain = []
    for need in needs:
        by = [(a, a.develops[need.code]) for a in activities if need.code in a.develops]
        runs = [model.new_int_var(0, 3, f"{need.code}-{n}") for n in range(4)]
        deep = model.new_bool_var(f"{need.code}-deep")
        model.add(sum(runs) <= sum(POINTS[s] * chosen[a.id] for a, s in by))
        model.add(deep <= sum(chosen[a.id] for a, s in by if s == 3))
        weight = round(need.weight)
        gain += [weight * each * run for each, run in zip(SEGMENTS, runs, strict=True)]
        gain.append(weight * DEEP * deep)
    model.maximize(sum(gain))
    return model


def main(argv: Sequence[str]) -> int:
    size, count, hours, cost, seed, level, limit = (float(text) for text in argv)
    activities, needs = library(int(size), int(seed)), marked(int(count), int(seed))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    model = build(needs, activities, hours, cost)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = limit
    solver.parameters.linearization_level = int(level)
    status = solver.solve(model)
    took = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        json.dumps(
            {
                "seconds": took,
                "objective": round(solver.objective_value),
                "bound": solver.best_objective_bound,
                "proved": status == cp_model.OPTIMAL,
                "peak_mb": peak / 1024,
                "grew_mb": (peak - before) / 1024,
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
