"""Agreeing needs both, and the same words; disagreement stays to be seen."""

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.foundation import sealed
from alongside.foundation.actor import Forbidden
from alongside.foundation.writing import Conflict
from alongside.supervision import actions
from alongside.supervision.models import Agreement, Outcome, Reply, Wording
from alongside.supervision.presenters.agreements import cards
from alongside.supervision.queries import agreements, sessions
from tests.factories import supervision as make

pytestmark = pytest.mark.usefixtures("edition")


def reply(people, id_, who="bob", seen=1, yes=True, words=""):
    return actions.reply(actor=people.actor(who), agreement_id=id_, seen=seen, yes=yes, words=words)


def outcome(people, id_, who="alice", **facts):
    return actions.say_outcome(
        actor=people.actor(who), agreement_id=id_, **({"done_on": None} | facts)
    )


def test_it_is_agreed_once_both_said_yes_to_the_same_words(people, session):
    id_ = make.agreement(people, session)
    assert not agreements.one(id_).agreed
    reply(people, id_)
    assert agreements.one(id_).agreed


def test_one_cannot_say_yes_for_the_other(people, session):
    id_ = make.agreement(people, session)
    for _time in range(2):
        reply(people, id_, who="alice")
    assert not agreements.one(id_).agreed
    for name in ("charlie", "dana"):
        with pytest.raises(Forbidden):
            reply(people, id_, who=name)


def test_other_words_need_both_again_and_the_earlier_ones_stay(people, session):
    id_ = make.agreement(people, session)
    reply(people, id_)
    make.agreement(people, session, who="bob", what="Walk half of it", agreement_id=id_, seen=1)
    found = agreements.one(id_)
    assert [one.what for one in found.wordings] == ["Walk the ward together", "Walk half of it"]
    assert not found.agreed
    reply(people, id_, who="alice", seen=2)
    assert agreements.one(id_).agreed


def test_another_day_or_another_person_is_another_wording(people, session):
    id_ = make.agreement(people, session)
    reply(people, id_)
    make.agreement(people, session, by=timezone.localdate(), agreement_id=id_, seen=1)
    assert not agreements.one(id_).agreed
    make.agreement(people, session, by=timezone.localdate(), agreement_id=id_, seen=2)
    assert len(agreements.one(id_).wordings) == 2


def test_a_yes_to_words_that_were_changed_meanwhile_is_a_clash(people, session):
    id_ = make.agreement(people, session)
    make.agreement(people, session, what="Other words", agreement_id=id_, seen=1)
    with pytest.raises(Conflict):
        reply(people, id_, seen=1, words="Fine with me")
    with pytest.raises(Conflict):
        make.agreement(people, session, who="bob", what="Third", agreement_id=id_, seen=1)
    assert not agreements.one(id_).agreed


def test_not_yet_says_why_and_stays_to_be_read_after_a_yes(people, session):
    id_ = make.agreement(people, session)
    reply(people, id_, yes=False, words="Not on a Friday")
    reply(people, id_, yes=True)
    found = agreements.one(id_)
    assert found.agreed
    seat = sessions.seat(people.actor("alice"), session.pk)
    [card] = cards(seat, [found])
    assert [one.text for one in card.earlier] == ["Not on a Friday"]


def test_what_both_agreed_is_not_taken_back_by_one(people, session):
    id_ = make.agreement(people, session)
    reply(people, id_)
    with pytest.raises(Forbidden, match="other words"):
        reply(people, id_, yes=False, words="I changed my mind")
    assert agreements.one(id_).agreed


@pytest.mark.parametrize(
    "wrong", [{"parts": []}, {"parts": ["other"]}, {"does": "nobody"}, {"what": " "}]
)
def test_what_who_and_which_part_of_supervision_are_asked_for(people, session, wrong):
    with pytest.raises(Forbidden):
        make.agreement(people, session, **wrong)
    assert not Agreement.objects.exists()


def test_sent_twice_it_is_proposed_once(people, session):
    made = {make.agreement(people, session, key="k") for _ in range(2)}
    assert len(made) == 1
    assert Wording.objects.count() == 1


def test_an_agreement_is_not_reached_through_another_session(people, session):
    id_ = make.agreement(people, session)
    other = make.a_session(people)
    with pytest.raises(Forbidden):
        make.agreement(people, other, what="Through the side door", agreement_id=id_, seen=1)


