import pytest

from tests.factories.planning import mark
from tests.repo.test_translatable import pseudo

__all__ = ["alice", "bob", "pseudo"]

MARKS = ("K04", "S06", "V14", "K17")


@pytest.fixture
def alice(people, edition):
    """Alice, with four things she wants to work on."""
    mark(people.alice, *MARKS)
    return people.actor("alice")


@pytest.fixture
def bob(people):
    return people.actor("bob")
