"""Barriers: the worker's own, and what a service is sent, which leads back to nobody."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.accounts import queries as accounts
from alongside.foundation.actor import Actor, Role
from alongside.supervision import policies
from alongside.supervision.models import Barrier, BarrierAnswer, BarrierWording


@dataclass(frozen=True, slots=True)
class Kept:
    """A barrier as its worker has it: wordings and answers, the oldest first."""

    barrier: Barrier
    wordings: tuple[BarrierWording, ...]
    answers: tuple[BarrierAnswer, ...]

    @property
    def words(self) -> str:
        return self.wordings[-1].words

    @property
    def out(self) -> bool:
        """With the service now."""
        return self.barrier.going != policies.NOT_GOING and self.barrier.taken_back_at is None

    @property
    def changed_since(self) -> bool:
        row = self.barrier
        sent = (row.sent_number, row.sent_codes, row.sent_kinds)
        return self.out and sent != (self.wordings[-1].number, row.codes, row.kinds)


def mine(actor: Actor) -> list[Kept]:
    """A worker's own barriers, the newest first. Three queries."""
    return _kept(Barrier.objects.filter(worker_id=actor.person_id).order_by("-made_at"))


def own(actor: Actor, barrier_id: UUID) -> Kept | None:
    found = _kept(Barrier.objects.filter(worker_id=actor.person_id, pk=barrier_id))
    return found[0] if found else None


def of_session(session_id: UUID) -> list[Kept]:
    """What the worker lets the supervisor read in a session. Look at the seat first."""
    return _kept(Barrier.objects.filter(session_id=session_id).order_by("made_at"))


def of_worker(person_id: UUID) -> list[Kept]:
    return _kept(Barrier.objects.filter(worker_id=person_id).order_by("made_at"))


def _kept(rows: Iterable[Barrier]) -> list[Kept]:
    found = list(rows)
    ids = [row.pk for row in found]
    wordings: dict[UUID, list[BarrierWording]] = defaultdict(list)
    answers: dict[UUID, list[BarrierAnswer]] = defaultdict(list)
    if ids:
        for wording in BarrierWording.objects.filter(barrier__in=ids).order_by("number"):
            wordings[wording.barrier_id].append(wording)
        for answer in BarrierAnswer.objects.filter(barrier__in=ids).order_by("made_at", "number"):
            answers[answer.barrier_id].append(answer)
    return [Kept(row, tuple(wordings[row.pk]), tuple(answers[row.pk])) for row in found]


@dataclass(frozen=True, slots=True)
class Sent:
    """A barrier as the service sees it. ``name`` is '' where it was sent without one.

    Only the month it was sent in: a day would say who was at work.
    """

    id: UUID
    name: str
    words: str
    edition: str
    codes: tuple[str, ...]
    kinds: tuple[str, ...]
    month: date
    answers: tuple[BarrierAnswer, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A service whose barriers somebody may read."""

    id: UUID
    name: str


def places(actor: Actor) -> list[Place]:
    """The services that this person leads."""
    return [
        Place(one.pk, one.name)
        for one in accounts.services_where(actor, Role.SERVICE_LEAD)
        if policies.may_read_barriers(actor, board=one.board_id, service=one.pk)
    ]


def place(actor: Actor, service_id: UUID) -> Place | None:
    return next((one for one in places(actor) if one.id == service_id), None)


def sent(place: Place) -> list[Sent]:
    """What a service was sent, in an order that says nothing of when or by whom."""
    rows = Barrier.objects.filter(service_id=place.id, taken_back_at__isnull=True)
    kept = _kept(rows.exclude(going=policies.NOT_GOING).select_related("worker"))
    return sorted((_sent(one) for one in kept), key=lambda one: one.id.hex)


def _sent(kept: Kept) -> Sent:
    row = kept.barrier
    assert row.sent_at is not None
    words = next(one.words for one in kept.wordings if one.number == row.sent_number)
    return Sent(
        id=row.sent_as,
        name=str(row.worker) if row.going == policies.NAMED else "",
        words=words,
        edition=row.sent_edition,
        codes=tuple(row.sent_codes),
        kinds=tuple(row.sent_kinds),
        month=row.sent_at.date().replace(day=1),
        answers=tuple(one for one in kept.answers if one.sent_as == row.sent_as),
    )


def answered_by(person_id: UUID) -> list[BarrierAnswer]:
    return list(BarrierAnswer.objects.filter(person_id=person_id).order_by("made_at"))
