import pytest

from tests.factories import completions as factory


@pytest.fixture
def store(people):
    """The record store of Alice's and Bob's board."""
    return factory.a_store(board=people.team.service.board.name)


@pytest.fixture
def receiver():
    with factory.Receiver().open() as one:
        yield one
