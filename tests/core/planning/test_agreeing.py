"""States and moves as data, and what one version says that another does not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core.planning import agreeing
from alongside.core.planning.agreeing import MOVES, STATES, NotNow, after, difference, may


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("move", MOVES)
def test_a_move_leads_where_the_dict_says_or_is_refused_by_name(state, move):
    if state in MOVES[move].steps:
        assert after(state, move) == MOVES[move].steps[state]
    else:
        with pytest.raises(NotNow) as refused:
            after(state, move)
        assert (refused.value.state, refused.value.move) == (state, move)


def test_every_state_can_be_reached_and_only_closed_is_an_end():
    reached, left = set(), {agreeing.DRAFT}
    while left:
        state = left.pop()
        reached.add(state)
        left |= {then for move in MOVES.values() for at, then in move.steps.items() if at == state}
        left -= reached
    assert reached == set(STATES)
    ends = {s for s in STATES if not any(s in move.steps for move in MOVES.values())}
    assert ends == {agreeing.CLOSED}


def test_agreeing_is_nobodys_alone():
    assert not may(agreeing.WORKER, "agree")
    assert not may(agreeing.OTHER, "agree")
    assert after(agreeing.DISCUSSED, "agree") == agreeing.AGREED


def test_the_other_can_only_talk_over_and_propose():
    assert {move for move in MOVES if may(agreeing.OTHER, move)} == {"discuss", "propose"}


def test_a_worker_with_no_supervisor_can_begin_look_back_and_close():
    state = agreeing.DRAFT
    for move in ("begin", "review", "begin", "close"):
        assert move in agreeing.moves_from(state, agreeing.WORKER)
        state = after(state, move)
    assert state == agreeing.CLOSED


def test_a_plan_under_way_stays_under_way_when_it_is_shared_and_agreed_later():
    for move in ("share", "propose", "agree"):
        assert after(agreeing.UNDER_WAY, move) == agreeing.UNDER_WAY


def test_a_move_that_is_none_is_refused():
    with pytest.raises(NotNow):
        after(agreeing.DRAFT, "no-such-move")
    assert not may(agreeing.WORKER, "no-such-move")


def test_the_diagram_has_an_arrow_for_every_step():
    arrows = re.findall(r"^  (\w+) --> (\w+): ([\w-]+) \(\w+\)$", agreeing.as_mermaid(), re.M)
    said = {(a.replace("_", "-"), b.replace("_", "-"), m) for a, b, m in arrows}
    assert said == {(a, b, n) for n, move in MOVES.items() for a, b in move.steps.items()}


def version(activities=(), needs=(), **settings):
    return {
        "activities": [
            {"id": id_, "title": id_.upper(), "hours": hours, "month": month, "on": None}
            for id_, hours, month in activities
        ],
        "needs": [{"code": code, "reasons": ["marked"]} for code in needs],
        **dict.fromkeys(agreeing.SETTINGS),
        **settings,
    }


def test_a_difference_names_what_came_went_moved_and_changed():
    old = version([("a", 1, 0), ("b", 2, 0), ("c", 3, 1)], ["K01", "K02"], hours=6.0, end=None)
    new = version(
        [("b", 2, 2), ("c", 4, 1), ("d", 1, 0)], ["K02", "S01"], hours=8.0, end="2027-03-03"
    )
    found = difference(old, new)
    assert (found.added, found.taken_out) == (("D",), ("A",))
    assert [(one.what, one.was, one.now) for one in found.moved] == [("B", (0, None), (2, None))]
    assert [(one.what, one.was, one.now) for one in found.longer_or_shorter] == [("C", 3, 4)]
    assert (found.needs_added, found.needs_taken_out) == (("S01",), ("K01",))
    assert [one.what for one in found.settings] == ["hours", "end"]
    assert found


def test_what_was_replaced_or_did_not_happen_is_left_to_be_said_elsewhere():
    assert not difference(version([("a", 1, 0)]), version(), leave_out=["a"])


ROWS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.integers(1, 4), st.integers(0, 2)),
    unique_by=lambda row: row[0],
)
NEEDS = st.lists(st.sampled_from(["K01", "K02", "S01"]), unique=True)


@given(ROWS, ROWS, NEEDS, NEEDS)
def test_a_difference_the_other_way_round_says_the_reverse(one, two, needs_one, needs_two):
    there = difference(version(one, needs_one), version(two, needs_two))
    back = difference(version(two, needs_two), version(one, needs_one))
    assert set(there.added) == set(back.taken_out)
    assert set(there.needs_added) == set(back.needs_taken_out)
    assert {(c.what, c.was, c.now) for c in there.moved} == {
        (c.what, c.now, c.was) for c in back.moved
    }
    assert bool(there) == bool(back)
    assert bool(there) == (sorted(one) != sorted(two) or set(needs_one) != set(needs_two))
