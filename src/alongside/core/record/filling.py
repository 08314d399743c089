"""A form filled from a record: what goes where, and everything that goes nowhere, with its reason."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from .counting import Gap, Period, explaining, gaps, in_order, total, words
from .entries import Entry
from .forms import NEEDS, Amount, Field, Form, Gaps, Rule, Section

# Why an entry is in no section of a form.
NO_PLACE: Final = "no-place"  # the form asks for nothing of its kind
LACKS: Final = "lacks"  # it would count if what is named were filled in
NOT_TAGGED: Final = "not-tagged"  # it would count if it were marked for it
NEWER: Final = "newer"  # a newer one stands in its only place
STARTS_BEFORE: Final = (
    "starts-before"  # it runs over the edge of the period, and hours cannot be cut
)
ENDS_AFTER: Final = "ends-after"
NOT_CHOSEN: Final = "not-chosen"  # the worker leaves it out


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something the worker wants to learn, in words, with what they plan to do for it."""

    title: str
    ways: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a form for one entry. ``words`` is counted for texts, else 0.

    ``withheld``: there is a text, and the worker leaves it out.
    """

    field: Field
    empty: bool
    words: int = 0
    withheld: bool = False

    @property
    def lacking(self) -> bool:
        return self.field.required and self.empty

    @property
    def too_long(self) -> bool:
        most = self.field.words_at_most
        return most is not None and self.words > most


@dataclass(frozen=True, slots=True)
class Row:
    """One entry in a section, as it goes out: without its texts where the worker leaves them out."""

    entry: Entry
    cells: tuple[Cell, ...]

    @property
    def complete(self) -> bool:
        return not any(cell.lacking for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Reached:
    """What there is so far of an amount. ``begun``: entries that lack something and count for none."""

    amount: Amount
    so_far: Decimal
    begun: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A gap, and the entries that say what it was."""

    gap: Gap
    told_by: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A section with what goes into it."""

    section: Section
    rows: tuple[Row, ...] = ()
    amounts: tuple[Reached, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    wanted: tuple[Wanted, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """An entry of the period that is in no section. ``lacks`` names our fields, for LACKS."""

    entry: Entry
    why: str
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unused:
    """What an entry holds that the form has no place for, by the names of our fields."""

    entry: Entry
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """A form with everything that goes in, and everything that does not.

    ``outside`` counts the entries that have no day in the period at all; ``withheld`` are the
    entries whose texts the worker leaves out.
    """

    form: Form
    period: Period
    parts: tuple[Part, ...]
    left: tuple[Left, ...]
    unused: tuple[Unused, ...]
    withheld: tuple[Entry, ...]
    outside: int

    @property
    def entries(self) -> list[Entry]:
        """Every entry that goes in somewhere, once, in order."""
        return in_order({row.entry.id: row.entry for p in self.parts for row in p.rows}.values())


def filled(
    form: Form,
    entries: Iterable[Entry],
    period: Period,
    *,
    chosen: Collection[str] | None = None,
    without: Collection[str] = (),
    wanted: Sequence[Wanted] = (),
    today: date | None = None,
) -> Filled:
    """Fill a form from a record. Every entry is in a row, in ``left`` or counted in ``outside``.

    ``chosen``: the ids the worker lets go in (None: all). ``without``: the ids whose texts they
    leave out. ``wanted``: what they want to learn. ``today``: gaps are looked for up to this day.
    """
    every = in_order(entries)
    inside = [one for one in every if one.on <= period.end and one.last_day >= period.start]
    fitting, left = _sorted_out(inside, period, chosen)
    placed = {section.id: _place(section, fitting) for section in form.sections}
    taken = {entry.id for one in placed.values() for entry in one}
    left += [_why_not(form, entry) for entry in fitting if entry.id not in taken]
    held_back = {one.id for one in fitting if one.id in taken and one.texts and one.id in without}
    parts = tuple(
        _part(section, placed[section.id], held_back, wanted, _until(period, today))
        for section in form.sections
    )
    return Filled(
        form=form,
        period=period,
        parts=parts,
        left=tuple(sorted(left, key=lambda one: (one.entry.on, one.entry.title, one.entry.id))),
        unused=_unused(form, placed, [one for one in fitting if one.id in taken]),
        withheld=tuple(one for one in fitting if one.id in held_back),
        outside=len(every) - len(inside),
    )


def _until(period: Period, today: date | None) -> Period | None:
    """The part of the period that has been; None where it has not begun."""
    if today is None or today >= period.end:
        return period
    return Period(period.start, today) if today >= period.start else None


def _sorted_out(
    inside: Iterable[Entry], period: Period, chosen: Collection[str] | None
) -> tuple[list[Entry], list[Left]]:
    fitting, left = [], []
    for entry in inside:
        if entry.on < period.start:
            left.append(Left(entry, STARTS_BEFORE))
        elif entry.last_day > period.end:
            left.append(Left(entry, ENDS_AFTER))
        elif chosen is not None and entry.id not in chosen:
            left.append(Left(entry, NOT_CHOSEN))
        else:
            fitting.append(entry)
    return fitting, left


def _place(section: Section, entries: Iterable[Entry]) -> list[Entry]:
    found = [one for one in entries if any(_counts(rule, one) for rule in section.rules)]
    return found[-1:] if section.latest else found


def _counts(rule: Rule, entry: Entry) -> bool:
    return entry.kind in rule.kinds and _tagged(rule, entry) and not _lacked(rule, entry)


def _tagged(rule: Rule, entry: Entry) -> bool:
    if set(rule.not_chosen) & set(entry.tags.get(rule.not_tag, ())):
        return False
    return not rule.tag or bool(set(rule.chosen) & set(entry.tags.get(rule.tag, ())))


def _lacked(rule: Rule, entry: Entry) -> tuple[str, ...]:
    return tuple(source for source in rule.having if not value_of(entry, source))


def _why_not(form: Form, entry: Entry) -> Left:
    rules = [rule for one in form.sections for rule in one.rules if entry.kind in rule.kinds]
    if any(_counts(rule, entry) for rule in rules):
        return Left(entry, NEWER)
    tagged = [rule for rule in rules if _tagged(rule, entry)]
    if tagged:
        return Left(entry, LACKS, min((_lacked(rule, entry) for rule in tagged), key=len))
    return Left(entry, NOT_TAGGED if rules else NO_PLACE)


def value_of(entry: Entry, source: str) -> Any:
    """What an entry has for one of our fields: falsy where it has nothing."""
    part, dot, name = source.partition(".")
    if dot:
        of: Mapping[str, Any] = getattr(entry, part)
        return of.get(name, "" if part != "tags" else ())
    if source == "dates":
        return (entry.on, entry.until) if entry.until and entry.until != entry.on else (entry.on,)
    return getattr(entry, source)


def sources_of(entry: Entry) -> list[str]:
    """The names of our fields in which an entry has something, besides its day and its title."""
    plain = ("codes", "files", "hours", "participatory_hours", "protected_hours")
    found = [source for source in plain if value_of(entry, source)]
    for part in ("texts", "about", "tags"):
        found += [f"{part}.{name}" for name, value in getattr(entry, part).items() if value]
    return found


def _part(
    section: Section,
    entries: Sequence[Entry],
    held_back: Collection[str],
    wanted: Sequence[Wanted],
    until: Period | None,
) -> Part:
    if section.of == NEEDS:
        return Part(section, wanted=tuple(wanted))
    rows = tuple(_row(section, entry, entry.id in held_back) for entry in entries)
    return Part(
        section=section,
        rows=rows,
        amounts=tuple(_reached(amount, rows) for amount in section.amounts),
        stretches=_stretches(section.gaps, entries, until) if section.gaps and until else (),
    )


def _row(section: Section, entry: Entry, held_back: bool) -> Row:
    out = replace(entry, texts={}) if held_back else entry
    return Row(out, tuple(_cell(one, entry, out) for one in section.fields))


def _cell(one: Field, entry: Entry, out: Entry) -> Cell:
    texts = [value_of(out, source) for source in one.sources if source.startswith("texts.")]
    return Cell(
        field=one,
        empty=not any(value_of(out, source) for source in one.sources),
        words=sum(words(text) for text in texts),
        withheld=any(value_of(entry, source) != value_of(out, source) for source in one.sources),
    )


def _reached(amount: Amount, rows: Sequence[Row]) -> Reached:
    """Hours are what the worker says; an entry counts as one only when nothing it needs is empty."""
    if amount.of != "entries":
        return Reached(amount, total((row.entry for row in rows), amount.of))
    whole = [row.entry for row in rows if row.complete]
    return Reached(amount, total(whole, "entries"), begun=len(rows) - len(whole))


def _stretches(asked: Gaps, entries: Iterable[Entry], until: Period) -> tuple[Stretch, ...]:
    every = list(entries)
    telling = [one for one in every if one.kind in asked.explained_by]
    counted = [one for one in every if one.kind not in asked.explained_by]
    return tuple(
        Stretch(gap, tuple(explaining(gap, telling)))
        for gap in gaps(counted, until, months=asked.months)
    )


def _unused(
    form: Form, placed: Mapping[str, Sequence[Entry]], taken: Iterable[Entry]
) -> tuple[Unused, ...]:
    used: dict[str, set[str]] = {}
    for section in form.sections:
        sources = {source for one in section.fields for source in one.sources}
        sources |= {rule.tag for rule in section.rules if rule.tag}
        sources |= {f"tags.{rule.tag}" for rule in section.rules if rule.tag}
        for entry in placed[section.id]:
            used.setdefault(entry.id, set()).update(sources)
    found = []
    for entry in taken:
        over = tuple(source for source in sources_of(entry) if source not in used[entry.id])
        if over:
            found.append(Unused(entry, over))
    return tuple(found)
