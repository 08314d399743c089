"""Who may publish, and what may stand in an edition's address."""

from uuid import uuid4

import pytest

from alongside.foundation.actor import Actor, Held, Role
from alongside.framework import policies


def an_actor(*held):
    return Actor.holding(uuid4(), *held)


def test_the_command_line_and_a_national_steward_may_publish():
    assert policies.may_publish(None)
    assert policies.may_publish(an_actor(Held(Role.STEWARD)))


@pytest.mark.parametrize(
    "held",
    [
        Held(Role.WORKER),
        Held(Role.ADMINISTRATOR),
        Held(Role.STEWARD, board=uuid4()),
        Held(Role.STEWARD, board=uuid4(), service=uuid4()),
        Held(Role.STEWARD, board=uuid4(), service=uuid4(), team=uuid4()),
    ],
)
def test_nobody_else_publishes_not_even_a_steward_of_one_board(held):
    assert not policies.may_publish(an_actor(held))


def test_every_steward_sees_the_list_of_checks_and_a_worker_does_not():
    assert policies.may_see_checks(an_actor(Held(Role.STEWARD, board=uuid4())))
    assert not policies.may_see_checks(an_actor(Held(Role.WORKER)))


@pytest.mark.parametrize("slug", ["realising-recovery-2007", "second", "k01-and-more", "2030"])
def test_a_plain_slug_can_stand_in_an_address(slug):
    assert policies.good_slug(slug)


@pytest.mark.parametrize(
    "slug",
    [
        "",
        "k01",
        "v20",
        "themes",
        "print",
        "search",
        "checks",
        "A-b",
        "a--b",
        "-a",
        "a/b",
        "é",
        "x" * 61,
    ],
)
def test_a_slug_that_would_be_taken_for_something_else_cannot(slug):
    assert not policies.good_slug(slug)


def test_a_published_digest_is_followed_only_by_itself():
    assert policies.may_follow(None, "a")
    assert policies.may_follow("a", "a")
    assert not policies.may_follow("a", "b")
