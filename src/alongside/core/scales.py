"""Described points and the answers made of them. There is no number here, and no average.

The order of points is for laying them out on a page. It is never used to sort, rank or score
people, and for values it is not used at all.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

POINTS: Final = ("not-met-yet", "exploring", "developing", "practising", "helping-others")
NOT_MY_ROLE: Final = "not-my-role"
RATHER_NOT_SAY: Final = "rather-not-say"
ANSWERS: Final = (*POINTS, NOT_MY_ROLE, RATHER_NOT_SAY)
EVIDENCE_FROM: Final = "practising"
# From here on somebody has something to give to colleagues (knowledge and skills only).
STRENGTHS: Final = (EVIDENCE_FROM, "helping-others")

# What a linked piece of evidence can be. Anything but one's own opinion alone.
EVIDENCE_KINDS: Final = (
    "reflection",
    "person-feedback",
    "colleague",
    "supervision",
    "learning",
    "team-review",
    "change",
)

NOTE_MOST: Final = 4000
EVIDENCE_MOST: Final = 1000
PAGE_MOST: Final = 40
# Sequence numbers travel as JSON numbers, which a browser keeps exact up to here.
SEQ_MOST: Final = 2**53 - 1


class BadAnswer(ValueError):
    """An answer that cannot be kept. ``field`` names the part, ``problem`` what is wrong with it.

    ``problem`` is one of: code, point, value-in-role, evidence-not-asked, evidence-kind, long, seq.
    """

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field, self.problem = field, problem


@dataclass(frozen=True, slots=True)
class Answer:
    """One worker's own view of one statement. ``point`` is '' where only the mark was made.

    ``want`` is "I want to work on this": a mark of its own, which alone drives the plan.
    ``seq`` is the client's own count of saves for this statement, 0 where nothing is saved yet.
    ``of_edition`` and ``of_code`` are given where this was said of an earlier edition's words, which
    mean the same. ``point_then`` is the point chosen there, where the words of that point mean
    something else now: then ``point`` is '' until its owner has looked again.
    """

    code: str
    point: str = ""
    want: bool = False
    note: str = ""
    evidence: str = ""
    evidence_kind: str = ""
    seq: int = 0
    saved_at: datetime | None = None
    of_edition: str = ""
    of_code: str = ""
    point_then: str = ""

    @property
    def content(self) -> tuple[str, bool, str, str, str]:
        """What the worker said, without when and how it was saved."""
        return (self.point, self.want, self.note, self.evidence, self.evidence_kind)

    @property
    def answered(self) -> bool:
        """Whether a point was chosen, or one of the two other answers."""
        return bool(self.point)


def is_value(code: str) -> bool:
    """True for a value, whose code begins with V. Nothing may be worked out from its point."""
    return code.startswith("V")


def keep(current: Answer | None, incoming: Answer) -> Answer:
    """The one of two answers to one statement that stays: the highest sequence number.

    The same number again is the same save again, so what is there stays. Folding any order of
    saves, with repeats, gives the same answer as long as no number carries two contents.
    Raises BadAnswer when the answers are about different statements.
    """
    if current is None:
        return incoming
    if current.code != incoming.code:
        raise BadAnswer("code", "code")
    return incoming if incoming.seq > current.seq else current


def check(answer: Answer, *, codes: Collection[str], no_evidence: Collection[str] = ()) -> Answer:
    """Give the answer back, or raise BadAnswer for the first thing that cannot be kept.

    codes: every code of the edition. no_evidence: codes for which evidence is never asked
    (they touch the worker's own life), so none is kept either.
    """
    problems = (
        ("code", "code", answer.code not in codes),
        ("point", "point", answer.point not in ("", *ANSWERS)),
        ("point", "value-in-role", is_value(answer.code) and answer.point == NOT_MY_ROLE),
        ("note", "long", len(answer.note) > NOTE_MOST),
        ("evidence", "long", len(answer.evidence) > EVIDENCE_MOST),
        (
            "evidence",
            "evidence-not-asked",
            answer.code in no_evidence and bool(answer.evidence or answer.evidence_kind),
        ),
        ("evidence_kind", "evidence-kind", answer.evidence_kind not in ("", *EVIDENCE_KINDS)),
        ("seq", "seq", not 1 <= answer.seq <= SEQ_MOST),
    )
    for field, problem, wrong in problems:
        if wrong:
            raise BadAnswer(field, problem)
    return answer


def offers_role(code: str) -> bool:
    """Whether "not part of my role" may be answered. A value travels with the worker."""
    return not is_value(code)


def column(code: str, point: str) -> int | None:
    """Where a point stands on a strip, from 0; None where it stands nowhere.

    For laying a picture out only. Raises ValueError for a value, whichever point it has:
    nothing may place a value on a scale.
    """
    if is_value(code):
        raise ValueError(f"{code} is a value: it has words, and no place on a strip.")
    return POINTS.index(point) if point in POINTS else None


def is_strength(answer: Answer) -> bool:
    """Knowledge or a skill that guides the work already. Never asked of a value: ValueError."""
    place = column(answer.code, answer.point)
    return place is not None and answer.point in STRENGTHS


def earlier(
    saves: Iterable[Answer], now: Mapping[str, Answer], *, day: Callable[[datetime], date]
) -> dict[str, Answer]:
    """For each statement, the last answer given on a day before the present one, if it differs.

    saves: everything ever saved, in any order. now: the present answers. day: the local day of a
    moment. Going by days, a slip of the finger put right a minute later is not a past view.
    """
    found: dict[str, Answer] = {}
    moments: dict[str, datetime] = {}
    for save in saves:
        present = now.get(save.code)
        if present is None or present.saved_at is None or save.saved_at is None or not save.point:
            continue
        if day(save.saved_at) >= day(present.saved_at):
            continue
        if save.code not in moments or save.saved_at > moments[save.code]:
            found[save.code], moments[save.code] = save, save.saved_at
    return {code: save for code, save in found.items() if save.point != now[code].point}
