"""Stores are set up by whoever runs the site; each person turns them on and off for themselves."""

import pytest
from django.db import connection

from alongside.completions import actions, queries
from alongside.completions.models import Sending
from alongside.foundation import history
from alongside.foundation.actor import Forbidden
from tests.factories import completions as factory
from tests.factories.accounts import actor_for


def test_it_is_off_for_everybody_until_they_turn_it_on(people, store):
    assert [one.pk for one in queries.offered(actor_for(people.alice))] == [store.pk]
    assert not Sending.objects.exists()
    factory.turned_on(people.alice, store)
    factory.turned_on(people.alice, store)
    assert [one.person for one in Sending.objects.all()] == [people.alice]


def test_only_who_works_there_is_offered_a_store(people, store):
    of_the_service = factory.a_store(service=people.elsewhere.service.name)
    assert queries.offered(actor_for(people.charlie)) == [of_the_service]
    assert queries.offered(actor_for(people.dana)) == []
    for name in ("charlie", "dana"):
        with pytest.raises(Forbidden, match="no record store"):
            factory.turned_on(getattr(people, name), store)


def test_turned_off_and_on_again_it_has_another_number(people, store):
    first = factory.turned_on(people.alice, store).who
    actions.turn_off(actor=actor_for(people.alice), store_id=store.pk)
    actions.turn_off(actor=actor_for(people.alice), store_id=store.pk)
    second = factory.turned_on(people.alice, store).who
    assert first != second
    assert [one.ended_by for one in queries.sendings(people.alice.pk)] == ["", "turned-off"]
    verbs = [one.verb for one in history.past(queries.chain(people.alice.pk))]
    assert verbs == ["turned on", "turned off", "turned on"]


def test_nobody_turns_it_off_for_somebody_else(people, store):
    factory.turned_on(people.alice, store)
    actions.turn_off(actor=actor_for(people.bob), store_id=store.pk)
    assert Sending.objects.get().ended_at is None


def test_the_number_and_the_store_s_key_stand_sealed(people, store):
    who = factory.turned_on(people.alice, store).who
    with connection.cursor() as cursor:
        cursor.execute("SELECT who FROM completions_sending")
        assert who not in cursor.fetchone()[0]
        cursor.execute("SELECT secret FROM completions_store")
        assert "quiet" not in cursor.fetchone()[0]


@pytest.mark.parametrize(
    "address",
    [
        "http://record.example/xapi",
        "ftp://record.example/",
        "https://name:word@record.example/",
        "https://record.example/?a=b",
        "https://record.example/#x",
        "https://record.example:22/",
        "https:///xapi",
        "https://record.example/a b",
        "",
    ],
)
def test_an_address_that_is_no_plain_https_address_is_refused(people, address):
    with pytest.raises(Forbidden, match="https"):
        factory.a_store(address=address, board=people.team.service.board.name)


def test_loopback_is_for_one_s_own_machine_only(people, settings):
    settings.PLAIN_HTTP = False
    with pytest.raises(Forbidden, match="https"):
        factory.a_store(board=people.team.service.board.name)


@pytest.mark.parametrize("place", [{}, {"board": "No such"}, {"service": "No such"}])
def test_a_store_belongs_to_one_place_that_there_is(people, place):
    with pytest.raises(Forbidden, match="one board or one service"):
        factory.a_store(**place)


def test_everything_leaves_with_the_export(people, edition, store):
    from alongside.accounts.presenters import everything

    who = factory.turned_on(people.alice, store).who
    [row] = everything(actor_for(people.alice))["completions"]
    assert row["my_number_there"] == who
    assert row["to"] == store.name
