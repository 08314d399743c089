"""The planner beside the plain formulation: python -m bench.planner [--quick]

Each side runs in a process of its own, imports not counted, one after the other so that neither
slows the other down. Takes about ten minutes in full: the plain formulation's default settings do
not prove the largest cases in their time limit.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

SIZES = (500, 5000)
NEEDS = (3, 6, 12, 67)
HOURS = 20.0
COST = 100.0
REPEATS = 3
WORKERS = 8
PAGE_GOAL_MS = 150
RATIO_GOAL = 5


ROOT = Path(__file__).parents[2]
BENCH = ROOT / ".venv" / "bench" / "bin" / "python"  # made by `make bench`; holds the other solver


def measured(module: str, *words: object) -> dict[str, Any]:
    """What one run of one side prints, as a dict."""
    python = str(BENCH) if module == "plain" and BENCH.exists() else sys.executable
    done = subprocess.run(
        [python, "-m", f"bench.planner.{module}", *map(str, words)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
    )
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def middle(module: str, *words: object) -> dict[str, Any]:
    """The run of the middle time out of REPEATS; only one where a run takes ten seconds."""
    first = measured(module, *words)
    if first["seconds"] > 10:
        return first
    runs = sorted(
        [first, *(measured(module, *words) for _ in range(REPEATS - 1))], key=lambda r: r["seconds"]
    )
    return runs[len(runs) // 2]


def ratio(theirs: dict[str, Any], ours: float) -> str:
    more = "" if theirs["proved"] else ">"
    return f"{more}{theirs['seconds'] / ours:.1f}"


def row(size: int, count: int, limit: float) -> list[str]:
    case = (size, count, HOURS, COST, 1)
    mine = middle("ours", *case)
    plain = middle("plain", *case, 1, limit)
    tuned = middle("plain", *case, 2, limit)
    same = "yes"
    for other in (plain, tuned):
        if other["proved"] and mine["proved"] and other["objective"] != mine["objective"]:
            same = "NO"
    if not plain["proved"]:
        same += ", plain unproved" if tuned["proved"] else ", neither proved"
    return [
        f"{size:,}",
        str(count),
        f"{1000 * mine['ready']:.1f}",
        f"{1000 * mine['proof']:.1f}",
        f"{1000 * mine['whole']:.1f}",
        f"{1000 * plain['seconds']:.0f}",
        f"{1000 * tuned['seconds']:.0f}",
        ratio(plain, mine["seconds"]),
        ratio(tuned, mine["seconds"]),
        same,
        "yes" if mine["unique"] else "no",
        f"{mine['peak_mb']:.0f}",
        f"{plain['peak_mb']:.0f}",
        f"{100 * mine['greedy_short']:.2f}",
    ]


HEADS = (
    "activities",
    "needs",
    "ready ms",
    "proof ms",
    "page ms",
    "plain ms",
    "tuned ms",
    "plain/ours",
    "tuned/ours",
    "same optimum",
    "unique",
    "ours MB",
    "plain MB",
    "greedy short %",
)


ABOUT = f"""{HOURS:g} hours, cost at most {COST:g}.
ready: the library checked and counted, once for a process. proof: a best gain found and proved.
page: the whole answer with the library ready: ties settled, placed, worded and explained.
plain: CP-SAT, one worker, its own settings. tuned: the same with its strongest linear relaxation.
Ratios are against ready + proof, so both sides start from the same rows. Times are the processor's,
so that a busy machine does not change them; on an idle one they are also the clock's."""


def page_times() -> list[float]:
    """The whole answer for several made-up workers and libraries of the page's size, in ms."""
    runs = (measured("ours", 500, 12, HOURS, COST, seed) for seed in range(1, WORKERS + 1))
    return sorted(1000 * run["whole"] for run in runs)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.planner", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="stop the plain formulation at 20 s")
    limit = 20.0 if parser.parse_args().quick else 120.0
    print(ABOUT)
    print("  ".join(HEADS))
    rows = []
    for size in SIZES:
        for count in NEEDS:
            rows.append(row(size, count, limit))
            print(
                "  ".join(
                    cell.rjust(len(head)) for cell, head in zip(rows[-1], HEADS, strict=True)
                ),
                flush=True,
            )
    ratios = [float(r[7].lstrip(">")) for r in rows]
    times = page_times()
    print(
        f"Page goal, {PAGE_GOAL_MS} ms at 500 activities and 12 needs: met for"
        f" {sum(t <= PAGE_GOAL_MS for t in times)} of {len(times)} workers"
        f" (middle {statistics.median(times):.0f} ms, slowest {times[-1]:.0f} ms)."
    )
    print(
        f"Ratio goal, {RATIO_GOAL} times the plain formulation: met in"
        f" {sum(r >= RATIO_GOAL for r in ratios)} of {len(ratios)} cases"
        f" (least {min(ratios):.1f}, middle {statistics.median(ratios):.1f})."
    )
    return 1 if any(r[9].startswith("NO") for r in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
