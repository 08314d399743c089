"""What the packaged crosswalks must be: careful, whole, plain, and in our own words."""

import re

import pytest

from alongside.core.crosswalks import Crosswalk, How, considered
from alongside.framework.loading import packaged_crosswalks, packaged_edition
from tests.reading import grade
from tests.safe_words import HOUSE, HURTFUL, UNSAFE, found

EDITION = packaged_edition()
CROSSWALKS = packaged_crosswalks()
each = pytest.mark.parametrize("one", CROSSWALKS, ids=lambda one: one.id)
PLAIN_ENOUGH = 9.0  # Flesch-Kincaid grade of a file: about the reading age of fourteen
LONGEST = 30  # words in a sentence


def texts(one: Crosswalk) -> list[str]:
    said = [text for row in one.relations for text in (row.why, row.not_covered) if text]
    said += [one.lead, one.other.what, one.other.licence]
    said += [aside.why for aside in one.asides] + [
        item.nothing for item in one.items if item.nothing
    ]
    return said + [check.note for check in one.checks]


@each
def test_every_statement_was_held_against_the_other_framework(one: Crosswalk) -> None:
    assert set(considered(one)) == set(EDITION.by_code)


@each
def test_nothing_is_said_to_be_the_same_before_a_named_reader_has_said_so(one: Crosswalk) -> None:
    assert not [row for row in one.relations if row.how is How.EXACT and not row.review]


@each
def test_what_is_left_over_is_said_in_words_of_its_own(one: Crosswalk) -> None:
    for row in one.relations:
        if row.how is not How.EXACT:
            assert len(row.not_covered) > 5, row
            assert row.not_covered != row.why, row
    reasons = [row.why for row in one.relations if row.statement]
    assert len(reasons) == len(set(reasons)), "each statement has a reason of its own"


@each
def test_its_own_items_are_titles_and_no_sentences(one: Crosswalk) -> None:
    for item in one.items:
        assert len(item.title.split()) <= 7, item
        assert not re.search(r"[.:;!?]", item.title), item


@each
def test_it_says_whose_the_other_framework_is_on_what_terms_and_when_it_was_looked_at(
    one: Crosswalk,
) -> None:
    assert one.other.body
    assert one.other.sources
    assert one.other.checked >= "2026-11-23"
    assert "title" in one.other.licence or "name" in one.other.licence
    assert one.checks, "its judgement waits for a reader, and says for whom"


@each
def test_it_puts_nothing_at_a_level_and_calls_nothing_met(one: Crosswalk) -> None:
    for text in texts(one):
        assert not re.search(r"\b(level|band|point)s? [0-9]", text), text
        assert not re.search(r"\b(is|are) (fully )?met\b|\bfulfils?\b|\bcompl(y|ies)\b", text), text


@each
def test_its_words_are_safe_and_the_houses_own(one: Crosswalk) -> None:
    assert [words for text in texts(one) for words in found(text, UNSAFE, HURTFUL, HOUSE)] == []


@each
def test_its_words_are_plain(one: Crosswalk) -> None:
    said = texts(one)
    print(f"{one.id}: {grade(' '.join(said)):.1f}")
    assert grade(" ".join(said)) <= PLAIN_ENOUGH
    long = [
        sentence
        for text in said
        for sentence in re.split(r"[.?!;:]\s", text)
        if len(sentence.split()) > LONGEST
    ]
    assert long == []


def test_most_relations_claim_little() -> None:
    hows = [row.how for one in CROSSWALKS for row in one.relations]
    claims = hows.count(How.EXACT) + hows.count(How.CLOSE) + hows.count(How.BROADER)
    assert claims <= len(hows) / 20
