"""Sessions, and what was said in them, for one of their two people and nobody else."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.accounts import queries as accounts
from alongside.foundation.actor import Actor
from alongside.supervision import policies
from alongside.supervision.models import AgendaItem, BroughtAlong, Proposal, Said, Session


@dataclass(frozen=True, slots=True)
class Seat:
    """A session as one of its two sits in it. ``lasts``: the supervision has not ended."""

    session: Session
    voice: str
    lasts: bool


def lasting(actor: Actor) -> QuerySet[Session]:
    """The sessions in which this person supervises now. What has ended is gone at once."""
    now = accounts.supervised_rows(actor).order_by().values("pk")
    return Session.objects.filter(supervisor_id=actor.person_id, supervising__in=now)


def seat(actor: Actor, session_id: UUID) -> Seat | None:
    """One session, if this person has a voice in it now; to anybody else it is not there."""
    found = (
        Session.objects.select_related("worker", "supervisor").filter(pk=session_id).first()
    )  # fmt: skip
    if found is None:
        return None
    return _seat(actor, found)


def _seat(actor: Actor, found: Session) -> Seat | None:
    if actor.person_id not in (found.worker_id, found.supervisor_id):
        return None
    lasts = found.supervising_id in {row.pk for row in accounts.supervisors_rows(found.worker_id)}
    voice = policies.voice_of(
        actor, worker=found.worker_id, supervisor=found.supervisor_id, lasts=lasts
    )
    return Seat(found, voice, lasts) if voice else None


def locked_seat(actor: Actor, session_id: UUID) -> Seat | None:
    """The same for an action: the session's row is held, so that numbers are given one by one, and
    the supervision's, so that ending it waits and then ends what was shared meanwhile as well."""
    found = Session.objects.select_for_update().filter(pk=session_id).first()
    if found is not None and found.supervisor_id is not None:
        accounts.still_supervises(found.supervisor_id, worker=found.worker_id)
    return _seat(actor, found) if found else None


def mine(actor: Actor) -> QuerySet[Session]:
    """A worker's own sessions, the newest first."""
    rows = Session.objects.filter(worker_id=actor.person_id).select_related("supervisor")
    return rows.order_by("-on", "-made_at")


def theirs(actor: Actor) -> QuerySet[Session]:
    """The sessions of the people one supervises now, the newest first."""
    return lasting(actor).select_related("worker").order_by("-on", "-made_at")


def next_session(session: Session, *, today: date) -> Session | None:
    """The next date the two of them have after this one, where there is one."""
    if session.supervising_id is None:
        return None
    rows = Session.objects.filter(
        supervising_id=session.supervising_id, closed_at__isnull=True, on__gte=today
    ).exclude(pk=session.pk)
    later = rows.filter(Q(on__gt=session.on) | Q(made_at__gt=session.made_at))
    return later.order_by("on", "made_at").first()


def followed(rows: Sequence[Session]) -> dict[UUID, Session]:
    """The same for all of a worker's sessions at once, each as on its own day. No query.

    ``rows`` come the earliest first.
    """
    found: dict[UUID, Session] = {}
    coming: dict[UUID, Session] = {}
    for row in reversed(rows):
        if row.supervising_id is None:
            continue
        if row.supervising_id in coming:
            found[row.pk] = coming[row.supervising_id]
        if row.closed_at is None:
            coming[row.supervising_id] = row
    return found


def agenda(session_id: UUID, *, every: bool = False) -> list[AgendaItem]:
    """What is on the agenda, in its order; with ``every``, what was taken off as well."""
    rows = AgendaItem.objects.filter(session_id=session_id).order_by("order")
    return list(rows if every else rows.filter(taken_off_at__isnull=True))


def agendas(session_ids: Iterable[UUID]) -> dict[UUID, list[AgendaItem]]:
    """Every item of several sessions. One query."""
    found: dict[UUID, list[AgendaItem]] = defaultdict(list)
    for row in AgendaItem.objects.filter(session_id__in=list(session_ids)).order_by("order"):
        found[row.session_id].append(row)
    return found


