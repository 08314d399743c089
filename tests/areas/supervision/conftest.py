import pytest

from tests.factories import supervision as make
from tests.repo.test_translatable import pseudo

__all__ = ["pair", "pseudo", "session"]


@pytest.fixture
def pair(people, edition):
    """Bob supervises Alice, through a link: no role makes him her supervisor."""
    return make.supervise(people)


@pytest.fixture
def session(people, pair):
    return make.a_session(people)
