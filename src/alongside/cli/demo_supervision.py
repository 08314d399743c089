"""Supervision in the demo: Morag and Isla, one session held and one to come, a plan they agreed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from alongside.accounts.models import Person
    from alongside.foundation.actor import Actor


def fill_supervision(people: dict[str, Person], *, reflection: UUID) -> None:
    from alongside.accounts.actions import answer_supervising, ask_supervisor
    from alongside.accounts.queries import roles_of
    from alongside.foundation.actor import Actor

    found = {
        name: Actor(
            people[f"{name}@demo.example"].pk,
            lambda name=name: roles_of(people[f"{name}@demo.example"].pk),  # type: ignore[misc]
        )
        for name in ("morag", "isla", "dev", "fiona")
    }
    morag, isla = found["morag"], found["isla"]
    asked = ask_supervisor(actor=morag, supervisor_id=isla.person_id)
    answer_supervising(actor=isla, yes=True, supervising_id=asked.pk)
    ask_supervisor(actor=found["dev"], supervisor_id=isla.person_id)
    session = _session(morag, isla, reflection)
    _view(morag, isla)
    _barrier(morag, found["fiona"], session)
    _plan(morag, isla)


def _session(morag: Actor, isla: Actor, reflection: UUID) -> UUID:
    from django.utils import timezone

    from alongside.supervision import actions
    from alongside.supervision.actions.bringing import Bring

    today = timezone.localdate()
    held = actions.start(actor=morag, supervisor_id=isla.person_id, on=today - timedelta(days=7))
    item = actions.bring(
        actor=morag,
        session_id=held,
        what=Bring("statement", "K21", note="When do I wait, and when do I nudge?"),
    )
    actions.bring(actor=morag, session_id=held, what=Bring("entry", str(reflection)))
    said = (
        (morag, "well", "Two advance statements begun, and I let both take their time."),
        (
            isla,
            "well",
            "You stayed with somebody through a hard review and did not fill the silence.",
        ),
        (morag, f"item:{item.pk}", "I still reach for a plan when somebody only needs me to sit."),
        (
            isla,
            f"item:{item.pk}",
            "I see it more evenly than you do. Twice this month you waited, and it mattered.",
        ),
        (morag, "differently", "I think the waiting was tiredness. You call it judgement."),
        (isla, "differently", "Both can be so. I would not want you to write the judgement off."),
    )
    for who, part, words in said:
        actions.say(actor=who, session_id=held, part=part, seen=0, words=words)
    agreed = actions.propose_wording(
        actor=morag,
        session_id=held,
        what="Ask “what would help just now?” before anything else, and write down what happened.",
        who="worker",
        by=today + timedelta(days=28),
        parts=["practice"],
    )
    actions.reply(actor=isla, agreement_id=agreed, seen=1, yes=True)
    actions.propose_wording(
        actor=isla,
        session_id=held,
        what="Half a day of protected learning time in the spring rota.",
        who="supervisor",
        by=today + timedelta(days=14),
        parts=["professional", "restorative"],
    )
    actions.set_next(actor=morag, session_id=held, on=today + timedelta(days=21))
    return held


def _view(morag: Actor, isla: Actor) -> None:
    from alongside.supervision import actions

    actions.give_view(
        actor=isla,
        worker_id=morag.person_id,
        code="K21",
        point="practising",
        reason="From two visits we did together: you waited, and you knew why.",
        seen=0,
    )


def _barrier(morag: Actor, fiona: Actor, session: UUID) -> None:
    from alongside.supervision import actions

    service = next(iter(morag.services))
    kept = actions.write_barrier(
        actor=morag,
        words="Reviews are booked at twenty minutes. Nobody can make an advance statement, or a "
        "real choice, in twenty minutes.",
        kinds=["time", "rota"],
        codes=["S10"],
        service_id=service,
        session_id=session,
    )
    actions.send_barrier(actor=morag, barrier_id=kept, going="without-name")


def _plan(morag: Actor, isla: Actor) -> None:
    """Talked over, agreed by both, begun: one thing done, one that did not happen."""
    from django.utils import timezone

    from alongside.planning import actions, queries

    today = timezone.localdate()
    plan = actions.share_with(
        actor=morag, reader_id=isla.person_id, until=today + timedelta(days=180)
    )
    actions.say(
        actor=morag,
        plan_id=plan.pk,
        text="I would rather go deep on two things than touch on six.",
        seen=0,
    )
    actions.say(
        actor=isla,
        plan_id=plan.pk,
        text="Yes. And one of them with somebody who has lived it.",
        seen=0,
    )
    actions.mark_discussed(actor=isla, plan_id=plan.pk)
    version = actions.propose_version(actor=morag, plan_id=plan.pk)
    actions.say_yes(actor=isla, plan_id=plan.pk, number=version.number)
    actions.begin(actor=morag)
    items = queries.items_of(morag.person_id)
    actions.tick_off(
        actor=morag,
        item_id=items[0].id,
        done_on=today - timedelta(days=2),
        real_hours=Decimal("1.5"),
        protected_hours=Decimal("1"),
    )
    if len(items) > 1:
        actions.did_not_happen(
            actor=morag, item_id=items[1].id, because="Called to cover the duty desk that day."
        )
