"""Input that no honest plan can be made from is refused by name, with what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from alongside.core.planning.model import (
    Activity,
    BadNumber,
    BadPlan,
    Bounds,
    Need,
    PinnedAndDeclined,
    PinsDoNotFit,
    PrerequisiteCircle,
    RepeatedId,
    UnknownActivity,
    UnknownCode,
)
from alongside.core.planning.optimiser import best_plan

ROW = Activity("a", 1, "read", {"K01": 2})
NEED = Need("K01", 1)
NAN, INF = float("nan"), float("inf")


def plan(rows=(ROW,), needs=(NEED,), limits=Bounds(5), **words):  # noqa: B008
    return best_plan(list(needs), list(rows), limits, **words)


@pytest.mark.parametrize("number", [-1, NAN, INF, -INF, 1e9])
def test_hours_and_costs_that_are_not_ordinary_numbers_name_the_row(number: float) -> None:
    for field in ("hours", "cost"):
        with pytest.raises(BadNumber) as refused:
            plan([ROW, replace(ROW, id="b", **{field: number})])
        assert refused.value.row == "b"
        assert refused.value.fix in str(refused.value)


@pytest.mark.parametrize("number", [-1, NAN, INF])
def test_bounds_weights_and_limits_that_are_not_ordinary_numbers_are_refused(number: float) -> None:
    for limits in (Bounds(number), Bounds(5, cost=number)):
        with pytest.raises(BadNumber):
            plan(limits=limits)
    with pytest.raises(BadNumber):
        plan(limits=Bounds(5, start=date(2027, 3, 3), hours_per_month=number))
    with pytest.raises(BadNumber, match="K01"):
        plan(needs=[Need("K01", number)])
    with pytest.raises(BadNumber):
        plan(time_limit=number)


@pytest.mark.parametrize("strength", [0, 4, -1, 2.5])
def test_a_strength_that_is_none_names_the_row(strength: float) -> None:
    with pytest.raises(BadNumber, match="a develops K01"):
        plan([replace(ROW, develops={"K01": strength})])


def test_unknown_codes_are_refused_when_the_codes_are_known() -> None:
    with pytest.raises(UnknownCode) as refused:
        plan(known_codes=["K02"])
    assert refused.value.row == "a"
    with pytest.raises(UnknownCode) as refused:
        plan(needs=[Need("K09", 1)], known_codes=["K01"])
    assert refused.value.row == "K09"
    assert plan(known_codes=["K01"]) == plan()


def test_the_same_id_or_code_twice_is_refused() -> None:
    with pytest.raises(RepeatedId, match="called a"):
        plan([ROW, ROW])
    with pytest.raises(RepeatedId, match="K01"):
        plan(needs=[NEED, NEED])


def test_a_circle_of_prerequisites_is_named_whole() -> None:
    rows = [
        replace(ROW, id="a", prerequisites=("b",)),
        replace(ROW, id="b", prerequisites=("c",)),
        replace(ROW, id="c", prerequisites=("a",)),
    ]
    with pytest.raises(PrerequisiteCircle) as refused:
        plan(rows)
    assert refused.value.circle == ("a", "b", "c", "a")


def test_a_chain_of_any_length_is_no_circle() -> None:
    rows = [ROW] + [
        Activity(f"b{n}", 0, "read", {}, prerequisites=("a" if n == 0 else f"b{n - 1}",))
        for n in range(3000)
    ]
    assert plan(rows).ids == ("a",)


def test_an_unknown_prerequisite_or_pin_is_named() -> None:
    with pytest.raises(UnknownActivity, match="gone") as refused:
        plan([replace(ROW, prerequisites=("gone",))])
    assert refused.value.row == "a"
    with pytest.raises(UnknownActivity, match="gone"):
        plan(limits=Bounds(5, pinned=frozenset({"gone"})))


def test_declining_or_having_done_what_is_no_longer_there_is_harmless() -> None:
    assert plan(limits=Bounds(5, declined=frozenset({"x"}), done=frozenset({"y"}))) == plan()


def test_pinned_and_declined_at_once_is_refused() -> None:
    with pytest.raises(PinnedAndDeclined, match="a "):
        plan(limits=Bounds(5, pinned=frozenset({"a"}), declined=frozenset({"a"})))


def test_a_pin_that_does_not_fit_the_hours_is_named() -> None:
    with pytest.raises(PinsDoNotFit) as refused:
        plan(limits=Bounds(1, pinned=frozenset({"a"})))
    assert (refused.value.pins, refused.value.reason) == (("a",), "hours")
    assert refused.value.fix in str(refused.value)


def test_of_many_pins_the_smallest_set_that_cannot_hold_together_is_named() -> None:
    rows = [replace(ROW, id=f"p{n}", hours=h) for n, h in enumerate([0.25, 2, 0.25, 2.25, 0.25])]
    with pytest.raises(PinsDoNotFit) as refused:
        plan(rows, limits=Bounds(4.5, pinned=frozenset(r.id for r in rows)))
    assert refused.value.pins == ("p1", "p3")
    assert refused.value.reason == "hours"


def test_the_reason_why_pins_clash_is_given() -> None:
    march, april = date(2027, 3, 3), date(2027, 4, 3)
    one = replace(ROW, id="one", offering_of="it", cost=6)
    two = replace(ROW, id="two", offering_of="it", cost=6)
    three = replace(ROW, id="three", cost=6)
    early = replace(ROW, id="early", prerequisites=("day",), dates=(march,))
    day = replace(ROW, id="day", dates=(march,))
    needy = replace(ROW, id="needy", prerequisites=("three",))
    rows = [one, two, three, early, day, needy]
    for pins, limits, reason in (
        (("one", "two"), Bounds(9), "one-offering"),
        (("one", "three"), Bounds(9, cost=10), "cost"),
        (("early",), Bounds(9), "dates"),
        (("day",), Bounds(9, start=april), "dates"),
        (("needy",), Bounds(9, declined=frozenset({"three"})), "prerequisite"),
        (
            ("one", "three"),
            Bounds(9, start=march, end=date(2027, 5, 2), hours_per_month=1),
            "pace",
        ),
    ):
        with pytest.raises(PinsDoNotFit) as refused:
            plan(rows, limits=replace(limits, pinned=frozenset(pins)))
        assert refused.value.pins == pins
        assert refused.value.reason == reason


def test_a_pace_needs_a_first_day_and_an_end_comes_after_it() -> None:
    with pytest.raises(BadPlan, match="first day"):
        plan(limits=Bounds(5, hours_per_month=2))
    with pytest.raises(BadPlan, match="ends before"):
        plan(limits=Bounds(5, start=date(2027, 3, 3), end=date(2027, 3, 2)))
