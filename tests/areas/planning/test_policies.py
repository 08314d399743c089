"""A plan is its owner's; reading needs a share, and no role is enough."""

from uuid import uuid4

import pytest

from alongside.foundation.actor import Actor, Held, Role
from alongside.planning import policies


def test_only_the_owner_changes_a_plan():
    owner = uuid4()
    assert policies.may_change(Actor.holding(owner), owner=owner)
    assert not policies.may_change(Actor.holding(uuid4()), owner=owner)


@pytest.mark.parametrize("role", list(Role))
def test_no_role_reads_or_changes_somebody_elses_plan(role):
    somebody = Actor.holding(uuid4(), Held(role))
    owner = uuid4()
    assert not policies.may_change(somebody, owner=owner)
    assert not policies.may_read(somebody, owner=owner, shared=False)


def test_a_share_lets_its_reader_read_and_not_change():
    reader, owner = Actor.holding(uuid4()), uuid4()
    assert policies.may_read(reader, owner=owner, shared=True)
    assert not policies.may_change(reader, owner=owner)
