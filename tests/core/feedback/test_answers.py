"""One size for everything that can be said, and for nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core.feedback import answers
from alongside.core.feedback.answers import Answer, Said

CODES = ["K01", "S22", "V20"]
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=1000)
ANSWERS = st.builds(
    Answer,
    st.lists(
        st.builds(
            Said,
            st.sampled_from(CODES),
            st.sampled_from(answers.MATTERS),
            st.sampled_from(answers.HAPPENS),
        ),
        max_size=answers.MOST_STATEMENTS,
    ).map(tuple),
    WORDS,
    st.sampled_from(answers.WAYS),
)  # fmt: skip


@given(ANSWERS)
def test_whatever_is_said_takes_the_same_room_and_comes_back(answer):
    packed = answers.pack(answer)
    assert len(packed) == answers.SIZE
    assert answers.unpack(packed) == answer


def test_nothing_takes_the_same_room_too_and_the_most_there_can_be_fits():
    assert len(answers.pack(None)) == answers.SIZE
    assert answers.unpack(answers.pack(None)) is None
    said = (Said("K01", answers.RATHER_NOT, answers.RATHER_NOT),) * answers.MOST_STATEMENTS
    for sign in ("\U0001f600", '"', "\\", "\n"):
        most = Answer(said, sign * answers.LONGEST_WORDS, answers.NO_DETAILS)
        assert answers.unpack(answers.pack(most)) == most
    with pytest.raises(ValueError, match="too long"):
        answers.pack(Answer((), "x" * answers.SIZE))


def test_an_answer_that_does_not_fit_the_questions_is_named():
    good = Answer(tuple(Said(code) for code in CODES), "", "summary")
    assert answers.faults(good, asked=CODES) == []
    assert answers.faults(good, asked=CODES[:2]) == ["statements"]
    bad = Answer((Said("K01", "very", "no"),), "x" * 1001, "loud")
    assert answers.faults(bad, asked=["K01"]) == ["K01", "words", "way"]


@pytest.mark.parametrize(
    ("way", "recognised", "may"),
    [
        ("as-is", False, ("as-is", "no-details", "summary", "left-out")),
        ("as-is", True, ("no-details", "summary", "left-out")),
        ("no-details", False, ("no-details", "summary", "left-out")),
        ("summary", False, ("summary", "left-out")),
        ("nonsense", True, ("summary", "left-out")),
    ],
)
def test_what_may_become_of_words_is_what_their_writer_chose_or_less(way, recognised, may):
    assert answers.decisions(way, recognised=recognised) == may
