"""Marks and plans for tests, and two people who agree on one."""

from datetime import timedelta

from django.utils import timezone

from alongside.accounts import actions as accounts
from alongside.accounts.models import Supervising
from alongside.assessment.models import Answer
from alongside.planning import actions
from alongside.planning.models import Plan


def mark(person, *codes: str, edition: str = "realising-recovery-2007", point: str = "") -> None:
    """Let somebody want to work on these statements."""
    for code in codes:
        Answer.objects.update_or_create(
            person=person,
            edition=edition,
            code=code,
            defaults={"want": True, "point": point, "seq": 1, "saved_at": timezone.now()},
        )


def supervised(worker, supervisor) -> Supervising:
    """Two actors, of whom the second has said yes to being the first one's supervisor."""
    asked = Supervising.objects.create(
        worker_id=worker.person_id, supervisor_id=supervisor.person_id, state="asked"
    )
    return accounts.answer_supervising(actor=supervisor, yes=True, supervising_id=asked.pk)


def shared_to_agree(worker, supervisor, *, days: int = 90) -> Plan:
    """The worker's plan, shared with their supervisor to agree on it."""
    supervised(worker, supervisor)
    until = timezone.localdate() + timedelta(days=days)
    return actions.share_with(actor=worker, reader_id=supervisor.person_id, until=until)


def agreed(worker, supervisor) -> Plan:
    """The same, with one version to which both have said yes."""
    plan = shared_to_agree(worker, supervisor)
    made = actions.propose_version(actor=worker, plan_id=plan.pk)
    actions.say_yes(actor=supervisor, plan_id=plan.pk, number=made.number)
    return Plan.objects.get(pk=plan.pk)
