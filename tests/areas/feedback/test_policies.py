"""Who may ask, read before release, reply, and see: plain functions of who holds what where."""

from uuid import uuid4

import pytest

from alongside.feedback import policies
from alongside.foundation.actor import Actor, Held, Role

BOARD, SERVICE, TEAM, OTHER = (uuid4() for _each in range(4))
HERE = {"board": BOARD, "service": SERVICE}


def holding(*held: Held) -> Actor:
    return Actor.holding(uuid4(), *held)


MODERATOR = Held(Role.MODERATOR, board=BOARD)


@pytest.mark.parametrize(
    ("held", "team", "may"),
    [
        ([MODERATOR], TEAM, True),
        ([Held(Role.MODERATOR)], TEAM, True),
        ([Held(Role.MODERATOR, BOARD, SERVICE)], TEAM, True),
        ([Held(Role.MODERATOR, uuid4())], TEAM, False),
        ([Held(Role.MODERATOR, BOARD, SERVICE, TEAM)], TEAM, False),
        ([MODERATOR, Held(Role.WORKER, BOARD, SERVICE, TEAM)], TEAM, False),
        ([MODERATOR, Held(Role.WORKER, BOARD, SERVICE, OTHER)], TEAM, True),
        ([MODERATOR, Held(Role.WORKER, BOARD, SERVICE, OTHER)], None, False),
        ([MODERATOR, Held(Role.SERVICE_LEAD, BOARD, SERVICE)], TEAM, False),
        ([MODERATOR, Held(Role.ADMINISTRATOR, BOARD, SERVICE)], TEAM, True),
        ([Held(Role.STEWARD), Held(Role.ADMINISTRATOR)], TEAM, False),
    ],
)
def test_a_reader_is_a_moderator_from_outside(held, team, may):
    assert policies.may_read(holding(*held), **HERE, team=team) is may


@pytest.mark.parametrize("role", list(Role))
def test_those_who_look_after_a_service_ask_and_those_who_can_change_it_reply(role):
    actor = holding(Held(role, BOARD, SERVICE))
    assert policies.may_open(actor, **HERE) is (role in policies.OPENERS)
    assert policies.may_reply(actor, **HERE) is (role in (Role.STEWARD, Role.SERVICE_LEAD))
    of_one_team = holding(Held(role, BOARD, SERVICE, TEAM))
    assert not policies.may_open(of_one_team, **HERE)
    assert not policies.may_reply(of_one_team, **HERE)


def test_what_was_told_is_for_the_team_and_those_who_look_after_it():
    worker = holding(Held(Role.WORKER, BOARD, SERVICE, TEAM))
    beside = holding(Held(Role.WORKER, BOARD, SERVICE, OTHER))
    assert policies.may_see_told(worker, **HERE, team=TEAM)
    assert not policies.may_see_told(beside, **HERE, team=TEAM)
    assert policies.may_see_told(beside, **HERE, team=None)
    assert policies.may_see_told(
        holding(Held(Role.SERVICE_LEAD, BOARD, SERVICE)), **HERE, team=TEAM
    )
    assert not policies.may_see_told(
        holding(Held(Role.WORKER, BOARD, uuid4(), uuid4())), **HERE, team=None
    )
    assert not policies.may_see_told(holding(Held(Role.ANALYST)), **HERE, team=TEAM)


@pytest.mark.parametrize(
    ("statements", "cards", "wrong"),
    [
        (["K01"], 10, []),
        (["K01"], 9, ["cards"]),
        (["K01"], 201, ["cards"]),
        ([], 20, ["statements"]),
        (["K01"] * 2, 20, ["statements"]),
        (["K99"], 20, ["statements"]),
        ([f"K0{n}" for n in range(1, 8)], 20, ["statements"]),
    ],
)
def test_a_round_asks_a_few_things_with_cards_enough(statements, cards, wrong):
    known = [f"K0{n}" for n in range(1, 10)]
    found = policies.round_faults(statements=statements, known=known, cards=cards)
    assert [field for field, _fault in found] == wrong
