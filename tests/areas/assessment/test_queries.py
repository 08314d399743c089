"""Where a worker carries on, what matters in their role, and what was shared with whom."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from alongside.assessment import actions, queries
from alongside.core.framework import Emphasis, Profile, laid_over
from alongside.core.scales import Answer
from alongside.foundation import history
from alongside.framework.loading import packaged_edition
from tests.factories.accounts import PersonFactory, actor_for

EDITION = packaged_edition()
NOON = datetime(2027, 3, 3, 12, tzinfo=UTC)


def test_answers_come_by_code_in_one_query(people, edition, django_assert_num_queries):
    alice = people.actor("alice")
    for code in ("S11", "K04"):
        actions.save_answer(actor=alice, edition=edition.slug, code=code, seq=1, point="exploring")
    with django_assert_num_queries(1):
        found = queries.answers_of(alice.person_id, edition.slug)
    assert {code: answer.point for code, answer in found.items()} == {
        "K04": "exploring",
        "S11": "exploring",
    }
    assert queries.answers_of(people.bob.pk, edition.slug) == {}
    assert queries.answers_of(alice.person_id, "another-edition") == {}


def test_erased_history_is_left_out_and_breaks_nothing(people, edition):
    alice = people.actor("alice")
    actions.save_answer(actor=alice, edition=edition.slug, code="K04", seq=1, point="exploring")
    history.erase_details(queries.chain(alice.person_id))
    assert queries.saves_of(alice.person_id, edition.slug) == []
    assert list(history.faults()) == []


def answered(*codes, last=""):
    return {
        code: Answer(
            code, "exploring", seq=1, saved_at=NOON + timedelta(minutes=1 if code == last else 0)
        )
        for code in codes
    }


def test_one_carries_on_in_the_theme_of_the_last_save_while_it_is_open():
    hope = EDITION.theme_by_id["hope"].statements
    assert queries.next_theme(EDITION, answered(*hope[:-1], last=hope[0])).id == "hope"


def test_one_carries_on_with_the_next_theme_and_round_to_the_first():
    ids = [theme.id for theme in EDITION.themes]
    last = EDITION.themes[-1].statements
    assert queries.next_theme(EDITION, answered(*last)).id == ids[0]
    hope = EDITION.theme_by_id["hope"].statements
    assert queries.next_theme(EDITION, answered(*hope)).id == ids[ids.index("hope") + 1]
    assert queries.next_theme(EDITION, {}).id == ids[0]


def test_nothing_is_left_to_carry_on_with_when_all_is_answered():
    assert queries.next_theme(EDITION, answered(*EDITION.by_code)) is None


# What matters in a role

emphasis = st.builds(
    Emphasis,
    code=st.sampled_from(["K01", "S01", "S02", "V01"]),
    weight=st.integers(1, 3),
    why=st.sampled_from(["a", "b", "c"]),
    typical=st.none(),
)


def profile(rows) -> Profile:
    rows = {row.code: row for row in rows}
    return Profile("p", "P", "", tuple(rows.values()))


@given(st.lists(emphasis), st.lists(emphasis))
def test_a_setting_only_ever_adds_weight_and_reasons(role, overlay):
    under = {one.code: one for one in profile(role).emphasis}
    over = {one.code: one for one in profile(overlay).emphasis}
    merged = laid_over(under.values(), over.values())
    assert set(merged) == set(under) | set(over)
    for code, one in merged.items():
        both = [side[code] for side in (under, over) if code in side]
        assert one.weight == max(side.weight for side in both)
        assert all(side.why in one.why for side in both)


def test_a_setting_never_changes_a_typical_point():
    under = {"S01": Emphasis("S01", 1, "role", typical="practising")}
    over = [
        Emphasis("S01", 3, "setting", typical="helping-others"),
        Emphasis("S02", 2, "setting", "exploring"),
    ]
    merged = laid_over(under.values(), over)
    assert merged["S01"].typical == "practising"
    assert merged["S02"].typical is None


@given(st.dictionaries(st.sampled_from(["K01", "S01", "V01"]), st.integers(0, 3)))
def test_ones_own_weights_win_over_everything(own):
    start = {"K01": Emphasis("K01", 3, "why"), "V01": Emphasis("V01", 2, "why")}
    merged = queries.reweighed(start, own)
    expected = {code: one.weight for code, one in start.items()} | own
    assert {code: one.weight for code, one in merged.items()} == {
        code: weight for code, weight in expected.items() if weight
    }


def test_where_two_services_speak_the_higher_weight_is_kept_with_both_reasons():
    role = profile([Emphasis("S01", 2, "edition")])
    low, high, out = (Emphasis("S01", weight, f"service {weight}") for weight in (1, 3, 0))
    assert queries.changed(role, [("p", low)])["S01"].weight == 1
    both = queries.changed(role, [("p", low), ("p", high)])["S01"]
    assert (both.weight, both.why) == (3, "service 1 service 3")
    assert queries.changed(role, [("p", out)]) == {}
    assert queries.changed(role, [("p", out), ("p", low)])["S01"].weight == 1
    assert queries.changed(role, [("another", high)])["S01"].weight == 2


def test_a_profile_runs_in_the_frameworks_order_and_gives_values_no_typical_point(people, edition):
    alice = people.actor("alice")
    for one in edition.profiles:
        if not one.overlay:
            actions.choose_start(actor=alice, profile=one.id, overlay="forensic")
            found = queries.profile_of(alice.person_id, edition).emphasis
            codes = [row.code for row in found]
            assert codes == [row.code for row in edition.statements if row.code in codes]
            assert not [row for row in found if row.code.startswith("V") and row.typical]


def test_someone_who_chose_nothing_has_no_emphasis(people, edition):
    assert queries.profile_of(people.alice.pk, edition).emphasis == ()
    actions.choose_start(actor=people.actor("alice"))
    assert queries.profile_of(people.alice.pk, edition).emphasis == ()


# Sharing


def test_a_share_to_an_address_counts_for_whoever_has_proved_it(people, edition):
    alice = people.actor("alice")
    actions.save_answer(
        actor=alice, edition=edition.slug, code="K04", seq=1, note="mine", point="exploring"
    )
    today = timezone.localdate()
    share_id = actions.share_answer(
        actor=alice, code="K04", with_note=False, until=today, reader_email="Later@Example.org"
    )
    later = actor_for(PersonFactory(email="later@example.org"))
    found = queries.received_answer(later, share_id, today=today)
    kept = queries.answer_of(alice.person_id, edition.slug, "K04")
    assert found.answer == replace(kept, note="")
    bob = people.actor("bob")
    assert queries.received_answer(bob, share_id, today=today) is None


@pytest.mark.parametrize("with_note", [True, False])
def test_what_is_shared_is_called_by_its_title(people, edition, with_note):
    from alongside.assessment.policies import share_item
    from alongside.assessment.presenters.own import shared_name

    name = shared_name(share_item("K04", edition=edition.slug, with_note=with_note))
    assert "Why hope matters" in name
    assert ("note" in name) is with_note
