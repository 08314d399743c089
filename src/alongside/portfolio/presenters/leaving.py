"""A filled form as a paper: sections of rows and texts in plain words, for every kind of file alike.

Everything that leaves says which edition of the framework and which version of the form it goes by,
the day, that the worker prepared it, and what was left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.record import filling
from alongside.core.record.filling import Cell, Filled, Left, Part, Row
from alongside.core.record.forms import Form

from .missing import so_far, stretch
from .saying import Words, day, named

MOST_NAMED = 5
# The kinds of file a paper can become.
ENDINGS = ("docx", "pdf", "csv", "txt", "json")


@dataclass(frozen=True, slots=True)
class Said:
    """A label with its text, and how many words it has, where that matters."""

    label: str
    text: str
    counter: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One entry told in full."""

    title: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class PaperSection:
    """``head`` and ``rows`` for a table, or ``pieces``; ``lines`` are sentences about it."""

    id: str
    title: str
    about: str
    lines: tuple[str, ...]
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    title: str
    about: tuple[tuple[str, str], ...]
    sections: tuple[PaperSection, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a paper says of itself besides the form."""

    edition: str
    name: str
    today: date
    gone: int = 0


def paper(of: Filled, words: Words, facts: Facts) -> Paper:
    return Paper(
        title=of.form.title,
        about=tuple(about(of, facts)),
        sections=tuple(section(part, words) for part in of.parts),
        left_out=tuple(left_out(of, words, facts)),
        notes=(
            _("Hours are what the worker says, in quarter hours."),
            _("%(body)s decides what it accepts. This document does not come from there.")
            % {"body": of.form.body},
        ),
    )


def about(of: Filled, facts: Facts) -> Iterator[tuple[str, str]]:
    """Who prepared it, when, for what, and by which editions."""
    who = _("the worker, %(name)s") % {"name": facts.name} if facts.name else _("the worker")
    yield _("Prepared by"), who
    yield _("Made on"), day(facts.today)
    period = {"start": day(of.period.start), "end": day(of.period.end)}
    yield _("For the time from"), _("%(start)s to %(end)s") % period
    yield _("For the form of"), of.form.body
    yield _("Version of the form"), of.form.version
    yield _("Edition of the framework"), facts.edition or _("none yet")


def section(part: Part, words: Words) -> PaperSection:
    lines = [so_far(reached) for reached in part.amounts]
    for one in part.stretches:
        told = ", ".join(named(entry) for entry in one.told_by)
        lines.append(stretch(one.gap) + (f" {told}." if told else ""))
    lines += [
        f"{one.title}: {'; '.join(one.ways)}" if one.ways else one.title for one in part.wanted
    ]
    made: dict[str, Any] = {}
    if part.section.layout == "texts":
        made["pieces"] = tuple(_piece(row, words) for row in part.rows)
    elif part.rows:
        made["head"] = tuple(one.label for one in part.section.fields)
        made["rows"] = tuple(
            tuple(_text(row, cell, words) for cell in row.cells) for row in part.rows
        )
    if not part.rows and not part.wanted:
        lines.append(_("Nothing here yet."))
    about_ = part.section.about
    return PaperSection(part.section.id, part.section.title, about_, tuple(lines), **made)


def _piece(row: Row, words: Words) -> Piece:
    return Piece(
        title=named(row.entry),
        said=tuple(
            Said(cell.field.label, _text(row, cell, words), counter(cell)) for cell in row.cells
        ),
    )


def _text(row: Row, cell: Cell, words: Words) -> str:
    text = words.joined(row.entry, cell.field.sources)
    if cell.withheld:
        return text or _("(left out by the worker)")
    return text or _("(nothing here yet)") if cell.field.required else text


def counter(cell: Cell) -> str:
    """How many words a text has, and for how many there is room."""
    if not cell.words:
        return ""
    said = ngettext("%(count)s word", "%(count)s words", cell.words) % {"count": cell.words}
    if cell.field.words_at_most:
        said += _(", room for %(most)s") % {"most": cell.field.words_at_most}
    return said


# What was left out


def left_out(of: Filled, words: Words, facts: Facts) -> Iterator[LeftOut]:
    """Everything that is not on the paper: entries with the reason, fields, and what is not here."""
    if of.left:
        yield LeftOut(
            _("Entries that are not in it"),
            tuple(f"{named(one.entry)}: {why(one, words)}" for one in of.left),
        )
    if of.withheld:
        lines = tuple(named(entry) for entry in of.withheld)
        yield LeftOut(_("Entries without their texts"), lines)
    if of.unused:
        yield LeftOut(_("What the form has no place for"), tuple(_unused(of, words)))
    if of.form.not_here:
        yield LeftOut(_("What is asked for besides, and is not kept here"), of.form.not_here)
    others = list(_others(of, facts))
    if others:
        yield LeftOut(_("Besides"), tuple(others))


def _others(of: Filled, facts: Facts) -> Iterator[str]:
    if of.outside:
        yield ngettext(
            "%(count)s entry is dated outside this time.",
            "%(count)s entries are dated outside this time.",
            of.outside,
        ) % {"count": of.outside}
    if facts.gone:
        yield ngettext(
            "%(count)s entry that was in it when it was first made is no longer in the record.",
            "%(count)s entries that were in it when it was first made are no longer in the record.",
            facts.gone,
        ) % {"count": facts.gone}


def why(one: Left, words: Words) -> str:
    """Why an entry is not in a form, and what would change it."""
    if one.why == filling.LACKS:
        fields = ", ".join(f"“{words.source(source)}”" for source in one.lacks)
        return _("it would count with something under %(fields)s.") % {"fields": fields}
    reasons = {
        filling.NO_PLACE: _("the form has no place for this kind of entry."),
        filling.NOT_TAGGED: _("it would count if it were marked for a part of this form."),
        filling.NEWER: _("there is room for one, and a newer one is in it."),
        filling.STARTS_BEFORE: _(
            "it begins before these dates, and its hours cannot be divided. You could make two entries of it."
        ),
        filling.ENDS_AFTER: _(
            "it ends after these dates, and its hours cannot be divided. You could make two entries of it."
        ),
        filling.NOT_CHOSEN: _("the worker leaves it out."),
    }
    return reasons[one.why]


def _unused(of: Filled, words: Words) -> Iterator[str]:
    by_source: dict[str, list[str]] = {}
    for one in of.unused:
        for source in one.sources:
            by_source.setdefault(source, []).append(one.entry.title)
    for source, titles in by_source.items():
        yield f"{words.source(source)}: {_some(titles)}"


def _some(titles: list[str]) -> str:
    said = ", ".join(f"“{title}”" for title in titles[:MOST_NAMED])
    more = len(titles) - MOST_NAMED
    if more <= 0:
        return said
    return said + ngettext(" and %(count)s more", " and %(count)s more", more) % {"count": more}


# As data


def document(of: Filled, words: Words, facts: Facts) -> dict[str, Any]:
    """The same for a program: fields by their id, and everything that was left out."""
    return {
        "format": "alongside-form/1",
        "form": {"id": of.form.id, "version": of.form.version, "title": of.form.title},
        "prepared_by": "the worker",
        "name": facts.name,
        "made_on": facts.today.isoformat(),
        "period": {"from": of.period.start.isoformat(), "until": of.period.end.isoformat()},
        "edition": facts.edition,
        "sections": [_part_document(part, words) for part in of.parts],
        "left_out": {
            "entries": [
                {"id": one.entry.id, "on": one.entry.on.isoformat(), "title": one.entry.title,
                 "why": one.why, "lacks": list(one.lacks)}
                for one in of.left
            ],
            "texts_of": [entry.id for entry in of.withheld],
            "fields": [{"id": one.entry.id, "fields": list(one.sources)} for one in of.unused],
            "not_kept_here": list(of.form.not_here),
            "outside_the_period": of.outside,
        },
    }  # fmt: skip


def _part_document(part: Part, words: Words) -> dict[str, Any]:
    return {
        "id": part.section.id,
        "title": part.section.title,
        "amounts": [
            {"of": one.amount.of, "so_far": str(one.so_far), "asked": str(one.amount.at_least)}
            for one in part.amounts
        ],
        "without_anything_dated": [
            {"after": one.gap.after.isoformat(), "before": one.gap.before.isoformat(),
             "told_by": [entry.id for entry in one.told_by]}
            for one in part.stretches
        ],
        "wanted": [{"title": one.title, "ways": list(one.ways)} for one in part.wanted],
        "entries": [
            {
                "id": row.entry.id,
                **{cell.field.id: words.joined(row.entry, cell.field.sources) for cell in row.cells},
            }
            for row in part.rows
        ],
    }  # fmt: skip


# The page


@dataclass(frozen=True, slots=True)
class FormLine:
    """One form to choose, with its newest version and those that stay for what was made before."""

    form: Form
    title: str
    body: str
    about: str
    years: str


def form_lines(forms: Iterable[Form]) -> list[FormLine]:
    return [
        FormLine(
            one,
            one.title,
            one.body,
            one.about,
            ngettext("one year", "%(count)s years", one.years) % {"count": one.years},
        )
        for one in forms
    ]


@dataclass(frozen=True, slots=True)
class MadeLine:
    """A document that was made: what, when, for when. ``known``: its form's version is still here."""

    id: str
    title: str
    version: str
    on: date
    start: date
    end: date
    known: bool


def made_lines(rows: Iterable[Any], forms: Iterable[Form]) -> list[MadeLine]:
    known = {(one.id, one.version): one.title for one in forms}
    return [
        MadeLine(
            id=str(row.pk),
            title=known.get((row.form, row.version), row.form),
            version=row.version,
            on=timezone.localtime(row.made_at).date(),
            start=row.start,
            end=row.end,
            known=(row.form, row.version) in known,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class GoingIn:
    """An entry that would go in: where, and whether it has texts that could be left out."""

    id: str
    title: str
    sections: tuple[str, ...]
    has_texts: bool


def going_in(of: Filled) -> list[GoingIn]:
    sections: dict[str, list[str]] = {}
    for part in of.parts:
        for row in part.rows:
            sections.setdefault(row.entry.id, []).append(part.section.title)
    return [
        GoingIn(one.id, named(one), tuple(sections[one.id]), bool(one.texts)) for one in of.entries
    ]
