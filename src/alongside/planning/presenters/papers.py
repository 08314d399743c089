"""The plan as a sheet of rows in plain words, for print, PDF, Word and calendar alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from alongside.core import framework
from alongside.planning.solving import Document

from . import wording
from .page import Card, NeedRow, PlanPage, Shelf, months_after

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Row:
    """One activity. ``day`` is a suggestion unless ``fixed``."""

    id: str
    what: str
    hours: str
    with_whom: str
    when: str
    why: str
    day: date
    fixed: bool


@dataclass(frozen=True, slots=True)
class NeedLine:
    statement: str
    served: str


@dataclass(frozen=True, slots=True)
class Sheet:
    edition: str
    today: date
    day: str
    period: str
    lines: tuple[str, ...]
    rows: tuple[Row, ...]
    needs: tuple[NeedLine, ...]

    @property
    def dated(self) -> bool:
        """Whether anything says when: without, a column of dashes would only take room."""
        return any(row.when for row in self.rows)


def sheet(
    page: PlanPage,
    document: Document,
    edition: framework.Edition,
    *,
    today: date,
    start: date | None,
    end: date | None,
) -> Sheet:
    """Everything that leaves on paper. It carries the edition and the day it was made."""
    activities = {one["id"]: one for one in document["activities"]}
    shown = [activities[card.id] for card in page.cards]
    days = suggested_days(shown, start=max(start, today) if start else today, end=end)
    return Sheet(
        edition=edition.title,
        today=today,
        day=wording.day(today),
        period=_period(start, end),
        lines=tuple(
            line
            for line in (
                page.summary,
                page.proof if page.cards else "",
                page.left_over,
                page.promise,
                page.trouble,
            )
            if line
        ),
        rows=tuple(
            _row(card, one, day) for card, one, day in zip(page.cards, shown, days, strict=True)
        ),
        needs=tuple(NeedLine(need.label, _served(need)) for need in page.needs),
    )


def _row(card: Card, one: Document, day: date) -> Row:
    kept = [card.kind, _("led by lived experience") if card.lived_experience_led else ""]
    return Row(
        id=card.id,
        what=card.title,
        hours=", ".join(part for part in (card.hours, card.cost) if part),
        with_whom="; ".join(part for part in (card.with_whom, kept[1]) if part),
        when=card.when,
        why="; ".join(f"{link.label} ({link.note})" for link in card.why),
        day=day,
        fixed=bool(one["on"]),
    )


def _served(need: NeedRow) -> str:
    if need.by:
        return "; ".join(f"{link.label} ({link.note})" for link in need.by)
    ways = "; ".join(link.label for link in need.ways)
    if not ways:
        return need.why_not
    return need.why_not + " " + _("Ways with no course: %(ways)s.") % {"ways": ways}


def _period(start: date | None, end: date | None) -> str:
    if start and end:
        return _("%(start)s to %(end)s") % {"start": wording.day(start), "end": wording.day(end)}
    if start:
        return _("from %(day)s") % {"day": wording.day(start)}
    return _("until %(day)s") % {"day": wording.day(end)} if end else ""


def suggested_days(activities: Sequence[Document], *, start: date, end: date | None) -> list[date]:
    """A day for each activity: its own date; else within its month; else spread to the end; else
    one a week from the start. In the plan's order, so that what comes first comes first."""
    days = []
    for place, one in enumerate(activities):
        if one["on"]:
            day = date.fromisoformat(one["on"])
        elif one["month"] is not None:
            within = [other["id"] for other in activities if other["month"] == one["month"]]
            first = months_after(start, one["month"])
            length = (months_after(start, one["month"] + 1) - first).days
            day = first + timedelta(days=length * within.index(one["id"]) // len(within))
        elif end and end > start:
            day = start + timedelta(days=(end - start).days * place // len(activities))
        else:
            day = start + WEEK * place
        days.append(day)
    return days


def json_document(document: Document, shelf: Shelf, today: date) -> dict[str, Any]:
    """The stored plan with titles, edition and day, for a program of one's own."""
    activities = [{**one, "title": shelf.title(one["id"])} for one in document["activities"]]
    return {
        **document,
        "activities": activities,
        "edition": {"slug": shelf.edition.slug, "title": shelf.edition.title},
        "made_on": today.isoformat(),
    }
