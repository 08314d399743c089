"""A record on its way in, for the person who brings it: what is new, here already, or cannot come."""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import formats
from django.utils.translation import gettext as _

from alongside.assessment import queries as assessment
from alongside.core import scales
from alongside.core.record.entries import KINDS
from alongside.foundation.actor import Actor
from alongside.foundation.moving import CANNOT, HERE, NEW, Line
from alongside.framework.queries import NoEditionError
from alongside.planning import queries as planning
from alongside.portfolio import models
from alongside.portfolio.models.made import ArrivingPart, ArrivingRecord

from .bundle import Bundle

__all__ = ["CANNOT", "HERE", "NEW", "Line"]


def arriving(actor: Actor, arriving_id: UUID, *, today: date) -> ArrivingRecord | None:
    """One that this person brought and whose time is not over; None for anybody else."""
    mine = ArrivingRecord.objects.filter(person_id=actor.person_id, until__gte=today)
    return mine.filter(pk=arriving_id).first()


def content(row: ArrivingRecord) -> io.BytesIO:
    """What was sent, put together again from its parts."""
    out = io.BytesIO()
    for part in ArrivingPart.objects.filter(record=row).order_by("number"):
        out.write(part.body)
    out.seek(0)
    return out


# Entries


@dataclass(frozen=True, slots=True)
class Coming:
    """An entry that was brought: its newest version, and what would become of it.

    ``root`` is the id it was first written under, wherever that was.
    """

    entry: Mapping[str, Any]
    newest: Mapping[str, Any]
    root: str
    line: Line


def entries_coming(actor: Actor, bundle: Bundle) -> list[Coming]:
    """Every entry of a bundle, originals before the copies that were made of them."""
    known = _known(actor.person_id)
    found: list[Coming] = []
    seen: set[str] = set()
    entries = bundle.document["entries"]
    for one in sorted(entries, key=lambda entry: bool(entry.get("copy_of"))):
        newest = max(one["versions"], key=lambda version: version["number"])
        root = one.get("origin") or one["id"]
        what = f"{_day(newest['on'])}, {newest['title']}"
        if {one["id"], root} & (known | seen):
            line = Line(what, HERE)
        else:
            why = _why_not(newest)
            line = Line(what, CANNOT, why) if why else Line(what, NEW)
        seen |= {one["id"], root}
        found.append(Coming(one, newest, root, line))
    return found


def _day(text: str) -> str:
    try:
        return formats.date_format(date.fromisoformat(text), "j F Y")
    except ValueError:
        return text


def _known(person_id: UUID) -> set[str]:
    """Under which ids one's own entries are known, here and wherever they came from."""
    rows = models.Entry.objects.filter(person_id=person_id).values_list("pk", "origin")
    return {id_ for pk, origin in rows for id_ in (str(pk), origin) if id_}


def _why_not(newest: Mapping[str, Any]) -> str:
    if newest["kind"] not in KINDS:
        return _("it is of a kind that is not known here: %(kind)s") % {"kind": newest["kind"]}
    try:
        days = [date.fromisoformat(newest[key]) for key in ("on", "until") if newest[key]]
    except ValueError:
        return _("its date is not a day in the calendar")
    return _("it ends before it begins") if days[-1] < days[0] else ""


# Answers


@dataclass(frozen=True, slots=True)
class AnswerComing:
    answer: scales.Answer
    edition: str
    base: int
    line: Line


def answers_coming(actor: Actor, bundle: Bundle) -> Iterator[AnswerComing]:
    """What somebody said of each statement of each edition: taken where nothing newer is here.

    What only counts for an edition because it was said of an earlier one is left to count here.
    """
    part = bundle.document["everything"].get("answers")
    others = part.get("other_editions") if isinstance(part, dict) else None
    for one in (part, *(others if isinstance(others, list) else ())):
        if isinstance(one, dict) and isinstance(one.get("answers"), list):
            yield from _of_edition(actor, str(one.get("edition", "")), one["answers"])


