"""Who supervises whom: asked by name or with a link, answered, ended. It shows nothing by itself."""

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.accounts import actions, queries
from alongside.accounts.actions import supervising
from alongside.accounts.models import ACCEPTED, ASKED, ENDED, SAID_NO, Share, Supervising
from alongside.accounts.presenters import everything
from alongside.foundation.actor import Forbidden
from alongside.foundation.history import past
from alongside.foundation.outbox import deliver

TODAY = timezone.localdate


def ask(people, who="alice", supervisor="bob"):
    return actions.ask_supervisor(
        actor=people.actor(who), supervisor_id=getattr(people, supervisor).pk
    )


def answer(people, row, who="bob", yes=True):
    return actions.answer_supervising(actor=people.actor(who), yes=yes, supervising_id=row.pk)


def begun(people, supervisor="bob"):
    token = actions.ask_with_link(actor=people.actor("alice"))
    return actions.answer_supervising(actor=people.actor(supervisor), yes=True, token=token)


def supervises(people, who="bob"):
    return queries.supervises(people.actor(who), worker=people.alice.pk)


def test_somebody_of_ones_own_service_is_asked_by_name_and_says_yes(people):
    row = ask(people)
    assert row.state == ASKED
    assert not supervises(people)
    assert answer(people, row).state == ACCEPTED
    assert supervises(people)
    assert [r.worker for r in queries.supervised_rows(people.actor("bob"))] == [people.alice]


def test_asking_twice_is_asking_once(people):
    assert ask(people).pk == ask(people).pk
    answer(people, Supervising.objects.get())
    assert ask(people).state == ACCEPTED
    assert Supervising.objects.count() == 1


@pytest.mark.parametrize("name", ["charlie", "dana", "alice"])
def test_nobody_elsewhere_and_not_oneself_is_asked_by_name(people, name):
    with pytest.raises(Forbidden):
        ask(people, supervisor=name)
    assert not Supervising.objects.exists()


def test_nobody_answers_for_somebody_else(people):
    row = ask(people)
    for name in ("alice", "charlie", "dana"):
        with pytest.raises(Forbidden):
            answer(people, row, who=name)
    with pytest.raises(Forbidden):
        actions.answer_supervising(actor=people.actor("bob"), yes=True, supervising_id=uuid4())
    assert not supervises(people)


def test_a_no_lets_the_worker_ask_again(people):
    assert answer(people, ask(people), yes=False).state == SAID_NO
    assert not supervises(people)
    assert ask(people).state == ASKED


def test_an_answer_stands(people):
    row = ask(people)
    answer(people, row, yes=False)
    with pytest.raises(Forbidden, match="answered"):
        answer(people, row)


def test_a_link_needs_no_team_and_works_once(people):
    token = actions.ask_with_link(actor=people.actor("alice"))
    row = Supervising.objects.get()
    assert token not in (row.token_hash, str(row.pk))
    actions.answer_supervising(actor=people.actor("charlie"), yes=True, token=token)
    assert supervises(people, "charlie")
    with pytest.raises(Forbidden):
        actions.answer_supervising(actor=people.actor("bob"), yes=True, token=token)
    assert queries.asked_with(actions.token_hash(token), today=TODAY()) is None


def test_ones_own_link_is_not_for_oneself(people):
    token = actions.ask_with_link(actor=people.actor("alice"))
    with pytest.raises(Forbidden):
        actions.answer_supervising(actor=people.actor("alice"), yes=True, token=token)


def test_a_link_that_was_taken_back_or_has_run_out_says_nothing(people):
    token = actions.ask_with_link(actor=people.actor("alice"))
    late = actions.ask_with_link(actor=people.actor("alice"))
    Supervising.objects.filter(token_hash=actions.token_hash(late)).update(
        until=TODAY() - timedelta(days=1)
    )
    row = Supervising.objects.get(token_hash=actions.token_hash(token))
    actions.end_supervising(actor=people.actor("alice"), supervising_id=row.pk)
    for gone in (token, late):
        assert queries.asked_with(actions.token_hash(gone), today=TODAY()) is None
        with pytest.raises(Forbidden):
            actions.answer_supervising(actor=people.actor("bob"), yes=True, token=gone)


def test_a_second_yes_for_the_same_two_is_refused_and_the_first_stays(people):
    begun(people)
    with pytest.raises(Forbidden, match="already"):
        begun(people)
    assert supervises(people)


