"""The promises of every plan, on libraries too large to try everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import numpy as np
import pytest

from alongside.core.planning import choosing, solver
from alongside.core.planning.catalogue import ready
from alongside.core.planning.model import Activity, Bounds, Need
from alongside.core.planning.optimiser import best_plan
from tests.core.planning import brute
from tests.core.planning.made import library, wanted

CASES = [(60, 4, 4.0, False), (150, 6, 8.0, False), (60, 5, 20.0, False), (40, 3, 6.0, True)]


@pytest.mark.parametrize(("size", "count", "hours", "alike"), CASES)
@pytest.mark.parametrize("seed", [1, 2])
def test_every_shortcut_leaves_the_answer_as_it_is(
    monkeypatch: pytest.MonkeyPatch, size: int, count: int, hours: float, alike: bool, seed: int
) -> None:
    rows, needs = library(size, seed, alike=alike), wanted(count, seed, alike=alike)
    limits = Bounds(hours, cost=30)
    quick = best_plan(needs, rows, limits)
    monkeypatch.setattr(choosing, "beaten", lambda problem, among: np.zeros(problem.size, bool))
    monkeypatch.setattr(choosing, "greedy", lambda problem, start: frozenset(start))
    monkeypatch.setattr(choosing, "ROUNDS", 0)
    monkeypatch.setattr(choosing, "SLACK", 1e12)  # no price closes anything
    monkeypatch.setattr(choosing, "CORE", 0)
    plain = best_plan(needs, rows, limits)
    assert quick.certificate.proved
    assert quick.certificate.unique
    assert plain == quick


def test_the_same_input_gives_the_same_plan_whatever_surrounds_it() -> None:
    rows, needs = library(120, 3), wanted(5, 3)
    plan = best_plan(needs, rows, Bounds(6))
    codes = {n.code for n in needs}
    extra = [Activity(f"x{n}", 0.25, "read", dict.fromkeys(("S98", "S99"), 3)) for n in range(50)]
    assert not codes & {"S98", "S99"}
    assert best_plan(needs, [*extra, *rows], Bounds(6)).ids == plan.ids
    assert best_plan(needs, ready(rows), Bounds(6)) == plan
    assert best_plan([*needs, Need("S98", 0)], [*extra, *rows], Bounds(6)).ids == plan.ids


def test_weights_in_proportion_give_the_same_choice() -> None:
    rows, needs = library(80, 4), wanted(4, 4)
    tenth = [replace(need, weight=need.weight / 10) for need in needs]
    plan, small = best_plan(needs, rows, Bounds(5)), best_plan(tenth, rows, Bounds(5))
    assert small.ids == plan.ids
    assert small.certificate.objective == pytest.approx(plan.certificate.objective / 10)


@pytest.mark.parametrize("seed", range(5))
def test_a_plan_keeps_its_bounds_and_its_promises(seed: int) -> None:
    rows, needs = library(100, seed), wanted(5, seed)
    rng = Random(seed)
    pinned = frozenset(a.id for a in rng.sample(rows, 2) if a.hours <= 1 and not a.prerequisites)
    declined = frozenset(a.id for a in rng.sample(rows, 30)) - pinned
    limits = Bounds(8, cost=20, pinned=pinned, declined=declined)
    plan = best_plan(needs, rows, limits)
    chosen = [a for a in rows if a.id in plan.ids]
    assert brute.feasible(chosen, rows, limits)
    assert plan.hours_used == float(brute.hours(chosen)) == 8 - plan.hours_left
    assert plan.certificate.objective == pytest.approx(float(brute.gain(needs, chosen)))
    codes = {n.code for n in needs}
    assert plan.promises.not_a_course == "kept"
    assert plan.promises.lived_experience_led == "kept"
    assert any(not a.is_course and codes & a.develops.keys() for a in chosen)
    assert any(a.lived_experience_led and codes & a.develops.keys() for a in chosen)
    places = {p.id: p.order for p in plan.chosen}
    assert all(places[e] < places[a.id] for a in chosen for e in a.prerequisites if e in places)


def test_lived_experience_comes_first_when_both_promises_cannot_be_kept() -> None:
    led = Activity("led", 1, "course", {"K01": 1}, lived_experience_led=True)
    read = Activity("read", 1, "read", {"K01": 3})
    both = best_plan([Need("K01", 1)], [read, led], Bounds(2.5))
    assert set(both.ids) == {"read", "led"}
    one = best_plan([Need("K01", 1)], [read, led], Bounds(2))
    assert one.ids == ("led",)
    assert (one.promises.lived_experience_led, one.promises.not_a_course) == (
        "kept",
        "nothing-fits",
    )
    none = best_plan([Need("K01", 1)], [read], Bounds(2))
    assert none.promises.lived_experience_led == "nothing-to-choose"


def test_hours_left_over_say_why() -> None:
    row = Activity("a", 1, "read", {"K01": 3})
    need = [Need("K01", 1)]
    assert best_plan([], [row], Bounds(5)).left_over == "nothing-weighted"
    assert best_plan(need, [row], Bounds(5)).left_over == "nothing-more-serves"
    assert best_plan(need, [row], Bounds(1)).left_over == "nothing-fits"
    assert best_plan(need, [row], Bounds(1.25)).left_over == ""


def test_each_need_that_is_not_served_says_why_not() -> None:
    rows = [
        Activity("a", 1, "read", {"K01": 3}),
        Activity("long", 4, "read", {"K02": 3}),
        Activity("dear", 0.25, "read", {"K03": 3}, cost=50),
        Activity("no", 0.25, "read", {"K04": 3}),
        Activity("was", 0.25, "read", {"K05": 3}),
        Activity("old", 0.25, "read", {"K06": 3}, dates=(date(2020, 1, 1),)),
        Activity("next", 0.25, "read", {"K07": 3}, prerequisites=("no",)),
    ]
    needs = [Need(f"K0{n}", 1) for n in range(1, 9)]
    limits = Bounds(
        2, cost=10, start=date(2027, 3, 3), declined=frozenset({"no"}), done=frozenset({"was"})
    )
    served = {row.code: row for row in best_plan(needs, rows, limits).needs}
    assert {code: row.why_not for code, row in served.items()} == {
        "K01": "",
        "K02": "not-in-the-hours",
        "K03": "not-in-the-cost",
        "K04": "declined",
        "K05": "done-already",
        "K06": "not-in-the-dates",
        "K07": "needs-something-first",
        "K08": "nothing-develops-this",
    }
    assert (served["K02"].more_hours, served["K02"].would_let_in) == (3.5, "long")
    more = best_plan(needs, rows, replace(limits, hours=2 + 3.5))
    assert "long" in more.ids


def test_when_time_is_up_the_best_so_far_comes_with_its_gap_and_is_not_called_proved() -> None:
    rows, needs = library(300, 5), wanted(12, 5)
    limits = Bounds(10, pinned=frozenset({rows[0].id}))
    best = best_plan(needs, rows, limits).certificate
    plan = best_plan(needs, rows, limits, time_limit=0)
    given = plan.certificate
    assert not given.proved
    assert not given.unique
    assert given.gap == pytest.approx((given.bound - given.objective) / given.bound)
    assert given.objective <= best.objective <= given.bound
    assert rows[0].id in plan.ids
    assert brute.feasible([a for a in rows if a.id in plan.ids], rows, limits)


def test_time_up_between_any_two_stages_never_claims_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows, needs = library(120, 6), wanted(8, 6)
    best = best_plan(needs, rows, Bounds(8))
    solve = solver.Question.solve
    for stops_after in range(8):
        asked: list[int] = []

        def limited(question, aim, rows, allowance, asked=asked, most=stops_after):
            asked.append(1)
            left = allowance if len(asked) <= most else solver.Allowance(0)
            return solve(question, aim, rows, left)

        monkeypatch.setattr(solver.Question, "solve", limited)
        given = best_plan(needs, rows, Bounds(8))
        certificate = given.certificate
        assert certificate.objective <= best.certificate.objective <= certificate.bound
        assert not certificate.proved or certificate.objective == best.certificate.objective
        assert not certificate.unique or given == best


def test_without_settling_ties_the_gain_is_still_proved_the_best() -> None:
    rows, needs = library(100, 7), wanted(6, 7)
    whole = best_plan(needs, rows, Bounds(6)).certificate
    gain = best_plan(needs, rows, Bounds(6), settle_ties=False).certificate
    assert (gain.objective, gain.bound, gain.proved) == (whole.objective, whole.bound, True)
    assert not gain.unique


def test_nothing_to_choose_from_is_a_plan_too() -> None:
    plan = best_plan([Need("K01", 1)], [], Bounds(5))
    assert (plan.ids, plan.certificate.proved, plan.hours_left) == ((), True, 5)


def test_things_are_placed_on_their_days_and_by_the_month() -> None:
    rows = [
        Activity("late", 1.75, "visit", {"K01": 2}, prerequisites=("first",)),
        Activity("day", 0.75, "join", {"K01": 2}, dates=(date(2027, 4, 10), date(2027, 3, 4))),
        Activity("first", 1.75, "read", {"K01": 2}),
    ]
    limits = Bounds(20, start=date(2027, 3, 3), end=date(2027, 6, 2), hours_per_month=2)
    plan = best_plan([Need("K01", 1)], rows, limits)
    assert [(p.id, p.order, p.month, p.on) for p in plan.chosen] == [
        ("first", 1, 0, None),
        ("day", 2, 0, date(2027, 3, 4)),
        ("late", 3, 1, None),
    ]
    short = best_plan([Need("K01", 1)], rows, replace(limits, end=date(2027, 5, 2)))
    assert "late" not in short.ids
    assert short.left_over == "nothing-fits"


def ids_of(rows: list[Activity], hours: float) -> tuple[str, ...]:
    return best_plan([Need("K01", 1), Need("K02", 1)], rows, Bounds(hours)).ids


def test_of_plans_that_gain_the_same_the_ties_are_broken_in_their_order() -> None:
    one = Activity("one", 0.5, "read", {"K01": 2})
    slow = Activity("slow", 0.75, "visit", {"K02": 2})
    quick = Activity("quick", 0.5, "read", {"K02": 2}, cost=9)
    assert ids_of([one, slow, quick], 2) == ("one", "quick")  # fewer hours
    both = Activity("both", 1.25, "read", {"K01": 2, "K02": 2}, cost=9)
    other = replace(quick, id="other", kind="visit")
    assert ids_of([one, other, both], 1.5) == ("both",)  # fewer activities
    same = replace(quick, id="same", cost=0)
    assert ids_of([one, same, other], 1.5) == ("one", "other")  # more kinds
    assert ids_of([one, quick, same], 1.5) == ("one", "same")  # lower cost
    twin = replace(same, id="twin")
    assert ids_of([one, same, twin], 1.5) == ("one", "same")  # earlier in the catalogue
    assert ids_of([twin, one, same], 1.5) == ("twin", "one")


def test_what_others_beat_is_kept_where_something_better_waits_for_it() -> None:
    poor = Activity("poor", 2, "read", {"K01": 1})
    better = [Activity(f"better{n}", 0.25, "read", {"K01": 3}) for n in range(3)]
    waits = Activity("waits", 0.5, "visit", {"K02": 3}, prerequisites=("poor",))
    assert {"poor", "waits"} <= set(ids_of([poor, *better, waits], 20))
