"""Where a store belongs, and what an answer means."""

from uuid import uuid4

from alongside.completions import policies
from alongside.foundation.actor import Actor, Held, Role

BOARD, SERVICE = uuid4(), uuid4()
WORKER = Actor.holding(uuid4(), Held(Role.WORKER, BOARD, SERVICE, uuid4()))


def test_a_store_of_the_board_or_the_service_is_for_who_works_there():
    assert policies.works_there(WORKER, board=BOARD, service=None)
    assert policies.works_there(WORKER, board=None, service=SERVICE)
    assert not policies.works_there(WORKER, board=uuid4(), service=None)
    assert not policies.works_there(WORKER, board=None, service=uuid4())
    assert not policies.works_there(WORKER, board=None, service=None)
    assert not policies.works_there(Actor(uuid4()), board=BOARD, service=None)


def test_only_oneself_turns_it():
    assert policies.may_turn(WORKER, owner=WORKER.person_id)
    assert not policies.may_turn(WORKER, owner=uuid4())


def test_waiting_gets_longer_and_comes_to_an_end():
    waits = [policies.next_wait(tries) for tries in range(1, len(policies.WAITS) + 1)]
    assert waits == sorted(waits)
    assert policies.next_wait(len(policies.WAITS) + 1) is None
