"""A record as its pages show it: rows by year, one entry laid out, and how shared ones are called."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.framework import Edition
from alongside.core.record.entries import KINDS, Entry, File
from alongside.framework import queries as framework
from alongside.portfolio import loading, queries
from alongside.portfolio.queries import words

KILO = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """One entry in the list."""

    id: str
    title: str
    kind: str
    when: str
    hours: str
    files: str


@dataclass(frozen=True, slots=True)
class Year:
    year: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Entries by year, and what they can be narrowed to. ``holds_any`` without any narrowing."""

    years: tuple[Year, ...]
    holds_any: bool
    kinds: tuple[tuple[str, str], ...]
    all_years: tuple[int, ...]
    kind: str
    year: int | None
    query: str
    found: str


def record_page(
    entries: list[Entry], *, kind: str = "", year: int | None = None, query: str = ""
) -> RecordPage:
    """The list, narrowed by kind, year and words looked for. The words stay in memory."""
    shown = [
        one
        for one in entries
        if (not kind or one.kind == kind) and (year is None or one.on.year == year)
    ]
    if query.strip():
        shown = [one for one in shown if _holds(one, query)]
    held = {one.kind for one in entries}
    narrowed = bool(kind or year or query.strip())
    said = ngettext("%(n)s entry", "%(n)s entries", len(shown)) % {"n": len(shown)}
    return RecordPage(
        years=_by_year(shown),
        holds_any=bool(entries),
        kinds=tuple((one, str(words.KINDS[one])) for one in KINDS if one in held),
        all_years=tuple(sorted({one.on.year for one in entries}, reverse=True)),
        kind=kind,
        year=year,
        query=query.strip(),
        found=said if narrowed else "",
    )


def _holds(entry: Entry, query: str) -> bool:
    """Whether every word looked for stands somewhere in an entry."""
    said = (entry.title, *entry.texts.values(), *entry.about.values(), *entry.codes)
    text = " ".join((*said, *(file.name for file in entry.files))).casefold()
    return all(word in text for word in query.casefold().split())


def _by_year(entries: Iterable[Entry]) -> tuple[Year, ...]:
    years: dict[int, list[Row]] = {}
    for one in entries:
        years.setdefault(one.on.year, []).append(row(one))
    return tuple(Year(year, tuple(rows)) for year, rows in years.items())


def row(entry: Entry) -> Row:
    files = len(entry.files)
    return Row(
        id=entry.id,
        title=entry.title,
        kind=str(words.KINDS[entry.kind]),
        when=words.days(entry),
        hours=hours_said(entry),
        files=ngettext("%(n)s file", "%(n)s files", files) % {"n": files} if files else "",
    )


def hours_said(entry: Entry) -> str:
    if entry.hours is None:
        return ""
    number = words.number(entry.hours)
    return ngettext("%(n)s hour", "%(n)s hours", int(entry.hours) if entry.hours == 1 else 2) % {
        "n": number
    }


@dataclass(frozen=True, slots=True)
class Part:
    """A text or fact of an entry under its name. ``asked`` is an aid's question."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownFile:
    id: str
    name: str
    kind: str
    size: str
    inside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry laid out for reading, as its owner and its readers see it."""

    id: str
    title: str
    kind: str
    when: str
    facts: tuple[Part, ...]
    texts: tuple[Part, ...]
    tags: tuple[Part, ...]
    statements: tuple[tuple[str, str], ...]
    files: tuple[ShownFile, ...]
    earlier: tuple[tuple[str, str], ...] = ()  # titles, and addresses where there are any


def shown(version: queries.Version, edition: Edition | None) -> Shown:
    entry = version.entry
    facts = [Part(str(label), words.number(getattr(entry, name)))
             for name, label in words.HOURS.items()
             if getattr(entry, name) is not None]  # fmt: skip
    facts += [Part(str(label), entry.about[name]) for name, label in words.ABOUT.items()
              if entry.about.get(name)]  # fmt: skip
    return Shown(
        id=entry.id,
        title=entry.title,
        kind=str(words.KINDS[entry.kind]),
        when=words.days(entry),
        facts=tuple(facts),
        texts=_texts(version),
        tags=_tags(entry),
        statements=tuple((code, _title(edition, code)) for code in entry.codes),
        files=tuple(_file(one) for one in entry.files),
        earlier=tuple(earlier_statements(entry)),
    )


def earlier_statements(entry: Entry) -> Iterator[tuple[str, str]]:
    """What an entry shows something about that means something else now: as it was called then."""
    for of, code in entry.earlier:
        slug, now = framework.address_of(of, code)
        url = reverse("framework:statement", args=[slug, now]) if slug else ""
        yield framework.title_of(of, code), url


def _texts(version: queries.Version) -> tuple[Part, ...]:
    """What was written: under an aid's questions where one was used, else under our names."""
    aid = queries.aids().get(version.aid)
    parts: list[Part] = []
    fed: frozenset[str] = frozenset()
    if aid and aid.texts(version.prompts):
        answered = [one for one in aid.prompts if version.prompts.get(one.id)]
        parts = [Part(one.ask, version.prompts[one.id]) for one in answered]
        fed = aid.feeds
    held = version.entry.texts
    rest = [name for name in words.TEXTS if held.get(name) and name not in fed]
    return (*parts, *(Part(str(words.TEXTS[name]), held[name]) for name in rest))


def _tags(entry: Entry) -> tuple[Part, ...]:
    known = {tag.id: tag for tag in loading.tag_fields()}
    return tuple(
        Part(known[name].label, ", ".join(known[name].name_of(id_) for id_ in ids))
        for name, ids in entry.tags.items()
        if name in known
    )


def _title(edition: Edition | None, code: str) -> str:
    found = edition.by_code.get(code) if edition else None
    return found.title if found else ""


def _file(file: File) -> ShownFile:
    return ShownFile(file.id, file.name, FILE_KINDS.get(file.kind, file.kind), size(file.size), ())


FILE_KINDS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WebP",
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
}


def size(bytes_: int) -> str:
    """A file's size as people say it."""
    if bytes_ < KILO * KILO:
        return _("%(n)s kB") % {"n": max(1, round(bytes_ / KILO))}
    return _("%(n)s MB") % {"n": round(bytes_ / KILO / KILO, 1)}


def shared_name(item: str) -> str:
    """A shared entry on other pages: its kind and day, and none of its words."""
    found = queries.kind_and_day(item)
    if found is None:
        return _("An entry of my record")
    kind, day = found
    return _("%(kind)s, %(day)s") % {"kind": words.KINDS[kind], "day": _day(day)}


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")


def known_kind(kind: str) -> str:
    return kind if kind in KINDS else ""
