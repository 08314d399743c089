"""A statement says that something was completed, and there is no place in it for anything else."""

import json
from datetime import date
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.credentials import xapi

ONE = xapi.Completion(
    id="0b7c2f0e-5c3f-4a52-9f0d-5f3f4b1f5a10",
    who="q3Jk",
    site="https://site.example",
    kind=xapi.ACTIVITY,
    on=date(2027, 3, 3),
    activity="a-page-of-hope",
    title="A page of hope",
    for_items=("b4a5c7d6-0000-4000-8000-000000000001",),
)


def test_a_statement_of_an_activity_whole():
    assert xapi.statement(ONE) == {
        "id": "0b7c2f0e-5c3f-4a52-9f0d-5f3f4b1f5a10",
        "version": "1.0.3",
        "actor": {
            "objectType": "Agent",
            "account": {"homePage": "https://site.example", "name": "q3Jk"},
        },
        "verb": {
            "id": "http://adlnet.gov/expapi/verbs/completed",
            "display": {"en-GB": "completed"},
        },
        "object": {
            "objectType": "Activity",
            "id": "https://site.example/learning/a-page-of-hope/",
            "definition": {"name": {"en-GB": "A page of hope"}},
        },
        "timestamp": "2027-03-03T00:00:00Z",
        "context": {
            "contextActivities": {
                "category": [
                    {
                        "objectType": "Activity",
                        "id": "https://site.example/ims/case/v1p1/CFItems/"
                        "b4a5c7d6-0000-4000-8000-000000000001",
                    }
                ]
            }
        },
    }


texts = st.text(max_size=40)
completions = st.builds(
    xapi.Completion,
    id=st.uuids().map(str),
    who=texts,
    site=texts,
    kind=st.sampled_from(xapi.KINDS),
    on=st.dates(),
    activity=texts,
    title=texts,
    for_items=st.lists(st.uuids().map(str), max_size=4),
)


@given(completions)
def test_every_statement_has_the_shape_and_no_more(one):
    made = xapi.statement(one)
    assert xapi.faults(made) == []
    assert UUID(made["id"])
    assert json.loads(json.dumps(made)) == made


@given(completions)
def test_of_a_plan_nothing_is_told_but_the_day(one):
    made = xapi.statement(xapi.Completion(one.id, one.who, one.site, xapi.PLAN, one.on, "x", "y"))
    bare = xapi.statement(xapi.Completion(one.id, one.who, one.site, xapi.PLAN, one.on))
    assert made == bare


@settings(max_examples=40)
@given(
    completions,
    st.sampled_from(
        [
            (("result",), {"score": {"scaled": 0.5}}),
            (("result",), {"success": True}),
            (("actor", "mbox"), "mailto:a@b.example"),
            (("actor", "name"), "Morag"),
            (("context", "instructor"), {"name": "Ann"}),
            (("context", "extensions"), {"https://x.example": 1}),
            (("object", "definition", "description"), {"en-GB": "What she wrote"}),
            (("attachments",), []),
            (("stored",), "2027-03-03T00:00:00Z"),
            (("timestamp",), 3),
            (("verb", "id"), "http://adlnet.gov/expapi/verbs/passed"),
        ]
    ),
)
def test_anything_more_is_a_fault(one, more):
    made = xapi.statement(one)
    path, value = more
    place = made
    for step in path[:-1]:
        place = place.setdefault(step, {})
    place[path[-1]] = value
    assert xapi.faults(made)


@given(st.lists(st.sampled_from(["K01", "K02", "S10", "V01", "V20"])))
def test_no_value_is_ever_told_of(codes):
    told = xapi.told(codes)
    assert set(told) == {code for code in codes if code[0] != "V"}
    assert list(told) == sorted(told)
    assert len(xapi.told(f"K{number:02}" for number in range(60))) == xapi.MOST_STATEMENTS
