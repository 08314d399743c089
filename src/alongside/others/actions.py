"""Taking in another framework: whole, in one transaction, or not at all."""

import hashlib
import io
import zlib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.credentials.case.reading import Package, text_of
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import action

from . import policies, queries
from .loading import read_from
from .models import ArrivingFramework, ImportedAssociation, ImportedFramework, ImportedItem

BATCH: Final = 500
KEPT: Final = timedelta(days=2)
MOST_WAITING: Final = 10


class NoRoom(Exception):
    """Too many packages wait to be taken in or dropped. The message says so."""


class Moved(Exception):
    """What a package was held against is not the newest any more: it wants looking at again."""


@action
def take_in(*, actor: Actor | None, package: Package, source: str = "") -> ImportedFramework:
    """Keep a package under the next number of its framework. The same again changes nothing.

    ``actor`` is None for whoever runs the installation, at its command line; ``source`` says where
    the package is from. Raises Forbidden.
    """
    _allow(actor)
    before = queries.newest(package.document["identifier"])
    digest = queries.digest(package)
    if before is not None and before.digest == digest:
        return before
    row = ImportedFramework.objects.create(
        identifier=package.document["identifier"],
        number=before.number + 1 if before else 1,
        title=package.document["title"],
        creator=package.document.get("creator", ""),
        version=package.document.get("version", ""),
        licence=package.licence(),
        document=text_of(package.document),
        rest=queries.rest(package),
        items=len(package.items),
        associations=len(package.associations),
        digest=digest,
        imported_at=timezone.now(),
        source=source,
    )
    ImportedItem.objects.bulk_create(_items(row, package), batch_size=BATCH)
    ImportedAssociation.objects.bulk_create(_associations(row, package), batch_size=BATCH)
    history.record(
        chain=f"other-framework:{row.identifier}",
        verb="taken in",
        actor=actor,
        what={
            "number": row.number,
            "digest": digest,
            "items": row.items,
            "associations": row.associations,
        },
    )
    return row


# Sent or fetched, looked at, and then taken in


@action
def stage(*, actor: Actor, package: Package, body: bytes, source: str) -> UUID:
    """Keep a package that was looked through until somebody takes it in or drops it.

    The same again is the one that waits already, held against what is here now. Raises Forbidden,
    NoRoom.
    """
    _allow(actor)
    today, digest = timezone.localdate(), hashlib.sha256(body).hexdigest()
    ArrivingFramework.objects.filter(until__lt=today).delete()
    waiting = ArrivingFramework.objects.filter(taken=None).exclude(digest=digest)
    if waiting.count() >= MOST_WAITING:
        said = _("%(most)s packages wait already. Take some in, or let them go.")
        raise NoRoom(said % {"most": MOST_WAITING})
    beside, told = queries.told(package)
    row, _new = ArrivingFramework.objects.update_or_create(
        digest=digest,
        taken=None,
        defaults={"told": told, "beside": beside, "until": today + KEPT},
        create_defaults={
            "identifier": package.document["identifier"],
            "source": source,
            "digest": digest,
            "size": len(body),
            "body": zlib.compress(body, 6),
            "told": told,
            "beside": beside,
            "until": today + KEPT,
        },
    )
    history.record(
        chain=f"other-framework:{row.identifier}",
        verb="brought to be looked at",
        actor=actor,
        what={"digest": digest, "size": len(body), "beside": beside},
    )
    return row.pk


def take_arriving(*, actor: Actor, arriving_id: UUID, beside: int) -> ImportedFramework:
    """Take in what waits, as it was shown beside a number. Taking it again gives the same.

    Raises Forbidden where nothing waits, and Moved where that number is not the newest any more: it
    is held against the newest then, for somebody to look at once more.
    """
    _allow(actor)
    row = queries.arriving(arriving_id)
    if row is None:
        raise _gone()
    if row.taken is not None:
        return row.taken
    # Reading takes a while: before anything is locked.
    package = read_from(io.BytesIO(queries.body(row)))
    found = take_read(actor=actor, arriving_id=arriving_id, beside=beside, package=package)
    if found is None:
        raise Moved
    return found


@action
def take_read(
    *, actor: Actor, arriving_id: UUID, beside: int, package: Package
) -> ImportedFramework | None:
    """The writing part of ``take_arriving``; None where it was only held against the newest."""
    _allow(actor)
    identifier = package.document["identifier"]
    # Whoever takes in another package of the same framework waits here.
    waiting = ArrivingFramework.objects.select_for_update().filter(identifier=identifier)
    row = {one.pk: one for one in waiting.order_by("pk")}.get(arriving_id)
    if row is None:
        raise _gone()
    if row.taken is not None:
        return row.taken
    if beside != row.beside or beside != queries.newest_number(identifier):
        row.beside, row.told = queries.told(package)
        row.save(update_fields=["beside", "told"])
        return None
    row.taken = take_in(actor=actor, package=package, source=row.source)
    row.body = b""
    row.save(update_fields=["taken", "body"])
    return row.taken


@action
def drop(*, actor: Actor, arriving_id: UUID) -> None:
    """Let a package go that waits. What has gone already, or was taken in, is no trouble."""
    _allow(actor)
    row = queries.arriving(arriving_id)
    if row is None or not ArrivingFramework.objects.filter(pk=arriving_id, taken=None).delete()[0]:
        return
    history.record(
        chain=f"other-framework:{row.identifier}",
        verb="let go",
        actor=actor,
        what={"digest": row.digest},
    )


def let_go(today: date) -> dict[str, int]:
    """Packages that were not taken in within their time."""
    late = ArrivingFramework.objects.filter(until__lt=today)
    count = late.count()
    late.delete()
    return {"packages of other frameworks that waited": count}


def _allow(actor: Actor | None) -> None:
    if not policies.may_take_in(actor):
        raise Forbidden(_("Other frameworks are taken in by a national steward."))


def _gone() -> Forbidden:
    return Forbidden(_("No such package waits here. It may have run out, or been let go."))


def _items(row: ImportedFramework, package: Package) -> Iterator[ImportedItem]:
    for place, item in enumerate(package.items):
        parents = package.hung.parents.get(item.identifier, [])
        yield ImportedItem(
            framework=row,
            place=place,
            identifier=item.identifier,
            code=item.code,
            title=item.title,
            statement=item.statement,
            kind=item.kind,
            parent=parents[0] if parents else "",
            depth=package.hung.depth[item.identifier],
            body=item.body,
        )


def _associations(row: ImportedFramework, package: Package) -> Iterator[ImportedAssociation]:
    for place, one in enumerate(package.associations):
        yield ImportedAssociation(
            framework=row,
            place=place,
            identifier=one.identifier,
            kind=one.kind,
            origin=one.origin,
            destination=one.destination,
            body=one.body,
        )
