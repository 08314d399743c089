"""Which platforms there are: who may say so, and that it is written down."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.courses import actions, policies, queries
from alongside.courses.models import Platform
from alongside.foundation.actor import Actor, Forbidden, Held, Role
from alongside.foundation.models import HistoryEvent
from tests.factories.courses import CLIENT, DEPLOYMENT, ISSUER, register

pytestmark = pytest.mark.django_db
KEYS = "https://moodle.example.org/keys"


def somebody(*held):
    return Actor.holding(uuid4(), *held)


@pytest.mark.parametrize(
    ("actor", "may"),
    [
        (None, True),
        (somebody(Held(Role.STEWARD)), True),
        (somebody(Held(Role.ADMINISTRATOR)), True),
        (somebody(Held(Role.STEWARD, service=uuid4())), False),
        (somebody(Held(Role.ADMINISTRATOR, board=uuid4())), False),
        (somebody(Held(Role.EDUCATOR), Held(Role.MODERATOR)), False),
        (somebody(), False),
    ],
)
def test_platforms_are_looked_after_nationally(actor, may):
    assert policies.may_register(actor) is may
    row = register(KEYS)
    for do in (
        lambda: actions.add_platform(actor=actor, facts={"issuer": "x"}, deployments=[]),
        lambda: actions.add_deployment(actor=actor, platform_id=row.pk, called="another"),
        lambda: actions.end_platform(actor=actor, platform_id=row.pk),
        lambda: actions.keep_key(actor=actor, kid="x", jwk={}),
        lambda: actions.drop_key(actor=actor, kid="x"),
    ):
        if may:
            do()
            continue
        with pytest.raises(Forbidden):
            do()
    assert bool(queries.platform(row.pk)) is not may


def test_a_platform_is_registered_once_until_it_is_ended():
    first = register(KEYS)
    with pytest.raises(Forbidden, match="already"):
        register(KEYS)
    with pytest.raises(IntegrityError), transaction.atomic():
        Platform.objects.create(issuer=ISSUER, client_id=CLIENT)
    assert actions.end_platform(actor=None, platform_id=first.pk) is True
    assert actions.end_platform(actor=None, platform_id=first.pk) is False
    again = register(KEYS)
    assert queries.registered(ISSUER, CLIENT) == again
    assert Platform.objects.count() == 2  # the one that ended stays for the history


def test_one_issuer_can_have_several_and_then_has_to_say_which():
    first = register(KEYS)
    assert queries.registered(ISSUER) == first
    second = register(KEYS, client_id="client-2")
    assert queries.registered(ISSUER) is None
    assert queries.registered(ISSUER, "client-2") == second


def test_a_deployment_belongs_to_its_platform_alone():
    first, second = register(KEYS), register(KEYS, client_id="client-2")
    actions.add_deployment(actor=None, platform_id=first.pk, called="9")
    actions.add_deployment(actor=None, platform_id=first.pk, called="9")
    assert queries.knows(first, "9")
    assert queries.knows(first, DEPLOYMENT)
    assert not queries.knows(second, "9")
    with pytest.raises(Forbidden, match="no such platform"):
        actions.add_deployment(actor=None, platform_id=uuid4(), called="9")


def test_what_was_done_stands_in_the_history():
    row = register(KEYS)
    actions.add_deployment(actor=None, platform_id=row.pk, called="9")
    actions.end_platform(actor=None, platform_id=row.pk)
    events = HistoryEvent.objects.filter(chain=f"platform:{row.pk}").order_by("position")
    assert [one.verb for one in events] == [
        "registered a platform",
        "added a deployment",
        "ended a platform",
    ]


def test_an_opening_is_used_once():
    until = timezone.now() + timedelta(minutes=10)
    assert actions.use(actor=None, opening="nonce", until=until) is True
    assert actions.use(actor=None, opening="nonce", until=until) is False
    assert actions.use(actor=None, opening="another", until=until) is True
