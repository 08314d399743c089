"""Reads of panels: who sits on them, what they said, and what is arranged with each of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from alongside.accounts import queries as accounts
from alongside.foundation.actor import Actor, Role
from alongside.framework import policies
from alongside.framework.models import (
    ArrangingNote,
    Comment,
    Draft,
    DraftLine,
    DraftPart,
    Reviewer,
    Verdict,
)
from alongside.framework.policies import Panel, Said

from .drafts import authors


def members(panel: Panel | None = None) -> QuerySet[Reviewer]:
    """Places that have not ended, agreed to or not, by panel."""
    rows = Reviewer.objects.filter(ended_at__isnull=True).order_by("panel", "made_at")
    return rows.filter(panel=panel) if panel else rows


def places(actor: Actor) -> list[Reviewer]:
    """The places this person has agreed to and still has."""
    rows = members().filter(person_id=actor.person_id, agreed_at__isnull=False)
    return list(rows)


def place(reviewer_id: UUID) -> Reviewer | None:
    return members().filter(pk=reviewer_id).first()


def invitations(actor: Actor) -> list[Reviewer]:
    """What waits for this person, by an address they have proved."""
    emails = accounts.verified_emails(actor.person_id)
    return list(members().filter(email__in=emails, agreed_at__isnull=True))


def desk_is_open(actor: Actor) -> bool:
    """Whether this person may see where editions are made."""
    if policies.may_open_desk(actor, on_panel=False, asked=False):
        return True
    return bool(places(actor) or invitations(actor))


def latest_notes(reviewer_id: UUID) -> dict[bool, ArrangingNote]:
    """The newest words of the member (True) and of whoever arranges (False)."""
    rows = ArrangingNote.objects.filter(reviewer=reviewer_id).order_by("number")
    return {row.by_member: row for row in rows}


def verdicts(draft: Draft, digest: str = "") -> list[Verdict]:
    """The newest word of each present member on these words (those the draft has now)."""
    rows = Verdict.objects.filter(
        draft=draft,
        digest=digest or draft.digest,
        reviewer__ended_at__isnull=True,
        reviewer__agreed_at__isnull=False,
        reviewer__person__isnull=False,
    )
    newest = {row.reviewer_id: row for row in rows.select_related("reviewer").order_by("number")}
    return sorted(newest.values(), key=lambda row: row.number)


def said_of(draft: Draft) -> list[Said]:
    """The same as values, for the rule."""
    return [
        Said(row.reviewer.person_id, Panel(row.panel), row.digest, row.yes)
        for row in verdicts(draft)
        if row.reviewer
    ]


def not_theirs(draft: Draft, publisher: Actor | None) -> set[UUID]:
    """Whose yes is not the panel's: who wrote in the draft, who publishes it, and stewards."""
    found = authors(draft) | ({publisher.person_id} if publisher else set())
    return found | _stewards(one.person for one in said_of(draft) if one.person)


def _stewards(people: Iterable[UUID]) -> set[UUID]:
    """Those who hold the role, whether or not they have set up a second step yet."""
    return {
        one for one in people if any(row.role == Role.STEWARD for row in accounts.roles_rows(one))
    }


def export(person_id: UUID) -> dict[str, Any]:
    """What is kept about one person here: panels, decisions, arrangements, what they wrote or read."""
    seats = list(Reviewer.objects.filter(person_id=person_id).order_by("made_at"))
    lines = DraftLine.objects.filter(author_id=person_id).select_related("draft")
    parts = DraftPart.objects.filter(author_id=person_id).select_related("draft")
    read = Comment.objects.filter(moderator_id=person_id).select_related("round__draft")
    found = {
        "panels": [_seat(row) for row in seats],
        "statements_written": [
            {
                "draft": row.draft.slug,
                "code": row.code,
                "version": row.number,
                "at": _when(row.made_at),
            }
            for row in lines.order_by("made_at")
        ],
        "parts_written": [
            {
                "draft": row.draft.slug,
                "part": row.part,
                "version": row.number,
                "at": _when(row.made_at),
            }
            for row in parts.order_by("made_at")
        ],
        "comments_read": [
            {
                "draft": row.round.draft.slug,
                "code": row.code,
                "said_on": row.on.isoformat(),
                "state": row.state,
                "reason": row.reason,
            }
            for row in read
        ],
    }
    return {name: rows for name, rows in found.items() if rows}


def _seat(row: Reviewer) -> dict[str, Any]:
    said = Verdict.objects.filter(reviewer=row).select_related("draft").order_by("number")
    notes = ArrangingNote.objects.filter(reviewer=row).order_by("number")
    return {
        "panel": row.panel,
        "shown_as": row.shown_as,
        "since": _when(row.agreed_at),
        "until": _when(row.ended_at),
        "decisions": [
            {
                "draft": one.draft.slug,
                "yes": one.yes,
                "reason": one.reason,
                "on": _when(one.made_at),
            }
            for one in said
        ],
        "arrangements": [
            {"yours": one.by_member, "version": one.number, "text": one.text} for one in notes
        ],
    }


def _when(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
