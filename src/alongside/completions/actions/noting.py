"""Noting that something was completed, for whoever asked for it beforehand, and for nobody else."""

from datetime import datetime
from uuid import UUID, uuid4

from django.utils import timezone

from alongside.completions import queries
from alongside.completions.models import LEFT, Sending, Told
from alongside.core.credentials import xapi
from alongside.foundation.writing import action

from .turning import end


@action
def note_completed(*, actor: None, kind: str, thing_id: UUID, at: str) -> int:
    """Note a completion that its owner said of at a moment. Returns for how many stores.

    Only what was said after they turned it on, of a day from then on; once for each thing.
    """
    found = queries.done(kind, thing_id, today=timezone.localdate())
    if found is None:
        return 0
    noted = 0
    for row in queries.live(found.person_id, since=datetime.fromisoformat(at)):
        if still_holds(row) and found.on >= timezone.localdate(row.made_at):
            noted += _note(row, kind, thing_id, found)
    return noted


def still_holds(row: Sending) -> bool:
    """Whether somebody still works where the store belongs; where not, their yes ends here."""
    if queries.covers(queries.as_worker(row.person_id), row.store):
        return True
    end(row, because=LEFT)
    return False


def _note(row: Sending, kind: str, thing_id: UUID, found: queries.Done) -> int:
    made = xapi.statement(completion(row.who, row.site, kind, found, id_=str(uuid4())))
    if wrong := xapi.faults(made):
        raise RuntimeError(f"A statement of ours has not the form it should have: {wrong}")
    _row, new = Told.objects.get_or_create(
        sending=row,
        thing=thing_id,
        defaults={"kind": kind, "statement": made, "next_at": timezone.now()},
    )
    return int(new)


def completion(who: str, site: str, kind: str, found: queries.Done, *, id_: str) -> xapi.Completion:
    return xapi.Completion(
        id=id_,
        who=who,
        site=site,
        kind=kind,
        on=found.on,
        activity=found.activity,
        title=found.title,
        for_items=found.items,
    )
