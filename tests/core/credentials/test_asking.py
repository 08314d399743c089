"""What a list is asked for: no question makes it stumble, and every answer is what was asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.credentials.case.asking import (
    BadQuestion,
    Clause,
    Question,
    ask,
    meets,
    understand,
)

SOME = [
    {"title": "Alder", "subject": ["One", "Two"], "licenseURI": {"title": "Open"}},
    {"title": "birch", "subject": ["Two"], "lastChangeDateTime": "2026-11-01T00:00:00+00:00"},
    {"title": "Cedar", "statusEndDate": "2027-01-01"},
]
NAMES = st.sampled_from(["title", "subject", "licenseURI.title", "statusEndDate"])
OPS = st.sampled_from(["=", "!=", ">", ">=", "<", "<=", "~"])
VALUES = st.text(alphabet=st.characters(exclude_characters="'"), max_size=12)


def titles(question: Question) -> list[str]:
    return [str(one["title"]) for one in ask(question, SOME)[0]]


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_any_text_as_a_filter_is_understood_or_refused(text):
    try:
        question = understand({"filter": [text]})
    except BadQuestion:
        return
    assert len(question.clauses) in (1, 2)
    ask(question, SOME)


@settings(max_examples=50)
@given(NAMES, OPS, VALUES, st.sampled_from(["", " "]))
def test_a_clause_written_down_is_the_clause_that_is_understood(name, op, value, room):
    question = understand({"filter": [f"{name}{room}{op}{room}'{value}'"]})
    assert question.clauses == (Clause(name, op, value),)


@settings(max_examples=50)
@given(NAMES, OPS, VALUES, NAMES, OPS, VALUES)
def test_both_and_either_are_what_they_say(first, op, value, second, other_op, other):
    left, right = Clause(first, op, value), Clause(second, other_op, other)
    for word, met in (("AND", all), ("OR", any)):
        text = f"{first}{op}'{value}' {word} {second}{other_op}'{other}'"
        question = understand({"filter": [text]})
        wanted = [one["title"] for one in SOME if met([meets(one, left), meets(one, right)])]
        assert titles(question) == wanted


@settings(max_examples=30)
@given(NAMES, VALUES)
def test_a_clause_and_its_opposite_share_the_records_between_them(name, value):
    for one in SOME:
        assert meets(one, Clause(name, "=", value)) != meets(one, Clause(name, "!=", value))


def test_a_list_is_equal_whole_and_contains_any():
    assert titles(understand({"filter": ["subject='two,one'"]})) == ["Alder"]
    assert titles(understand({"filter": ["subject='two'"]})) == ["birch"]
    assert titles(understand({"filter": ["subject~'one,three'"]})) == ["Alder"]


def test_times_are_compared_as_times():
    early = understand({"filter": ["lastChangeDateTime<'2026-11-01T01:00:00+02:00'"]})
    assert titles(early) == []
    late = understand({"filter": ["lastChangeDateTime>'2026-11-01T01:00:00+02:00'"]})
    assert titles(late) == ["birch"]


def test_sorting_forgets_the_case_of_letters_and_puts_what_has_nothing_last():
    assert titles(understand({"sort": ["title"]})) == ["Alder", "birch", "Cedar"]
    assert titles(understand({"sort": ["title"], "orderBy": ["desc"]}))[0] == "Cedar"
    assert titles(understand({"sort": ["statusEndDate"], "orderBy": ["desc"]}))[0] == "Cedar"
    assert titles(understand({"sort": ["statusEndDate"]}))[0] == "Cedar"


@settings(max_examples=30)
@given(st.integers(1, 5), st.integers(0, 5))
def test_pages_laid_side_by_side_are_the_list(limit, offset):
    page, total = ask(Question(limit=limit, offset=offset), SOME)
    assert page == SOME[offset : offset + limit]
    assert total == len(SOME)


@pytest.mark.parametrize("text", ["a" * 5000, "title='" + "'" * 3000, "title=''" + " " * 1999])
def test_a_long_filter_is_refused_and_takes_no_time(text):
    with pytest.raises(BadQuestion):
        understand({"filter": [text]})
