"""A note of what was made from a form, so that it can be made again as it was."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from alongside.core.record.counting import Period
from alongside.foundation import history
from alongside.foundation.actor import Actor
from alongside.foundation.writing import action, once
from alongside.portfolio import queries
from alongside.portfolio.models.made import Made


@action
def note_made(
    *,
    actor: Actor,
    form: str,
    version: str,
    period: Period,
    ending: str,
    entries: Mapping[str, int],
    without: Collection[str] = (),
    key: str = "",
) -> UUID:
    """Keep which version of which form was made, and from which version of which entries."""

    def do() -> dict[str, Any]:
        row = Made.objects.create(
            person_id=actor.person_id,
            form=form,
            version=version,
            start=period.start,
            end=period.end,
            ending=ending,
            entries=dict(entries),
            without=sorted(without),
        )
        history.record(
            chain=queries.chain(actor.person_id),
            verb="made a document",
            actor=actor,
            what={"made": row.pk, "form": form, "version": version, "entries": len(entries)},
        )
        return {"made": str(row.pk)}

    said = ["made", form, version, period.start, period.end, ending, dict(entries), sorted(without)]
    return UUID(once(actor=actor, key=key, do=do, said=said)["made"])
