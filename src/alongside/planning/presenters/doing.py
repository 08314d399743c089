"""What there is to do in a plan under way, as its owner sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.core import library
from alongside.core.planning import agreeing
from alongside.planning.actions import words as said
from alongside.planning.models import Plan, PlanItem

from . import beside, wording
from .agreement import due, protected_time
from .page import address, months_after

MOST_INSTEAD = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do. ``url``: where the library says what it is, '' for one's own."""

    id: UUID
    title: str
    url: str
    facts: tuple[str, ...]
    state: str
    version: int
    open: bool
    beside: tuple[beside.Link, ...]


@dataclass(frozen=True, slots=True)
class DoingPage:
    to_do: tuple[Row, ...]
    done: tuple[Row, ...]
    rest: tuple[Row, ...]
    protected: str
    begun: bool
    review_on: date | None
    review_due: bool

    @property
    def empty(self) -> bool:
        return not (self.to_do or self.done or self.rest)


def doing_page(plan: Plan, items: list[PlanItem], *, today: date) -> DoingPage:
    links = beside.of(plan.person_id, [row.pk for row in items])
    rows = [(row.state, _row(row, plan, tuple(links.get(row.pk, ())))) for row in items]
    return DoingPage(
        to_do=tuple(row for state, row in rows if state in agreeing.STILL_TO_DO),
        done=tuple(row for state, row in rows if state == agreeing.DONE),
        rest=tuple(
            row for state, row in rows if state not in (*agreeing.STILL_TO_DO, agreeing.DONE)
        ),
        protected=protected_time(wording.real(plan.protected_hours), items),
        begun=plan.state in (agreeing.AGREED, agreeing.UNDER_WAY, agreeing.REVIEWED),
        review_on=plan.review_on,
        review_due=due(plan.review_on, today),
    )


def _row(row: PlanItem, plan: Plan, links: tuple[beside.Link, ...]) -> Row:
    return Row(
        id=row.pk,
        title=row.title,
        url=address("library:activity", row.activity) if row.activity else "",
        facts=tuple(_facts(row, plan.start)),
        state=str(said.ITEM_STATES[row.state]),
        version=row.version,
        open=row.state in agreeing.STILL_TO_DO,
        beside=links,
    )


def _facts(row: PlanItem, start: date | None) -> list[str]:
    found = []
    if row.state == agreeing.DONE and row.done_on:
        found.append(_("Done on %(day)s") % {"day": wording.day(row.done_on)})
    elif row.state in agreeing.STILL_TO_DO and (when := _when(row, start)):
        found.append(when)
    if row.real_hours is not None:
        found.append(_("it took %(hours)s") % {"hours": wording.hours(float(row.real_hours))})
    elif row.hours is not None:
        found.append(wording.hours(float(row.hours)))
    if row.protected_hours:
        hours = wording.hours(float(row.protected_hours))
        found.append(_("%(hours)s in protected learning time") % {"hours": hours})
    if not row.activity:
        found.append(_("of my own"))
    if row.state == agreeing.DID_NOT_HAPPEN and row.because:
        found.append(_("because: %(words)s") % {"words": row.because})
    return found


def _when(row: PlanItem, start: date | None) -> str:
    if row.on:
        return wording.day(row.on)
    if row.month is None:
        return ""
    if start is None:
        return _("Month %(number)s") % {"number": row.month + 1}
    return wording.month(months_after(start, row.month))


@dataclass(frozen=True, slots=True)
class ItemPage:
    row: Row
    state_id: str
    because: str
    replaced_by: str
    asks_what_changed: bool
    closed: bool


def item_page(row: PlanItem) -> ItemPage:
    links = beside.of(row.plan.person_id, [row.pk])
    return ItemPage(
        row=_row(row, row.plan, tuple(links.get(row.pk, ()))),
        state_id=row.state,
        because=row.because,
        replaced_by=row.replaced_by.title if row.replaced_by else "",
        asks_what_changed=row.state == agreeing.DONE and row.course,
        closed=row.plan.state == agreeing.CLOSED,
    )


def instead(row: PlanItem, items: Iterable[PlanItem], of: library.Library) -> list[tuple[str, str]]:
    """What could take its place: what develops the same statements and is not in the plan yet."""
    known = of.by_id.get(row.activity)
    taken = {one.activity for one in items}
    codes = list(known.develops) if known else []
    found = {one.id: one for code in codes for one in of.by_code.get(code, ())}
    fresh = [one for one in found.values() if one.id not in taken]
    return [(one.id, f"{one.title} ({wording.hours(one.hours)})") for one in fresh[:MOST_INSTEAD]]
