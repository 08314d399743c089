"""Described points: which answers can be kept, which of two stays, and what is never worked out."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core import scales
from alongside.core.scales import Answer, BadAnswer

CODES = ("K01", "S01", "V06")


@st.composite
def saves(draw):
    """Saves of one statement: numbers may repeat, but one number always carries one content."""
    notes = draw(st.dictionaries(st.integers(1, 12), st.text("abc", max_size=3), min_size=1))
    seqs = draw(st.lists(st.sampled_from(sorted(notes)), min_size=1, max_size=20))
    return [Answer("K01", note=notes[seq], seq=seq) for seq in seqs]


def fold(answers):
    kept = None
    for answer in answers:
        kept = scales.keep(kept, answer)
    return kept


@given(saves(), st.randoms(use_true_random=False))
def test_the_highest_sequence_number_stays_whatever_the_order_and_the_repeats(answers, dice):
    shuffled = list(answers) + dice.choices(answers, k=3)
    dice.shuffle(shuffled)
    assert fold(shuffled) == max(answers, key=lambda answer: answer.seq)


def test_the_same_number_again_leaves_what_is_there():
    first = Answer("K01", note="first", seq=4)
    assert scales.keep(first, Answer("K01", note="second", seq=4)) is first


def test_answers_about_different_statements_are_never_held_against_each_other():
    with pytest.raises(BadAnswer):
        scales.keep(Answer("K01", seq=1), Answer("K02", seq=2))


@pytest.mark.parametrize(
    ("answer", "field", "problem"),
    [
        (Answer("X01", seq=1), "code", "code"),
        (Answer("K01", point="4", seq=1), "point", "point"),
        (Answer("V06", point="not-my-role", seq=1), "point", "value-in-role"),
        (Answer("K01", note="n" * (scales.NOTE_MOST + 1), seq=1), "note", "long"),
        (Answer("K01", evidence="e" * (scales.EVIDENCE_MOST + 1), seq=1), "evidence", "long"),
        (Answer("V06", evidence="my own life", seq=1), "evidence", "evidence-not-asked"),
        (Answer("K01", evidence_kind="rumour", seq=1), "evidence_kind", "evidence-kind"),
        (Answer("K01", seq=0), "seq", "seq"),
        (Answer("K01", seq=scales.SEQ_MOST + 1), "seq", "seq"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_name(answer, field, problem):
    with pytest.raises(BadAnswer) as refused:
        scales.check(answer, codes=CODES, no_evidence=["V06"])
    assert (refused.value.field, refused.value.problem) == (field, problem)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("point", ["", *scales.POINTS, "rather-not-say"])
def test_every_described_point_and_none_can_be_kept_for_every_kind(code, point):
    answer = Answer(code, point=point, want=True, note="n" * scales.NOTE_MOST, seq=1)
    assert scales.check(answer, codes=CODES) is answer


@pytest.mark.parametrize("point", ["", *scales.ANSWERS])
def test_nothing_places_a_value_on_a_scale_or_calls_it_a_strength(point):
    with pytest.raises(ValueError, match="V06"):
        scales.column("V06", point)
    with pytest.raises(ValueError, match="V06"):
        scales.is_strength(Answer("V06", point=point))


def test_points_stand_in_their_order_and_the_other_answers_stand_nowhere():
    assert [scales.column("K01", point) for point in scales.POINTS] == [0, 1, 2, 3, 4]
    assert {scales.column("S01", p) for p in ("", "not-my-role", "rather-not-say")} == {None}


def test_strengths_are_what_guides_the_work_already():
    strong = [p for p in ("", *scales.ANSWERS) if scales.is_strength(Answer("S01", point=p))]
    assert strong == ["practising", "helping-others"]


def test_not_part_of_my_role_is_offered_for_knowledge_and_skills_only():
    assert [scales.offers_role(code) for code in CODES] == [True, True, False]


TODAY = datetime(2027, 3, 3, 9, tzinfo=UTC)


def at(days: int, point: str, minutes: int = 0) -> Answer:
    moment = TODAY - timedelta(days=days) + timedelta(minutes=minutes)
    return Answer("K01", point=point, seq=1, saved_at=moment)


def earlier(*saved: Answer, now: Answer):
    return scales.earlier(saved, {"K01": now}, day=lambda moment: moment.date())


def test_the_earlier_view_is_the_last_one_of_a_day_before():
    found = earlier(
        at(9, "exploring"), at(5, "developing", 1), at(5, "exploring"), now=at(0, "practising")
    )
    assert found["K01"].point == "developing"


def test_a_slip_put_right_on_the_same_day_is_not_an_earlier_view():
    assert earlier(at(0, "not-met-yet"), now=at(0, "practising", 1)) == {}


def test_an_earlier_view_that_says_the_same_is_not_shown_twice():
    assert earlier(at(5, "practising"), now=at(0, "practising")) == {}


def test_saves_with_only_a_mark_or_of_other_statements_are_no_earlier_view():
    other = Answer("S01", point="exploring", seq=1, saved_at=TODAY - timedelta(days=3))
    assert earlier(at(3, ""), other, now=at(0, "practising")) == {}
