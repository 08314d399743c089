"""Taking in another framework: whole, in one transaction, or not at all."""

from collections.abc import Iterator
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.credentials.case.reading import Package, text_of
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import action

from . import policies, queries
from .models import ImportedAssociation, ImportedFramework, ImportedItem

BATCH: Final = 500


@action
def take_in(*, actor: Actor | None, package: Package) -> ImportedFramework:
    """Keep a package under the next number of its framework. The same again changes nothing.

    ``actor`` is None for whoever runs the installation, at its command line. Raises Forbidden.
    """
    if not policies.may_take_in(actor):
        raise Forbidden(_("Other frameworks are taken in by a national steward."))
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
