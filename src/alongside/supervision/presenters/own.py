"""What leaves with a person: a worker's sessions with both voices; a supervisor's own words alone."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _lazy

from alongside.framework.queries import NoEditionError, current_edition
from alongside.supervision import policies
from alongside.supervision.models import Session, View
from alongside.supervision.queries import agreements, barriers, sessions, views
from alongside.supervision.queries.sessions import Seat

from . import session as pages
from .papers import document

ELSEWHERE = {
    "views": _lazy("Supervisors' views"),
    "barriers": _lazy("Barriers"),
    "as_supervisor": _lazy("Said as a supervisor"),
    "answers_for_a_service": _lazy("Answers for a service"),
}


def everything(person_id: UUID) -> dict[str, Any]:
    """All that this area keeps about one person, as plain JSON values."""
    mine, spoken = sessions.of_person(person_id)
    about, given = views.of_person(person_id)
    kept = barriers.of_worker(person_id)
    return {
        "sessions": list(_sessions(mine, kept)),
        "views": [_view(row) for row in about],
        "barriers": [_barrier(one) for one in kept],
        "as_supervisor": {
            "said": [
                {
                    "session_on": row.session.on.isoformat(),
                    "part": row.part.split(":")[0],
                    "text": row.text,
                    "when": row.made_at.isoformat(),
                }
                for row in spoken
            ],
            "views": [
                {"code": row.code, "point": row.point, "reason": row.reason, "when": _iso(row)}
                for row in given
            ],
        },
        "answers_for_a_service": [
            {"state": row.state, "because": row.because, "when": row.made_at.isoformat()}
            for row in barriers.answered_by(person_id)
        ],
        "brought_along": [row.document for row in sessions.brought_documents(person_id)],
    }


# What belongs to the moment of looking and not to the session: the day is the whole document's, and
# what is still open from before stands in the session in which it was agreed.
OF_THE_MOMENT = ("exported_on", "open_from_before")


def _sessions(rows: list[Session], of_worker: list[barriers.Kept]) -> Iterator[dict[str, Any]]:
    """Each as its page shows it to the worker. Queries do not grow with the sessions."""
    try:
        edition = current_edition()
    except NoEditionError:
        yield from ({"on": row.on.isoformat()} for row in rows)
        return
    ids = [row.pk for row in rows]
    heard, agendas, following = (
        sessions.said_in(ids),
        sessions.agendas(ids),
        sessions.followed(rows),
    )
    agreed, seen = defaultdict(list), defaultdict(list)
    for agreement in agreements.of_sessions(ids):
        agreed[agreement.agreement.session_id].append(agreement)
    for barrier in of_worker:
        seen[barrier.barrier.session_id].append(barrier)
    for row in rows:
        kept = pages.Kept(
            heard=heard[row.pk],
            agenda=agendas.get(row.pk, ()),
            agreed=agreed[row.pk],
            barriers=seen[row.pk],
            following=following.get(row.pk),
        )
        page = pages.laid_out(Seat(row, policies.WORKER, lasts=False), edition, kept)
        made = document(page, edition, today=row.on)
        yield {name: part for name, part in made.items() if name not in OF_THE_MOMENT}


def _iso(row: View) -> str:
    return row.made_at.isoformat()


def _view(row: View) -> dict[str, Any]:
    return {
        "edition": row.edition,
        "code": row.code,
        "by": str(row.supervisor) if row.supervisor else "",
        "point": row.point,
        "reason": row.reason,
        "when": _iso(row),
    }


def _barrier(kept: barriers.Kept) -> dict[str, Any]:
    row = kept.barrier
    return {
        "edition": row.edition,
        "codes": row.codes,
        "kinds": row.kinds,
        "going": row.going,
        "sent": row.sent_at.isoformat() if row.sent_at else None,
        "taken_back": row.taken_back_at.isoformat() if row.taken_back_at else None,
        "wordings": [
            {"words": one.words, "when": one.made_at.isoformat()} for one in kept.wordings
        ],
        "answers": [
            {"state": one.state, "because": one.because, "when": one.made_at.isoformat()}
            for one in kept.answers
        ],
    }


# What came from elsewhere, as a page shows it.

Lines = list[tuple[str, str]]


def read(document: Any) -> list[tuple[str, Lines]]:
    """A document from elsewhere as headings with lines, whatever it holds. Nothing of it is believed
    to be more than words.
    """
    found = []
    for at, session in enumerate(_list(document, "sessions"), 1):
        title = str(session.get("on") or at) if isinstance(session, dict) else str(at)
        found.append((title, list(_flat(session))))
    for name in ("views", "barriers", "as_supervisor", "answers_for_a_service"):
        lines = list(_flat(document.get(name) if isinstance(document, dict) else None))
        if lines:
            found.append((str(ELSEWHERE[name]), lines))
    return found


def _list(document: Any, name: str) -> list[Any]:
    rows = document.get(name) if isinstance(document, dict) else None
    return rows if isinstance(rows, list) else []


def _flat(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flat(inner, f"{where} · {name}" if where else str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from _flat(inner, where)
    elif value not in (None, "", False):
        yield where, str(value)
