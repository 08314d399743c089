"""A stored plan to what the page, a paper or a reader is shown, in words and addresses."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.core import framework, library, scales
from alongside.core.planning.explain import FEWER, MORE, NO_COURSES
from alongside.core.planning.model import BadPlan, Plan, WhatIf
from alongside.framework import queries as editions
from alongside.planning.solving import Document

from . import wording
from .picture import Picture, Step, timeline

WAYS = 2


@lru_cache(maxsize=2048)
def address(name: str, of: str) -> str:
    """Where an activity or a statement stands. A plan names dozens, and they never move."""
    return reverse(name, args=[of])


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere. ``note`` says how, where there is something to say."""

    label: str
    url: str
    note: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One activity in the plan."""

    id: str
    number: int
    title: str
    url: str
    hours: str
    with_whom: str
    kind: str
    when: str
    cost: str
    lived_experience_led: bool
    kept: bool
    begun: bool
    why: tuple[Link, ...]
    lost: str
    stand_in: Link | None


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One statement that matters here, how the plan serves it, and ways that are no course."""

    code: str
    label: str
    url: str
    why_here: str
    by: tuple[Link, ...]
    why_not: str
    ways: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything a plan's page shows besides its forms."""

    summary: str
    proof: str
    promise: str
    left_over: str
    cards: tuple[Card, ...]
    needs: tuple[NeedRow, ...]
    declined: tuple[Link, ...]
    done: tuple[Link, ...]
    offers: tuple[Link, ...]
    picture: Picture | None
    trouble: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The edition and library whose words a plan is shown in."""

    edition: framework.Edition
    library: library.Library
    own: bool = True  # whether the reader is whose plan it is

    def activity(self, id_: str, note: str = "") -> Link:
        """An activity by its title; one that has left the library by its id, leading nowhere."""
        found = self.library.by_id.get(id_)
        if found is None:
            return Link(id_, "", note, id_)
        return Link(found.title, address("library:activity", id_), note, id_)

    def statement(self, code: str, note: str = "") -> Link:
        """A statement by its title: the words it had where it was marked."""
        return Link(self.label(code), address("framework:statement", code), note, code)

    def statement_of(self, edition: str, code: str) -> Link:
        """A statement as it is now, or as an earlier edition had it; where neither is here, its
        code alone, leading nowhere."""
        now = editions.now(edition, code, self.edition.slug).counts if edition else code
        if now in self.edition.by_code:
            return self.statement(now)
        try:
            was = editions.edition(edition).by_code[code]
        except (editions.NoEditionError, KeyError):
            return Link(code, "", "", code)
        return Link(was.title, reverse("framework:statement", args=[edition, code]), "", code)

    def title(self, id_: str) -> str:
        found = self.library.by_id.get(id_)
        return found.title if found else id_

    def label(self, code: str) -> str:
        return self.edition.by_code[code].title


def plan_page(
    document: Document,
    shelf: Shelf,
    *,
    start: date | None = None,
    declined: Iterable[str] = (),
    done: Iterable[str] = (),
    begun: Container[str] = (),
    finished: Container[str] = (),
    no_courses: bool = False,
    strengths: Iterable[str] = (),
    trouble: BadPlan | None = None,
) -> PlanPage:
    """What a page shows of a stored plan. ``start``: the worker's own first day, if set.
    ``begun``: what stays in because it was agreed or begun, and not because the worker keeps it.
    ``finished``: what of the plan is done, and not to do any more."""
    known = shelf.edition.by_code
    needs = [need for need in document["needs"] if need["code"] in known]
    known_ones = [one for one in document["activities"] if one["id"] in shelf.library.by_id]
    activities = [one for one in known_ones if one["id"] not in finished]
    served_by = {need["code"]: [by["id"] for by in need["by"]] for need in needs}
    cards = tuple(
        _card(one, number, shelf, served_by, start, begun=one["id"] in begun)
        for number, one in enumerate(activities, start=1)
    )
    over = sum(one["hours_with_write_up"] for one in known_ones if one["id"] in finished)
    out = frozenset(declined) | frozenset(done)
    of_hours = document["hours"]
    marked = any("marked" in need["reasons"] for need in needs)
    return PlanPage(
        summary=wording.summary(len(cards), of_hours["used"] - over) if cards else "",
        proof=wording.proof(
            document["certificate"], of_hours["there_are"], marked=marked, own=shelf.own
        )
        if needs
        else "",
        promise=wording.promise(document["promises"]),
        left_over=wording.left_over(of_hours, own=shelf.own),
        cards=cards,
        needs=tuple(_need(need, shelf, out, no_courses) for need in needs),
        declined=tuple(shelf.activity(id_) for id_ in sorted(declined)),
        done=tuple(shelf.activity(id_) for id_ in sorted(done)),
        offers=tuple(shelf.statement(code) for code in strengths),
        picture=timeline([_step(card, one) for card, one in zip(cards, activities, strict=True)]),
        trouble=wording.trouble(trouble, shelf.title) if trouble else "",
    )


def _card(
    one: Document,
    number: int,
    shelf: Shelf,
    served_by: Mapping[str, list[str]],
    start: date | None,
    *,
    begun: bool,
) -> Card:
    activity = shelf.library.by_id[one["id"]]
    lost = one["lost_without"] or {"codes": []}
    codes = [code for code in lost["codes"] if code in served_by]
    only = [shelf.label(code) for code in codes if served_by[code] == [one["id"]]]
    less = [shelf.label(code) for code in codes if served_by[code] != [one["id"]]]
    stand_in = one["stand_in"]
    kind = shelf.library.kinds.get(activity.kind)
    return Card(
        id=activity.id,
        number=number,
        title=activity.title,
        url=address("library:activity", activity.id),
        hours=wording.hours(activity.hours),
        with_whom=shelf.library.with_whom.get(activity.with_whom, activity.with_whom),
        kind=kind.label if kind else activity.kind,
        when=_when(one, start),
        cost=_("£%(pounds)s") % {"pounds": f"{activity.cost:g}"} if activity.cost else "",
        lived_experience_led=activity.lived_experience_led,
        kept=one["kept"] and not begun,
        begun=begun,
        why=tuple(
            shelf.statement(why["code"], wording.strength(why["strength"]))
            for why in one["why"]
            if why["code"] in shelf.edition.by_code
        ),
        lost=wording.lost(only, less, own=shelf.own, begun=begun),
        stand_in=_stand_in(stand_in["id"], shelf) if stand_in else None,
    )


def _stand_in(id_: str, shelf: Shelf) -> Link | None:
    found = shelf.library.by_id.get(id_)
    return shelf.activity(id_, wording.hours(found.hours)) if found else None


def _when(one: Document, start: date | None) -> str:
    """The day of something dated, the month of something paced, else nothing."""
    if one["on"]:
        return wording.day(date.fromisoformat(one["on"]))
    if one["month"] is None:
        return ""
    if start is None:
        return _("Month %(number)s") % {"number": one["month"] + 1}
    return _("From %(day)s") % {"day": wording.day(months_after(start, one["month"]))}


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the month's last day where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def _step(card: Card, one: Document) -> Step:
    return Step(
        number=card.number,
        title=card.title,
        hours=one["hours_with_write_up"],
        hours_words=wording.hours(one["hours_with_write_up"]),
        when=card.when,
        kept=card.kept,
    )


def _need(need: Document, shelf: Shelf, out: frozenset[str], no_courses: bool) -> NeedRow:
    code = need["code"]
    ways = [
        activity
        for activity in shelf.library.by_code.get(code, ())
        if not shelf.library.is_course(activity)
    ]
    chosen = {by["id"] for by in need["by"]}
    # What is neither chosen nor turned down says something new; else any way is better than none.
    fresh = [one for one in ways if one.id not in chosen and one.id not in out] or ways
    let_in = shelf.library.by_id.get(need["would_let_in"])
    return NeedRow(
        code=code,
        label=shelf.label(code),
        url=address("framework:statement", code),
        why_here=wording.why_here(need["reasons"], own=shelf.own),
        by=tuple(shelf.activity(by["id"], wording.strength(by["strength"])) for by in need["by"]),
        why_not=wording.why_not(
            need,
            let_in.title if let_in else "",
            courses_only=no_courses and not ways,
            own=shelf.own,
        ),
        ways=tuple(shelf.activity(one.id, wording.hours(one.hours)) for one in fresh[:WAYS]),
    )


def strengths(answers: Mapping[str, scales.Answer], edition: framework.Edition) -> tuple[str, ...]:
    """What this person could help others with: knowledge and skills they say guide their work.

    Values are left out before anything is read of them.
    """
    return tuple(
        code
        for code in edition.by_code
        if code in answers and not scales.is_value(code) and scales.is_strength(answers[code])
    )


@dataclass(frozen=True, slots=True)
class WhatIfLine:
    """One other question and what it would bring, in sentences."""

    question: str
    said: tuple[str, ...]


def what_ifs(
    found: Iterable[WhatIf], shelf: Shelf, before: Plan, *, no_courses: bool
) -> tuple[WhatIfLine, ...]:
    """The other questions, without those that ask what is so already."""
    questions = {
        MORE: _("With five more hours"),
        FEWER: _("With five fewer hours"),
        NO_COURSES: _("Without courses"),
    }
    return tuple(
        WhatIfLine(questions[one.question], _what_if(one, shelf, before))
        for one in found
        if not (one.question == NO_COURSES and no_courses)
    )


def _what_if(one: WhatIf, shelf: Shelf, before: Plan) -> tuple[str, ...]:
    if one.plan is None:
        return (_("What you keep does not fit then."),)
    said = []
    if one.added:
        said.append(_("It would add %(titles)s.") % {"titles": _titles(one.added, shelf)})
    if one.removed:
        said.append(_("It would take out %(titles)s.") % {"titles": _titles(one.removed, shelf)})
    served = {need.code for need in one.plan.needs if need.by}
    was = {need.code for need in before.needs if need.by}
    more, fewer = (
        wording.quoted([shelf.label(code) for code in shelf.edition.by_code if code in codes])
        for codes in (served - was, was - served)
    )
    if more:
        said.append(_("That would serve %(needs)s as well.") % {"needs": more})
    if fewer:
        said.append(_("Nothing would serve %(needs)s.") % {"needs": fewer})
    return tuple(said) or (_("Nothing in your plan would change."),)


def _titles(ids: Iterable[str], shelf: Shelf) -> str:
    return wording.quoted([shelf.title(id_) for id_ in ids])
