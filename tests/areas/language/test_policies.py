"""Who writes the word list, decides on it, publishes it, and adds words for a service."""

from uuid import uuid4

import pytest

from alongside.foundation.actor import Actor, Held, Role
from alongside.language import policies

A, B, C = uuid4(), uuid4(), uuid4()


def an_actor(*held: Held) -> Actor:
    return Actor.holding(uuid4(), *held)


def test_the_panel_and_national_stewards_write_drafts():
    assert policies.may_edit(an_actor(), on_panel=True)
    assert policies.may_edit(an_actor(Held(Role.STEWARD)), on_panel=False)


@pytest.mark.parametrize(
    "held",
    [
        Held(Role.WORKER),
        Held(Role.ADMINISTRATOR),
        Held(Role.MODERATOR),
        Held(Role.STEWARD, board=uuid4()),
        Held(Role.STEWARD, board=uuid4(), service=uuid4()),
    ],
)
def test_nobody_else_writes_asks_or_publishes(held):
    actor = an_actor(held)
    assert not policies.may_edit(actor, on_panel=False)
    assert not policies.may_ask_to_panel(actor)
    assert not policies.may_publish(actor, yes=[A, B, C], not_yet=[])
    assert not policies.may_open_desk(actor, on_panel=False, asked=False)


@pytest.mark.parametrize(
    ("yes", "not_yet", "may"),
    [([A, B], [], True), ([A], [], False), ([A, A], [], False), ([A, B, C], [B], False)],
)
def test_an_edition_needs_two_yes_from_the_panel_and_no_not_yet(yes, not_yet, may):
    assert policies.may_publish(an_actor(Held(Role.STEWARD)), yes=yes, not_yet=not_yet) is may


def test_the_yes_of_whoever_publishes_does_not_count():
    steward = an_actor(Held(Role.STEWARD))
    assert not policies.may_publish(steward, yes=[A, steward.person_id], not_yet=[])


@pytest.mark.parametrize("role", [Role.STEWARD, Role.SERVICE_LEAD])
def test_stewards_and_leads_add_words_at_their_own_service_only(role):
    board, service = uuid4(), uuid4()
    actor = an_actor(Held(role, board=board, service=service))
    assert policies.may_add_words(actor, board=board, service=service)
    assert not policies.may_add_words(actor, board=board, service=uuid4())
    assert not policies.may_add_words(
        an_actor(Held(Role.WORKER, board=board, service=service)), board=board, service=service
    )
