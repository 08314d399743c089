"""Who may, as plain functions: no role gives anybody a voice."""

from uuid import uuid4

import pytest

from alongside.foundation.actor import Actor, Held, Role
from alongside.supervision import policies

ME, OTHER, BOARD, SERVICE, TEAM = (uuid4() for _ in range(5))


def actor(*held: Held) -> Actor:
    return Actor.holding(ME, *held)


@pytest.mark.parametrize("lasts", [True, False])
def test_the_worker_always_has_their_voice(lasts):
    assert policies.voice_of(actor(), worker=ME, supervisor=OTHER, lasts=lasts) == "worker"


def test_the_supervisor_has_theirs_while_it_lasts():
    assert policies.voice_of(actor(), worker=OTHER, supervisor=ME, lasts=True) == "supervisor"
    assert policies.voice_of(actor(), worker=OTHER, supervisor=ME, lasts=False) is None


@pytest.mark.parametrize("role", list(Role))
def test_no_role_gives_a_voice(role):
    national = actor(Held(role))
    assert policies.voice_of(national, worker=OTHER, supervisor=uuid4(), lasts=True) is None
    assert not policies.may_lead(national, worker=OTHER, lasts=True)
    assert not policies.may_keep_barrier(national, worker=OTHER)


def test_only_the_worker_leads_and_only_while_it_lasts():
    assert policies.may_lead(actor(), worker=ME, lasts=True)
    assert not policies.may_lead(actor(), worker=ME, lasts=False)
    assert not policies.may_lead(actor(), worker=OTHER, lasts=True)


def test_one_yes_agrees_nothing():
    for worker, supervisor in ((True, False), (False, True), (False, False)):
        assert not policies.agreed(worker_yes=worker, supervisor_yes=supervisor)
    assert policies.agreed(worker_yes=True, supervisor_yes=True)
    assert not policies.may_agree(voice="worker", lasts=False)
    assert not policies.may_agree(voice=None, lasts=True)


def test_a_view_needs_both_the_supervision_and_the_share():
    given = [(s, h) for s in (True, False) for h in (True, False)]
    assert [policies.may_give_view(supervises=s, shared=h) for s, h in given] == [
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("held", "may"),
    [
        (Held(Role.SERVICE_LEAD, board=BOARD, service=SERVICE), True),
        (Held(Role.SERVICE_LEAD, board=BOARD), True),
        (Held(Role.SERVICE_LEAD, board=BOARD, service=SERVICE, team=TEAM), False),
        (Held(Role.SERVICE_LEAD, board=BOARD, service=uuid4()), False),
        (Held(Role.SERVICE_LEAD, board=uuid4()), False),
        (Held(Role.ADMINISTRATOR, board=BOARD, service=SERVICE), False),
        (Held(Role.STEWARD, board=BOARD, service=SERVICE), False),
        (Held(Role.SUPERVISOR, board=BOARD, service=SERVICE), False),
    ],
)
def test_who_leads_the_service_or_the_board_above_it_reads_what_it_is_sent(held, may):
    assert policies.may_read_barriers(actor(held), board=BOARD, service=SERVICE) is may