def _of_edition(actor: Actor, slug: str, given: Iterable[Any]) -> Iterator[AnswerComing]:
    try:
        edition = assessment.edition_of(slug)
    except NoEditionError:
        edition = None
    here = assessment.own_answers_of(actor.person_id, slug) if edition else {}
    for one in given:
        if isinstance(one, dict) and one.get("said_of"):
            continue
        answer = _answer(one)
        if answer is None:
            what = str(one.get("code", "?"))[:8] if isinstance(one, dict) else "?"
            line = Line(what, CANNOT, _("it cannot be read"))
            yield AnswerComing(scales.Answer(what), slug, 0, line)
            continue
        title = (
            edition.by_code[answer.code].title if edition and answer.code in edition.by_code else ""
        )
        line = _answer_line(answer, here.get(answer.code), title)
        base = here[answer.code].seq if answer.code in here else 0
        yield AnswerComing(answer, slug, base, line)


def _answer_line(answer: scales.Answer, here: scales.Answer | None, title: str) -> Line:
    what = f"{answer.code} {title}".strip()
    if not title:
        return Line(what, CANNOT, _("its edition of the framework is not here"))
    if here is None:
        return Line(what)
    if here.content == answer.content:
        return Line(what, HERE)
    if here.saved_at and answer.saved_at and answer.saved_at > here.saved_at:
        return Line(what)
    return Line(what, HERE, _("what is here is newer and stays"))


def _answer(one: Any) -> scales.Answer | None:
    if not isinstance(one, dict):
        return None
    texts = {name: one.get(name, "") for name in ("point", "note", "evidence", "evidence_kind")}
    code, want, seq = one.get("code"), one.get("want", False), one.get("seq", 1)
    if not all(isinstance(text, str) for text in (code, *texts.values())):
        return None
    if not isinstance(want, bool) or not isinstance(seq, int) or isinstance(seq, bool):
        return None
    try:
        saved_at = datetime.fromisoformat(one["saved_at"]) if one.get("saved_at") else None
    except (TypeError, ValueError):
        return None
    if saved_at is not None and saved_at.tzinfo is None:
        return None
    return scales.Answer(code=str(code), want=want, seq=max(1, seq), saved_at=saved_at, **texts)


# The plan


@dataclass(frozen=True, slots=True)
class PlanComing:
    """The hours of the open plan and what its owner said about activities: kept, declined, done."""

    hours: str
    choices: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]


MOST_HOURS = 2000
PLAN_CHOICES = {"kept": "pin", "declined": "decline", "done": "mark_done"}


def plan_coming(actor: Actor, bundle: Bundle) -> PlanComing | None:
    """The open plan that was brought, or None where there is none that can be read."""
    plans = bundle.document["everything"].get("plan")
    for plan in reversed(plans) if isinstance(plans, list) else ():
        if isinstance(plan, dict) and plan.get("state") != "closed":
            return _plan(actor, plan)
    return None


def _plan(actor: Actor, plan: Mapping[str, Any]) -> PlanComing:
    hours = plan.get("hours")
    right = (
        isinstance(hours, int | float) and not isinstance(hours, bool) and 0 <= hours <= MOST_HOURS
    )
    said = f"{hours:g}" if right else ""
    what = _("Hours to plan with: %(hours)s") % {"hours": said}
    if planning.open_plan(actor.person_id) is not None:
        return PlanComing("", (), (Line(what, HERE, _("your plan here stays as it is")),))
    titles = planning.activity_titles(actor)
    lines, choices = ([Line(what)] if said else []), []
    for key in PLAN_CHOICES:
        ids = plan.get(key, [])
        for id_ in ids if isinstance(ids, list) else ():
            if isinstance(id_, str) and id_ in titles:
                choices.append((key, id_))
                lines.append(Line(titles[id_]))
            else:
                why = _("that activity is not in the library here")
                lines.append(Line(str(id_)[:100], CANNOT, why))
    return PlanComing(said, tuple(choices), tuple(lines))
