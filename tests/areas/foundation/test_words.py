"""Lengths of time as people say them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.templatetags.words import hours_words


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0, "no time"),
        (0.25, "a quarter of an hour"),
        (0.5, "half an hour"),
        (0.75, "three quarters of an hour"),
        (1, "1 hour"),
        (1.25, "1 hour 15 minutes"),
        (2.5, "2 hours 30 minutes"),
        (Decimal("20"), "20 hours"),
        (Decimal("1.02"), "1 hour 1 minute"),
        (1 / 60, "1 minute"),
        (1.9999, "2 hours"),
    ],
)
def test_hours_are_said_in_words(hours, words):
    assert hours_words(hours) == words


@given(st.integers(4, 4000))
def test_quarters_never_turn_into_figures_with_a_point(quarters):
    said = hours_words(quarters / 4)
    assert "." not in said
    assert said.split()[0] == str(quarters // 4)
