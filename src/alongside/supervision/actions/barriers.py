"""Barriers: written by the worker, sent only as they choose, answered by who leads the service."""

import uuid
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.accounts.queries import services_of
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import Conflict, action, once
from alongside.framework.queries import codes_now, current_edition
from alongside.supervision import policies
from alongside.supervision.models import KINDS, STATES, Barrier, BarrierAnswer, BarrierWording
from alongside.supervision.queries import barriers as reads
from alongside.supervision.queries import sessions

from .seats import note, text

NAMED_OR_NOT = (policies.NAMELESS, policies.NAMED)


@action
def write_barrier(
    *,
    actor: Actor,
    words: str,
    kinds: Sequence[str],
    codes: Sequence[str] = (),
    service_id: UUID | None = None,
    session_id: UUID | None = None,
    barrier_id: UUID | None = None,
    seen: int = 0,
    key: str = "",
) -> UUID:
    """Write down what a service would have to change, or other words for it. Nothing is sent by it."""
    words = text(words, _("What would have to change"))
    chosen = [kind for kind in KINDS if kind in kinds]
    edition = current_edition()
    about = [code for code in edition.by_code if code in codes]
    if not words or not chosen:
        raise Forbidden(_("Say what would have to change, and choose what it is about."))
    _refuse_session(actor, session_id)

    def do() -> dict[str, str]:
        row, number = _row(actor, barrier_id, service_id, words, seen)
        row.kinds, row.session_id = chosen, session_id
        if set(about) != set(codes_now(row.edition, row.codes)):
            row.codes, row.edition = about, edition.slug
        row.save()
        if number:
            BarrierWording.objects.create(barrier=row, number=number, words=words)
        note(actor, "wrote about a barrier", barrier=row.pk, number=number)
        return {"barrier": str(row.pk)}

    said = ["barrier", barrier_id, words, chosen, about, service_id, session_id]
    return UUID(once(actor=actor, key=key, do=do, said=said)["barrier"])


def _refuse_session(actor: Actor, session_id: UUID | None) -> None:
    if session_id is not None:
        seat = sessions.seat(actor, session_id)
        if seat is None or seat.voice != policies.WORKER:
            raise Forbidden(_("Choose one of your own sessions."))


def _row(
    actor: Actor, barrier_id: UUID | None, service_id: UUID | None, words: str, seen: int
) -> tuple[Barrier, int]:
    """The row, and the number of a new wording; 0 where the words are the same."""
    if barrier_id is None:
        if service_id is None or not services_of(actor).filter(pk=service_id).exists():
            raise Forbidden(_("Choose a service that you belong to."))
        return Barrier(worker_id=actor.person_id, service_id=service_id), 1
    kept = _own(actor, barrier_id)
    last = kept.wordings[-1]
    if last.words == words:
        return kept.barrier, 0
    if last.number != seen:
        raise Conflict(
            label=_("You changed this in another window too"),
            yours=[(_("Your words here"), words)],
            theirs=[(_("Your words there"), last.words)],
            go_on=reverse("supervision:barrier", args=[barrier_id]),
        )
    return kept.barrier, last.number + 1


def _own(actor: Actor, barrier_id: UUID) -> reads.Kept:
    Barrier.objects.select_for_update().filter(pk=barrier_id).first()
    kept = reads.own(actor, barrier_id)
    if kept is None or not policies.may_keep_barrier(actor, worker=kept.barrier.worker_id):
        raise Forbidden(_("That is not yours to change."))
    return kept


@action
def send_barrier(*, actor: Actor, barrier_id: UUID, going: str) -> None:
    """Let the service's lead read it as it stands now, with or without one's name."""
    kept = _own(actor, barrier_id)
    row = kept.barrier
    if going not in NAMED_OR_NOT:
        raise Forbidden(_("Choose whether it goes with your name or without."))
    if not services_of(actor).filter(pk=row.service_id).exists():
        raise Forbidden(_("You do not belong to that service any more."))
    if kept.out and row.going == going and not kept.changed_since:
        return
    row.going, row.sent_number = going, kept.wordings[-1].number
    row.sent_codes, row.sent_kinds = row.codes, row.kinds
    row.sent_edition = row.edition
    row.sent_at, row.taken_back_at = timezone.now(), None
    row.sent_as = uuid.uuid4()
    row.save()
    note(actor, "sent a barrier", barrier=row.pk, going=going)


@action
def take_back_barrier(*, actor: Actor, barrier_id: UUID) -> None:
    """From now on the service does not see it. Taken back twice, it is taken back."""
    kept = _own(actor, barrier_id)
    if not kept.out:
        return
    kept.barrier.taken_back_at = timezone.now()
    kept.barrier.going = policies.NOT_GOING
    kept.barrier.save()
    note(actor, "took a barrier back", barrier=barrier_id)


@action
def answer_barrier(
    *, actor: Actor, service_id: UUID, sent_as: UUID, state: str, because: str, seen: int
) -> None:
    """Answer for a service. The worker sees it; nobody here is told who the worker is."""
    place = reads.place(actor, service_id)
    row = Barrier.objects.select_for_update().filter(service_id=service_id, sent_as=sent_as)
    found = row.exclude(going=policies.NOT_GOING).filter(taken_back_at__isnull=True).first()
    if place is None or found is None:
        raise Forbidden(_("That is not here any more: it may have been taken back."))
    because = text(because, _("Your reason"))
    if state not in STATES or not because:
        raise Forbidden(_("Say how it stands, and in a few words why."))
    given = BarrierAnswer.objects.filter(barrier=found, sent_as=sent_as)
    last = given.aggregate(last=Max("number"))["last"] or 0
    if last != seen:
        raise Conflict(
            label=_("Somebody answered this while you were writing"),
            yours=[(_("Your reason"), because)],
            theirs=[(_("The answer now"), given.get(number=last).because)],
            go_on=reverse("supervision:service_barriers", args=[service_id]),
        )
    BarrierAnswer.objects.create(
        barrier=found,
        sent_as=sent_as,
        number=last + 1,
        state=state,
        because=because,
        person_id=actor.person_id,
    )
    # By what the service's side knows it by: nothing here leads to the worker's own row.
    history.record(
        chain=f"service-barriers:{service_id}",
        verb="answered a barrier",
        actor=actor,
        what={"sent_as": sent_as, "state": state, "number": last + 1},
    )
