"""Entries as plain values, the newest version of each; earlier ones for their owner."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from alongside.accounts import queries as accounts
from alongside.core.record.entries import Entry, File
from alongside.foundation.actor import Actor
from alongside.framework import queries as framework
from alongside.portfolio import models, policies


@dataclass(frozen=True, slots=True)
class Version:
    """An entry as it was written at one time: with the aid that was used and its answers."""

    entry: Entry
    number: int
    saved_at: datetime | None = None
    aid: str = ""
    prompts: Mapping[str, str] = field(default_factory=dict)
    copy_of: UUID | None = None


def chain(person_id: UUID) -> str:
    """The history chain that says when a record was written in, never what."""
    return f"record:{person_id}"


def written(entry: Entry, *, aid: str = "", prompts: Mapping[str, str] | None = None) -> Any:
    """An entry as the values that are sealed."""
    return {
        "kind": entry.kind,
        "title": entry.title,
        "on": entry.on.isoformat(),
        "until": entry.until.isoformat() if entry.until else None,
        "hours": _text(entry.hours),
        "participatory_hours": _text(entry.participatory_hours),
        "protected_hours": _text(entry.protected_hours),
        "edition": framework.first(newest=True),
        "codes": list(entry.codes),
        "earlier": [list(one) for one in entry.earlier],
        "texts": {name: text for name, text in entry.texts.items() if text},
        "tags": {name: list(ids) for name, ids in entry.tags.items() if ids},
        "about": {name: text for name, text in entry.about.items() if text},
        "aid": aid,
        "prompts": {name: text for name, text in (prompts or {}).items() if text},
    }


def read_body(id_: UUID | str, body: Mapping[str, Any], files: Iterable[File] = ()) -> Entry:
    """An entry from the values that were sealed, with its statements as they are called now."""
    codes, earlier = _statements(body)
    return Entry(
        id=str(id_),
        kind=body["kind"],
        title=body["title"],
        on=date.fromisoformat(body["on"]),
        until=date.fromisoformat(body["until"]) if body["until"] else None,
        hours=_hours(body["hours"]),
        participatory_hours=_hours(body["participatory_hours"]),
        protected_hours=_hours(body["protected_hours"]),
        codes=codes,
        earlier=earlier,
        texts=body["texts"],
        tags={name: tuple(ids) for name, ids in body["tags"].items()},
        about=body["about"],
        files=tuple(files),
    )


def _statements(
    body: Mapping[str, Any],
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The statements an entry shows something about: those that mean the same now, by their codes
    of now; the others by the edition and code they were chosen with.
    """
    if not body["codes"]:
        return (), tuple((of, code) for of, code in body.get("earlier", ()))
    of, newest = body.get("edition", ""), framework.first(newest=True)
    now = {code: framework.now(of, code, newest).counts for code in body["codes"]}
    earlier = [(before, code) for before, code in body.get("earlier", ())]
    earlier += [(of or framework.first(), code) for code, to in now.items() if not to]
    return tuple(dict.fromkeys(to for to in now.values() if to)), tuple(dict.fromkeys(earlier))


def _text(hours: Decimal | None) -> str | None:
    return None if hours is None else str(hours)


def _hours(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def entries(person_id: UUID) -> list[Entry]:
    """Everything in one person's record, newest first. Two queries."""
    rows = list(_current(person_id))
    files = _files(models.KeptFile.objects.filter(entry__person_id=person_id))
    return [read_body(row.entry_id, row.body, files.get(row.entry_id, ())) for row in rows]


def entry(actor: Actor, entry_id: UUID) -> Version | None:
    """One of one's own entries; None where there is none or it is somebody else's."""
    row = _current(actor.person_id).filter(entry_id=entry_id).first()
    return _version(row) if row else None


def titles(person_id: UUID, ids: Iterable[UUID]) -> dict[UUID, str]:
    """What one's own entries are called. One query; those that are gone are left out."""
    wanted = list(ids)
    if not wanted:
        return {}
    return {row.entry_id: row.body["title"] for row in _current(person_id).filter(entry__in=wanted)}


def shared_titles(
    actor: Actor, owner: UUID, ids: Iterable[UUID], *, today: date
) -> dict[UUID, str]:
    """What entries are called, of those that their owner shares with this reader now."""
    wanted = {str(id_): id_ for id_ in ids}
    if actor.person_id == owner:
        return titles(owner, wanted.values())
    live = accounts.shares_received(actor, today=today)
    items = live.filter(owner=owner, kind=policies.SHARED_AS, item__in=list(wanted))
    return titles(owner, [wanted[item] for item in items.values_list("item", flat=True)])


def readable(actor: Actor, entry_id: UUID, *, today: date) -> tuple[Any, Version] | None:
    """An entry and whose it is, for its owner and whom it is shared with; None for anybody else."""
    rows = models.EntryVersion.objects.filter(entry_id=entry_id, number=F("entry__number"))
    row = rows.select_related("entry__person").first()
    if row is None:
        return None
    owner = row.entry.person
    shared = accounts.may_see(
        actor, owner=owner.pk, kind=policies.SHARED_AS, item=str(entry_id), today=today
    )
    if not policies.may_read(actor, owner=owner.pk, shared=shared):
        return None
    return owner, _version(row)


def versions(actor: Actor, entry_id: UUID) -> list[Version]:
    """Every version of one of one's own entries, newest first."""
    rows = models.EntryVersion.objects.filter(entry_id=entry_id, entry__person_id=actor.person_id)
    return [_version(row, files=False) for row in rows.select_related("entry").order_by("-number")]


def kind_and_day(item: str) -> tuple[str, date] | None:
    """What kind of entry an id stands for, and its day: what stands open, and no words."""
    try:
        id_ = UUID(item)
    except ValueError:
        return None
    return models.Entry.objects.filter(pk=id_).values_list("kind", "on").first()


def origins(person_id: UUID) -> dict[str, UUID]:
    """The entries that came from another installation, by the id they had there."""
    rows = models.Entry.objects.filter(person_id=person_id).exclude(origin="")
    return dict(rows.values_list("origin", "pk"))


def _current(person_id: UUID) -> QuerySet[models.EntryVersion]:
    rows = models.EntryVersion.objects.filter(entry__person_id=person_id, number=F("entry__number"))
    return rows.select_related("entry").order_by("-entry__on", "-entry__made_at")


def _files(rows: QuerySet[models.KeptFile]) -> dict[UUID, tuple[File, ...]]:
    found: dict[UUID, tuple[File, ...]] = {}
    for row in rows.order_by("made_at"):
        kept = File(id=str(row.pk), name=row.name, kind=row.kind, size=row.size)
        found[row.entry_id] = (*found.get(row.entry_id, ()), kept)
    return found


def _version(row: models.EntryVersion, *, files: bool = True) -> Version:
    kept = _files(models.KeptFile.objects.filter(entry_id=row.entry_id)) if files else {}
    return Version(
        entry=read_body(row.entry_id, row.body, kept.get(row.entry_id, ())),
        number=row.number,
        saved_at=row.saved_at,
        aid=row.body["aid"],
        prompts=row.body["prompts"],
        copy_of=row.entry.copy_of_id,
    )
