"""Suggestions come from words in common, in one order on every machine, and are never relations."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.crosswalks import Suggestion, Suggestions, recall

TEXTS = {
    "K01": [("Why hope matters", 3.0), ("What feeds hope and drains it", 1.0)],
    "K02": [("Risk that is shared", 3.0), ("Weighing a risk together, with hope", 1.0)],
    "S01": [("Listening", 3.0), ("Hears what people say about work", 1.0)],
}


def codes(text: str, most: int = 10) -> list[str]:
    return [one.code for one in Suggestions(TEXTS).of(text, most=most)]


def test_what_shares_telling_words_comes_first_and_says_which() -> None:
    first = Suggestions(TEXTS).of("Hoping, and Hope")[0]
    assert first == Suggestion("K01", ("Hoping", "Hope"))


def test_endings_and_capitals_make_no_difference() -> None:
    assert codes("RISKS")[0] == "K02"
    assert codes("listens")[0] == "S01"


@pytest.mark.parametrize("text", ["", "and the of", "people at work", "quality assurance"])
def test_where_no_word_tells_there_is_nothing_to_suggest(text: str) -> None:
    assert codes(text) == []


def test_what_is_only_like_the_ones_that_were_found_comes_after_them_without_words() -> None:
    found = Suggestions({**TEXTS, "S02": [("Drains", 1.0)]}).of("matters")
    assert [one.code for one in found] == ["K01", "S02", "K02"]
    assert [one.words for one in found] == [("matters",), (), ()]


def test_no_more_are_given_than_were_asked_for() -> None:
    assert len(codes("hope risk listening", most=2)) == 2


@settings(max_examples=50)
@given(st.permutations(list(TEXTS)), st.text(max_size=40))
def test_the_order_of_statements_and_odd_texts_make_no_difference(
    order: list[str], text: str
) -> None:
    again = Suggestions({code: TEXTS[code] for code in order})
    assert again.of(text) == Suggestions(TEXTS).of(text)


def test_recall_is_the_share_of_what_was_wanted() -> None:
    assert recall(["a", "b", "c"], {"a", "c", "d", "e"}, 3) == 0.5
    assert recall(["a", "b", "c"], {"c"}, 2) == 0
    assert recall([], {"c"}, 3) == 0
