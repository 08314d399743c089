"""Keeping a file with an entry, and letting it go."""

from hashlib import sha256
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.foundation import history
from alongside.foundation.actor import Actor
from alongside.foundation.writing import action, once
from alongside.portfolio import models, queries

from .entries import own
from .filing import BadFile, Clean, clean

__all__ = ["BadFile", "add_file", "remove_file"]

MOST_FILES = 20


def add_file(*, actor: Actor, entry_id: UUID, name: str, body: bytes, key: str = "") -> UUID:
    """Keep a file with one's own entry. Raises BadFile. Sent twice with one key: kept once."""
    # Opening a file may take a while, so it is done before anything is locked.
    return keep_clean(actor=actor, entry_id=entry_id, made=clean(name, body), key=key)


@action
def keep_clean(*, actor: Actor, entry_id: UUID, made: Clean, key: str) -> UUID:
    row = own(actor, entry_id)

    def do() -> dict[str, str]:
        if models.KeptFile.objects.filter(entry=row).count() >= MOST_FILES:
            raise BadFile(_("An entry keeps at most 20 files."))
        kept = models.KeptFile.objects.create(
            entry=row, name=made.name, kind=made.kind, size=len(made.body), inside=made.inside
        )
        models.FileBody.objects.create(file=kept, body=made.body)
        _tell(actor, "file added", row.pk, kept.pk)
        return {"file": str(kept.pk)}

    said = ["file", entry_id, sha256(made.body).hexdigest()]
    return UUID(once(actor=actor, key=key, do=do, said=said)["file"])


@action
def remove_file(*, actor: Actor, entry_id: UUID, file_id: UUID) -> None:
    """Let a file go for good. What has gone already is no trouble."""
    row = own(actor, entry_id)
    gone, _by_table = models.KeptFile.objects.filter(entry=row, pk=file_id).delete()
    if gone:
        _tell(actor, "file removed", row.pk, file_id)


def _tell(actor: Actor, verb: str, entry_id: UUID, file_id: UUID) -> None:
    what = {"entry": entry_id, "file": file_id}
    history.record(chain=queries.chain(actor.person_id), verb=verb, actor=actor, what=what)
