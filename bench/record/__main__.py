"""How long a record takes to leave, and how much memory: python -m bench.record

300 entries and 36 sessions of supervision over three years, and 40 pictures. Every kind of export
runs in a process of its own, which says its time and the most memory it ever held; imports are in
the memory and not in the time.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ENTRIES, FILES, SESSIONS = 300, 40, 36
GOAL = ("everything in one zip", 5.0, 256)
KINDS = (
    "JSON alone",
    "supervision, as in it",
    "everything in one zip",
    "the zip without forms",
    "a form as Word",
    "a form as PDF",
    "a form as text",
    "what am I missing",
    "looking at what comes in",
    "taking in what comes in",
)
REPEATS = 3


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.record", description=__doc__)
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--files", type=int, default=FILES)
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        facts = measured(folder, "fill", options.entries, options.files, options.sessions)
        print(
            f"{options.entries} entries, {options.sessions} sessions, "
            f"{options.files} files, {facts['mb']:.0f} MB of files"
        )
        print(f"{'':28}{'seconds':>9}{'busy':>7}{'MB held':>9}{'MB out':>8}{'times JSON':>12}")
        figures = {}
        for kind in KINDS:
            figures[kind] = middle(folder, kind)
            show(kind, figures[kind], figures[KINDS[0]])
    name, seconds, megabytes = GOAL
    held = figures[name]
    met = held["seconds"] <= seconds and held["held"] <= megabytes
    print(f"Goal for {name}: {seconds:g} s and {megabytes} MB: {'met' if met else 'not met'}.")
    return 0


def show(kind: str, figure: dict[str, float], alone: dict[str, float]) -> None:
    times = figure["busy"] / alone["busy"]
    print(
        f"{kind:28}{figure['seconds']:9.2f}{figure['busy']:7.2f}{figure['held']:9.0f}{figure['out']:8.1f}{times:12.1f}",
        flush=True,
    )


def middle(folder: str, kind: str) -> dict[str, float]:
    """The run of the middle time of three."""
    runs = [measured(folder, "run", kind) for _time in range(REPEATS)]
    return sorted(runs, key=lambda run: run["seconds"])[REPEATS // 2]


def measured(folder: str, *words: object) -> dict[str, Any]:
    inside = {
        **os.environ,
        "ALONGSIDE_PLAIN_HTTP": "1",
        "SECRET_KEY": "bench" * 10,
        "RECORD_KEY": "bench-only-record-key-of-some-length",
        "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
        "STATIC_ROOT": f"{folder}/static",
        "DJANGO_SETTINGS_MODULE": "alongside.project.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    command = [sys.executable, "-m", "bench.record.ours", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=inside)
    if done.returncode:
        raise SystemExit(done.stderr)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


if __name__ == "__main__":
    sys.exit(main())
