"""Who may change a service's page and the law's text; sentences, pictures, what fits a card."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.expectations import policies
from alongside.expectations.loading import packaged
from alongside.expectations.policies import PageDraft, PlaceDraft
from alongside.foundation.actor import Actor, Held, Role

BOARD, SERVICE, TEAM = uuid4(), uuid4(), uuid4()
PLACE = PlaceDraft("place", "Choir", "Singing on Mondays.", address="The hall.")


def held(role, **place):
    return Actor.holding(uuid4(), Held(role, **place))


@pytest.mark.parametrize("role", list(Role))
def test_only_stewards_and_leads_may_change_a_services_page(role):
    actor = held(role, board=BOARD, service=SERVICE)
    may = policies.may_edit_page(actor, board=BOARD, service=SERVICE)
    assert may == (role in (Role.STEWARD, Role.SERVICE_LEAD))


@pytest.mark.parametrize(
    ("place", "may"),
    [
        ({}, True),
        ({"board": BOARD}, True),
        ({"board": BOARD, "service": SERVICE}, True),
        ({"board": BOARD, "service": SERVICE, "team": TEAM}, False),
        ({"board": BOARD, "service": uuid4()}, False),
        ({"board": uuid4()}, False),
    ],
)
def test_a_role_counts_at_the_service_and_above_and_nowhere_else(place, may):
    actor = held(Role.SERVICE_LEAD, **place)
    assert policies.may_edit_page(actor, board=BOARD, service=SERVICE) is may


def test_words_about_the_law_are_for_national_stewards():
    assert policies.may_edit_reform(held(Role.STEWARD))
    assert not policies.may_edit_reform(held(Role.STEWARD, board=BOARD))
    assert not policies.may_edit_reform(held(Role.SERVICE_LEAD))


def test_something_is_due_on_its_day_and_not_before():
    checked = date(2026, 1, 1)
    assert not policies.is_due(checked, 180, today=date(2026, 6, 29))
    assert policies.is_due(checked, 180, today=date(2026, 6, 30))


@pytest.mark.parametrize(
    ("draft", "wrong"),
    [
        (PageDraft("", "Call us."), ("who_we_are", "empty")),
        (PageDraft("We are here.", " "), ("reach", "empty")),
        (PageDraft("We are here.", "x" * 1501), ("reach", "long")),
        (PageDraft("We are here.", "Call us.", "javascript:alert(1)"), ("film", "link")),
    ],
)
def test_a_page_says_who_and_how_to_reach_them(draft, wrong):
    assert list(policies.page_faults(draft)) == [wrong]


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"kind": "shop"}, ("kind", "unknown")),
        ({"name": " "}, ("name", "empty")),
        ({"name": "x" * 201}, ("name", "long")),
        ({"what": ""}, ("what", "empty")),
        ({"phone": "call me"}, ("phone", "phone")),
        ({"link": "ftp://x.example.org"}, ("link", "link")),
        ({"link": "https://user@x.example.org"}, ("link", "link")),
        ({"address": ""}, ("address", "nowhere")),
    ],
)
def test_a_place_can_be_found_and_says_what_it_is(change, wrong):
    made = {name: getattr(PLACE, name) for name in PLACE.__dataclass_fields__} | change
    assert list(policies.place_faults(PlaceDraft(**made))) == [wrong]
    assert list(policies.place_faults(PLACE)) == []


def test_a_text_is_parted_at_the_ends_of_its_sentences_only():
    text = "Say 'not yet' or say 'I am ready'. Both are fair. It costs 5.50 a day, i.e. little."
    assert policies.sentences(text) == [
        "Say 'not yet' or say 'I am ready'.",
        "Both are fair.",
        "It costs 5.50 a day, i.e. little.",
    ]


@given(st.lists(st.from_regex(r"[A-Z][a-z ]{1,30}[a-z][.?]", fullmatch=True), max_size=8))
def test_sentences_joined_again_are_the_text(parts):
    assert policies.sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    ("line", "picture"),
    [
        ("You can call them at night.", "phone"),
        ("That is called group work.", "otherwise"),
        ("An advocate can help you.", "advocate"),
        ("They must keep it private.", "lock"),
        ("Ça va bien.", "otherwise"),
    ],
)
def test_a_picture_goes_by_the_words_of_its_line(line, picture):
    known = [one for one in packaged().pictures if one.id in ("phone", "advocate", "lock")]
    assert policies.picture_for(line, known, otherwise="otherwise") == picture


@given(st.lists(st.text(max_size=200), max_size=30), st.lists(st.text(max_size=200), max_size=30))
def test_taking_something_away_never_makes_a_card_too_full(left, right):
    if policies.fits_card(left, right):
        assert policies.fits_card(left[1:], right[1:])
        assert policies.fits_card([], [])


def test_a_long_line_takes_as_many_lines_as_it_needs():
    assert policies.lines_taken(["x" * 10, "y" * 11, "", "a\nb"], width=10) == 1 + 2 + 1 + 2
