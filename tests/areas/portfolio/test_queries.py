"""Reading a record: its owner, whoever it is shared with while that lasts, and nobody else."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from alongside.accounts import actions as accounts
from alongside.portfolio import queries
from tests.factories.portfolio import add

pytestmark = pytest.mark.django_db


def share(people, id_, reader="bob"):
    return accounts.share(
        actor=people.actor("alice"),
        kind="entry",
        item=str(id_),
        until=timezone.localdate() + timedelta(days=9),
        reader_id=getattr(people, reader).pk,
    )


def test_a_record_is_read_newest_day_first_in_two_queries(people, django_assert_num_queries):
    for title, day in (("b", 2), ("c", 3), ("a", 1)):
        add(people.alice, title, on=date(2026, 9, day))
    add(people.bob, "somebody else's")
    with django_assert_num_queries(2):
        found = queries.entries(people.alice.pk)
    assert [one.title for one in found] == ["c", "b", "a"]


def test_titles_are_ones_own_alone(people):
    mine, theirs = add(people.alice, "Mine"), add(people.bob, "Theirs")
    assert queries.titles(people.alice.pk, [mine, theirs]) == {mine: "Mine"}
    assert queries.titles(people.alice.pk, []) == {}


def test_an_entry_is_readable_while_it_is_shared_and_no_longer(people):
    today = timezone.localdate()
    id_, kept = add(people.alice, "Shared"), add(people.alice, "Kept")
    bob = people.actor("bob")
    assert queries.readable(bob, id_, today=today) is None
    shared = share(people, id_)
    owner, version = queries.readable(bob, id_, today=today)
    assert (owner, version.entry.title) == (people.alice, "Shared")
    assert queries.readable(bob, kept, today=today) is None
    assert queries.readable(people.actor("charlie"), id_, today=today) is None
    assert queries.readable(bob, id_, today=today + timedelta(days=10)) is None
    assert queries.shared_titles(bob, people.alice.pk, [id_, kept], today=today) == {id_: "Shared"}
    accounts.end_share(actor=people.actor("alice"), share_id=shared.pk)
    assert queries.readable(bob, id_, today=today) is None
    assert queries.shared_titles(bob, people.alice.pk, [id_], today=today) == {}


def test_what_is_shared_of_one_person_opens_nothing_of_another(people):
    mine, theirs = add(people.alice, "Mine"), add(people.charlie, "Theirs")
    share(people, mine)
    today = timezone.localdate()
    found = queries.shared_titles(people.actor("bob"), people.charlie.pk, [theirs], today=today)
    assert found == {}
