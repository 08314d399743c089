"""What leaves: entries as a form counts them, the whole of a record, and what was made before."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet

from alongside.core.record.entries import Entry, File
from alongside.foundation.actor import Actor
from alongside.portfolio import models
from alongside.portfolio.models.made import Made

from .entries import read_body


def counted(
    person_id: UUID, *, as_of: Mapping[str, int] | None = None
) -> tuple[list[Entry], dict[str, int]]:
    """What forms count from: every entry but the copies made for sharing, with their versions.

    ``as_of`` names the version of an entry that is wanted instead of the newest one.
    """
    wanted = Q(number=F("entry__number"))
    for id_, number in (as_of or {}).items():
        wanted |= Q(entry_id=id_, number=number)
    rows = models.EntryVersion.objects.filter(
        wanted, entry__person_id=person_id, entry__copy_of__isnull=True
    )
    found: dict[str, models.EntryVersion] = {}
    for row in rows:
        id_ = str(row.entry_id)
        if id_ not in found or row.number == (as_of or {}).get(id_):
            found[id_] = row
    files = _files(person_id)
    entries = [read_body(id_, row.body, files.get(id_, ())) for id_, row in found.items()]
    return entries, {id_: row.number for id_, row in found.items()}


def _files(person_id: UUID) -> dict[str, list[File]]:
    rows = models.KeptFile.objects.filter(entry__person_id=person_id).order_by("made_at")
    found: dict[str, list[File]] = {}
    for row in rows:
        kept = File(id=str(row.pk), name=row.name, kind=row.kind, size=row.size)
        found.setdefault(str(row.entry_id), []).append(kept)
    return found


def whole(person_id: UUID) -> Iterator[dict[str, Any]]:
    """Every entry with all its versions, what it is linked to and what its files are called."""
    rows = models.Entry.objects.filter(person_id=person_id).order_by("on", "made_at", "pk")
    versions = models.EntryVersion.objects.order_by("number")
    files = models.KeptFile.objects.order_by("made_at")
    rows = rows.prefetch_related(Prefetch("versions", versions), Prefetch("files", files), "links")
    for row in rows:
        yield {
            "id": str(row.pk),
            "origin": row.origin,
            "copy_of": str(row.copy_of_id) if row.copy_of_id else None,
            "made_at": row.made_at.isoformat(),
            "versions": [
                {"number": one.number, "saved_at": one.saved_at.isoformat(), **one.body}
                for one in row.versions.all()
            ],
            "linked_to": [
                {"kind": one.kind, "target": one.target, "edition": one.edition}
                for one in row.links.all()
            ],
            "files": [
                {"id": str(one.pk), "name": one.name, "kind": one.kind, "size": one.size}
                for one in row.files.all()
            ],
        }


def file_bytes(person_id: UUID, file_id: UUID) -> bytes | None:
    """One of one's own files; None where it has gone meanwhile."""
    row = models.FileBody.objects.filter(file=file_id, file__entry__person_id=person_id).first()
    return row.body if row else None


def made(actor: Actor) -> QuerySet[Made]:
    """What this person made before, newest first."""
    return Made.objects.filter(person_id=actor.person_id).order_by("-made_at")


def made_one(actor: Actor, made_id: UUID) -> Made | None:
    return made(actor).filter(pk=made_id).first()


def documents_made(person_id: UUID) -> list[dict[str, Any]]:
    """What was made from forms, without the documents themselves: they are not kept."""
    return [
        {
            "form": row.form,
            "version": row.version,
            "from": row.start.isoformat(),
            "until": row.end.isoformat(),
            "as": row.ending,
            "on": row.made_at.isoformat(),
            "entries": row.entries,
            "without_texts": row.without,
        }
        for row in Made.objects.filter(person_id=person_id).order_by("made_at")
    ]