def test_the_database_itself_keeps_two_from_standing_twice_and_anybody_from_supervising_themselves(
    people,
):
    begun(people)
    for pair in ((people.alice, people.bob), (people.alice, people.alice)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Supervising.objects.create(worker=pair[0], supervisor=pair[1], state=ACCEPTED)


@pytest.mark.parametrize("by", ["alice", "bob"])
def test_either_ends_it_and_ending_twice_changes_nothing(people, by):
    row = begun(people)
    for _time in range(2):
        actions.end_supervising(actor=people.actor(by), supervising_id=row.pk)
    assert Supervising.objects.get().state == ENDED
    assert not supervises(people)


@pytest.mark.parametrize("by", ["charlie", "dana"])
def test_nobody_else_ends_it(people, by):
    row = begun(people)
    with pytest.raises(Forbidden):
        actions.end_supervising(actor=people.actor(by), supervising_id=row.pk)
    with pytest.raises(Forbidden):
        actions.end_supervising(actor=people.actor("bob"), supervising_id=uuid4())
    assert supervises(people)


def share(people, **reader):
    until = TODAY() + timedelta(days=9)
    return actions.share(
        actor=people.actor("alice"), kind="answer", item="K01", until=until, **reader
    )


def may_see(people, who):
    return queries.may_see(
        people.actor(who), owner=people.alice.pk, kind="answer", item="K01", today=TODAY()
    )


def test_supervising_shows_nothing_by_itself(people):
    begun(people)
    assert not may_see(people, "bob")
    assert not queries.shares_received(people.actor("bob"), today=TODAY()).exists()


@pytest.mark.parametrize("by", ["alice", "bob"])
def test_ending_ends_what_is_shared_with_the_person_and_with_each_address_of_theirs(people, by):
    EmailAddress.objects.create(user=people.bob, email="Bob@home.example", verified=True)
    row = begun(people)
    share(people, reader_id=people.bob.pk)
    share(people, reader_email="bob@example.org")
    share(people, reader_email="bob@home.example")
    share(people, reader_id=people.charlie.pk)
    assert may_see(people, "bob")
    actions.end_supervising(actor=people.actor(by), supervising_id=row.pk)
    assert not may_see(people, "bob")
    assert may_see(people, "charlie")
    assert Share.objects.filter(ended_at__isnull=True).count() == 1


def test_what_others_share_with_them_goes_on(people):
    row = begun(people)
    actions.share(
        actor=people.actor("charlie"),
        kind="answer",
        item="K01",
        until=TODAY(),
        reader_id=people.bob.pk,
    )
    actions.end_supervising(actor=people.actor("alice"), supervising_id=row.pk)
    assert queries.shares_received(people.actor("bob"), today=TODAY()).count() == 1


def test_taking_a_question_back_ends_no_share(people):
    row = ask(people)
    share(people, reader_id=people.bob.pk)
    actions.end_supervising(actor=people.actor("alice"), supervising_id=row.pk)
    assert may_see(people, "bob")


def test_whoever_is_asked_gets_a_word_of_it_unless_it_was_taken_back(people):
    ask(people)
    deliver()
    assert [one.to for one in mail.outbox] == [["bob@example.org"]]
    mail.outbox.clear()
    row = Supervising.objects.get()
    answer(people, row, yes=False)
    taken_back = ask(people)
    actions.end_supervising(actor=people.actor("alice"), supervising_id=taken_back.pk)
    deliver()
    assert mail.outbox == []


def test_it_stands_in_the_history_of_both_and_leaves_with_each(people):
    row = begun(people)
    actions.end_supervising(actor=people.actor("alice"), supervising_id=row.pk)
    for name in ("alice", "bob"):
        verbs = [one.verb for one in past(f"person:{getattr(people, name).pk}")]
        assert verbs[:2] == ["ended supervision", "became a supervisor"]
        taken = everything(people.actor(name))["account"]["supervision"]
        assert [(one["worker"], one["supervisor"]) for one in taken] == [
            ("Alice Aird", "Bob Baird")
        ]


@pytest.mark.parametrize("name", ["alice", "bob"])
def test_it_goes_when_either_is_erased(people, name):
    begun(people)
    actions.erase_person(actor=people.actor(name))
    assert not Supervising.objects.exists()


@pytest.mark.parametrize("address", ["/my/answers/K04/share/", "/my/plan/share/"])
def test_a_supervisor_from_elsewhere_can_be_chosen_by_name_wherever_something_is_shared(
    address, people, edition, signed_in
):
    token = actions.ask_with_link(actor=people.actor("alice"))
    page = signed_in("alice").get(address).content.decode()
    assert "Charlie Combe" not in page
    actions.answer_supervising(actor=people.actor("charlie"), yes=True, token=token)
    page = signed_in("alice").get(address).content.decode()
    assert page.index("Charlie Combe") < page.index("Bob Baird")


def test_two_yeses_at_the_same_moment_are_one_and_a_clear_word(people, monkeypatch):
    """Two links answered at once: each sees the other's row only when it saves its own."""
    tokens = [actions.ask_with_link(actor=people.actor("alice")) for _ in range(2)]
    monkeypatch.setattr(supervising, "_together", lambda *_: Supervising.objects.none())
    actions.answer_supervising(actor=people.actor("bob"), yes=True, token=tokens[0])
    with pytest.raises(Forbidden, match="already"):
        actions.answer_supervising(actor=people.actor("bob"), yes=True, token=tokens[1])
    assert Supervising.objects.filter(state=ACCEPTED).count() == 1


def test_an_address_that_is_proved_later_opens_nothing_from_before_the_end(people):
    """What is shared with an address somebody else has proved is that person's, and goes on."""
    row = begun(people)
    facts = {"actor": people.actor("alice"), "kind": "entry", "until": TODAY() + timedelta(days=9)}
    claims = EmailAddress.objects.create(user=people.bob, email="Bob.Home@example.org")
    EmailAddress.objects.create(user=people.bob, email="c@example.org")
    EmailAddress.objects.create(user=people.charlie, email="C@example.org", verified=True)
    for item, email in (("1", "bob.home@example.org"), ("2", "c@example.org")):
        actions.share(**facts, item=item, reader_email=email)
    actions.end_supervising(actor=people.actor("alice"), supervising_id=row.pk)
    claims.verified = True
    claims.save()
    assert not queries.shares_received(people.actor("bob"), today=TODAY()).exists()
    left = queries.shares_received(people.actor("charlie"), today=TODAY())
    assert [one.item for one in left] == ["2"]
