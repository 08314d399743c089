"""What matters to a plan: marked statements first, and no point of a value is ever read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core.planning import needs
from alongside.core.planning.model import BadNumber, UnknownCode
from alongside.core.planning.needs import weigh

ORDER = ("K01", "K02", "K03", "S01", "S02", "V01", "V02")
CODES = st.sampled_from(ORDER)
ANSWERS = st.sampled_from([*needs.POINTS, "not-my-role", "rather-not-say", ""])
INPUT = st.fixed_dictionaries(
    {
        "marked": st.frozensets(CODES),
        "agreed": st.frozensets(CODES),
        "profile": st.dictionaries(CODES, st.integers(1, 3)),
        "typical": st.dictionaries(CODES, st.sampled_from(needs.POINTS)),
        "points": st.dictionaries(CODES, ANSWERS),
        "profile_alone": st.booleans(),
    }
)


@given(INPUT, st.dictionaries(st.sampled_from(["V01", "V02"]), st.text()))
def test_changing_or_removing_any_point_of_a_value_changes_nothing(
    given_: dict, other: dict
) -> None:
    without = {c: p for c, p in given_["points"].items() if not c.startswith("V")}
    typical = {c: p for c, p in given_["typical"].items() if not c.startswith("V")}
    expected = weigh(**given_, order=ORDER)
    assert weigh(**{**given_, "points": without}, order=ORDER) == expected
    assert weigh(**{**given_, "points": {**without, **other}}, order=ORDER) == expected
    assert weigh(**{**given_, "typical": {**typical, **other}}, order=ORDER) == expected


@given(INPUT)
def test_a_value_has_weight_only_if_it_is_marked(given_: dict) -> None:
    weighed = {need.code for need in weigh(**given_, order=ORDER)}
    assert {c for c in weighed if c.startswith("V")} == {
        c for c in given_["marked"] if c.startswith("V")
    }


@given(INPUT)
def test_whatever_is_marked_outweighs_whatever_is_not(given_: dict) -> None:
    found = weigh(**given_, order=ORDER)
    marked = [need.weight for need in found if "marked" in need.reasons]
    others = [need.weight for need in found if "marked" not in need.reasons]
    assert not marked or not others or min(marked) > max(others)
    assert all(need.weight > 0 and need.reasons for need in found)


@given(INPUT)
def test_needs_come_in_the_order_of_the_framework(given_: dict) -> None:
    found = [need.code for need in weigh(**given_, order=ORDER)]
    assert found == [code for code in ORDER if code in found]


def test_a_profile_alone_makes_a_plan_only_when_asked() -> None:
    words = {"marked": (), "profile": {"K01": 2}, "typical": {}, "points": {}, "order": ORDER}
    assert weigh(**words) == ()
    (need,) = weigh(**words, profile_alone=True)
    assert (need.code, need.reasons) == ("K01", ("profile",))


def test_being_below_the_profiles_point_counts_for_knowledge_and_skills_with_an_answer_only() -> (
    None
):
    typical = dict.fromkeys(ORDER, "practising")
    points = {
        "K01": "exploring",
        "K02": "helping-others",
        "S01": "rather-not-say",
        "V01": "exploring",
    }
    found = weigh(marked=("S02",), profile={}, typical=typical, points=points, order=ORDER)
    assert [(n.code, n.weight, n.reasons) for n in found] == [
        ("K01", 2 * needs.BELOW_EACH, ("below-profile",)),
        ("S02", needs.MARKED, ("marked",)),
    ]


def test_what_is_not_my_role_counts_only_if_it_is_marked() -> None:
    points = {"K01": "not-my-role", "K02": "not-my-role"}
    found = weigh(
        marked=("K02",), profile={"K01": 3, "K02": 3}, typical={}, points=points, order=ORDER
    )
    assert [(n.code, n.weight) for n in found] == [("K02", needs.MARKED)]


def test_every_reason_is_named_and_added() -> None:
    (need,) = weigh(
        marked=("K01",),
        agreed=("K01",),
        profile={"K01": 3},
        typical={"K01": "helping-others"},
        points={"K01": "not-met-yet"},
        order=ORDER,
    )
    assert need.reasons == ("marked", "agreed", "profile", "below-profile")
    assert (
        need.weight == needs.MARKED + needs.AGREED + 3 * needs.EMPHASIS_EACH + 4 * needs.BELOW_EACH
    )


def test_an_unknown_code_emphasis_or_point_is_refused_by_name() -> None:
    words = {"profile": {}, "typical": {}, "points": {}, "order": ORDER}
    with pytest.raises(UnknownCode, match="K99"):
        weigh(marked=("K99",), **words)
    with pytest.raises(BadNumber, match="K01"):
        weigh(marked=("K02",), **{**words, "profile": {"K01": 4}})
    with pytest.raises(BadNumber, match="nearly"):
        weigh(
            marked=("K02",),
            **{**words, "points": {"K01": "nearly"}, "typical": {"K01": "practising"}},
        )
