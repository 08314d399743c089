"""Places on panels, and what is arranged with whoever holds one."""

from dataclasses import dataclass
from typing import Any

from alongside.accounts import queries as accounts
from alongside.foundation.actor import Actor
from alongside.framework import policies, queries
from alongside.framework.models import Reviewer
from alongside.framework.policies import Panel

from .names import PANELS, Text


@dataclass(frozen=True, slots=True)
class Seat:
    """A place on a panel, as its holder or a steward sees it."""

    id: Any
    panel: Text
    shown_as: str
    agreed: bool
    mine: bool
    arranges: bool
    arranger: str


def seat(row: Reviewer, actor: Actor) -> Seat:
    arranger = accounts.people_by_id([row.arranger_id] if row.arranger_id else [])
    return Seat(
        id=row.pk,
        panel=PANELS[Panel(row.panel)],
        shown_as=row.shown_as if row.agreed_at else "",
        agreed=row.agreed_at is not None,
        mine=row.person_id == actor.person_id,
        arranges=row.arranger_id == actor.person_id,
        arranger=next((one.name for one in arranger.values()), ""),
    )


def panels(actor: Actor) -> list[tuple[Text, list[Seat]]]:
    """Every panel with its places."""
    rows = list(queries.members())
    return [
        (PANELS[panel], [seat(row, actor) for row in rows if row.panel == panel]) for panel in Panel
    ]


@dataclass(frozen=True, slots=True)
class Arrangements:
    """Fees and access needs of one place: one's own words to write, the other's to read."""

    seat: Seat
    by_member: bool
    mine: str
    seen: int
    theirs: str


def arrangements(actor: Actor, reviewer_id: Any) -> Arrangements | None:
    """None for everybody but the member and the steward who arranges."""
    row = queries.place(reviewer_id)
    if row is None or not policies.may_arrange(
        actor, member=row.person_id, arranger=row.arranger_id
    ):
        return None
    notes = queries.latest_notes(row.pk)
    by_member = row.person_id == actor.person_id
    own, other = notes.get(by_member), notes.get(not by_member)
    return Arrangements(
        seat(row, actor),
        by_member,
        own.text if own else "",
        own.number if own else 0,
        other.text if other else "",
    )
