"""Agreements with their wordings, answers and what came of them, put together."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from alongside.supervision import policies
from alongside.supervision.models import Agreement, Outcome, Reply, Session, Wording


@dataclass(frozen=True, slots=True)
class Agreed:
    """One agreement as it stands: its wordings and what each voice answered, all the oldest first."""

    agreement: Agreement
    wordings: tuple[Wording, ...]
    replies: dict[UUID, tuple[Reply, ...]]
    outcomes: tuple[Outcome, ...]

    @property
    def now(self) -> Wording:
        return self.wordings[-1]

    def reply(self, voice: str, wording: Wording | None = None) -> Reply | None:
        """The last answer of one voice to one wording; to the newest where none is named."""
        given = self.replies.get((wording or self.now).pk, ())
        return next((one for one in reversed(given) if one.voice == voice), None)

    def said_yes(self, voice: str) -> bool:
        reply = self.reply(voice)
        return bool(reply and reply.yes)

    @property
    def agreed(self) -> bool:
        return policies.agreed(
            worker_yes=self.said_yes(policies.WORKER),
            supervisor_yes=self.said_yes(policies.SUPERVISOR),
        )

    def outcome(self, voice: str) -> Outcome | None:
        return next((one for one in reversed(self.outcomes) if one.voice == voice), None)

    @property
    def open(self) -> bool:
        """Nobody has said yet what came of it."""
        return not self.outcomes


def of_sessions(session_ids: Iterable[UUID]) -> list[Agreed]:
    """The agreements of several sessions, the oldest first. Four queries, however many there are."""
    return _together(Agreement.objects.filter(session_id__in=list(session_ids)))


def _together(found: QuerySet[Agreement]) -> list[Agreed]:
    rows = list(found.select_related("session").order_by("session__on", "made_at"))
    if not rows:
        return []
    wordings: dict[UUID, list[Wording]] = defaultdict(list)
    for wording in Wording.objects.filter(agreement__in=rows).order_by("number"):
        wordings[wording.agreement_id].append(wording)
    replies: dict[UUID, list[Reply]] = defaultdict(list)
    for reply in Reply.objects.filter(wording__agreement__in=rows).order_by("number"):
        replies[reply.wording_id].append(reply)
    outcomes: dict[UUID, list[Outcome]] = defaultdict(list)
    for outcome in Outcome.objects.filter(agreement__in=rows).order_by("number", "made_at"):
        outcomes[outcome.agreement_id].append(outcome)
    return [
        Agreed(
            row,
            tuple(wordings[row.pk]),
            {one.pk: tuple(replies[one.pk]) for one in wordings[row.pk]},
            tuple(outcomes[row.pk]),
        )
        for row in rows
    ]


def one(agreement_id: UUID) -> Agreed | None:
    """One agreement. Whoever asks must have a seat in its session: look at that first."""
    session = Agreement.objects.filter(pk=agreement_id).values_list("session_id", flat=True).first()
    if session is None:
        return None
    return next(a for a in of_sessions([session]) if a.agreement.pk == agreement_id)


def session_of(agreement_id: UUID) -> UUID | None:
    return Agreement.objects.filter(pk=agreement_id).values_list("session_id", flat=True).first()


def earlier_open(session: Session) -> list[Agreed]:
    """What the same two agreed in earlier sessions and nobody said yet what came of.

    What is done with stays closed: none of its words are fetched, let alone opened.
    """
    if session.supervising_id is None:
        return []
    came = Outcome.objects.filter(agreement=OuterRef("pk"))
    before = Agreement.objects.filter(
        ~Exists(came),
        session__supervising_id=session.supervising_id,
        session__made_at__lt=session.made_at,
    )
    return [one for one in _together(before) if one.agreed]
