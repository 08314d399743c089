"""What is kept about one person here, to take along."""

from typing import Any
from uuid import UUID

from alongside.crosswalks.models import Facts, Reading, RelationVersion


def export(person_id: UUID) -> dict[str, Any]:
    """What somebody wrote and read of crosswalks."""
    written = RelationVersion.objects.filter(author_id=person_id).order_by("made_at")
    facts = Facts.objects.filter(author_id=person_id).select_related("crosswalk")
    read = Reading.objects.filter(reader_id=person_id).order_by("made_at")
    found = {
        "relations_written": [_relation(row) for row in written],
        "crosswalks_described": [
            {
                "crosswalk": row.crosswalk.slug,
                "version": row.number,
                "title": row.title,
                "lead": row.lead,
                "terms": row.terms,
                "at": row.made_at.isoformat(),
            }
            for row in facts.order_by("made_at")
        ],
        "relations_read": [_reading(row) for row in read],
    }
    return {name: rows for name, rows in found.items() if rows}


def _relation(row: RelationVersion) -> dict[str, Any]:
    return {
        **_where(row),
        "version": row.number,
        "relation": row.how,
        "why": row.why,
        "not_covered": row.not_covered,
        "withdrawn": row.withdrawn,
    }


def _reading(row: Reading) -> dict[str, Any]:
    return {
        **_where(row),
        "shown_as": row.shown_as,
        "capacity": row.capacity,
        "yes": row.yes,
        "words": row.words,
        "taken_back": row.ended_at.isoformat() if row.ended_at else None,
    }


def _where(row: RelationVersion | Reading) -> dict[str, Any]:
    where = {"crosswalk": row.crosswalk, "item": row.item, "about": row.about}
    return {**where, "at": row.made_at.isoformat()}
