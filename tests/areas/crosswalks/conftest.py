import pytest

from tests.factories.crosswalks import a_reader, a_writer


@pytest.fixture
def dana(people, edition):
    """A national steward: she writes."""
    return a_writer(people.dana)


@pytest.fixture
def charlie(people, dana):
    """On the practice panel: he reads."""
    return a_reader(people.charlie, dana)
