"""Made-up libraries for the planner's tests, the same for the same seed."""

from __future__ import annotations

from random import Random

from alongside.core.planning.model import Activity, Need

CODES = tuple(f"K{n:02d}" for n in range(1, 26)) + tuple(f"V{n:02d}" for n in range(1, 11))


def library(size: int, seed: int, *, alike: bool = False) -> list[Activity]:
    """`alike`: few shapes and lengths, so that a great many plans tie."""
    rng = Random(seed)
    rows: list[Activity] = []
    codes = CODES[:5] if alike else CODES
    for n in range(size):
        develops = {
            c: rng.choice((2,) if alike else (1, 1, 2, 2, 3))
            for c in rng.sample(codes, rng.choice((1, 2) if alike else (2, 3, 3, 4)))
        }
        earlier = (rows[rng.randrange(n)].id,) if n and rng.random() < 0.1 else ()
        rows.append(
            Activity(
                id=f"a{n:04d}",
                hours=rng.choice((0.5, 0.75) if alike else (0.25, 0.5, 0.5, 0.75, 1, 1.5, 2, 4)),
                kind=rng.choice(("read", "talk", "visit", "write", "course")),
                develops=develops,
                cost=rng.choice((0, 0, 0, 10)),
                lived_experience_led=rng.random() < 0.2,
                prerequisites=earlier,
                offering_of="thing" if rng.random() < 0.05 else "",
            )
        )
    return rows


def wanted(count: int, seed: int, *, alike: bool = False) -> list[Need]:
    rng = Random(seed)
    codes = CODES[:5] if alike else CODES
    return [Need(c, rng.choice((16, 18, 22))) for c in rng.sample(codes, min(count, len(codes)))]
