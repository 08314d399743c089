"""A statement in several voices, each in a row of its own: never joined, blended or averaged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.assessment.presenters import voices
from alongside.assessment.presenters import words as answers
from alongside.assessment.presenters.picture import PLACES
from alongside.core import scales
from alongside.core.framework import Edition, Kind, Statement
from alongside.framework import queries
from alongside.framework.queries import first
from alongside.supervision.models import View
from alongside.supervision.queries import views
from alongside.supervision.queries.views import Voice

from . import words

# Shapes tell voices apart where colours do not: the worker's is always a circle.
SHAPES = ("square", "diamond", "triangle")


@dataclass(frozen=True, slots=True)
class Own:
    """The worker's own answer as whoever looks may see it."""

    point: str
    said: tuple[tuple[str, str], ...]
    when: str


def own_answer(edition: Edition, code: str, answer: scales.Answer | None) -> Own | None:
    if answer is None:
        return None
    when = answers.day(answer.saved_at) if answer.saved_at else ""
    return Own(answer.point, tuple(answers.pairs(edition, answer)), when)


@dataclass(frozen=True, slots=True)
class Row:
    """One voice: its shape and place in the picture (None: words only), and the same in words."""

    name: str
    shape: str
    x: int | None
    point: str
    line: str
    reason: str
    when: str
    earlier: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """A statement's page. ``labels`` is empty for a value: it has words, and no picture."""

    statement: Statement
    question: str
    labels: tuple[str, ...]
    places: tuple[int, ...]
    rows: tuple[Row, ...]
    head: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]


def side(
    edition: Edition,
    statement: Statement,
    *,
    own_name: str,
    own: scales.Answer | None,
    heard: Sequence[Voice],
) -> Side:
    """The worker's own first, then each supervisor's, in the order in which they first spoke."""
    value = statement.kind is Kind.VALUES
    mine = _own(edition, statement.code, own_name, own, value=value)
    rows = (mine, *(_row(edition, one, at, value=value) for at, one in enumerate(heard)))
    return Side(
        statement=statement,
        question=statement.reflect,
        labels=() if value else tuple(one.label for one in edition.points[statement.kind]),
        places=PLACES,
        rows=rows,
        head=(_("Whose view"), _("Where"), _("Why"), _("When")),
        table=tuple((one.name, one.point or "–", one.reason or "–", one.when) for one in rows),
    )


def _own(
    edition: Edition, code: str, name: str, answer: scales.Answer | None, *, value: bool
) -> Row:
    point = answer.point if answer else ""
    found = answers.point_said(edition, answer) if answer else None
    note = "\n".join(part for part in ((answer.note, answer.evidence) if answer else ()) if part)
    return Row(
        name=name,
        shape="circle",
        x=None if value else _across(code, point),
        point=answers.where(edition, answer) if answer else "",
        line=found.line if found else "",
        reason=note,
        when=answers.day(answer.saved_at) if answer and answer.saved_at else "",
    )


def _row(edition: Edition, voice: Voice, at: int, *, value: bool) -> Row:
    now = voice.now
    counts = views.point_of(now, edition.slug)
    return Row(
        name=voice.name or words.somebody(),
        shape=SHAPES[at % len(SHAPES)],
        x=None if value else _across(now.code, counts),
        point=_said(now, edition),
        line="",  # said in the first person, which is the worker's alone
        reason=now.reason,
        when=answers.day(now.made_at),
        earlier=tuple(
            (answers.day(one.made_at), _said(one, edition), one.reason)
            for one in reversed(voice.views[:-1])
        ),
    )


def _said(view: View, edition: Edition) -> str:
    """The point somebody chose, in the words they chose it in."""
    of = view.edition or first()
    means_another = bool(view.point) and not views.point_of(view, edition.slug)
    said = scales.Answer(
        view.code,
        "" if means_another else view.point,
        of_edition=of,
        of_code=view.code,
        point_then=view.point if means_another else "",
    )
    return answers.where(edition, said)


def _across(code: str, point: str) -> int | None:
    at = scales.column(code, point)
    return None if at is None else PLACES[at]


@dataclass(frozen=True, slots=True)
class Shared:
    """A statement that somebody shares with this supervisor, by name."""

    code: str
    title: str
    until: str
    given: bool


def shared_rows(edition: Edition, shown: dict[str, date], given: set[str]) -> list[Shared]:
    """In the framework's order: nothing about an answer changes where it stands."""
    return [
        Shared(one.code, one.title, words.day(shown[one.code]), one.code in given)
        for one in edition.statements
        if one.code in shown
    ]


# On the worker's own picture.


def on_picture(person_id: UUID, edition: str) -> dict[str, list[voices.Voice]]:
    """Every supervisor's present view of this person's statements. One query."""
    return {
        code: [
            voices.Voice(
                one.name or words.somebody(),
                views.point_of(one.now, edition),
                one.now.made_at,
                _said(one.now, queries.edition(edition)),
            )
            for one in some
        ]
        for code, some in views.voices(person_id, edition).items()
    }
