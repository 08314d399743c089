"""Who may answer, share and change a service's starting points."""

from uuid import uuid4

import pytest

from alongside.assessment import policies
from alongside.foundation.actor import Actor, Held, Role

BOARD, SERVICE, OTHER = uuid4(), uuid4(), uuid4()


@pytest.mark.parametrize("role", Role)
def test_no_role_answers_in_somebody_elses_place(role):
    national = Actor.holding(uuid4(), Held(role))
    assert not policies.may_answer(national, owner=uuid4())
    assert policies.may_answer(national, owner=national.person_id)


@pytest.mark.parametrize("role", Role)
def test_only_leads_and_stewards_of_a_service_change_its_profiles(role):
    here = Actor.holding(uuid4(), Held(role, board=BOARD, service=SERVICE))
    expected = role in (Role.STEWARD, Role.SERVICE_LEAD)
    assert policies.may_change_service_profile(here, board=BOARD, service=SERVICE) is expected
    assert not policies.may_change_service_profile(here, board=BOARD, service=OTHER)


@pytest.mark.parametrize("with_note", [True, False])
def test_what_is_shared_says_whether_the_words_go_too(with_note):
    item = policies.share_item("K01", edition="an-edition", with_note=with_note)
    assert policies.shared_code(item) == ("an-edition", "K01", with_note)
