"""The plan as a picture: one step under another, each bar as long as it takes.

Drawn on the server with classes only. Widths are shares of the picture's own width, so that its
letters stay the page's size on a phone and on a desk.
"""

import textwrap
from dataclasses import dataclass

LETTERS_A_LINE = 36
LINE = 22
BAR = 14
SPACE = 20
HEADING = 34
WIDEST = 50.0  # percent: the rest is room for the hours in words, beside the bar


@dataclass(frozen=True, slots=True)
class Step:
    number: int
    title: str
    hours: float
    hours_words: str
    when: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """One step with its places, in pixels down and percent across."""

    step: Step
    heading: str
    heading_y: int
    lines: tuple[tuple[int, str], ...]
    dot_y: int
    dot_text_y: int
    bar_y: int
    bar_width: str
    hours_y: int


@dataclass(frozen=True, slots=True)
class Picture:
    height: int
    first_dot: int
    last_dot: int
    steps: tuple[Drawn, ...]


def timeline(steps: list[Step]) -> Picture | None:
    """Places for every step, in order. None where there is nothing to draw."""
    if not steps:
        return None
    longest = max(step.hours for step in steps) or 1
    y, when, drawn = 0, "", []
    for step in steps:
        heading = step.when if step.when != when else ""
        when = step.when
        y += HEADING if heading else 0
        made = _draw(step, y, heading, longest)
        drawn.append(made)
        y = made.hours_y + SPACE
    return Picture(y, drawn[0].dot_y, drawn[-1].dot_y, tuple(drawn))


def _draw(step: Step, y: int, heading: str, longest: float) -> Drawn:
    lines = textwrap.wrap(step.title, LETTERS_A_LINE) or [""]
    bottom = y + LINE * len(lines)
    return Drawn(
        step=step,
        heading=heading,
        heading_y=y - 12,
        lines=tuple((y + LINE * (row + 1) - 6, line) for row, line in enumerate(lines)),
        dot_y=y + 13,
        dot_text_y=y + 18,
        bar_y=bottom + 2,
        bar_width=f"{max(2.0, WIDEST * step.hours / longest):.1f}%",
        hours_y=bottom + BAR,
    )
