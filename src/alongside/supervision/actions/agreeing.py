"""Agreeing: a proposal, a yes or a not yet from each to the same words, and what came of it."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import Conflict, action, once
from alongside.supervision import policies
from alongside.supervision.models import WHO, Agreement, Outcome, Reply, Wording
from alongside.supervision.queries import agreements as reads
from alongside.supervision.queries.sessions import Seat

from .seats import gone, note, page, seat, text

PARTS: Final = ("professional", "practice", "restorative")


@action
def propose_wording(
    *,
    actor: Actor,
    session_id: UUID,
    what: str,
    who: str,
    by: date | None,
    parts: Sequence[str],
    agreement_id: UUID | None = None,
    seen: int = 0,
    key: str = "",
) -> UUID:
    """Propose something to agree on, or other words for what is there. Returns the agreement's id.

    Whoever proposes says yes to it with that. Other words need a yes from both again. ``seen``: the
    number of the wording the page showed; Raises Conflict where there is a newer one.
    """
    sitting = _both_there(actor, session_id)
    what = text(what, _("What you propose"))
    chosen = [part for part in PARTS if part in parts]
    if not what or who not in WHO or not chosen:
        raise Forbidden(_("Say what, who does it, and which part of supervision it belongs to."))

    def do() -> dict[str, str]:
        number, agreement = 1, None
        if agreement_id is not None:
            agreement = _agreement(session_id, agreement_id)
            now = agreement.now
            if (now.what, now.who, now.by, now.parts) == (what, who, by, chosen):
                _reply(actor, agreement, sitting.voice, yes=True, words="")
                return {"agreement": str(agreement_id)}
            if now.number != seen:
                raise _clash(what, now, session_id, agreement_id)
            number = now.number + 1
        row = agreement.agreement if agreement else Agreement.objects.create(session_id=session_id)
        wording = Wording.objects.create(
            agreement=row,
            number=number,
            what=what,
            who=who,
            by=by,
            parts=chosen,
            voice=sitting.voice,
        )
        Reply.objects.create(wording=wording, voice=sitting.voice, number=1, yes=True)
        note(actor, "proposed an agreement", session=session_id, agreement=row.pk, number=number)
        return {"agreement": str(row.pk)}

    said = ["agreement", session_id, agreement_id, what, who, by, chosen]
    return UUID(once(actor=actor, key=key, do=do, said=said)["agreement"])


@action
def reply(*, actor: Actor, agreement_id: UUID, seen: int, yes: bool, words: str = "") -> UUID:
    """Say yes, or not yet and why, to the words that one has seen. Returns the session's id."""
    sitting = _seat_of(actor, agreement_id)
    session_id = sitting.session.pk
    agreement = _agreement(session_id, agreement_id)
    words = text(words, _("Your words"))
    if agreement.now.number != seen:
        raise _clash(words, agreement.now, session_id, agreement_id)
    _reply(actor, agreement, sitting.voice, yes=yes, words=words)
    return session_id


def _reply(actor: Actor, agreed: reads.Agreed, voice: str, *, yes: bool, words: str) -> None:
    last = agreed.reply(voice)
    if last is not None and (last.yes, last.words) == (yes, words):
        return
    if agreed.agreed and not yes:
        raise Forbidden(_("Both said yes to this. Propose other words for it instead."))
    number = last.number + 1 if last else 1
    Reply.objects.create(wording=agreed.now, voice=voice, number=number, yes=yes, words=words)
    note(
        actor,
        "said yes to an agreement" if yes else "did not agree yet",
        agreement=agreed.agreement.pk,
        number=agreed.now.number,
    )


@action
def say_outcome(
    *, actor: Actor, agreement_id: UUID, done_on: date | None, because: str = ""
) -> UUID:
    """Say what came of what was agreed: done on a day, or it did not happen, because."""
    sitting = _seat_of(actor, agreement_id)
    agreement = _agreement(sitting.session.pk, agreement_id)
    because = text(because, _("Your words"))
    if not agreement.agreed:
        raise Forbidden(_("Both say yes to it first."))
    if done_on is None and not because:
        raise Forbidden(_("Say which day it was done, or why it did not happen."))
    last = agreement.outcome(sitting.voice)
    if last is None or (last.done_on, last.because) != (done_on, because):
        Outcome.objects.create(
            agreement=agreement.agreement,
            voice=sitting.voice,
            number=last.number + 1 if last else 1,
            done_on=done_on,
            because=because,
        )
        note(actor, "said what came of it", agreement=agreement_id, done_on=done_on)
    return sitting.session.pk


def _both_there(actor: Actor, session_id: UUID) -> Seat:
    sitting = seat(actor, session_id)
    if not policies.may_agree(voice=sitting.voice, lasts=sitting.lasts):
        raise Forbidden(_("This supervision has ended, so nothing can be agreed in it any more."))
    return sitting


def _seat_of(actor: Actor, agreement_id: UUID) -> Seat:
    session_id = reads.session_of(agreement_id)
    if session_id is None:
        raise gone()
    return _both_there(actor, session_id)


def _agreement(session_id: UUID, agreement_id: UUID) -> reads.Agreed:
    found = reads.one(agreement_id)
    if found is None or found.agreement.session_id != session_id:
        raise gone()
    return found


def _clash(words: str, now: Wording, session_id: UUID, agreement_id: UUID) -> Conflict:
    return Conflict(
        label=_("The words of this agreement were changed"),
        yours=[(_("What you wrote"), words)],
        theirs=[(_("What is proposed now"), now.what)],
        go_on=page(session_id, f"agreement-{agreement_id}"),
    )
