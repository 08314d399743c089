"""How the time to check a text grows with its length, for texts made to be slow to check.

Four times the text should take about four times as long; a rule that looks again and again at the
same words would take sixteen.
"""

import time
from typing import Final, Protocol

SHORT: Final = 20_000
TIMES_LONGER: Final = 4
LEAST: Final = 0.005  # seconds; a shorter time says more about the clock
MOST_GROWTH: Final = 8.0
HARD: Final = (
    "refused ", "“refused ", "he is not ready for to ", "very " * 40 + "mad ", "'", "\n", "-",
    "a.", "Aa ", "Ward ", "Aa-", "1", "0 ", "Mr ", "the only a ", "Fiona ", "a@", "born ",
)  # fmt: skip


class Checks(Protocol):
    def check(self, text: str) -> object: ...


def growth(checker: Checks, part: str) -> float:
    """How many times longer a text takes that is ``TIMES_LONGER`` times as long."""
    short = max(LEAST, _seconds(checker, part, SHORT))
    return _seconds(checker, part, SHORT * TIMES_LONGER) / short


def worst_growth(checker: Checks) -> tuple[float, str]:
    """The fastest growing of the hard texts, and its part that is said over and over."""
    return max((growth(checker, part), part) for part in HARD)


def _seconds(checker: Checks, part: str, length: int) -> float:
    text = (part * (length // len(part) + 1))[:length]
    times = []
    for _ in range(3):
        begun = time.process_time()
        checker.check(text)
        times.append(time.process_time() - begun)
    return min(times)
