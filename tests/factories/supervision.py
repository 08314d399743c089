"""Supervision that has begun, and a session with everything in it."""

from datetime import date, timedelta

from django.utils import timezone

from alongside.accounts import actions as accounts
from alongside.accounts.models import Supervising
from alongside.supervision import actions
from alongside.supervision.models import Session


def supervise(people, worker: str = "alice", supervisor: str = "bob") -> Supervising:
    """The worker gives a link, the supervisor says yes: no role or team is needed."""
    token = accounts.ask_with_link(actor=people.actor(worker))
    return accounts.answer_supervising(actor=people.actor(supervisor), yes=True, token=token)


def end(people, row: Supervising, by: str = "alice") -> None:
    accounts.end_supervising(actor=people.actor(by), supervising_id=row.pk)


def a_session(people, worker="alice", supervisor="bob", on: date | None = None, **facts) -> Session:
    made = actions.start(
        actor=people.actor(worker),
        supervisor_id=getattr(people, supervisor).pk,
        on=on or timezone.localdate(),
        **facts,
    )
    return Session.objects.get(pk=made)


def says(people, session, who: str, words: str, part: str = "well", seen: int | None = None):
    """One of the two says something, having seen what they said last."""
    from alongside.supervision.queries.sessions import latest

    voice = "worker" if getattr(people, who).pk == session.worker_id else "supervisor"
    last = latest(session.pk, part, voice)
    return actions.say(
        actor=people.actor(who),
        session_id=session.pk,
        part=part,
        seen=(last.number if last else 0) if seen is None else seen,
        words=words,
    )


def agreement(people, session, who: str = "alice", what: str = "Walk the ward together", **facts):
    given = {"who": facts.pop("does", "both"), "by": None, "parts": ["practice"]} | facts
    return actions.propose_wording(
        actor=people.actor(who), session_id=session.pk, what=what, **given
    )


def answered(people, name: str, code: str, edition, point: str = "practising", **facts) -> None:
    from alongside.assessment.actions import save_answer

    save_answer(
        actor=people.actor(name), edition=edition.slug, code=code, seq=1, point=point, **facts
    )


def share(people, code: str, reader: str = "bob", owner: str = "alice", with_note: bool = False):
    from alongside.assessment.actions import share_answer

    return share_answer(
        actor=people.actor(owner),
        code=code,
        with_note=with_note,
        until=timezone.localdate() + timedelta(days=30),
        reader_id=getattr(people, reader).pk,
    )


def barrier(people, who: str = "alice", words: str = "The rota leaves no hour", **facts):
    given = {"kinds": ["rota"], "service_id": people.team.service_id} | facts
    return actions.write_barrier(actor=people.actor(who), words=words, **given)
