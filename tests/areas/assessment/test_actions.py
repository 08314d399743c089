"""Saving an answer: the highest number stays, once; nothing written elsewhere is lost unseen."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from alongside.accounts import actions as accounts
from alongside.assessment import actions, queries
from alongside.assessment.models import Answer, ServiceProfile
from alongside.core import scales
from alongside.core.scales import BadAnswer
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden, Role
from alongside.foundation.text import BadText
from alongside.foundation.writing import Conflict
from tests.factories.accounts import give


def save(actor, edition, seq, code="K04", **said):
    return actions.save_answer(actor=actor, edition=edition.slug, code=code, seq=seq, **said)


@pytest.fixture
def alice(people):
    return people.actor("alice")


def kept(actor, edition, code="K04"):
    return queries.answers_of(actor.person_id, edition.slug).get(code)


def events(actor):
    return history.past(f"answers:{actor.person_id}")


def test_an_answer_is_kept_with_everything_that_was_said(alice, edition):
    said = {
        "point": "practising",
        "want": True,
        "note": "A note with “quotes”, 100 % and\ntwo lines.",
        "evidence": "Supervision on Tuesday",
        "evidence_kind": "supervision",
    }
    saved = save(alice, edition, 1, **said)
    assert saved.outcome == actions.SAVED
    found = kept(alice, edition)
    assert found.content == tuple(said.values())
    assert found.saved_at is not None
    assert events(alice)[0].what == {
        **said, "edition": edition.slug, "code": "K04", "seq": 1, "page": ""
    }  # fmt: skip


def test_the_same_save_again_makes_no_second_anything(alice, edition):
    for _ in range(3):
        save(alice, edition, 1, point="exploring", page="p1")
    assert Answer.objects.count() == 1
    assert len(events(alice)) == 1


def test_a_save_that_comes_late_is_acknowledged_and_changes_nothing(alice, edition):
    save(alice, edition, 5, point="developing", page="p1")
    late = save(alice, edition, 4, point="exploring", page="p1")
    assert late.outcome == actions.OLDER
    assert late.answer.point == kept(alice, edition).point == "developing"
    assert len(events(alice)) == 1


def test_two_pages_with_the_same_number_keep_the_first_and_say_so(alice, edition):
    save(alice, edition, 1, note="from the phone", page="phone")
    second = save(alice, edition, 1, note="from the desk", page="desk")
    assert second.clash
    assert second.answer.note == kept(alice, edition).note == "from the phone"


def test_a_page_gone_back_to_does_not_lose_its_new_words_unsaid(alice, edition):
    save(alice, edition, 1, note="first", page="p1")
    again = save(alice, edition, 1, note="changed after going back", page="p1")
    assert again.clash


def test_a_page_that_saves_over_what_it_had_not_seen_is_told_and_both_stay(alice, edition):
    save(alice, edition, 1, note="from the phone", page="phone")
    over = save(alice, edition, 2, base=0, note="from the desk", page="desk")
    assert over.outcome == actions.SAVED
    assert over.replaced is not None
    assert over.replaced.note == "from the phone"
    assert [event.what["note"] for event in events(alice)] == ["from the desk", "from the phone"]


def test_a_page_that_saves_over_what_it_had_seen_is_told_nothing(alice, edition):
    save(alice, edition, 1, note="from the phone", page="phone")
    assert save(alice, edition, 2, base=1, note="on the desk", page="desk").replaced is None
    assert save(alice, edition, 3, base=1, note="and again", page="desk").replaced is None


def test_saving_the_same_words_over_another_page_is_no_clash(alice, edition):
    save(alice, edition, 1, note="the same", page="phone")
    assert save(alice, edition, 2, base=0, note="the same", page="desk").replaced is None


def test_answers_of_two_people_and_two_statements_never_meet(people, edition):
    alice, bob = people.actor("alice"), people.actor("bob")
    save(alice, edition, 9, point="practising")
    save(bob, edition, 1, point="exploring")
    save(alice, edition, 1, code="K21", point="developing")
    assert kept(bob, edition).point == "exploring"
    assert kept(alice, edition).point == "practising"
    assert kept(alice, edition, "K21").point == "developing"


@pytest.mark.parametrize(
    "said",
    [
        {"code": "K99"},
        {"point": "5"},
        {"code": "V01", "point": "not-my-role"},
        {"code": "V06", "evidence": "something of mine"},
        {"note": "n" * (scales.NOTE_MOST + 1)},
        {"seq": 0},
        {"page": "p" * 41},
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(alice, edition, said):
    with pytest.raises(BadAnswer):
        actions.save_answer(
            **{"actor": alice, "edition": edition.slug, "code": "K04", "seq": 1, **said}
        )
    assert not Answer.objects.exists()
    assert events(alice) == []


def test_an_edition_nobody_published_is_refused(alice, edition):
    with pytest.raises(BadAnswer):
        actions.save_answer(actor=alice, edition="another", code="K04", seq=1)


def test_control_characters_are_refused_before_the_database_sees_them(alice, edition):
    with pytest.raises(BadText):
        save(alice, edition, 1, note="a\x00b")


def test_the_database_itself_refuses_a_value_outside_a_role(alice, edition):
    row = Answer(
        person_id=alice.person_id, edition=edition.slug, code="V01", point="not-my-role", seq=1,
        saved_at=timezone.now(),
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@st.composite
def storms(draw):
    """Saves of three statements from one page each, in any order, some sent more than once."""
    sends = draw(
        st.lists(
            st.tuples(st.sampled_from(["K04", "S11", "V09"]), st.integers(1, 8)),
            min_size=1,
            max_size=25,
        )
    )
    return draw(st.permutations(sends + draw(st.lists(st.sampled_from(sends), max_size=5))))


@hypothesis_settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(storm=storms())
def test_the_highest_number_stays_under_any_interleaving(alice, edition, storm):
    with transaction.atomic():
        before = len(events(alice))
        for code, seq in storm:
            save(alice, edition, seq, code=code, note=f"{code} {seq}", page="one")
        answers = queries.answers_of(alice.person_id, edition.slug)
        highest = {code: max(s for c, s in storm if c == code) for code, _ in storm}
        assert {code: answer.seq for code, answer in answers.items()} == highest
        assert all(answer.note == f"{c} {answer.seq}" for c, answer in answers.items())
        rises = [event.what for event in events(alice)][: len(events(alice)) - before]
        for code in highest:
            kept_seqs = [what["seq"] for what in reversed(rises) if what["code"] == code]
            assert kept_seqs == sorted(set(kept_seqs)), "every event is a rise, and none is double"
        transaction.set_rollback(True)


SENDS = st.lists(
    st.tuples(
        st.sampled_from(["phone", "desk", "bus"]),  # the open page
        st.integers(0, 4),  # the number it last had from the server
        st.integers(1, 5),  # the number it gives
        st.sampled_from(["red", "blue", "green"]),  # what it says
    ),
    min_size=1,
    max_size=12,
)


@hypothesis_settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sends=SENDS)
def test_whatever_pages_send_no_words_are_lost_without_being_said(alice, edition, sends):
    with transaction.atomic():
        kept_page, kept_seq, kept_note, told = "", 0, None, []
        for page, base, seq, note in sends:
            saved = save(alice, edition, seq, base=base, page=page, note=note)
            other = saved.replaced.note if saved.replaced else None
            if seq > kept_seq:
                unseen = kept_seq and base != kept_seq and page != kept_page and note != kept_note
                assert (saved.outcome, other) == ("saved", kept_note if unseen else None)
                kept_page, kept_seq, kept_note = page, seq, note
                told.append(note)
            elif note == kept_note:
                assert (saved.outcome, other) == ("same", None)
            elif seq < kept_seq and page == kept_page:
                assert (saved.outcome, other) == ("older", None)
            else:
                assert (saved.outcome, other) == ("clash", None)
            assert (saved.answer.seq, saved.answer.note) == (kept_seq, kept_note)
        assert [event.what["note"] for event in reversed(events(alice))] == told
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_the_highest_number_stays_when_many_save_at_once():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("an SQLite database in memory belongs to one connection")
    from alongside.framework.actions import publish
    from alongside.framework.loading import packaged_edition
    from tests.factories.accounts import PersonFactory

    edition = packaged_edition()
    publish(actor=None, edition=edition)
    actor = Actor(PersonFactory().pk)
    gate, failures = threading.Barrier(6), []

    def page(name):
        try:
            gate.wait()
            for seq in range(1, 13):
                for code in ("K04", "S11"):
                    save(actor, edition, seq, code=code, note=f"{seq}", page=name)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=page, args=(f"p{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    for code in ("K04", "S11"):
        assert kept(actor, edition, code).seq == 12
        seqs = [e.what["seq"] for e in reversed(events(actor)) if e.what["code"] == code]
        assert len(seqs) == len(set(seqs)), "no number is written twice"
    assert list(history.faults()) == []


def test_saving_costs_four_queries(alice, edition, django_assert_max_num_queries):
    save(alice, edition, 1, point="exploring")  # reads the edition into memory
    with django_assert_max_num_queries(6):  # two of them savepoints, which only a test has
        save(alice, edition, 2, point="developing")


# Starting points


def test_a_role_and_a_setting_can_be_chosen_skipped_and_changed(alice, edition):
    assert not queries.start_of(alice.person_id).chosen
    actions.choose_start(actor=alice)
    assert queries.start_of(alice.person_id).chosen
    actions.choose_start(actor=alice, profile="mental-health-nurse", overlay="acute")
    start = queries.start_of(alice.person_id)
    assert (start.profile, start.overlay) == ("mental-health-nurse", "acute")


@pytest.mark.parametrize(
    "choice", [{"profile": "acute"}, {"overlay": "volunteer"}, {"profile": "nobody"}]
)
def test_only_roles_are_roles_and_only_settings_are_settings(alice, edition, choice):
    with pytest.raises(Forbidden):
        actions.choose_start(actor=alice, **choice)


def test_own_weights_are_kept_through_a_change_of_role(alice, edition):
    actions.choose_start(actor=alice, profile="volunteer")
    actions.reweigh(actor=alice, weights={"V04": 0, "K25": 3})
    actions.choose_start(actor=alice, profile="support-worker")
    codes = {one.code: one.weight for one in queries.profile_of(alice.person_id).emphasis}
    assert "V04" not in codes
    assert codes["K25"] == 3


@pytest.mark.parametrize("weights", [{"K99": 1}, {"K01": 4}, {"K01": -1}])
def test_weights_outside_the_lists_are_refused(alice, edition, weights):
    with pytest.raises(Forbidden):
        actions.reweigh(actor=alice, weights=weights)


# What a service changes


@pytest.fixture
def lead(people):
    give(people.bob, Role.SERVICE_LEAD, service=people.team.service)
    return people.actor("bob")


def change(actor, people, **said):
    facts = {"profile": "mental-health-nurse", "code": "S01", "weight": 1, "why": "Here, less."}
    actions.change_service_profile(
        **{"actor": actor, "service_id": people.team.service_id, **facts, **said}
    )


def emphasis_of(people, name):
    return {one.code: one for one in queries.profile_of(getattr(people, name).pk).emphasis}


def test_what_a_service_changes_reaches_its_own_workers_and_nobody_else(people, lead, edition):
    for name in ("alice", "charlie"):
        actions.choose_start(actor=people.actor(name), profile="mental-health-nurse")
    change(lead, people, typical="developing")
    assert emphasis_of(people, "alice")["S01"].weight == 1
    assert emphasis_of(people, "alice")["S01"].why == "Here, less."
    assert emphasis_of(people, "alice")["S01"].typical == "developing"
    assert emphasis_of(people, "charlie")["S01"].weight == 3


def test_a_service_can_leave_a_statement_out_and_take_it_back(people, lead, edition):
    actions.choose_start(actor=people.actor("alice"), profile="mental-health-nurse")
    change(lead, people, weight=0)
    assert "S01" not in emphasis_of(people, "alice")
    change(lead, people, weight=None, version=1)
    assert emphasis_of(people, "alice")["S01"].weight == 3


@pytest.mark.parametrize("name", ["alice", "charlie", "dana"])
def test_nobody_else_changes_a_services_profile(people, lead, edition, name):
    with pytest.raises(Forbidden):
        change(people.actor(name), people)
    assert not ServiceProfile.objects.exists()


def test_a_lead_elsewhere_changes_nothing_here(people, edition):
    give(people.charlie, Role.SERVICE_LEAD, service=people.elsewhere.service)
    with pytest.raises(Forbidden):
        change(people.actor("charlie"), people)


def test_a_value_is_never_given_a_typical_point(people, lead, edition):
    with pytest.raises(Forbidden):
        change(lead, people, code="V14", typical="practising")
    row = ServiceProfile(
        service=people.team.service, profile="volunteer", code="V14", weight=1, typical="exploring"
    )
    with pytest.raises(ValidationError):
        row.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_setting_never_changes_a_typical_point(people, lead, edition):
    with pytest.raises(Forbidden):
        change(lead, people, profile="acute", typical="practising")


def test_two_leads_never_overwrite_each_other_unseen(people, lead, edition):
    change(lead, people, why="The first reason")
    with pytest.raises(Conflict) as clash:
        change(lead, people, why="The second reason", version=0)
    assert ("Why", "The second reason") in clash.value.yours
    assert ("Why", "The first reason") in clash.value.theirs
    assert ServiceProfile.objects.get().why == "The first reason"


# Sharing


def days(count):
    return timezone.localdate() + timedelta(days=count)


def test_taking_the_note_out_of_a_share_takes_it_out_at_once(people, edition):
    alice, bob = people.actor("alice"), people.actor("bob")
    save(alice, edition, 1, point="exploring", note="only for a while")
    share = {"actor": alice, "code": "K04", "until": days(7), "reader_id": people.bob.pk}
    actions.share_answer(**share, with_note=True)
    actions.share_answer(**share, with_note=False)
    received = queries.received(bob, today=timezone.localdate())
    assert [(one.code, one.with_note) for one in received] == [("K04", False)]


def test_sharing_the_same_twice_makes_one_share(people, edition):
    alice = people.actor("alice")
    for _ in range(2):
        actions.share_answer(
            actor=alice, code="K04", with_note=False, until=days(7), reader_id=people.bob.pk
        )
    assert len(queries.given(alice, today=timezone.localdate())) == 1


def test_a_statement_that_is_not_in_the_framework_cannot_be_shared(people, edition):
    with pytest.raises(Forbidden):
        actions.share_answer(
            actor=people.actor("alice"), code="K99", with_note=False, until=days(7),
            reader_id=people.bob.pk,
        )  # fmt: skip


def test_only_the_owner_stops_a_share(people, edition):
    share_id = actions.share_answer(
        actor=people.actor("alice"), code="K04", with_note=False, until=days(7),
        reader_id=people.bob.pk,
    )  # fmt: skip
    for name in ("bob", "charlie", "dana"):
        with pytest.raises(Forbidden):
            accounts.end_share(actor=people.actor(name), share_id=share_id)
    accounts.end_share(actor=people.actor("alice"), share_id=share_id)
    assert queries.given(people.actor("alice"), today=timezone.localdate()) == []


def test_erasing_oneself_leaves_no_word_of_any_answer(people, edition):
    alice, bob = people.actor("alice"), people.actor("bob")
    save(alice, edition, 1, note="a word of mine", point="exploring")
    save(bob, edition, 1, note="Bob's")
    actions.choose_start(actor=alice, profile="volunteer")
    accounts.erase_person(actor=alice)
    assert [row.person_id for row in Answer.objects.all()] == [bob.person_id]
    assert not queries.start_of(alice.person_id).chosen
    assert queries.saves_of(alice.person_id, edition.slug) == []
    assert all(event.what is None for event in events(alice))
    assert list(history.faults()) == []
