"""Made-up libraries with the proportions of the real one, the same for the same seed.

An activity's hours, kind, number of statements and strengths are drawn from what the project's own
library holds; one in eight has a prerequisite, one in ten costs money, one in twelve is one of
several offerings of the same thing.
"""

from __future__ import annotations

from random import Random

from alongside.core.planning.model import Activity, Need

CODES = tuple(
    f"{kind}{n:02d}"
    for kind, count in (("K", 25), ("S", 22), ("V", 20))
    for n in range(1, count + 1)
)
HOURS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 6.0)
HOUR_WEIGHTS = (9, 42, 39, 33, 2, 27, 12, 15, 4, 8, 7, 5)
BREADTH = (1, 2, 3, 4, 5, 6)
BREADTH_WEIGHTS = (1, 14, 110, 52, 24, 2)
STRENGTH_WEIGHTS = (261, 341, 99)
KINDS = ("practise", "talk", "write", "reflect", "visit", "read", "host", "exchange", "course")
KIND_WEIGHTS = (49, 38, 16, 15, 12, 9, 8, 6, 12)


def library(size: int, seed: int = 1) -> tuple[Activity, ...]:
    """`size` activities over all 67 statements; some statements are served by many more than
    others."""
    rng = Random(f"library {size} {seed}")
    common = [rng.choice((1, 2, 2, 3, 4, 6)) for _ in CODES]
    made: list[Activity] = []
    for number in range(size):
        breadth = rng.choices(BREADTH, BREADTH_WEIGHTS)[0]
        codes: dict[str, int] = {}
        while len(codes) < breadth:
            code = rng.choices(CODES, common)[0]
            codes.setdefault(code, rng.choices((1, 2, 3), STRENGTH_WEIGHTS)[0])
        earlier = (made[rng.randrange(number)].id,) if number and rng.random() < 1 / 8 else ()
        made.append(
            Activity(
                id=f"a{number:05d}",
                hours=rng.choices(HOURS, HOUR_WEIGHTS)[0],
                kind=rng.choices(KINDS, KIND_WEIGHTS)[0],
                develops=codes,
                cost=float(rng.choice((5, 10, 20, 40, 80))) if rng.random() < 0.1 else 0.0,
                lived_experience_led=rng.random() < 0.19,
                prerequisites=earlier,
                offering_of=f"thing-{rng.randrange(max(size // 40, 1))}"
                if rng.random() < 1 / 12
                else "",
            )
        )
    return tuple(made)


def marked(count: int, seed: int = 1) -> tuple[Need, ...]:
    """`count` needs as one worker might have them: some marked only, some agreed or in the profile
    too."""
    rng = Random(f"needs {count} {seed}")
    codes = sorted(rng.sample(CODES, count), key=CODES.index)
    return tuple(
        Need(code, float(rng.choice((16, 16, 16, 18, 19, 22, 24))), ("marked",)) for code in codes
    )
