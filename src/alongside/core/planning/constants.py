"""The numbers the planner rests on, each with its reason, in one place.

Tried on the project's own library of about 200 activities: counting neither the write-up time nor
depth fills a plan with ten quarter-hour things. With both, four marked statements get about four
activities in four hours and nine in twelve, deep and peer-led ones among them.
"""

from __future__ import annotations

from fractions import Fraction

# Points that an activity's strength is worth for a statement. Developing is worth three touches,
# and going deep two developings: one good afternoon should beat a handful of glances.
POINTS = {1: 1, 2: 3, 3: 6}
DEEP = 3
STRENGTHS = tuple(POINTS)

# What each further point is worth, in runs of three: the first things done about a statement matter
# most, and after twelve points another activity is better spent on another statement.
RUN = 3
WORTH = (Fraction(1, 3), Fraction(1, 5), Fraction(1, 10), Fraction(7, 100))
ENOUGH = RUN * len(WORTH)

# Going deep at least once is worth this much more than its points: touches alone do not change
# practice.
DEPTH = Fraction(1, 2)

# Everything takes a little getting ready and a few lines of writing up afterwards.
WRITE_UP_HOURS = 0.25

# Gains are counted in whole numbers inside, so that a proof is exact: 300 is the smallest number
# that makes every WORTH and DEPTH whole. Weights count to the nearest thousandth.
SCALE = 300
WEIGHT_PARTS = 1000
MOST_WEIGHT = 1000

WORTHS = tuple(int(worth * SCALE) for worth in WORTH)
DEPTH_WORTH = int(DEPTH * SCALE)
# GAINED[p] is what p points are worth together, in SCALE parts.
GAINED = tuple(sum(WORTHS[unit // RUN] for unit in range(points)) for points in range(ENOUGH + 1))


def worth(points: int, deep: bool) -> int:
    """What one statement of weight 1 gains from `points`, in SCALE parts."""
    return GAINED[min(points, ENOUGH)] + (DEPTH_WORTH if deep else 0)
