"""Roles hold at a place and below it, and some wait for a second factor."""

import pytest

from alongside.accounts import actions, policies, queries
from alongside.accounts.models import RoleHeld
from alongside.foundation.actor import Forbidden, Role
from tests.factories.accounts import actor_for, give, with_second_factor


@pytest.fixture
def administrator(people):
    give(people.dana, Role.ADMINISTRATOR, board=people.team.service.board)
    with_second_factor(people.dana)
    return actor_for(people.dana)


def at(team):
    return {"board": team.service.board_id, "service": team.service_id, "team": team.pk}


def test_a_role_that_changes_what_others_see_waits_for_a_second_factor(people):
    give(people.alice, Role.STEWARD, service=people.team.service)
    assert not people.actor("alice").is_a(Role.STEWARD)
    assert queries.lacks_second_factor(people.alice.pk)
    with_second_factor(people.alice)
    assert people.actor("alice").is_a(Role.STEWARD)


def test_recovery_codes_alone_are_not_a_second_factor(people):
    from allauth.mfa.models import Authenticator

    give(people.alice, Role.STEWARD)
    Authenticator.objects.create(user=people.alice, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert not people.actor("alice").is_a(Role.STEWARD)


def test_a_role_at_a_board_covers_its_teams_and_no_other_board(people, administrator):
    assert policies.may_arrange_team(administrator, **at(people.team))
    assert not policies.may_arrange_team(administrator, **at(people.elsewhere))


def test_an_administrator_gives_and_takes_roles_only_where_they_look_after(people, administrator):
    actions.give_role(
        actor=administrator, person_id=people.bob.pk, team_id=people.team.pk, role=Role.SUPERVISOR
    )
    assert people.actor("bob").is_a_at(Role.SUPERVISOR, **at(people.team))
    with pytest.raises(Forbidden):
        actions.give_role(
            actor=administrator,
            person_id=people.bob.pk,
            team_id=people.elsewhere.pk,
            role=Role.WORKER,
        )
    held = RoleHeld.objects.get(person=people.charlie)
    with pytest.raises(Forbidden):
        actions.take_role(actor=administrator, held_id=held.pk)


def test_an_administrator_of_a_board_cannot_make_another_administrator(people, administrator):
    with pytest.raises(Forbidden):
        actions.give_role(
            actor=administrator,
            person_id=people.bob.pk,
            team_id=people.team.pk,
            role=Role.ADMINISTRATOR,
        )


@pytest.mark.parametrize("name", ["alice", "bob", "charlie"])
def test_nobody_else_gives_roles(people, name):
    with pytest.raises(Forbidden):
        actions.give_role(
            actor=people.actor(name),
            person_id=people.bob.pk,
            team_id=people.team.pk,
            role=Role.STEWARD,
        )


def test_an_invitation_works_once(people, administrator):
    token = actions.invite(
        actor=administrator, team_id=people.team.pk, email="c@example.org", role=Role.WORKER
    )
    actions.accept_invitation(actor=people.actor("charlie"), token=token)
    assert people.team.pk in people.actor("charlie").teams
    with pytest.raises(Forbidden, match="used or has run out"):
        actions.accept_invitation(actor=people.actor("bob"), token=token)


def test_colleagues_are_those_of_ones_own_services(people):
    assert [str(person) for person in queries.colleagues(people.actor("alice"))] == ["Bob Baird"]
    assert list(queries.colleagues(people.actor("dana"))) == []
