"""One's own answers, plan and record."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Field, Schema

from alongside.core import scales
from alongside.core.record.entries import TITLE_MOST

from .common import Part, Problem, Strict

HOURS_MOST = 1000
MANY = 60

PointOrNone = Literal[
    "", "not-met-yet", "exploring", "developing", "practising", "helping-others",
    "not-my-role", "rather-not-say",
]  # fmt: skip
EvidenceKind = Literal[
    "", "reflection", "person-feedback", "colleague", "supervision", "learning", "team-review",
    "change",
]  # fmt: skip
EntryKind = Literal[
    "learning", "reflection", "feedback", "discussion", "thank-you", "team-discussion", "visit",
    "reading", "practice", "other",
]  # fmt: skip
Scope = Literal["answers:read", "answers:write", "plan:read", "record:read", "record:write"]


class TokenFacts(Schema):
    """What this token may do, and its last day."""

    scopes: list[Scope]
    until: date


class Said(Schema):
    """``point`` is a described point, never a number; "" where only the mark was made."""

    point: PointOrNone
    want: bool = Field(description="“I want to work on this.”")
    note: str
    evidence: str
    evidence_kind: EvidenceKind


class Answer(Said):
    """An answer as it counts for an edition. Send ``version`` back when you save another.

    ``said_of``: the earlier edition to whose words it was given, which mean the same; else "".
    """

    edition: str
    code: str
    said_of: str
    version: int
    saved_at: datetime | None


class Answers(Part):
    items: list[Answer]


class AnswerIn(Strict):
    """A whole answer: what is left out is an error, so that nothing is erased by leaving it out."""

    version: int = Field(
        ge=0, lt=scales.SEQ_MOST, description="The version you saw; 0 where there was none."
    )
    point: PointOrNone
    want: bool
    note: str = Field(max_length=scales.NOTE_MOST)
    evidence: str = Field(max_length=scales.EVIDENCE_MOST)
    evidence_kind: EvidenceKind


class Clash(Problem):
    """Another page or program saved first. Both texts are here, and ``kept`` stays."""

    yours: Said
    kept: Answer | None


class PlanActivity(Schema):
    id: str
    title: str
    hours: float
    month: int | None
    on: date | None


class WorkedOut(PlanActivity):
    """``serves``: the statements it is in the plan for. ``kept``: because its owner wants it in."""

    serves: list[str]
    kept: bool


class Need(Schema):
    code: str
    by: list[str] = Field(description="The activities of the plan that serve it.")


class ThingToDo(Schema):
    id: UUID
    activity: str
    title: str
    hours: float | None
    month: int | None
    on: date | None
    state: str
    because: str
    done_on: date | None
    real_hours: float | None
    protected_hours: float | None
    changed: str


class Agreed(Schema):
    """The version in force, as it was agreed."""

    number: int
    edition: str
    activities: list[PlanActivity]
    needs: list[str]
    review_on: date | None


class Plan(Schema):
    """One's own plan, worked out from one's marks as they are now. What anybody else said about it
    is not in it. ``eased``: what was kept in no longer fits, so it was worked out without."""

    state: str
    edition: str
    hours: float
    hours_per_month: float | None
    start: date | None
    end: date | None
    cost: float | None
    without_courses: bool
    review_on: date | None
    kept: list[str]
    declined: list[str]
    done: list[str]
    activities: list[WorkedOut]
    needs: list[Need]
    eased: bool
    things_to_do: list[ThingToDo]
    agreed: Agreed | None


class File(Schema):
    id: UUID
    name: str
    kind: str
    size: int


class Entry(Schema):
    """An entry of one's own record, as it stands now."""

    id: UUID
    kind: EntryKind
    title: str
    on: date
    until: date | None
    hours: float | None
    participatory_hours: float | None
    protected_hours: float | None
    codes: list[str]
    texts: dict[str, str]
    tags: dict[str, list[str]]
    about: dict[str, str]
    files: list[File]


class Entries(Part):
    items: list[Entry]


class EntryWhole(Entry):
    """With its version, and the questions of the writing aid that was used."""

    number: int
    saved_at: datetime | None
    aid: str
    prompts: dict[str, str]
    copy_of: UUID | None


class EntryIn(Strict):
    """A new entry. Hours are in quarters. ``texts`` and ``about`` go by the names that the document
    lists in docs/how-to/use-the-api.md. ``as_it_is``: you have looked at what could tell who
    somebody is, and it is to be saved so."""

    kind: EntryKind
    title: str = Field(min_length=1, max_length=TITLE_MOST)
    on: date
    until: date | None = None
    hours: float | None = Field(None, ge=0, le=HOURS_MOST)
    participatory_hours: float | None = Field(None, ge=0, le=HOURS_MOST)
    protected_hours: float | None = Field(None, ge=0, le=HOURS_MOST)
    codes: list[str] = Field([], max_length=MANY)
    texts: dict[str, str] = {}
    tags: dict[str, list[str]] = {}
    about: dict[str, str] = {}
    as_it_is: bool = False
