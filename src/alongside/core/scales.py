"""Described points and the answers made of them. There is no number here, and no average.

The order of points is for laying them out on a page. It is never used to sort, rank or score
people, and for values it is not used at all.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

POINTS: Final = ("not-met-yet", "exploring", "developing", "practising", "helping-others")
NOT_MY_ROLE: Final = "not-my-role"
RATHER_NOT_SAY: Final = "rather-not-say"
ANSWERS: Final = (*POINTS, NOT_MY_ROLE, RATHER_NOT_SAY)
EVIDENCE_FROM: Final = "practising"


@dataclass(frozen=True, slots=True)
class Answer:
    """One worker's own view of one statement. ``point`` is '' where only the mark was made.

    ``want`` is "I want to work on this": a mark of its own, which alone drives the plan.
    """

    code: str
    point: str = ""
    want: bool = False
    note: str = ""
    evidence: str = ""
    evidence_kind: str = ""
    seq: int = 0
    saved_at: datetime | None = None