def test_what_came_of_it_is_said_by_each_in_their_own_words(people, session):
    id_ = make.agreement(people, session)
    with pytest.raises(Forbidden, match="Both say yes"):
        outcome(people, id_, because="Too soon")
    reply(people, id_)
    with pytest.raises(Forbidden):
        outcome(people, id_)
    outcome(people, id_, because="The ward was closed")
    outcome(people, id_, who="bob", done_on=timezone.localdate())
    outcome(people, id_, who="bob", done_on=timezone.localdate())
    found = agreements.one(id_)
    assert [(one.voice, one.because) for one in found.outcomes] == [
        ("worker", "The ward was closed"),
        ("supervisor", ""),
    ]
    assert Outcome.objects.count() == 2


def test_what_is_agreed_and_open_stands_at_the_start_of_the_next_session(people, session):
    open_one = make.agreement(people, session)
    done = make.agreement(people, session, what="Read it")
    make.agreement(people, session, what="Never answered")
    for id_ in (open_one, done):
        reply(people, id_)
    outcome(people, done, done_on=timezone.localdate())
    later = make.a_session(people)
    found = agreements.earlier_open(later)
    assert [one.agreement.pk for one in found] == [open_one]
    make.supervise(people, supervisor="charlie")
    assert agreements.earlier_open(make.a_session(people, supervisor="charlie")) == []


def test_what_is_done_with_is_not_opened_again_for_a_later_session(people, session, monkeypatch):
    def opened():
        later, seen = make.a_session(people), []
        with monkeypatch.context() as patch:
            unseal = sealed.unseal
            patch.setattr(sealed, "unseal", lambda body: seen.append(body) or unseal(body))
            assert len(agreements.earlier_open(later)) == 1
        return len(seen)

    reply(people, make.agreement(people, session))
    before = opened()
    for number in range(4):
        done = make.agreement(people, session, what=f"Read page {number}")
        reply(people, done)
        outcome(people, done, because="The book was gone")
    assert opened() == before


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["alice", "bob"]),
        st.sampled_from(["propose", "yes", "not yet"]),
        st.sampled_from(["One", "Two"]),
        st.integers(1, 3),
    ),
    max_size=10,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_agreed_means_both_said_yes_to_what_stands_there_now(people, session, steps):
    Agreement.objects.all().delete()
    id_ = make.agreement(people, session, what="Zero")
    words, yes = ["Zero"], {"alice"}
    for who, step, text, seen in steps:
        was = set(yes)
        try:
            if step == "propose":
                make.agreement(people, session, who, text, agreement_id=id_, seen=seen)
                if text == words[-1]:
                    yes.add(who)
                else:
                    words.append(text)
                    yes = {who}
            else:
                reply(people, id_, who=who, seen=seen, yes=step == "yes", words="")
                yes = yes | {who} if step == "yes" else yes - {who}
        except Conflict:
            assert seen != len(words)
        except Forbidden:
            assert step == "not yet"
            assert was == {"alice", "bob"}
    found = agreements.one(id_)
    assert [one.what for one in found.wordings] == words
    assert found.agreed is (yes == {"alice", "bob"})
    assert Reply.objects.filter(wording__agreement=id_).exists()


def test_another_proposal_with_an_old_key_is_not_dropped(people, session):
    first = make.agreement(people, session, what="Walk the ward", key="k")
    assert make.agreement(people, session, what="Walk the ward", key="k") == first
    assert make.agreement(people, session, what="Sit in on a review", key="k") != first
    assert make.barrier(people, words="One", key="k") != make.barrier(people, words="Two", key="k")
    other = make.a_session(people, key="k")  # a key of something else altogether
    assert other.pk not in (session.pk, first)


@pytest.mark.parametrize("posted", [{"done_on": "31/02/2026"}, {"done_on": "", "session": "x"}])
def test_what_is_no_day_or_no_page_says_nothing_in_ones_name(people, session, signed_in, posted):
    id_ = make.agreement(people, session)
    reply(people, id_)
    address = f"/supervision/agreements/{id_}/outcome/"
    answer = signed_in("bob").post(address, posted | {"because": "My own words"})
    assert answer.status_code in (403, 404)
    assert "My own words" in answer.content.decode()
    assert not Outcome.objects.exists()
