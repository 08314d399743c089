"""Codes that can be typed, and that catch a slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core.feedback import codes
from alongside.core.feedback.codes import ALPHABET, Code, Kind, NotACode

TOKENS = st.binary(min_size=16, max_size=16)


@given(TOKENS)
def test_a_card_reads_back_as_it_was_however_it_is_typed(chance):
    code = codes.card(chance)
    text = str(code)
    assert [len(group) for group in text.split("-")] == [4] * 7
    for typed in (text, text.lower(), text.replace("-", " "), f"  {text.replace('-', '')} "):
        assert codes.read(typed) == code
    sloppy = text.replace("1", "l").replace("0", "O")
    assert codes.read(sloppy) == code


@given(TOKENS, st.integers(0, 27), st.sampled_from(ALPHABET))
def test_any_one_wrong_sign_is_caught(chance, at, sign):
    signs = str(codes.card(chance)).replace("-", "")
    changed = signs[:at] + sign + signs[at + 1 :]
    if changed != signs:
        with pytest.raises(NotACode):
            assert (
                codes.read(changed).kind is Kind.RECEIPT
            )  # a slip in the last two may name the other
            raise NotACode


@given(TOKENS, st.integers(0, 24))
def test_two_neighbours_swapped_are_caught(chance, at):
    signs = list(str(codes.card(chance)).replace("-", ""))
    if signs[at] != signs[at + 1]:
        signs[at], signs[at + 1] = signs[at + 1], signs[at]
        with pytest.raises(NotACode):
            codes.read("".join(signs))


@given(st.integers(0, 2**20 - 1), st.integers(0, 2**110 - 1))
def test_a_receipt_names_its_round_and_is_never_taken_for_a_card(tag, chance):
    receipt = codes.receipt(tag, chance)
    assert receipt.tag == tag
    assert codes.read(str(receipt)) == receipt
    assert codes.read(str(receipt)).kind is Kind.RECEIPT
    assert receipt.digest != Code(Kind.CARD, receipt.number).digest


@pytest.mark.parametrize("text", ["", "-", "hello", "A" * 27, "A" * 29, "U" * 28, "é" * 28, "\x00"])
def test_what_is_no_code_is_refused(text):
    with pytest.raises(NotACode):
        codes.read(text)


def test_a_code_is_made_of_enough_chance_and_no_more():
    with pytest.raises(ValueError, match="16"):
        codes.card(b"short")
    with pytest.raises(ValueError, match="large"):
        codes.receipt(2**20, 0)
