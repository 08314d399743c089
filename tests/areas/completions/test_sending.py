"""Sending: once each, under one number, and nothing that goes wrong there holds up anything here."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.accounts.actions import erase_person
from alongside.completions import actions, policies, queries
from alongside.completions.models import Told
from alongside.foundation import handing
from tests.factories import completions as factory
from tests.factories.accounts import actor_for
from tests.factories.badges import done

LATER = timedelta(days=30)


@pytest.fixture
def sent_to(people, edition, receiver):
    """A store that is really there, for Alice's board."""
    return factory.a_store(address=receiver.address, board=people.team.service.board.name)


def complete(person, activity="ask-about-money-without-shame"):
    item = done(person, activity, on=timezone.localdate())
    actions.note_completed(
        actor=None, kind="activity", thing_id=item, at=timezone.now().isoformat()
    )
    return Told.objects.get(thing=item)


def send(**more):
    sent = actions.send_waiting(actor=None, **more)
    return sent.arrived, sent.kept, sent.ended


def wait(told):
    """Time goes by until it is due again."""
    Told.objects.filter(pk=told.pk).update(next_at=timezone.now())


def state_of(told):
    return Told.objects.get(pk=told.pk).state


def test_a_statement_arrives_as_a_record_store_wants_it_and_is_sent_once(people, sent_to, receiver):
    factory.turned_on(people.alice, sent_to)
    told = complete(people.alice)
    assert send() == (1, 0, 0)
    assert send() == (0, 0, 0)
    [(command, path, headers, statement)] = receiver.asked
    assert (command, path) == ("PUT", "/data/xAPI/statements")
    assert headers["X-Experience-API-Version"] == "1.0.3"
    assert headers["Content-Type"] == "application/json"
    assert headers["Authorization"] == "Basic YWxvbmdzaWRlOnF1aWV0"  # alongside:quiet
    assert "Cookie" not in headers
    assert statement == told.statement
    told.refresh_from_db()
    assert (told.state, told.status, told.next_at) == ("arrived", 204, None)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        *((status, "arrived") for status in (200, 204, 409)),
        *((status, "refused") for status in (400, 413, 422)),
        *((status, "waiting") for status in (302, 401, 403, 404, 429, 500, 503)),
    ],
)
def test_what_a_store_answers_is_taken_for_what_it_means(people, sent_to, receiver, status, state):
    factory.turned_on(people.alice, sent_to)
    told = complete(people.alice)
    receiver.status = status
    send()
    assert state_of(told) == state
    assert len(receiver.asked) == 1  # nobody is followed elsewhere


def test_it_is_tried_again_under_the_same_number_and_then_given_up(people, sent_to, receiver):
    factory.turned_on(people.alice, sent_to)
    told = complete(people.alice)
    receiver.status = 503
    for _ in range(len(policies.WAITS)):
        assert send() == (0, 1, 0)
        assert send() == (0, 0, 0)  # not before its time
        wait(told)
    assert send() == (0, 0, 1)
    assert state_of(told) == "given-up"
    assert {one[3]["id"] for one in receiver.asked} == {told.statement["id"]}
    assert sum(policies.WAITS, timedelta()) < timedelta(days=7)


def test_one_that_was_taken_without_our_hearing_of_it_counts_once(people, sent_to, receiver):
    factory.turned_on(people.alice, sent_to)
    told = complete(people.alice)

    def lost(*args, **kwargs):
        handing.put(*args, **kwargs)
        raise handing.Unanswered

    assert send(put=lost) == (0, 1, 0)
    wait(told)
    assert send() == (1, 0, 0)
    assert len(receiver.asked) == 2
    assert len(receiver.kept) == 1


def test_a_store_that_is_down_is_asked_once_and_holds_up_no_other(people, sent_to, receiver):
    down = factory.a_store(service=people.team.service.name, name="Down")
    asked = []

    def put(address, *args, **kwargs):
        asked.append(address)
        return handing.put(address, *args, **kwargs)

    for store in (down, sent_to):
        factory.turned_on(people.alice, store)
    for activity in ("ask-about-money-without-shame", "same-pain-two-different-notes"):
        item = done(people.alice, activity, on=timezone.localdate())
        actions.note_completed(
            actor=None, kind="activity", thing_id=item, at=timezone.now().isoformat()
        )
    assert send(put=put) == (2, 1, 0)
    assert asked.count(down.address) == 1
    assert len(receiver.kept) == 2


def test_two_that_send_at_once_send_it_once(people, sent_to, receiver):
    factory.turned_on(people.alice, sent_to)
    complete(people.alice)

    def put(*args, **kwargs):
        assert send() == (0, 0, 0)  # somebody else, while this one is spoken to
        return handing.put(*args, **kwargs)

    assert send(put=put) == (1, 0, 0)
    assert len(receiver.asked) == 1


def test_no_row_is_held_while_a_store_is_spoken_to(people, sent_to):
    from django.db import connection

    factory.turned_on(people.alice, sent_to)
    complete(people.alice)
    outside = len(connection.savepoint_ids)

    def put(*args, **kwargs):
        assert len(connection.savepoint_ids) == outside
        return 204

    assert send(put=put) == (1, 0, 0)


def test_what_waits_is_dropped_when_it_is_turned_off(people, sent_to, receiver):
    factory.turned_on(people.alice, sent_to)
    complete(people.alice)
    actions.turn_off(actor=actor_for(people.alice), store_id=sent_to.pk)
    assert send() == (0, 0, 0)
    assert receiver.asked == []
    assert Told.objects.count() == 0


def test_what_was_tried_stays_in_the_list_when_it_is_turned_off_and_is_not_tried_again(
    people, sent_to, receiver
):
    factory.turned_on(people.alice, sent_to)
    told = complete(people.alice)
    receiver.status = 500
    send()
    actions.turn_off(actor=actor_for(people.alice), store_id=sent_to.pk)
    receiver.status = 204
    assert send() == (0, 0, 0)
    assert state_of(told) == "stopped"


def test_what_arrives_just_as_it_is_turned_off_is_said_to_have_arrived(people, sent_to):
    factory.turned_on(people.alice, sent_to)
    told = complete(people.alice)

    def put(*args, **kwargs):
        actions.turn_off(actor=actor_for(people.alice), store_id=sent_to.pk)
        return 204

    send(put=put)
    assert state_of(told) == "arrived"


def test_nothing_is_sent_about_whoever_left(people, sent_to, receiver):
    factory.turned_on(people.alice, sent_to)
    complete(people.alice)
    people.alice.roles.all().delete()
    assert send() == (0, 0, 0)
    assert receiver.asked == []
    assert queries.sendings(people.alice.pk)[0].ended_by == "left"


def test_a_store_that_ended_gets_nothing_and_its_key_is_gone(people, sent_to, receiver):
    factory.turned_on(people.alice, sent_to)
    complete(people.alice)
    assert actions.end_store(actor=None, store_id=sent_to.pk)
    assert not actions.end_store(actor=None, store_id=sent_to.pk)
    assert send() == (0, 0, 0)
    sent_to.refresh_from_db()
    assert (sent_to.key, sent_to.secret) == ("", "")
    assert queries.sendings(people.alice.pk)[0].ended_by == "store-ended"


def test_erasing_somebody_drops_what_waits_and_the_number_they_had(people, sent_to, receiver):
    number = factory.turned_on(people.alice, sent_to).who
    complete(people.alice)
    assert number
    erase_person(actor=actor_for(people.alice))
    assert send() == (0, 0, 0)
    assert (receiver.asked, Told.objects.count()) == ([], 0)
    assert queries.sendings(people.alice.pk) == []
