"""Entries of a document find the statements they belong to by place, and never by their words."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.framework import Edition, Fact, Source
from alongside.core.framework.blocks import read_text
from alongside.core.framework.lists import headed_lists
from alongside.core.framework.places import Matched, Why, match

from .test_edition import a_statement, an_edition

SECTIONS = {"K": "The Framework: Knowledge", "S": "The Framework: Skills"}


def edition(known: int = 3, skilled: int = 2, **changes) -> Edition:
    made = [
        a_statement(f"{kind}{n:02}", source=Source(SECTIONS[kind], n))
        for kind, most in (("K", known), ("S", skilled))
        for n in range(1, most + 1)
    ]
    return an_edition(statements=tuple(made), **changes)


def text(known: int = 3, skilled: int = 2, *, first: str = "Knowledge") -> str:
    lists = (f"## {first}\n\n", "".join(f"- know {n}\n" for n in range(1, known + 1)))
    more = ("\n## Skills\n\n", "".join(f"- can {n}\n" for n in range(1, skilled + 1)))
    return "# The Framework\n\n" + "".join((*lists, *more))


def matched(made: Edition, words: str, **under: str) -> Matched:
    return match(made, headed_lists(read_text(words.split("\n"))), under=under)


def said(found: Matched) -> dict[str, str]:
    return {one.code: one.entry.text for one in found.placed}


def test_the_third_entry_under_a_heading_belongs_to_the_third_statement_of_its_section():
    found = matched(edition(), text())
    assert said(found) == {
        "K01": "know 1", "K02": "know 2", "K03": "know 3", "S01": "can 1", "S02": "can 2",
    }  # fmt: skip
    assert (found.missing, found.spare) == ((), ())
    assert [one.entry.line for one in found.placed] == [5, 6, 7, 11, 12]


def test_the_order_of_the_edition_does_not_matter_only_its_places():
    made = edition()
    assert said(matched(replace(made, statements=made.statements[::-1]), text())) == said(
        matched(made, text())
    )


@pytest.mark.parametrize("length", [2, 4])
def test_a_list_of_another_length_is_matched_to_nothing(length):
    """With one entry missing, every later statement would stand beside another's words."""
    found = matched(edition(), text(known=length))
    assert set(said(found)) == {"S01", "S02"}
    (missing,) = found.missing
    assert (missing.why, missing.line, missing.found) == (Why.OTHER_LENGTH, 5, length)
    assert missing.codes == ("K01", "K02", "K03")


def test_an_edition_that_follows_another_may_leave_entries_out():
    made = edition(previous="the-first")
    left = tuple(one for one in made.statements if one.code not in ("K02", "S02"))
    assert said(matched(replace(made, statements=left), text())) == {
        "K01": "know 1", "K03": "know 3", "S01": "can 1",
    }  # fmt: skip


def test_two_statements_can_come_from_one_place():
    made = edition(known=1, skilled=1)
    second = a_statement("K02", source=Source(SECTIONS["K"], 1))
    found = matched(replace(made, statements=(*made.statements, second)), text(1, 1))
    assert said(found)["K01"] == said(found)["K02"] == "know 1"


def test_a_heading_that_is_not_found_is_named_and_can_be_given():
    words = text(first="What they know")
    (missing,) = matched(edition(), words).missing
    assert (missing.why, missing.section) == (Why.NO_HEADING, SECTIONS["K"])
    found = matched(edition(), words, **{SECTIONS["K"]: "What they know"})
    assert said(found)["K03"] == "know 3"


def test_a_heading_with_no_list_is_named_with_its_line():
    (missing,) = matched(edition(), "# Knowledge\n\nProse.\n\n# Skills\n\n- a\n- b\n").missing
    assert (missing.why, missing.line) == (Why.NO_LIST, 1)


def test_two_lists_that_could_be_meant_are_not_chosen_between():
    twice = "# One\n\n## Knowledge\n\n- a\n- b\n- c\n\n# Two\n\n## Knowledge\n\n- d\n- e\n- f\n"
    missing = matched(edition(), twice).missing
    assert (missing[0].why, missing[0].line) == (Why.TWO_LISTS, 13)


def test_of_two_lists_the_one_under_the_right_heading_counts():
    twice = "# Before\n\n## Knowledge\n\n- a\n- b\n- c\n\n" + text()
    assert said(matched(edition(), twice))["K01"] == "know 1"


def test_a_heading_may_say_more_and_carry_a_number():
    made = an_edition(
        statements=(),
        facts=(
            Fact("A01", "activity", Source("Annex: things teams can do", 1)),
            Fact("P01", "purpose", Source("Purpose (in time it should)", 1)),
        ),
    )
    words = (
        "# 2 Purpose\n\nIt is to:\n\n- now\n\nIn time it should:\n\n- later\n\n"
        "# 7.1 Things that people and teams can do together:\n\n- an activity\n"
    )
    assert said(matched(made, words)) == {"A01": "an activity", "P01": "later"}
    assert [one.lead for one in matched(made, words).spare] == ["It is to:"]


@given(known=st.integers(1, 40), skilled=st.integers(1, 40), page=st.integers(1, 9))
@settings(max_examples=30, deadline=None)
def test_whatever_is_matched_stands_at_the_place_the_edition_says(known, skilled, page):
    lines = []
    for at, line in enumerate(text(known, skilled).split("\n")):
        lines += [line, *(["", str(at), "\f"] if line.startswith("-") and not at % page else [])]
    found = matched(edition(known, skilled), "\n".join(lines))
    assert len(found.placed) == known + skilled
    for one in found.placed:
        kind = "know" if one.code[0] == "K" else "can"
        assert one.entry.text == f"{kind} {one.ordinal}" == f"{kind} {int(one.code[1:])}"
