"""python -m bench.language: precision and recall on the corpus, and speed in this process.

The speed of a page in a browser is measured where a browser is: tests/journeys/test_language.py.
"""

import sys
import time

from alongside.language.loading import packaged_checker

from .corpus import Figures, Line, figures, read

WANTED = 0.95
WANTED_SPEED = 1.0
MEGABYTE = 1_000_000
TIMES = 3


def speed(lines: list[Line]) -> float:
    """Megabytes of text a second, the best of three: the corpus as prose, over and over."""
    checker = packaged_checker()
    prose = " ".join(line.text for line in lines) + "\n\n"
    text = (prose * (MEGABYTE // len(prose) + 1))[:MEGABYTE]
    best = float("inf")
    for _ in range(TIMES):
        # The processor's time, so that a busy machine does not change it.
        begun = time.process_time()
        checker.check(text)
        best = min(best, time.process_time() - begun)
    return len(text.encode()) / MEGABYTE / best


def sparse_speed(lines: list[Line]) -> float:
    """The same for text in which little is found: the lines that should stay silent."""
    return speed([line for line in lines if not line.rules])


def report(name: str, found: Figures, many: int) -> str:
    return (
        f"{name:28} {many:4} lines   right {found.right:3}   wrongly found {found.wrong:2}   "
        f"missed {found.missed:2}   precision {found.precision:.3f}   recall {found.recall:.3f}"
    )


def main() -> int:
    lines = read()
    checker = packaged_checker()
    parts = {
        "rules were mended on": [line for line in lines if not line.aside],
        "kept aside": [line for line in lines if line.aside],
        "all": lines,
    }
    good = True
    for name, part in parts.items():
        found = figures(part, lambda text: [one.rule for one in checker.check(text)])
        good = good and min(found.precision, found.recall) >= WANTED
        print(report(name, found, len(part)))
    silent = sum(1 for line in lines if not line.rules)
    print(f"{silent} of {len(lines)} lines should stay silent")
    fast, sparse = speed(lines), sparse_speed(lines)
    print(f"{fast:.2f} MB a second of corpus, {sparse:.2f} MB a second where little is found")
    good = good and fast >= WANTED_SPEED
    print(
        f"goals: precision and recall {WANTED} or more, {WANTED_SPEED} MB a second or more:", end=""
    )
    print(" met" if good else " NOT met")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