Heard = dict[tuple[str, str], list[Said]]
"""Every wording by (part, voice), the oldest first."""


def said(session_id: UUID) -> Heard:
    """All that was said in one session."""
    return said_in([session_id])[session_id]


def said_in(session_ids: Sequence[UUID]) -> dict[UUID, Heard]:
    """All that was said in several sessions. One query."""
    found: dict[UUID, Heard] = {id_: defaultdict(list) for id_ in session_ids}
    rows = Said.objects.filter(session_id__in=session_ids).order_by("number")
    for row in rows:
        found[row.session_id][row.part, row.voice].append(row)
    return found


def latest(session_id: UUID, part: str, voice: str) -> Said | None:
    rows = Said.objects.filter(session_id=session_id, part=part, voice=voice)
    return rows.order_by("-number").first()


def spoken(session_ids: Iterable[UUID]) -> dict[UUID, set[tuple[str, str]]]:
    """Which voice has said something in which part, without a word of it. One query."""
    found: dict[UUID, set[tuple[str, str]]] = defaultdict(set)
    rows = Said.objects.filter(session_id__in=list(session_ids))
    for session, part, voice in rows.values_list("session_id", "part", "voice").distinct():
        found[session].add((part, voice))
    return found


def known_parts(session_id: UUID) -> set[str]:
    """The parts in which something can be said: the standing ones and one for each item."""
    ids = AgendaItem.objects.filter(session_id=session_id).values_list("pk", flat=True)
    return {*policies.PARTS, *(f"{policies.ITEM}{id_}" for id_ in ids)}


def proposals(worker_id: UUID) -> list[Proposal]:
    """Dates proposed to a worker by those who supervise them now, not answered yet."""
    rows = accounts.supervisors_rows(worker_id)
    names = {row.pk: row.supervisor for row in rows}
    found = Proposal.objects.filter(supervising_id__in=names, yes__isnull=True).order_by("on")
    return list(found.select_related("supervising__supervisor"))


def proposed_by(actor: Actor) -> dict[UUID, list[Proposal]]:
    """The dates this person proposed that wait for a worker, by worker."""
    now = accounts.supervised_rows(actor).order_by().values("pk")
    found: dict[UUID, list[Proposal]] = defaultdict(list)
    rows = Proposal.objects.filter(supervising_id__in=now, yes__isnull=True).order_by("on")
    for row in rows.select_related("supervising"):
        found[row.supervising.worker_id].append(row)
    return found


def due_for_reminder(on: date) -> list[Session]:
    """Sessions on a day that nobody was reminded of yet and whose supervision lasts."""
    rows = Session.objects.filter(on=on, closed_at__isnull=True, supervising__isnull=False)
    rows = rows.exclude(reminded_on=on).select_related("worker", "supervisor", "supervising")
    return [row for row in rows.order_by("made_at") if accounts.lasts(row.supervising)]


def of_person(person_id: UUID) -> tuple[list[Session], list[Said]]:
    """A worker's own sessions, and all this person said as somebody's supervisor."""
    own = Session.objects.filter(worker_id=person_id).select_related("worker", "supervisor")
    words = Said.objects.filter(person_id=person_id, voice=policies.SUPERVISOR)
    return (
        list(own.order_by("on", "made_at")),
        list(words.select_related("session").order_by("made_at", "number")),
    )


def brought_along(person_id: UUID) -> list[BroughtAlong]:
    """Records of supervision from elsewhere, the newest first, without what they hold."""
    return list(
        BroughtAlong.objects.filter(person_id=person_id).defer("document").order_by("-made_at")
    )


def brought(actor: Actor, brought_id: UUID) -> BroughtAlong | None:
    return BroughtAlong.objects.filter(person_id=actor.person_id, pk=brought_id).first()


def brought_documents(person_id: UUID) -> list[BroughtAlong]:
    return list(BroughtAlong.objects.filter(person_id=person_id).order_by("made_at"))


def has_brought(person_id: UUID, digest: str) -> bool:
    return BroughtAlong.objects.filter(person_id=person_id, digest=digest).exists()
