"""The rules by themselves: states, consents, who may read and who may decide, words, codes."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.foundation.actor import Actor, Held, Role
from alongside.stories import policies
from alongside.stories.policies import MOVES, WHO, Consent, Move, Readers, State, Words, Yes

TODAY = date(2027, 3, 3)
BOARD, SERVICE, TEAM, OTHER = (uuid4() for _ in range(4))
ANYBODY = Consent(places=frozenset({"public"}), months=12)
places = st.frozensets(st.sampled_from(policies.PLACES), min_size=1).filter(
    lambda chosen: not {"public", "service"} <= chosen
)
consents = st.builds(
    Consent,
    places=places,
    months=st.sampled_from(policies.MONTHS),
    name=st.sampled_from(["", "Kit", "Mairead"]),
    quote=st.booleans(),
    service=st.just(SERVICE),
)


# States


def test_a_story_can_be_withdrawn_from_wherever_it_stands_and_never_comes_back():
    for state in State:
        assert policies.can(state, Move.WITHDRAW) is (state is not State.WITHDRAWN)
    assert not [move for (state, move) in MOVES if state is State.WITHDRAWN]


def test_only_one_move_shows_a_story_and_only_from_waiting():
    shown = [key for key, after in MOVES.items() if after is State.SHOWN]
    assert shown == [(State.WAITING, Move.PUBLISH), (State.SHOWN, Move.CONSENT)]


def test_every_move_says_whose_it_is_and_every_state_can_be_reached():
    assert set(WHO) == set(Move) == {move for _state, move in MOVES}
    reached, waiting = {State.KEPT}, [State.KEPT]
    while waiting:
        at = waiting.pop()
        for (state, _move), after in MOVES.items():
            if state is at and after not in reached:
                reached.add(after)
                waiting.append(after)
    assert reached == set(State)


def test_no_moderator_moves_a_story_that_was_not_sent_or_is_with_its_teller():
    theirs = [move for move, who in WHO.items() if who == WHO[Move.YES]]
    for state in (State.KEPT, State.PROPOSED, State.DECLINED, State.PAUSED, State.ENDED):
        assert not any(policies.can(state, move) for move in theirs), state


def test_a_move_that_may_not_be_made_is_refused():
    with pytest.raises(ValueError, match="cannot"):
        policies.after(State.KEPT, Move.PUBLISH)


@pytest.mark.parametrize("state", [State.SHOWN, State.PAUSED])
def test_a_story_has_ended_on_its_day_whether_or_not_anybody_said_so(state):
    assert policies.now(state, date(2027, 3, 4), today=TODAY) is state
    assert policies.now(state, TODAY, today=TODAY) is State.ENDED
    assert policies.now(State.WAITING, TODAY, today=TODAY) is State.WAITING


# Consents


@given(consents, consents)
@settings(max_examples=50)
def test_a_consent_is_never_wider_than_itself_and_more_readers_always_are(one, other):
    assert not policies.is_wider(one, one)
    if other.readers > one.readers or (other.name and other.name != one.name):
        assert policies.is_wider(other, one)
    longer = replace(one, months=24, quote=not one.quote)
    assert not policies.is_wider(longer, one)


@given(consents)
@settings(max_examples=30)
def test_a_consent_reads_back_as_it_was_kept(one):
    assert Consent.read(one.kept()) == one


@given(consents, st.booleans(), st.booleans())
@settings(max_examples=50)
def test_nobody_reads_beyond_what_was_ticked(consent, signed_in, works_there):
    may = policies.may_read(
        consent.readers,
        SERVICE,
        signed_in=signed_in,
        services={SERVICE} if works_there else {OTHER},
    )
    if "public" in consent.places:
        assert may
    elif "service" in consent.places:
        assert may is (signed_in and works_there)
    else:
        assert may is signed_in


def test_this_service_only_narrows_learning():
    both = Consent(places=frozenset({"learning", "service"}), months=6, service=SERVICE)
    assert both.readers is Readers.THE_SERVICE
    assert both.in_learning


@pytest.mark.parametrize(
    ("first", "months", "ends"),
    [
        (date(2027, 3, 3), 6, date(2027, 9, 3)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2027, 12, 31), 12, date(2028, 12, 31)),
        (date(2028, 2, 29), 24, date(2030, 2, 28)),
    ],
)
def test_so_many_months_later_is_the_same_day_or_the_last_there_is(first, months, ends):
    assert policies.ends_on(first, months) == ends


# People


def moderator(*more: Held) -> Actor:
    return Actor.holding(uuid4(), Held(Role.MODERATOR), *more)


@pytest.mark.parametrize("role", [Role.WORKER, Role.SUPERVISOR, Role.SERVICE_LEAD])
def test_whoever_works_where_a_story_is_about_does_not_decide_on_it(role):
    at_team = moderator(Held(role, BOARD, SERVICE, TEAM))
    next_door = moderator(Held(role, BOARD, SERVICE, OTHER))
    leads = moderator(Held(role, BOARD, SERVICE))
    of_team = {"board": BOARD, "service": SERVICE, "team": TEAM}
    of_service = {**of_team, "team": None}
    assert not policies.may_moderate(at_team, **of_team)
    assert not policies.may_moderate(leads, **of_team)
    assert policies.may_moderate(next_door, **of_team)
    for one in (at_team, next_door, leads):
        assert not policies.may_moderate(one, **of_service)


def test_a_moderator_of_elsewhere_decides_on_stories_about_no_place_and_not_on_ours():
    theirs = Actor.holding(uuid4(), Held(Role.MODERATOR, OTHER, uuid4()))
    assert policies.may_moderate(theirs, board=None, service=None, team=None)
    assert not policies.may_moderate(theirs, board=BOARD, service=SERVICE, team=None)
    assert not policies.may_moderate(
        Actor.holding(uuid4(), Held(Role.STEWARD)), board=None, service=None, team=None
    )


people = st.sampled_from([uuid4() for _ in range(3)] + [None])
WORDINGS = [uuid4() for _ in range(2)]
given_yeses = st.lists(
    st.builds(Yes, person=people, wording=st.sampled_from(WORDINGS), consent=consents), max_size=6
)


@given(given_yeses, consents)
@settings(max_examples=50)
def test_a_yes_counts_once_a_person_for_these_words_and_no_wider_consent(yeses, consent):
    counted = policies.standing(yeses, wording=WORDINGS[0], consent=consent)
    assert len({one.person for one in counted}) == len(counted)
    for one in counted:
        assert one.person is not None
        assert one.wording == WORDINGS[0]
        assert not policies.is_wider(consent, one.consent)
    could = {
        one.person
        for one in yeses
        if one.person and one.wording == WORDINGS[0] and not policies.is_wider(consent, one.consent)
    }
    assert {one.person for one in counted} == could


# Words and codes


def test_words_read_back_as_they_were_kept():
    words = Words("T", "Text", notes=("loss",), statements=("K01",), processes=("H",))
    kept = {name: getattr(words, name) for name in Words.__slots__}
    assert Words.read({**kept, "notes": ["loss"]}) == words


def test_at_most_six_statements_and_only_known_ones():
    many = Words("T", "x", statements=tuple(f"K{n:02}" for n in range(1, 8)))
    assert ("statements", "many") in policies.word_faults(many, codes=())
    strange = Words("T", "x", statements=("X99",))
    assert ("statements", "unknown") in policies.word_faults(strange, codes=())


@pytest.mark.parametrize(
    "link",
    [
        "http://example.org/a", "javascript:alert(1)", "https://", "https://localhost/a",
        "https://me@example.org/a", "https://example.org/a b", "//example.org/a", "data:text/html,x",
        "https://example.org:99999/", 'https://example.org/"onclick', "ftp://example.org/a",
    ],
)  # fmt: skip
def test_a_link_is_a_whole_https_address_or_nothing(link):
    words = Words("T", link=link, link_kind="audio")
    assert ("link", "link") in policies.word_faults(words, codes=())


def test_where_a_link_leads_is_said_without_the_rest():
    assert policies.host_of("https://www.example.org/a/b?c=d") == "example.org"


@given(st.text(alphabet=policies.CODE_LETTERS, min_size=26, max_size=26))
@settings(max_examples=30)
def test_a_code_is_the_same_however_it_is_typed(code):
    typed = " - ".join((code[:9], code[9:])).lower().replace("0", "O").replace("1", "l")
    assert policies.plain_code(typed) == code
    assert policies.good_code(policies.plain_code(typed))
    assert policies.hash_of(typed) == policies.hash_of(code)
