"""Rows laid over what comes with the product: nothing is lost, and no yes outlives its words."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.crosswalks import (
    Aside,
    Heard,
    How,
    Review,
    State,
    Version,
    digest,
    laid,
    threads,
)

from .test_relations import CODES, crosswalk, relation

NAMES = {f"id-{code}": code for code in CODES} | {"a-theme": ""}
YES = Review("A. Reader", "2027-03-03", "Educator", "I know both.", "2027-03-03T09:00:00+00:00")


def version(number: int = 1, about: str = "id-K01", how: How = How.RELATED, **more) -> Version:
    left = "" if how is How.EXACT else f"The rest of it, {number}."
    return Version(
        **{
            "item": "1",
            "about": about,
            "number": number,
            "how": how,
            "why": f"Why {number}",
            "not_covered": left,
            **more,
        }
    )


def threads_of(one, *versions, heard=()):
    return threads(one, NAMES, versions, {("1", "id-K01"): list(heard)})


def told(one, *versions, heard=()):
    return laid(one, threads_of(one, *versions, heard=heard))


def a_yes(thread, *, yes=True, counts=True, review=YES) -> Heard:
    return Heard(digest(thread.item, thread.about, thread.newest), yes, counts, review)


def test_what_nobody_wrote_anything_of_stands_as_it_came():
    one = crosswalk(relation("K01"), relation("S01", How.NARROWER))
    assert told(one)[0].relations == one.relations


def test_what_is_written_here_stands_in_its_place_and_what_came_stays_to_be_seen():
    one = crosswalk(relation("K01", How.CLOSE))
    (row,) = told(one, version(1), version(2))[0].relations
    assert (row.why, row.was) == ("Why 2", one.relations[0])


def test_what_is_written_of_another_statement_is_set_aside_no_longer():
    one = crosswalk(relation("K01"), asides=(Aside(("K02", "S01"), "Nothing"),))
    made, withdrawn = told(one, version(1, "id-K02"))
    assert made.asides[0].statements == ("S01",)
    assert {row.statement for row in made.relations} == {"K01", "K02"}
    assert withdrawn == ()


def test_what_was_withdrawn_is_said_no_longer_and_named():
    one = crosswalk(relation("K01"))
    made, withdrawn = told(one, version(1, withdrawn=True))
    assert (made.relations, withdrawn) == ((), ("K01",))
    again, withdrawn = told(one, version(1, withdrawn=True), version(2))
    assert (len(again.relations), withdrawn) == (1, ())


def test_a_suggestion_without_words_is_told_to_nobody():
    one = crosswalk()
    assert told(one, version(1, why="", not_covered=""))[0].relations == ()
    (thread,) = threads_of(one, version(1, why="", not_covered="")).values()
    assert thread.state is State.WORDLESS


def test_that_two_are_the_same_is_told_to_nobody_before_somebody_has_read_it():
    one = crosswalk(relation("K01"))
    same = version(1, how=How.EXACT)
    (row,) = told(one, same)[0].relations
    assert row == one.relations[0], "what came stays until then"
    heard = a_yes(threads_of(one, same)["1", "id-K01"])
    (row,) = told(one, same, heard=[heard])[0].relations
    assert (row.how, row.review) == (How.EXACT, YES)


def test_a_yes_to_what_one_wrote_oneself_is_none():
    one = crosswalk(relation("K01"))
    thread = threads_of(one, version(1))["1", "id-K01"]
    mine = a_yes(thread, counts=False)
    assert told(one, version(1), heard=[mine])[0].waiting
    assert threads_of(one, version(1), heard=[mine])["1", "id-K01"].state is State.WAITS


def test_a_not_yet_is_heard_whatever_others_say_and_whoever_says_it():
    one = crosswalk(relation("K01"))
    thread = threads_of(one, version(1))["1", "id-K01"]
    heard = [a_yes(thread), a_yes(thread, yes=False, counts=False)]
    assert told(one, version(1), heard=heard)[0].waiting
    assert threads_of(one, version(1), heard=heard)["1", "id-K01"].state is State.NOT_YET


def test_what_came_with_the_product_is_read_in_the_same_way():
    one = crosswalk(relation("K01"))
    heard = a_yes(threads_of(one)["1", "id-K01"])
    assert told(one, heard=[heard])[0].relations[0].review == YES


def test_another_title_of_the_item_is_other_words_too():
    one = crosswalk(relation("K01"))
    heard = a_yes(threads_of(one)["1", "id-K01"])
    renamed = replace(one, items=(replace(one.items[0], title="Renamed"), *one.items[1:]))
    assert told(renamed, heard=[heard])[0].waiting


def test_what_is_about_nothing_of_this_edition_is_left_out():
    one = crosswalk()
    assert threads_of(one, version(1, "id-Z99"), version(1, item="9")) == {}


VERSIONS = st.lists(
    st.builds(
        lambda about, how, withdrawn, worded: {
            "about": f"id-{about}",
            "how": how,
            "withdrawn": withdrawn,
            **({} if worded else {"why": "", "not_covered": ""}),
        },
        st.sampled_from(CODES),
        st.sampled_from(list(How)),
        st.booleans(),
        st.booleans(),
    ),
    max_size=8,
)


@given(VERSIONS, st.lists(st.sampled_from(list(How)), max_size=3))
@settings(max_examples=50, deadline=None)
def test_whatever_is_written_no_part_is_ever_told_as_the_whole(written, came):
    packaged = [relation(code, how) for code, how in zip(CODES, came, strict=False)]
    one = crosswalk(*(row for row in packaged if row.how is not How.EXACT))
    versions = [version(number, **more) for number, more in enumerate(written, 1)]
    found = threads(one, NAMES, versions, {})
    made, withdrawn = laid(one, found)
    for row in made.relations:
        assert row.how is not How.EXACT, "nobody has read any"
        assert row.why
        assert row.not_covered
        assert row.review is None
    assert sum(len(thread.versions) for thread in found.values()) == len(versions)
    assert {row for thread in found.values() for row in [thread.packaged] if row} == set(
        one.relations
    )
    assert not set(withdrawn) & {row.statement for row in made.relations}
