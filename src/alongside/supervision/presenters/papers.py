"""A session as a sheet: both voices with their names and dates, for PDF, Word, text and JSON."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from alongside.core.framework import Edition

from . import words
from .agreements import AgreementCard
from .session import Part, SessionPage


@dataclass(frozen=True, slots=True)
class Voice:
    name: str
    text: str
    when: str


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    about: tuple[str, ...]
    voices: tuple[Voice, Voice]


@dataclass(frozen=True, slots=True)
class Agreed:
    what: str
    who: str
    by: str
    tags: str
    stands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """``stated``: edition, day and who prepared it, which every copy says."""

    title: str
    when: str
    worker: str
    supervisor: str
    sections: tuple[Section, ...]
    agreements: tuple[Agreed, ...]
    barriers: tuple[str, ...]
    next_when: str
    stated: tuple[str, ...]


def sheet(page: SessionPage, edition: Edition, *, today: date) -> Sheet:
    parts = [part for part in (*page.parts, *page.more, *page.off) if part.item or part.spoken]
    return Sheet(
        title=_("Supervision"),
        when=page.when,
        worker=page.worker,
        supervisor=page.supervisor,
        sections=tuple(_section(part) for part in parts),
        agreements=tuple(_agreed(one) for one in (*page.earlier, *page.agreements)),
        barriers=tuple(one.words for one in page.barriers),
        next_when=page.next_when,
        stated=(
            edition.title,
            _("Exported on %(day)s") % {"day": words.day(today)},
            _(
                "Prepared from both voices. Each wrote their own words; neither changed the other's."
            ),
            _("Left out: earlier wordings, and whatever was not brought to this session."),
        ),
    )


def _section(part: Part) -> Section:
    about: list[str] = []
    if part.item:
        about = [part.item.kind_name, part.item.note]
        if part.item.taken_off:
            about.append(_("Taken off the agenda"))
        if part.item.answer:
            about += [f"{label}: {text}" for label, text in part.item.answer.said]
    first, second = part.boxes
    return Section(
        title=part.title,
        about=tuple(text for text in about if text),
        voices=(
            Voice(first.name, first.text or _("Nothing yet"), first.when),
            Voice(second.name, second.text or _("Nothing yet"), second.when),
        ),
    )


def _agreed(one: AgreementCard) -> Agreed:
    return Agreed(
        what=one.what,
        who=one.who,
        by=one.by or "–",
        tags=", ".join(one.tags),
        stands=tuple(_stands(one)),
    )


def _stands(one: AgreementCard) -> Iterable[str]:
    yield _("Agreed by both") if one.agreed else _("Not agreed by both yet")
    for answer in one.answers:
        said = _("has not answered") if answer.yes is None else _("not yet")
        yield f"{answer.name}: {_('yes') if answer.yes else said}" + (
            f" ({answer.words})" if answer.words else ""
        )
    for came in one.outcomes:
        if came.done_on:
            yield f"{came.name}: " + _("done on %(day)s") % {"day": came.done_on}
        if came.because:
            yield f"{came.name}: {came.because}"


def document(page: SessionPage, edition: Edition, *, today: date) -> dict[str, Any]:
    """The same for a program of one's own, with every earlier wording in it."""
    return {
        "on": page.on.isoformat(),
        "minutes": page.minutes,
        "edition": {"slug": edition.slug, "title": edition.title},
        "exported_on": today.isoformat(),
        "prepared": "from both voices",
        "worker": page.worker,
        "supervisor": page.supervisor,
        "parts": [_part(one) for one in (*page.parts, *page.more, *page.off)],
        "agreements": [_agreement(one) for one in page.agreements],
        "open_from_before": [_agreement(one) for one in page.earlier],
        "barriers": [one.words for one in page.barriers],
        "next": page.following.on.isoformat() if page.following else None,
    }


def _part(part: Part) -> dict[str, Any]:
    item = part.item
    made: dict[str, Any] = {
        "part": part.key if item is None else "item",
        "title": part.title,
        "voices": {
            box.voice: {
                "name": box.name,
                "text": box.text,
                "when": box.when,
                "earlier": [{"when": when, "text": text} for when, text in box.earlier],
            }
            for box in part.boxes
        },
    }
    if item:
        made |= {"kind": item.kind, "target": item.target, "note": item.note}
        made |= {"taken_off": item.taken_off}
    return made


def _agreement(one: AgreementCard) -> dict[str, Any]:
    return {
        "what": one.what,
        "who": one.who_id,
        "by": one.by_day.isoformat() if one.by_day else None,
        "parts": list(one.tag_ids),
        "agreed": one.agreed,
        "answers": {
            answer.voice: {"yes": answer.yes, "words": answer.words, "when": answer.when}
            for answer in one.answers
        },
        "outcomes": [
            {"name": c.name, "done_on": c.done_on, "because": c.because, "when": c.when}
            for c in one.outcomes
        ],
        "earlier": [{"when": e.when, "name": e.name, "text": e.text} for e in one.earlier],
    }
