"""Alice leads her service, Charlie leads another, Dana is the national steward; Bob is a worker."""

import pytest

from alongside.expectations import actions
from alongside.expectations.policies import PageDraft, PlaceDraft
from alongside.foundation.actor import Role
from tests.factories.accounts import give, with_second_factor

PAGE = PageDraft("We are a small team.\nYou can bring a friend.", "Call us on 01632 960 000.")
PLACE = PlaceDraft(
    kind="place",
    name="Library warm room",
    what="Sofas and free tea.",
    address="12 High Street.",
    link="https://library.example.org/warm",
    access="One step, with a ramp.",
)


@pytest.fixture
def places_and_people(people):
    give(people.alice, Role.SERVICE_LEAD, service=people.team.service)
    give(people.charlie, Role.SERVICE_LEAD, service=people.elsewhere.service)
    give(people.dana, Role.STEWARD)
    with_second_factor(people.dana)
    return people


@pytest.fixture
def service(places_and_people):
    return places_and_people.team.service


@pytest.fixture
def shown(places_and_people, service):
    """Alice's service has a page that everybody can see, with one place on it."""
    alice = places_and_people.actor("alice")
    actions.save_page(actor=alice, service_id=service.pk, version=0, draft=PAGE)
    actions.add_place(actor=alice, service_id=service.pk, draft=PLACE)
    actions.show_page(actor=alice, service_id=service.pk, shown=True)
    return service
