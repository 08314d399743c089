"""Taking a record of supervision from elsewhere: kept whole, sealed, to read."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from alongside.foundation.actor import Actor
from alongside.foundation.history import canonical, digest
from alongside.foundation.moving import CANNOT, HERE, NEW, BadPart, Line
from alongside.foundation.writing import action
from alongside.supervision.models import BroughtAlong
from alongside.supervision.queries import sessions as reads

from .seats import note

LISTS = ("sessions", "views", "barriers", "answers_for_a_service", "brought_along")
MOST = 5_000_000


def preview(actor: Actor, part: Any) -> Iterable[Line]:
    """What would come, by name. Changes nothing."""
    documents = list(_documents(part))
    for one in documents:
        here = reads.has_brought(actor.person_id, digest(canonical(one)))
        yield from _lines(one, HERE if here else NEW)


@action
def take(*, actor: Actor, part: Any) -> list[Line]:
    """Keep it as it came. Taken again, nothing is added."""
    lines: list[Line] = []
    for one in _documents(part):
        known = digest(canonical(one))
        here = reads.has_brought(actor.person_id, known)
        if not here:
            row = BroughtAlong.objects.create(person_id=actor.person_id, digest=known, document=one)
            note(actor, "brought supervision along", brought=row.pk)
        lines += _lines(one, HERE if here else NEW)
    return lines


def _documents(part: Any) -> Iterator[dict[str, Any]]:
    """The record itself where it holds anything, then what it had been brought along already."""
    if not isinstance(part, dict) or any(not isinstance(part.get(n, []), list) for n in LISTS):
        raise BadPart(_("The part about supervision has not the shape that Alongside writes."))
    if len(canonical(part)) > MOST:
        raise BadPart(_("The part about supervision is too large to be kept here."))
    own = {name: value for name, value in part.items() if name != "brought_along"}
    if any(_holds(value) for value in own.values()):
        yield own
    for one in part.get("brought_along", []):
        if isinstance(one, dict):
            yield one


def _holds(value: Any) -> bool:
    return any(_holds(one) for one in value.values()) if isinstance(value, dict) else bool(value)


def _lines(document: dict[str, Any], state: str) -> Iterator[Line]:
    for session in document.get("sessions") or []:
        if not isinstance(session, dict):
            yield Line(_("A session"), CANNOT, _("It has not the shape that Alongside writes."))
            continue
        names = {"day": session.get("on", ""), "name": session.get("supervisor", "")}
        yield Line(_("Session of %(day)s with %(name)s, to read") % names, state)
    if document.get("views"):
        yield Line(_("How supervisors saw statements, to read"), state)
    if document.get("barriers"):
        yield Line(_("What a service would have to change, to read"), state)
    if _holds(document.get("as_supervisor")):
        yield Line(_("What was said as a supervisor, to read"), state)
