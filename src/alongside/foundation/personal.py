"""What happens to rows about a person: every table that can tell of one must say.

A test refuses a model that does not. The words are shown on the privacy page. What a cascade in the
database cannot do, areas register here from their ``AppConfig.ready``: the chains of history that
are one person's own, further steps of an erasure, and what goes by itself once its time is over.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

Step = Callable[[UUID], dict[str, int]]
Rule = Callable[[date], dict[str, int]]


@dataclass(frozen=True, slots=True)
class Personal:
    """``export``: how it leaves with the person. ``erase``: what erasing them does to it.
    ``keep``: how long it is kept when nobody asks. ``called``: the rows in the plural, for a report
    ("notes"). ``days``: kept so long after its end, which a rule given to ``on_tidy`` sees to."""

    export: str
    erase: str
    keep: str
    called: str = ""
    days: int | None = None


@dataclass(frozen=True, slots=True)
class GoesWith:
    """For a part of something: it leaves, goes and stays with the row that ``field`` points to."""

    field: str
    called: str = ""


_patterns: dict[str, None] = {}
_steps: dict[str, Step] = {}
_rules: dict[str, Rule] = {}


def chains(*patterns: str) -> None:
    """Chains of history that are one person's own, such as ``answers:{person}``."""
    _patterns.update(dict.fromkeys(patterns))


def on_erase(name: str, step: Step) -> None:
    """A step of erasing somebody, run before their rows go. It says in words how many of what went."""
    _steps[name] = step


def on_tidy(name: str, rule: Rule) -> None:
    """What has passed its time on a day goes. It says in words how many of what went."""
    _rules[name] = rule


def chains_about(person: UUID) -> list[str]:
    """Every chain of history that is this person's own."""
    return [pattern.format(person=person) for pattern in _patterns]


def run_steps(person: UUID) -> Counter[str]:
    gone: Counter[str] = Counter()
    for step in _steps.values():
        gone.update(step(person))
    return gone


def tidy(today: date) -> Counter[str]:
    """Run every rule; call it inside a transaction."""
    gone: Counter[str] = Counter()
    for rule in _rules.values():
        gone.update(rule(today))
    return gone
