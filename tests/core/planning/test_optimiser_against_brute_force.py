"""The planner's answer is the one that trying every set of activities gives, ties and all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.core.planning.model import Activity, BadPlan, Bounds, Need
from alongside.core.planning.optimiser import best_plan
from tests.core.planning import brute

CODES = ("K01", "K02", "S01", "V01")
DAYS = (date(2027, 3, 3), date(2027, 3, 20), date(2027, 4, 10), date(2027, 5, 30), date(2027, 7, 1))
QUIET = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def libraries(draw: st.DrawFn, dated: bool = False, most: int = 8) -> list[Activity]:
    size = draw(st.integers(1, most))
    rows: list[Activity] = []
    for n in range(size):
        things = sorted({r.offering_of for r in rows if r.offering_of})
        few = st.sampled_from([*(r.id for r in rows), *things]) if rows else st.nothing()
        earlier = draw(st.lists(few, max_size=1)) if rows and draw(st.integers(0, 3)) == 0 else []
        days = draw(st.lists(st.sampled_from(DAYS), max_size=2, unique=True)) if dated else []
        rows.append(
            Activity(
                id=f"a{n}",
                hours=draw(st.sampled_from([0, 0.25, 0.5, 0.75, 1, 1.5, 2])),
                kind=draw(st.sampled_from(["read", "visit", "course"])),
                develops=draw(
                    st.dictionaries(st.sampled_from(CODES), st.integers(1, 3), max_size=3)
                ),
                cost=draw(st.sampled_from([0, 0, 5, 10])),
                lived_experience_led=draw(st.integers(0, 3)) == 0,
                prerequisites=tuple(earlier),
                dates=tuple(sorted(days)),
                offering_of="thing" if not earlier and draw(st.integers(0, 3)) == 0 else "",
            )
        )
    return rows


@st.composite
def needs(draw: st.DrawFn) -> list[Need]:
    codes = draw(st.lists(st.sampled_from(CODES), min_size=1, unique=True))
    return [Need(c, draw(st.sampled_from([0, 1, 1, 1, 2, 2.5, 16]))) for c in codes]


@st.composite
def bounds(draw: st.DrawFn, rows: list[Activity], dated: bool = False) -> Bounds:
    some = st.frozensets(st.sampled_from([r.id for r in rows]), max_size=2)
    pinned, declined = draw(some), draw(some)
    start = draw(st.sampled_from([None, DAYS[0], date(2027, 3, 15)])) if dated else None
    paced = start is not None and draw(st.booleans())
    return Bounds(
        hours=draw(st.sampled_from([0, 0.5, 1, 2, 2.5, 4, 6, 20])),
        cost=draw(st.sampled_from([None, None, 0, 5, 15])),
        start=start,
        end=draw(st.sampled_from([None, DAYS[2], DAYS[4]])) if dated else None,
        hours_per_month=draw(st.sampled_from([0.75, 1, 2.5])) if paced else None,
        pinned=pinned if draw(st.booleans()) else frozenset(),
        declined=declined - pinned,
        done=draw(some) if draw(st.integers(0, 2)) == 0 else frozenset(),
    )


def check(wanted: list[Need], rows: list[Activity], limits: Bounds) -> None:
    expected = brute.best(wanted, rows, limits)
    if expected is None:
        with pytest.raises(BadPlan):
            best_plan(wanted, rows, limits)
        return
    plan = best_plan(wanted, rows, limits)
    certificate = plan.certificate
    assert certificate.objective == pytest.approx(float(expected.gain), abs=1e-9)
    assert frozenset(plan.ids) == expected.ids
    assert certificate.proved
    assert certificate.unique
    assert certificate.gap == 0
    assert certificate.bound == certificate.objective
    assert sum(row.gain for row in plan.needs) == pytest.approx(certificate.objective, abs=1e-9)


@QUIET
@given(st.data())
def test_the_plan_is_the_one_that_trying_everything_gives(data: st.DataObject) -> None:
    rows = data.draw(libraries())
    check(data.draw(needs()), rows, data.draw(bounds(rows)))


@QUIET
@given(st.data())
def test_the_plan_is_the_one_that_trying_everything_gives_with_dates_and_a_pace(
    data: st.DataObject,
) -> None:
    rows = data.draw(libraries(dated=True, most=6))
    check(data.draw(needs()), rows, data.draw(bounds(rows, dated=True)))


@settings(QUIET, max_examples=60)
@given(st.data())
def test_ties_fall_the_same_way_among_many_alike(data: st.DataObject) -> None:
    kinds = st.sampled_from(["read", "visit", "course"])
    shapes = ({"K01": 2}, {"K01": 1}, {"K01": 2, "S01": 2}, {"S01": 3})
    rows = [
        Activity(
            f"a{n}",
            data.draw(st.sampled_from([0.5, 0.75])),
            data.draw(kinds),
            data.draw(st.sampled_from(shapes)),
            cost=data.draw(st.sampled_from([0, 5])),
            lived_experience_led=data.draw(st.booleans()),
        )
        for n in range(11)
    ]
    hours = data.draw(st.sampled_from([2, 3, 20]))
    check([Need("K01", 1), Need("S01", 1)], rows, Bounds(hours))
