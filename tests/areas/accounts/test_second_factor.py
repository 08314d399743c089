"""A second factor counts for the session it was given in, and for no older one."""

import pytest
from allauth.mfa.signals import authenticator_added
from django.test import Client, RequestFactory

from alongside.accounts.middleware import actor_of
from alongside.foundation.actor import Role
from tests.factories.accounts import give, with_second_factor

PASSWORD = "kettle lantern otter"


@pytest.fixture
def steward(people):
    people.alice.set_password(PASSWORD)
    people.alice.save()
    give(people.alice, Role.STEWARD)
    return people.alice


def with_password(person):
    browser = Client()
    sent = {"login": person.email, "password": PASSWORD}
    assert browser.post("/sign-in/login/", sent).status_code == 302
    return browser


def test_a_session_from_before_the_second_factor_gains_nothing_by_it(steward, edition):
    stolen, own = with_password(steward), with_password(steward)
    assert stolen.get("/framework/checks/").status_code == 403
    with_second_factor(steward)
    _set_up_in(own, steward)
    assert stolen.get("/framework/checks/").status_code == 403
    assert own.get("/framework/checks/").status_code == 200


def _set_up_in(browser, person):
    """What allauth does in the session in which somebody sets up a factor."""
    request = RequestFactory().post("/")
    request.session, request.user = browser.session, person
    authenticator_added.send(sender=None, request=request, user=person, authenticator=None)
    request.session.save()


def test_a_code_given_in_a_session_counts_in_it(steward):
    with_second_factor(steward)
    request = RequestFactory().get("/")
    request.user = steward
    given = [{"method": "password", "at": 1.0}, {"method": "mfa", "at": 2.0}]
    request.session = {
        "account_authentication_methods": given,
        "account_authentication_methods_user": str(steward.pk),
    }
    assert actor_of(request).is_a(Role.STEWARD)
    request.session["account_authentication_methods"] = given[:1]
    assert not actor_of(request).is_a(Role.STEWARD)
