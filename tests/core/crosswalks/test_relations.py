"""Relations keep what they leave over, and are carried only where a statement still means the same."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.crosswalks import (
    STILL_ASKS,
    Aside,
    Crosswalk,
    How,
    Item,
    Other,
    Relation,
    Review,
    carried,
    considered,
    from_document,
    to_document,
)

OTHER = Other(
    "Another", "A body", 2020, "What it is", "On what terms", "2027-03-31", ("Where it was seen",)
)
CODES = ("K01", "K02", "S01", "V01")


def crosswalk(*relations: Relation, asides: tuple[Aside, ...] = ()) -> Crosswalk:
    items = (Item("1", "First"), Item("2", "Second", nothing="It is about something else."))
    return Crosswalk("another", "Another", "an-edition", "Lead", OTHER, items, relations, asides)


def relation(statement: str, how: How = How.RELATED, **more: object) -> Relation:
    left = "" if how is How.EXACT else "The rest of it."
    return Relation("1", how, "Why", left, statement=statement, **more)  # type: ignore[arg-type]


RELATIONS = st.builds(
    relation,
    st.sampled_from(CODES),
    st.sampled_from(How),
    review=st.none() | st.just(Review("A reader", "2027-03-31")),
)
CROSSWALKS = st.lists(RELATIONS, max_size=6).map(
    lambda rows: crosswalk(*rows, asides=(Aside(("V01",), "Why not"),))
)


def test_only_an_exact_relation_leaves_nothing_over() -> None:
    assert {How.CLOSE, How.NARROWER, How.BROADER, How.RELATED} == STILL_ASKS


def test_of_an_item_statements_come_before_themes_and_the_nearest_first() -> None:
    theme = Relation("1", How.EXACT, "Why", theme="hope")
    near, far = relation("V01", How.CLOSE), relation("K01", How.RELATED)
    one = crosswalk(theme, far, near)
    assert one.of_item("1") == (near, far, theme)
    assert one.of_item("2") == ()


def test_what_no_named_reader_has_said_yes_to_waits() -> None:
    read = relation("K01", review=Review("A reader", "2027-03-31"))
    assert crosswalk(read, relation("K02")).waiting == (relation("K02"),)
    assert crosswalk(read).waiting == ()


def test_a_statement_is_looked_at_when_something_is_said_of_it_or_it_is_set_aside() -> None:
    one = crosswalk(relation("K01"), asides=(Aside(("K02",), "Why not"),))
    assert considered(one) == {"K01": 1, "K02": 0}


@settings(max_examples=50)
@given(CROSSWALKS)
def test_a_crosswalk_survives_being_written_as_a_document(one: Crosswalk) -> None:
    assert from_document(json.loads(json.dumps(to_document(one)))) == one


@settings(max_examples=50)
@given(CROSSWALKS, st.sets(st.sampled_from(CODES)))
def test_carrying_claims_nothing_of_a_statement_that_changed_and_loses_none_that_did_not(
    one: Crosswalk, same: set[str]
) -> None:
    after, again = carried(one, {code: f"{code[0]}9{code[2]}" for code in same})
    kept = [row for row in one.relations if row.statement in same]
    assert [row.why for row in after.relations] == [row.why for row in kept]
    assert {row.statement for row in after.relations} <= {f"{code[0]}9{code[2]}" for code in same}
    assert set(again) == set(considered(one)) - same
    assert {row.not_covered for row in after.relations} <= {"", "The rest of it."}


def test_carrying_to_the_same_edition_changes_nothing() -> None:
    one = crosswalk(relation("K01"), Relation("2", How.RELATED, "Why", "The rest", theme="hope"))
    assert carried(one, {code: code for code in CODES}) == (one, ())
