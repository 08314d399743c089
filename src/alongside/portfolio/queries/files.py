"""Files kept with entries: their facts, and the bytes of one where it may be read."""

from datetime import date
from uuid import UUID

from alongside.foundation.actor import Actor
from alongside.portfolio import models

from .entries import readable


def files_of(entry_id: UUID) -> list[models.KeptFile]:
    """An entry's files without their bytes. Ask only about an entry that may be read."""
    return list(models.KeptFile.objects.filter(entry_id=entry_id).order_by("made_at"))


def readable_file(
    actor: Actor, entry_id: UUID, file_id: UUID, *, today: date
) -> models.FileBody | None:
    """A file for whoever may read its entry now; None for anybody else."""
    if readable(actor, entry_id, today=today) is None:
        return None
    rows = models.FileBody.objects.select_related("file")
    return rows.filter(pk=file_id, file__entry_id=entry_id).first()


def file_of(actor: Actor, entry_id: UUID, file_id: UUID) -> models.KeptFile | None:
    """A file of one's own, without its bytes."""
    rows = models.KeptFile.objects.filter(entry__person_id=actor.person_id)
    return rows.filter(pk=file_id, entry_id=entry_id).first()
