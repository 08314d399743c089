"""Alice leads her service, Bob works in its team; Charlie is a moderator from elsewhere; Dana national."""

import pytest

from alongside.foundation.actor import Role
from tests.factories import feedback
from tests.factories.accounts import TeamFactory, give, with_second_factor


@pytest.fixture
def keys(settings):
    made = feedback.keys()
    settings.FEEDBACK_PUBLIC_KEY = made.public
    return made


@pytest.fixture
def cast(people, edition, keys):
    give(people.alice, Role.SERVICE_LEAD, service=people.team.service)
    give(people.charlie, Role.MODERATOR, board=people.team.service.board)
    give(people.dana, Role.STEWARD)
    for name in ("charlie", "dana"):
        with_second_factor(getattr(people, name))
    people.keys = keys
    return people


@pytest.fixture
def lead(cast):
    return cast.actor("alice")


@pytest.fixture
def reader(cast):
    return cast.actor("charlie")


@pytest.fixture
def row(cast, lead):
    """This quarter's round for Alice's team, with 20 cards."""
    return feedback.open_round(lead, cast.team)


@pytest.fixture
def cards(lead, row):
    return feedback.cards_of(lead, row, 20)


@pytest.fixture
def other_team(cast):
    """Another team of the same service, in which none of them works."""
    return TeamFactory(service=cast.team.service, name="Other team")
