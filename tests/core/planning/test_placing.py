"""Chosen activities are placed so that each is done in time."""

from __future__ import annotations

from datetime import date

from alongside.core.planning.placing import Pace, place

START = date(2027, 3, 31)


def test_work_that_something_dated_waits_for_goes_before_work_that_can_wait() -> None:
    pace = Pace(START, date(2027, 6, 29), 60)
    days = {2: (date(2027, 5, 2),)}
    placed = place([0, 1, 2], [90, 60, 30], {2: (1,)}, days, pace)
    assert placed is not None
    assert [(p.item, p.month, p.on) for p in placed] == [
        (1, 0, None),
        (0, 1, None),
        (2, 1, date(2027, 5, 2)),
    ]


def test_what_cannot_be_done_at_the_pace_in_time_is_not_placed() -> None:
    pace = Pace(START, date(2027, 6, 29), 60)
    assert place([0], [180], {}, {}, pace) is not None
    assert place([0], [181], {}, {}, pace) is None
    assert place([0, 1], [60, 30], {1: (0,)}, {1: (START,)}, pace) is None


def test_months_are_counted_from_the_first_day() -> None:
    pace = Pace(START, None, 60)
    assert [pace.month_of(d) for d in (START, date(2027, 4, 30), date(2027, 5, 31))] == [0, 0, 2]


def test_an_activity_with_several_days_takes_one_that_lets_the_rest_follow() -> None:
    days = {0: (date(2027, 4, 1), date(2027, 5, 1)), 1: (date(2027, 4, 1), date(2027, 4, 9))}
    placed = place([0, 1], [15, 15], {1: (0,)}, days, Pace(None, None, None))
    assert placed is not None
    assert [(p.item, p.on.day if p.on else None) for p in placed] == [(0, 1), (1, 9)]
