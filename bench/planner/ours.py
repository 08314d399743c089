"""The product's planner on one made-up case: python -m bench.planner.ours SIZE NEEDS HOURS COST
SEED prints one JSON line. Imports are not counted; `seconds` is getting the library ready and the
proof."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import replace

from alongside.core.planning.catalogue import Catalogue, ready
from alongside.core.planning.constants import SCALE
from alongside.core.planning.explain import explain
from alongside.core.planning.greedy import greedy
from alongside.core.planning.model import Bounds, Need
from alongside.core.planning.optimiser import best_plan
from alongside.core.planning.problem import make_problem
from alongside.core.planning.promising import promise
from alongside.core.planning.room import make_room
from bench.planner.libraries import library, marked

TIME_LIMIT = 120.0


def greedy_gain(needs: Sequence[Need], catalogue: Catalogue, bounds: Bounds) -> float:
    """What the greedy plan gains, in units of weight."""
    problem = make_problem(make_room(catalogue, bounds), needs)
    promised = promise(problem)
    column = {int(p): c for c, p in enumerate(problem.positions)}
    chosen = greedy(
        replace(problem, at_least_one=promised.must), [column[p] for p in promised.start]
    )
    return problem.gain(chosen) / (SCALE * problem.scale)


def main(argv: Sequence[str]) -> int:
    size, count, hours, cost, seed = (float(text) for text in argv)
    activities, needs = library(int(size), int(seed)), marked(int(count), int(seed))
    bounds = Bounds(hours, cost=cost)
    began = time.process_time()
    catalogue = ready(activities)
    counted = time.process_time()
    proof = best_plan(needs, catalogue, bounds, time_limit=TIME_LIMIT, settle_ties=False)
    proved = time.process_time()
    plan = best_plan(needs, catalogue, bounds, time_limit=TIME_LIMIT)
    explain(plan, needs, catalogue, bounds)
    ended = time.process_time()
    assert proof.certificate.objective == plan.certificate.objective
    best = plan.certificate.objective
    print(
        json.dumps(
            {
                "ready": counted - began,
                "proof": proved - counted,
                "whole": ended - proved,
                "seconds": proved - began,
                "objective": round(best * SCALE),
                "proved": proof.certificate.proved,
                "unique": plan.certificate.unique,
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "greedy_short": 1 - greedy_gain(needs, catalogue, bounds) / best if best else 0.0,
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
