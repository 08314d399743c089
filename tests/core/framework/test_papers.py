"""Codes on the papers of a consultation: short, speakable, and a slip is caught."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core.feedback import codes as feedback
from alongside.core.framework import papers
from alongside.core.signs import ALPHABET, NotACode

NUMBERS = st.integers(0, (1 << papers.BITS) - 1)


@given(NUMBERS)
def test_a_code_reads_back_as_it_was_however_it_is_typed(number):
    code = papers.paper_code(number)
    text = str(code)
    assert [len(group) for group in text.split("-")] == [4] * 3
    assert not set("ILOU") & set(text)
    for typed in (text, text.lower(), text.replace("-", " "), f"  {text.replace('-', '')} "):
        assert papers.read(typed) == code
    assert papers.read(text.replace("1", "l").replace("0", "O")) == code


@given(NUMBERS, st.integers(0, papers.LENGTH - 1), st.sampled_from(ALPHABET))
def test_any_one_wrong_sign_is_caught(number, at, sign):
    typed = str(papers.paper_code(number)).replace("-", "")
    slip = typed[:at] + sign + typed[at + 1 :]
    if slip != typed:
        with pytest.raises(NotACode):
            papers.read(slip)


@given(NUMBERS, st.integers(0, papers.LENGTH - 2))
def test_two_neighbours_swapped_are_caught(number, at):
    typed = list(str(papers.paper_code(number)).replace("-", ""))
    if typed[at] != typed[at + 1]:
        typed[at], typed[at + 1] = typed[at + 1], typed[at]
        with pytest.raises(NotACode):
            papers.read("".join(typed))


@pytest.mark.parametrize("text", ["", "ABCD", "ABCD-EFGH-JKM", "UUUU-UUUU-UUUU", "ABCD-EFGH-JKMNP"])
def test_what_is_no_code_is_refused(text):
    with pytest.raises(NotACode):
        papers.read(text)


@pytest.mark.parametrize("number", [-1, 1 << papers.BITS])
def test_a_code_needs_exactly_its_chance(number):
    with pytest.raises(ValueError, match="50 random bits"):
        papers.paper_code(number)


def test_a_card_for_feedback_is_no_paper_of_a_consultation():
    with pytest.raises(NotACode):
        papers.read(str(feedback.card(b"0123456789abcdef")))
