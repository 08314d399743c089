"""Ten or more together, each answer once, and no batch inside another."""

import itertools
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core.feedback import batches, counting, quarters
from alongside.core.feedback.answers import HAPPENS, MATTERS, Answer, Said

HELD = st.dictionaries(st.sampled_from([None, "a", "b", "c", "d"]), st.integers(0, 25), max_size=5)


@given(HELD, st.integers(1, 20))
def test_every_batch_has_ten_at_least_and_nobody_is_in_two(sizes, least):
    held = {team: [(team, n) for n in range(size)] for team, size in sizes.items()}
    made = batches.batches(held, least=least)
    seen = Counter(one for batch in made for one in batch.answers)
    assert all(len(batch.answers) >= max(10, least) for batch in made)
    assert set(seen.values()) <= {1}
    assert set(seen) <= {one for answers in held.values() for one in answers}
    for batch in made:
        if batch.team is not None:
            assert list(batch.answers) == held[batch.team]
    left = sum(len(answers) for answers in held.values()) - len(seen)
    assert left < max(10, least)


@pytest.mark.parametrize(
    ("sizes", "found"),
    [
        ({"a": 9}, []),
        ({"a": 10}, [("a", 10)]),
        ({"a": 12, "b": 4}, [("a", 12)]),  # b is not to be had by taking a from anything
        ({"a": 12, "b": 4, "c": 6}, [("a", 12), (None, 10)]),
        ({"a": 5, None: 5}, [(None, 10)]),
        ({None: 9}, []),
        ({}, []),
    ],
)
def test_a_team_its_service_or_held(sizes, found):
    held = {team: list(range(size)) for team, size in sizes.items()}
    assert [(b.team, len(b.answers)) for b in batches.batches(held)] == found


def test_the_least_can_be_raised_and_never_lowered():
    assert batches.batches({"a": list(range(9))}, least=3) == []
    assert batches.batches({"a": list(range(14))}, least=15) == []


@pytest.mark.parametrize("of", range(5, 60))
def test_words_for_a_share_never_say_everybody_or_nobody_for_certain(of):
    words = {count: counting.share(count, of) for count in range(of + 1)}
    fits = Counter(words.values())
    assert all(fits[word] >= 2 for word in set(words.values())), fits
    assert words[0] == words[1] == "few"
    assert words[of] == words[of - 1] == "all"
    order = ["few", "some", "half", "most", "all"]
    places = [order.index(words[count]) for count in range(of + 1)]
    assert places == sorted(places)


def answers_of(count, code="K01", matters="a-lot", happens="yes"):
    return [Answer((Said(code, matters, happens),)) for _each in range(count)]


def test_numbers_are_rounded_down_and_no_count_is_kept():
    counted = counting.count(answers_of(14), ["K01"])
    assert counted.people == 10
    line = counted.lines[0]
    assert {one.answer: one.share for one in line.matters} == {
        "a-lot": "all", "a-bit": "few", "no": "few", "unsure": "few",
    }  # fmt: skip
    assert "14" not in repr(counted)


@pytest.mark.parametrize(("asked", "shown"), [(9, False), (10, True)])
def test_a_statement_that_fewer_than_ten_were_asked_about_is_not_shown(asked, shown):
    given_ = [*answers_of(asked, "K01"), *answers_of(12, "S01")]
    line = counting.count(given_, ["K01", "S01"]).lines[0]
    assert bool(line.matters) is shown


@pytest.mark.parametrize(("said", "shown"), [(4, False), (5, True)])
def test_a_question_that_fewer_than_five_answered_is_not_shown(said, shown):
    silent = answers_of(12 - said, matters="rather-not-say", happens="rather-not-say")
    line = counting.count([*answers_of(said), *silent], ["K01"]).lines[0]
    assert bool(line.matters) is bool(line.happens) is shown


def test_taking_one_of_ten_answers_away_is_seldom_seen_in_the_words():
    """Somebody who knows nine of ten answers does not learn the tenth: at least two fit the words."""
    for known in itertools.product(range(4), repeat=2):
        base = [
            *answers_of(known[0] + 3, matters="a-lot"),
            *answers_of(9 - known[0] - 3, matters="a-bit"),
        ]
        lasts = [[*base, *answers_of(1, matters=one)] for one in MATTERS[:4]]
        seen = [counting.count(given_, ["K01"]).lines[0].matters for given_ in lasts]
        assert len({repr(one) for one in seen}) < 4


def test_the_calendar_is_fixed():
    from datetime import date

    assert quarters.quarter_of(date(2026, 12, 31)) == "2026-Q4"
    assert quarters.quarter_of(date(2027, 1, 1)) == "2027-Q1"
    assert quarters.last_day("2026-Q4") == date(2026, 12, 31)
    assert quarters.last_day("2028-Q1") == date(2028, 3, 31)
    assert quarters.later("2026-Q4", 1) == "2027-Q1"
    assert quarters.later("2026-Q1", -5) == "2024-Q4"
    assert not quarters.is_over("2026-Q4", today=date(2026, 12, 31))
    assert quarters.is_over("2026-Q4", today=date(2027, 1, 1))
    for text in ("2026", "2026-Q5", "2026-q1", "x"):
        with pytest.raises(ValueError, match="no quarter"):
            quarters.parts(text)
    assert HAPPENS[0] == "yes"
