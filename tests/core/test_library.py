"""What a library value can say of itself."""

import json
import string
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core.library import (
    Activity,
    ActivityKind,
    Library,
    Resource,
    as_data,
    canonical_json,
    find_circle,
    good_hours,
)


def activity(id_: str, **other: object) -> Activity:
    whole = {
        "id": id_,
        "title": id_.title(),
        "kind": "talk",
        "with_whom": "colleague",
        "hours": 1.0,
        "theme": "hope",
        "develops": {"K01": 2},
        "steps": ("Ask.", "Listen."),
        "notice": "What you hear.",
        "evidence": "A line.",
    }
    return Activity(**{**whole, **other})  # type: ignore[arg-type]


def resource(id_: str, **other: object) -> Resource:
    whole = {
        "id": id_,
        "kind": "website",
        "title": id_,
        "about": "About it.",
        "standing": "Live.",
        "confidence": "high",
        "serves": ("K01",),
    }
    return Resource(**{**whole, **other})  # type: ignore[arg-type]


KINDS = {"talk": ActivityKind("talk", "Talk"), "course": ActivityKind("course", "Course", "", True)}


def library(*activities: Activity, resources: tuple[Resource, ...] = ()) -> Library:
    return Library("A library", activities, resources, kinds=KINDS)


def test_things_are_found_by_id_and_by_statement_the_deepest_first() -> None:
    touches = activity("touches", develops={"K01": 1})
    deep = activity("deep", develops={"K01": 3, "V02": 1})
    also_deep = activity("also-deep", develops={"K01": 3})
    known = library(touches, deep, also_deep, resources=(resource("R01"),))

    assert known.by_id["deep"] is deep
    assert known.by_code["K01"] == (deep, also_deep, touches)
    assert known.by_code["V02"] == (deep,)
    assert "K02" not in known.by_code
    assert known.resource_by_id["R01"].title == "R01"
    assert [one.id for one in known.resources_by_code["K01"]] == ["R01"]


def test_an_activity_knows_what_it_leads_to() -> None:
    first, second = activity("first"), activity("second", prerequisites=("first",))

    assert library(first, second).leading_to == {"first": (second,)}


def test_only_a_kind_marked_so_is_a_course() -> None:
    talk, course, other = activity("a"), activity("b", kind="course"), activity("c", kind="new")
    known = library(talk, course, other)

    assert [known.is_course(one) for one in (talk, course, other)] == [False, True, False]


def test_a_framework_activity_finds_its_own_resources() -> None:
    listed = resource("R01", framework_activities=("A01",))
    unlisted = resource("R02")
    known = library(
        activity("a", from_framework="A01"), activity("b"), resources=(listed, unlisted)
    )

    assert known.resources_for(known.by_id["a"]) == (listed,)
    assert known.resources_for(known.by_id["b"]) == ()


def test_checks_are_the_notes_on_activities_and_every_standing_we_are_unsure_of() -> None:
    known = library(
        activity("a", title="Ask", checks=("The law.", "The name.")),
        activity("b"),
        resources=(
            resource("R01", confidence="low", confidence_note="From memory."),
            resource("R02", confidence="medium", confidence_note="A plan."),
            resource("R03"),
        ),
    )

    assert [(check.id, check.where, check.note) for check in known.checks] == [
        ("a", "Activity: Ask", "The law."),
        ("a", "Activity: Ask", "The name."),
        ("R01", "Resource: R01", "From memory."),
        ("R02", "Resource: R02", "A plan."),
    ]


def test_the_digest_changes_when_anything_does_and_not_with_the_order_of_keys() -> None:
    known = library(activity("a", develops={"K01": 2, "K02": 1}), resources=(resource("R01"),))
    turned = library(activity("a", develops={"K02": 1, "K01": 2}), resources=(resource("R01"),))

    assert known.digest == turned.digest
    assert len(known.digest) == 64
    for other in (
        replace(known, activities=(activity("a", hours=1.25, develops={"K01": 2, "K02": 1}),)),
        replace(known, resources=()),
        replace(known, kinds={}),
        replace(known, settings={"acute": "Wards"}),
        replace(known, activities=(*known.activities, activity("b"))),
    ):
        assert other.digest != known.digest


def test_data_is_json_with_dates_as_text() -> None:
    dated = activity("a", dates=(date(2027, 3, 3),), last_checked=date(2026, 11, 23))

    data = json.loads(canonical_json(dated))

    assert data == as_data(dated)
    assert data["dates"] == ["2027-03-03"]
    assert data["last_checked"] == "2026-11-23"
    assert data["develops"] == {"K01": 2}
    assert set(data) == set(Activity.__slots__)


def test_more_can_be_put_in_after_the_librarys_own_but_no_id_twice() -> None:
    known = library(activity("a"), resources=(resource("R01"),))

    more = known.including([activity("b", owner="a service")], [resource("R02")])

    assert [one.id for one in more.activities] == ["a", "b"]
    assert more.by_id["b"].owner == "a service"
    assert more.digest != known.digest
    assert [one.id for one in known.activities] == ["a"]
    with pytest.raises(ValueError, match="in the library already: b, R01"):
        more.including([activity("b")], [resource("R01")])


def test_hours_are_quarters_from_a_quarter_to_a_day() -> None:
    assert [hours for hours in (0.25, 1, 1.75, 8.0) if not good_hours(hours)] == []
    wrong = (0, -1, 0.3, 0.1, 8.25, 24, float("inf"), float("nan"))
    assert [hours for hours in wrong if good_hours(hours)] == []


def test_a_circle_is_found_and_named_in_order() -> None:
    assert find_circle({"a": ["b"], "b": ["c"], "c": []}) == ()
    assert find_circle({"a": ["a"]}) == ("a",)
    assert find_circle({"x": ["a"], "a": ["b"], "b": ["c"], "c": ["a"]}) == ("a", "b", "c")
    assert find_circle({"a": ["b", "b"], "b": []}) == ()
    assert find_circle({"a": ["unknown"]}) == ()


def test_a_long_chain_is_no_trouble() -> None:
    chain = {str(number): [str(number + 1)] for number in range(20_000)}
    assert find_circle({**chain, "20000": []}) == ()


@given(
    st.dictionaries(
        st.sampled_from(string.ascii_lowercase[:6]),
        st.lists(st.sampled_from(string.ascii_lowercase[:6]), max_size=3),
    )
)
def test_a_circle_is_found_whenever_there_is_one(graph: dict[str, list[str]]) -> None:
    """Against the plain way: take away whatever waits for nothing until nothing changes."""
    left = {node: set(earlier) & set(graph) for node, earlier in graph.items()}
    while free := {node for node, earlier in left.items() if not earlier}:
        left = {node: earlier - free for node, earlier in left.items() if node not in free}

    circle = find_circle(graph)

    assert bool(circle) == bool(left)
    for node, following in zip(circle, (*circle[1:], *circle[:1]), strict=True):
        assert following in graph[node]
