"""Reads of where statements came from, besides a consultation."""

from uuid import UUID

from alongside.framework.models import Draft, Origin


def origins(draft: Draft | UUID, code: str) -> list[Origin]:
    """What led to a statement, in the order in which it was written down; not what was taken off."""
    rows = Origin.objects.filter(draft=draft, code=code, off=False)
    return list(rows.order_by("made_at", "pk"))
