"""Who may add to a service's part of the library, and what an entry must hold."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.actor import Actor, Held, Role
from alongside.library import policies
from alongside.library.policies import Known
from tests.factories.library import a_resource, an_activity, an_offering

BOARD, SERVICE, TEAM, OTHER = uuid4(), uuid4(), uuid4(), uuid4()
KNOWN = Known(
    kinds=("visit",),
    with_whom=("people-with-lived-experience",),
    settings=("acute",),
    codes=("K04", "V11", "K12", "S01", "S02", "S03", "S04"),
    activities=("join-a-recovery-network-and-go-back", "ours-1-b"),
    waits={"ours-1-b": ("ours-1-a",)},
)


def held(role, **place):
    return Actor.holding(uuid4(), Held(role, **place))


PLACES = [
    ({}, True),
    ({"board": BOARD}, True),
    ({"board": BOARD, "service": SERVICE}, True),
    ({"board": BOARD, "service": SERVICE, "team": TEAM}, True),
    ({"board": OTHER}, False),
    ({"board": BOARD, "service": OTHER}, False),
    ({"board": BOARD, "service": OTHER, "team": OTHER}, False),
]


@pytest.mark.parametrize(("place", "may"), PLACES)
@pytest.mark.parametrize("role", policies.AUTHORS)
def test_stewards_and_supervisors_of_the_place_may_add(role, place, may):
    assert policies.may_author(held(role, **place), board=BOARD, service=SERVICE) is may


@pytest.mark.parametrize("role", set(Role) - set(policies.AUTHORS))
def test_nobody_else_may_add_even_at_that_service(role):
    actor = held(role, board=BOARD, service=SERVICE)
    assert not policies.may_author(actor, board=BOARD, service=SERVICE)


def test_who_leads_a_service_may_look_and_not_change():
    lead = held(Role.SERVICE_LEAD, board=BOARD, service=SERVICE)
    assert policies.may_see_ours(lead, board=BOARD, service=SERVICE)
    assert not policies.may_see_ours(lead, board=BOARD, service=OTHER)


@given(st.dates(), st.integers(1, 2000), st.dates())
def test_a_thing_is_due_from_the_day_its_review_time_is_over(checked, days, today):
    try:
        due = checked + timedelta(days=days)
    except OverflowError:
        return
    assert policies.is_due(checked, days, today=today) is (today >= due)


def test_what_was_never_checked_is_due():
    assert policies.is_due(None, 365, today=date(2027, 1, 1))


@pytest.mark.parametrize(
    "link",
    ["https://siaa.org.uk", "http://learn.nes.nhs.scot/a?b=c#d", "https://example.org:443/"],
)
def test_an_open_web_address_is_good(link):
    assert policies.good_link(link)


@pytest.mark.parametrize(
    "link",
    [
        "",
        "example.org",
        "ftp://example.org/",
        "javascript:alert(1)",
        "https://localhost/",
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/",
        "http://0x7f.1/",
        "http://2130706433/",
        "http://[::1]/",
        "http://[::1",
        "https://printer.local/",
        "https://db.internal./",
        "https://user:pass@example.org/",
        "https://example.org:8080/",
        "https://example.org:port/",
        f"https://example.org/{'a' * 300}",
    ],
)
def test_an_address_that_could_lead_inside_is_refused(link):
    assert not policies.good_link(link)


def faults(draft, **more):
    kinds = {"ActivityDraft": policies.activity_faults, "ResourceDraft": policies.resource_faults}
    check = kinds.get(type(draft).__name__, policies.offering_faults)
    return set(check(draft, KNOWN, **more))


@pytest.mark.parametrize("draft", [an_activity(), a_resource(), an_offering()])
def test_a_good_entry_has_no_fault(draft):
    assert faults(draft) == set()


@pytest.mark.parametrize(
    ("draft", "fault"),
    [
        (an_activity(title=" "), ("title", "empty")),
        (an_activity(title="a" * 201), ("title", "long")),
        (an_activity(notice=""), ("notice", "empty")),
        (an_activity(evidence="a" * 2001), ("evidence", "long")),
        (an_activity(kind="quiz"), ("kind", "unknown")),
        (an_activity(with_whom="nobody"), ("with_whom", "unknown")),
        (an_activity(settings=("moon",)), ("settings", "unknown")),
        (an_activity(hours=Decimal("0.3")), ("hours", "hours")),
        (an_activity(hours=Decimal("8.25")), ("hours", "hours")),
        (an_activity(hours=Decimal(0)), ("hours", "hours")),
        (an_activity(steps=("one",)), ("steps", "steps")),
        (an_activity(steps=("one",) * 7), ("steps", "steps")),
        (an_activity(cautions=("",)), ("steps", "long")),
        (an_activity(develops={}), ("develops", "statements")),
        (an_activity(develops={"K99": 2}), ("develops", "unknown")),
        (an_activity(develops={"K04": 4}), ("develops", "unknown")),
        (an_activity(develops=dict.fromkeys(KNOWN.codes, 1)), ("develops", "statements")),
        (an_activity(cost=Decimal(-1)), ("cost", "cost")),
        (an_activity(prerequisites=("nothing",)), ("prerequisites", "unknown")),
        (a_resource(kind="quiz"), ("kind", "unknown")),
        (a_resource(link="http://localhost/"), ("link", "link")),
        (a_resource(about=""), ("about", "empty")),
        (a_resource(serves=("K99",)), ("serves", "unknown")),
        (an_offering(activity="nothing"), ("activity", "unknown")),
        (an_offering(dates=()), ("dates", "dates")),
        (an_offering(dates=(date(2031, 1, 1),) * 2), ("dates", "dates")),
        (an_offering(places=0), ("places", "places")),
        (an_offering(where=""), ("where", "empty")),
        (an_offering(how_to_book="a" * 2001), ("how_to_book", "long")),
    ],
)
def test_each_fault_is_found_at_its_field(draft, fault):
    assert fault in faults(draft)


def test_an_activity_never_waits_for_itself():
    waits = an_activity(prerequisites=("ours-1-b",))
    assert faults(waits, own_id="ours-1-a") == {("prerequisites", "circle")}
    assert faults(waits, own_id="ours-1-c") == set()
    assert faults(waits, own_id="ours-1-b") == {("prerequisites", "unknown")}
