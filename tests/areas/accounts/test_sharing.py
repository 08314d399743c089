"""Sharing is item by item, to one named person, until a day; ended, it is gone at once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from alongside.accounts import actions, queries
from alongside.accounts.models import Share
from alongside.foundation.actor import Forbidden

TODAY = timezone.localdate


def share(people, **changes):
    facts = {"kind": "answer", "item": "K01", "until": TODAY() + timedelta(days=7)}
    facts |= {"reader_id": people.bob.pk} | changes
    return actions.share(actor=people.actor("alice"), **facts)


def sees(people, name, item="K01"):
    return queries.may_see(
        people.actor(name), owner=people.alice.pk, kind="answer", item=item, today=TODAY()
    )


def test_the_named_person_sees_that_item_and_nobody_else_does(people):
    share(people)
    assert [sees(people, name) for name in ("alice", "bob", "charlie", "dana")] == [
        True,
        True,
        False,
        False,
    ]
    assert not sees(people, "bob", item="K02")


def test_ending_takes_it_away_at_once_and_can_be_done_twice(people):
    made = share(people)
    for _time in range(2):
        actions.end_share(actor=people.actor("alice"), share_id=made.pk)
    assert not sees(people, "bob")


def test_only_the_owner_can_end_a_share(people):
    made = share(people)
    for name in ("bob", "charlie", "dana"):
        with pytest.raises(Forbidden):
            actions.end_share(actor=people.actor(name), share_id=made.pk)
    with pytest.raises(Forbidden):
        actions.end_share(actor=people.actor("alice"), share_id=uuid4())
    assert sees(people, "bob")


def test_after_its_last_day_it_is_gone(people):
    share(people, until=TODAY())
    later = TODAY() + timedelta(days=1)
    assert not queries.may_see(
        people.actor("bob"), owner=people.alice.pk, kind="answer", item="K01", today=later
    )


def test_an_address_counts_only_once_somebody_has_proved_it_is_theirs(people):
    share(people, reader_id=None, reader_email="Charlie@Example.org ")
    assert sees(people, "charlie")
    people.charlie.emailaddress_set.update(verified=False)
    assert not sees(people, "charlie")


@pytest.mark.parametrize("days", [-1, 367])
def test_a_day_in_the_past_or_too_far_ahead_is_refused(people, days):
    with pytest.raises(Forbidden, match="up to a year"):
        share(people, until=TODAY() + timedelta(days=days))


def test_one_cannot_share_with_oneself_or_with_nobody(people):
    with pytest.raises(Forbidden):
        share(people, reader_id=people.alice.pk)
    with pytest.raises(Forbidden, match="Choose one"):
        share(people, reader_id=None)


def test_sharing_the_same_thing_again_replaces_the_old_share(people):
    share(people)
    share(people, until=TODAY() + timedelta(days=30))
    assert Share.objects.filter(ended_at__isnull=True).count() == 1
