"""The shapes of an edition: lasting identifiers, documents that lose nothing, one list of marks."""

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core.framework import (
    Check,
    Edition,
    Emphasis,
    Example,
    Faces,
    Fact,
    Kind,
    OutsideThing,
    Pair,
    Point,
    Profile,
    Setting,
    Source,
    Statement,
    Strand,
    Theme,
    digest,
    from_document,
    to_document,
)

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
codes = st.builds("{}{:02}".format, st.sampled_from("KSV"), st.integers(1, 99))
kinds = st.sampled_from(Kind)
sources = st.builds(Source, words, st.integers(1, 40))
checks = st.builds(Check, words, words, words)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
    max_leaves=4,
)


def some(strategy: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


statements = st.builds(
    Statement,
    code=codes,
    title=words,
    theme=words,
    text=words,
    source=sources,
    faces=st.builds(Faces, words, words, words, words, words, words),
    questions=some(words),
    if_not=words,
    looks_like=some(st.builds(Example, words, words)),
    does_not_look_like=words,
    reflect=words,
    also_themes=some(words),
    checks=some(checks),
)
points = st.builds(Point, words, words, words, some(kinds))
things = st.builds(
    OutsideThing,
    id=words,
    name=words,
    what=words,
    today=words,
    checked=words,
    confidence=words,
    check_before_publishing=words,
    statements=some(codes),
    link=words,
    sources=some(words),
)
profiles = st.builds(
    Profile,
    words,
    words,
    words,
    some(st.builds(Emphasis, codes, st.integers(1, 3), words, st.none() | words)),
    st.booleans(),
)
editions = st.builds(
    Edition,
    slug=words,
    title=words,
    publisher=words,
    strands=some(st.builds(Strand, words, words)),
    themes=some(st.builds(Theme, words, words, words, words, some(codes), some(words), words)),
    statements=some(statements, most=3),
    points=st.dictionaries(kinds, some(points)),
    other_points=some(points),
    pairs=some(st.builds(Pair, words, codes, codes, words, words)),
    profiles=some(profiles),
    outside_things=some(things),
    about=st.dictionaries(words, json_values, max_size=2),
    year=st.integers(0, 3000),
    settings=some(st.builds(Setting, words, words)),
    facts=some(st.builds(Fact, words, words, sources, words)),
    no_evidence=some(codes),
    edition_checks=some(checks),
)


def a_statement(code: str = "K01", **changes: Any) -> Statement:
    made = Statement(
        code=code,
        title="Title",
        theme="hope",
        text="Text",
        source=Source("Knowledge", 1),
        faces=Faces("I do", "You can expect", "Did they?", "Seen", "Explain", "Need"),
        questions=("May I?",),
        if_not="Ask.",
        looks_like=(Example("acute", "Like this."),),
        does_not_look_like="Not like this.",
        reflect="What?",
    )
    return replace(made, **changes)


def an_edition(**changes: Any) -> Edition:
    made = Edition(
        slug="an-edition",
        title="An edition",
        publisher="Somebody",
        strands=(),
        themes=(),
        statements=(a_statement(),),
        points={},
        other_points=(),
        pairs=(),
        profiles=(),
        outside_things=(),
    )
    return replace(made, **changes)


@given(editions)
def test_an_edition_written_as_a_document_and_read_back_is_the_same_edition(
    edition: Edition,
) -> None:
    through_json = json.loads(json.dumps(to_document(edition)))
    assert from_document(through_json) == edition
    assert digest(from_document(through_json)) == digest(edition)


@given(editions, words.filter(bool))
def test_a_digest_changes_when_any_word_of_a_statement_changes(edition: Edition, more: str) -> None:
    for at, statement in enumerate(edition.statements):
        changed = replace(statement, faces=replace(statement.faces, need=more + "!"))
        if changed == statement:
            continue
        others = (*edition.statements[:at], changed, *edition.statements[at + 1 :])
        assert digest(replace(edition, statements=others)) != digest(edition)


def test_a_digest_does_not_depend_on_the_order_in_which_names_are_written() -> None:
    one = an_edition(about={"a": "1", "b": "2"})
    other = an_edition(about={"b": "2", "a": "1"})
    assert digest(one) == digest(other)


def test_a_digest_takes_no_notice_of_what_is_empty_so_later_fields_leave_it_alone() -> None:
    assert digest(an_edition(about={"a": "1", "later": ""})) == digest(an_edition(about={"a": "1"}))
    assert digest(an_edition(about={"a": "1"})) != digest(an_edition())


def test_a_statement_keeps_its_identifier_for_ever() -> None:
    edition = an_edition(slug="realising-recovery-2007")
    assert edition.identifier("K01") == UUID("1bb9c69a-4516-5c63-8bb2-513a2873a649")
    assert edition.identifier("K01").version == 5


def test_identifiers_differ_between_statements_and_between_editions() -> None:
    one, other = an_edition(slug="one"), an_edition(slug="other")
    made = {one.identifier("K01"), one.identifier("K02"), other.identifier("K01")}
    assert len(made) == 3


@pytest.mark.parametrize(
    ("code", "kind"), [("K01", Kind.KNOWLEDGE), ("S22", Kind.SKILLS), ("V20", Kind.VALUES)]
)
def test_the_letter_of_a_code_says_its_kind(code: str, kind: Kind) -> None:
    assert a_statement(code).kind is kind


@pytest.mark.parametrize("code", ["", "A01", "k01", "1"])
def test_a_code_of_no_known_kind_is_refused(code: str) -> None:
    with pytest.raises(KeyError):
        Kind.of(code)


def test_every_check_before_publishing_comes_out_of_one_list() -> None:
    mark = Check("K01", "An example", "Read the Act.")
    whole = Check("", "All of it", "Have it read.")
    thing = OutsideThing("E01", "A thing", "What", "Today", "2026-11-23")
    edition = an_edition(
        statements=(a_statement(checks=(mark,)), a_statement("K02")),
        outside_things=(thing, replace(thing, id="E02", check_before_publishing="Ask them.")),
        edition_checks=(whole,),
    )
    assert edition.checks == (whole, mark, Check("E02", "A thing", "Ask them."))
    assert edition.checks_of("K01") == (mark,)
    assert edition.checks_of("K02") == ()


def test_a_statement_finds_its_pairs_whichever_side_it_stands_on() -> None:
    pair = Pair("p", "K01", "S01", "knowing-doing", "?")
    edition = an_edition(pairs=(pair, Pair("q", "K02", "S02", "knowing-doing", "?")))
    assert edition.pairs_of("K01") == edition.pairs_of("S01") == (pair,)
    assert edition.pairs_of("V01") == ()


def test_things_outside_are_found_from_the_statements_that_lean_on_them() -> None:
    thing = OutsideThing("E01", "A thing", "What", "Today", "2026-11-23", statements=("K01",))
    edition = an_edition(outside_things=(thing,), facts=(Fact("A01", "activity", Source("x", 1)),))
    assert edition.things_of("K01") == (thing,)
    assert edition.things_of("K02") == ()
    assert [fact.id for fact in edition.facts_of("activity")] == ["A01"]


def test_a_document_that_lacks_a_part_is_not_taken_for_an_edition() -> None:
    document = to_document(an_edition())
    del document["themes"]
    with pytest.raises(KeyError):
        from_document(document)
