from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.record.counting import (
    Gap,
    Period,
    gaps,
    in_order,
    months_on,
    total,
    words,
    years_before,
)

from .made import END, START, entry, quarters, records

days = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" \n ", 0),
        ("one", 1),
        ("one, two - three", 3),
        ("– … !", 0),
        ("it’s 5 o'clock", 3),
    ],
)
def test_words_are_runs_that_hold_a_letter_or_a_figure(text, count):
    assert words(text) == count


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2025, 12, 31), 12, date(2026, 12, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 3, 15), -3, date(2024, 12, 15)),
        (date(2025, 3, 31), -1, date(2025, 2, 28)),
    ],
)
def test_months_end_where_the_calendar_does(day, months, then):
    assert months_on(day, months) == then


def test_a_period_of_three_years_ends_on_the_day_it_is_looked_at_and_is_no_day_longer():
    assert years_before(date(2027, 3, 3), 3) == date(2024, 3, 4)


def test_a_period_is_the_right_way_round():
    with pytest.raises(ValueError, match="on or after"):
        Period(date(2026, 1, 2), date(2026, 1, 1))
    assert date(2026, 1, 1) in Period(date(2026, 1, 1), date(2026, 1, 1))


def _gaps(*entries, start=START, end=END):
    return gaps(entries, Period(start, end), months=3)


def test_three_months_to_the_day_are_a_gap_and_a_day_less_is_none():
    first = entry("a", on=date(2024, 1, 10))
    end = date(2024, 4, 30)
    assert _gaps(first, entry("b", on=date(2024, 4, 10)), end=end) == [
        Gap(date(2024, 1, 10), date(2024, 4, 10))
    ]
    assert _gaps(first, entry("b", on=date(2024, 4, 9)), end=end) == []


def test_from_the_last_of_november_the_gap_is_full_on_the_last_of_february():
    first = entry("a", on=date(2025, 11, 30))
    start, end = date(2025, 11, 1), date(2026, 3, 31)
    assert _gaps(first, entry("b", on=date(2026, 2, 28)), start=start, end=end) == [
        Gap(date(2025, 11, 30), date(2026, 2, 28))
    ]
    assert _gaps(first, entry("b", on=date(2026, 2, 27)), start=start, end=end) == []


def test_before_the_first_and_after_the_last_count_and_an_empty_record_is_one_gap():
    assert _gaps() == [Gap(START, END)]
    middle = entry("a", on=date(2025, 6, 1))
    assert _gaps(middle) == [Gap(START, middle.on), Gap(middle.on, END)]


def test_what_goes_on_for_long_leaves_no_gap_inside_itself_nor_for_what_lies_in_it():
    long = entry("a", on=date(2024, 1, 1), until=date(2026, 11, 30))
    assert _gaps(long, entry("b", on=date(2025, 1, 1))) == []


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(days, st.integers(0, 150)), max_size=8))
def test_gaps_are_exactly_the_stretches_that_no_entry_touches(spans):
    entries = [
        entry(str(n), on=on, until=min(on + timedelta(days=length), END))
        for n, (on, length) in enumerate(spans)
    ]
    found = _gaps(*entries)
    for gap in found:
        assert months_on(gap.after, 3) <= gap.before
        assert not any(one.on < gap.before and one.last_day > gap.after for one in entries)
    # Every entry's end and the next one's start are either near, or a gap was said.
    reached = START
    expected = []
    for one in sorted(entries, key=lambda e: e.on):
        if one.on >= months_on(reached, 3):
            expected.append(Gap(reached, one.on))
        reached = max(reached, one.last_day)
    expected += [Gap(reached, END)] if months_on(reached, 3) <= END else []
    assert found == expected


@settings(max_examples=50, deadline=None)
@given(st.lists(st.none() | quarters, max_size=10), st.integers(0, 10))
def test_hours_together_are_the_sum_of_hours_apart(hours, cut):
    entries = [entry(str(n), hours=h) for n, h in enumerate(hours)]
    whole = total(entries, "hours")
    assert whole == total(entries[:cut], "hours") + total(entries[cut:], "hours")
    assert whole == sum(h for h in hours if h is not None)
    assert total(entries, "entries") == len(entries)


@settings(max_examples=30, deadline=None)
@given(records())
def test_order_is_by_day_and_loses_nobody(record):
    ordered = in_order(record)
    assert [one.on for one in ordered] == sorted(one.on for one in record)
    assert sorted(one.id for one in ordered) == sorted(one.id for one in record)
    assert in_order(reversed(record)) == ordered
