"""Every choice is explained with figures that can be checked."""

from __future__ import annotations

import pytest

from alongside.core.planning import explain as explaining
from alongside.core.planning.explain import explain, what_if, what_ifs, without
from alongside.core.planning.model import Activity, BadNumber, Bounds, Need
from alongside.core.planning.optimiser import best_plan
from tests.core.planning import brute
from tests.core.planning.made import library, wanted


@pytest.mark.parametrize("seed", range(4))
def test_what_would_be_lost_is_exactly_what_the_rest_would_gain_less(seed: int) -> None:
    rows, needs = library(60, seed), wanted(5, seed)
    limits = Bounds(6, cost=20)
    plan = best_plan(needs, rows, limits)
    by_id = {a.id: a for a in rows}
    for because in explain(plan, needs, rows, limits):
        out = {because.id, *because.also_out}
        rest = [by_id[i] for i in plan.ids if i not in out]
        lost = plan.certificate.objective - float(brute.gain(needs, rest))
        assert because.lost == pytest.approx(lost)
        assert all(set(a.prerequisites) - out <= set(a.prerequisites) & set(plan.ids) for a in rest)
        fits = [
            a for a in rows if a.id not in plan.ids and brute.feasible([*rest, a], rows, limits)
        ]
        if because.stand_in:
            best = max(brute.gain(needs, [*rest, a]) for a in fits)
            assert because.stand_in in {a.id for a in fits}
            kept = brute.gain(needs, [*rest, by_id[because.stand_in]])
            assert kept == best
            left = plan.certificate.objective - float(kept)
            assert because.stand_in_lost == pytest.approx(left)
        else:
            assert all(brute.gain(needs, [*rest, a]) <= brute.gain(needs, rest) for a in fits)
        assert {c for c, _ in because.serves} == by_id[because.id].develops.keys() & {
            n.code for n in needs
        }


def test_what_needs_an_activity_first_goes_with_it() -> None:
    rows = [
        Activity("first", 1, "read", {"K01": 1}),
        Activity("then", 1, "visit", {"K01": 3}, prerequisites=("first",)),
    ]
    needs, limits = [Need("K01", 1)], Bounds(5)
    plan = best_plan(needs, rows, limits)
    first, then = explain(plan, needs, rows, limits)
    assert first.also_out == ("then",)
    assert first.lost == pytest.approx(plan.certificate.objective)
    assert then.also_out == ()
    assert then.lost < first.lost


def test_each_what_if_is_the_best_plan_for_its_own_bounds() -> None:
    rows, needs = library(80, 9), wanted(4, 9)
    limits = Bounds(7)
    plan = best_plan(needs, rows, limits)
    more, fewer, plain = what_ifs(plan, needs, rows, limits)
    assert more.plan == best_plan(needs, rows, Bounds(12))
    assert fewer.plan == best_plan(needs, rows, Bounds(2))
    assert plain.plan is not None
    courses = {a.id for a in rows if a.is_course}
    assert not courses & set(plain.plan.ids)
    for answer in (more, fewer, plain):
        assert answer.plan is not None
        assert set(answer.plan.ids) == (set(plan.ids) - set(answer.removed)) | set(answer.added)
        change = answer.plan.certificate.objective - plan.certificate.objective
        assert answer.gain_change == pytest.approx(change)
    assert more.gain_change >= 0 >= fewer.gain_change


def test_a_what_if_that_cannot_hold_says_so_and_never_has_fewer_than_no_hours() -> None:
    rows, needs = [Activity("a", 3, "read", {"K01": 2})], [Need("K01", 1)]
    limits = Bounds(4, pinned=frozenset({"a"}))
    plan = best_plan(needs, rows, limits)
    fewer = what_if(explaining.FEWER, plan, needs, rows, limits)
    assert fewer.plan is None
    assert "a is kept" in fewer.refused
    assert fewer.bounds.hours == 0


def test_without_one_activity_the_plan_is_solved_afresh_and_never_gains_more() -> None:
    rows, needs = library(60, 11), wanted(4, 11)
    plan = best_plan(needs, rows, Bounds(5))
    for because in explain(plan, needs, rows, Bounds(5)):
        fresh = without(plan, because.id, needs, rows, Bounds(5))
        assert fresh.plan is not None
        assert because.id not in fresh.plan.ids
        assert -because.lost - 1e-9 <= fresh.gain_change <= 1e-9


def test_another_question_is_refused() -> None:
    plan = best_plan([], [], Bounds(1))
    with pytest.raises(BadNumber, match="ten-more"):
        what_if("ten-more", plan, [], [], Bounds(1))
