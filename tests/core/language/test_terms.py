"""How patterns are written, what is refused, and that compiled rules are the rules."""

import json

import pytest

from alongside.core.language import terms
from alongside.core.language.terms import BadPattern, Vocabulary, read_pattern, read_patterns

VOCABULARY = Vocabulary(
    {"them": frozenset({"him", "her"})}, {"of-them": ["@them is [%]", "< [%] >"]}
)


def forms(word: str, kind: str) -> set[str]:
    return {word, word + "s"} if kind == "n" else {word, word + "s", word + "ed", word + "ing"}


def read(text: str) -> terms.Pattern:
    return read_pattern(text, VOCABULARY, forms)


def test_words_forms_lists_and_alternatives_become_sets_of_words():
    pattern = read("refuse/v|decline @them")
    assert [one.words for one in pattern.elements] == [
        {"refuse", "refuses", "refuseed", "refuseing", "decline"},
        {"him", "her"},
    ]


def test_a_word_with_a_hyphen_is_two_words_in_a_row():
    assert [sorted(one.words) for one in read("non-adherent").elements] == [["non"], ["adherent"]]


def test_signs_say_how_often_an_element_stands():
    maybe, some, gap = read("is not? very* ..3 mad").elements[1:4]
    assert [(one.least, one.most) for one in (maybe, some, gap)] == [(0, 1), (0, 3), (0, 3)]


def test_the_anchor_is_a_word_that_is_always_there_and_shown():
    pattern = read("@them is not? [very* demanding]")
    assert "demanding" in pattern.elements[pattern.anchor].words


def test_a_template_gives_its_patterns_with_the_word_put_in():
    found = read_patterns("of-them: mad|sad", VOCABULARY, forms)
    assert len(found) == 2
    assert all({"mad", "sad"} in [one.words for one in pattern.elements] for pattern in found)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "write 1 to"),
        ("a " * 15, "write 1 to"),
        ("[mad", "brackets"),
        ("mad]", "brackets"),
        ("[] mad", "brackets"),
        ("[mad] [bad]", "stands twice"),
        ("..9 mad", "no gap"),
        ("..x mad", "no gap"),
        ("@nobody mad", "no list"),
        ("..", "at least one word"),
        ("not? very*", "at least one word"),
        ("~", "at least one word"),
        ("mad!", "not a plain word"),
        ("mad/x", "cannot be read"),
        ("co-op|shop", "with and without a hyphen"),
        ("!co-op shop", "with and without a hyphen"),
        ("no-such: mad", "no template"),
    ],
)
def test_a_pattern_that_cannot_be_used_says_why(text, says):
    with pytest.raises(BadPattern, match=says):
        read_patterns(text, VOCABULARY, forms)


def test_a_list_may_name_earlier_lists_and_no_later_ones():
    lists = terms.read_lists({"one": ["man/n"], "two": ["@one", "who"]}, forms)
    assert lists["two"] == {"man", "mans", "who"}
    with pytest.raises(BadPattern, match="no list"):
        terms.read_lists({"two": ["@one"], "one": ["man"]}, forms)
    with pytest.raises(BadPattern, match="more than one word"):
        terms.read_lists({"one": ["co-op"]}, forms)


def test_compiled_rules_come_back_as_they_were():
    rule = terms.Rule(
        "a", "A", "label", "A", (read("[mad] > "),), (read("not ..2 mad"),), frozenset({"act"}),
        ("kind",), "Because.", "M",
    )  # fmt: skip
    document = json.loads(json.dumps(terms.to_compiled([rule])))
    assert terms.from_compiled(document) == (rule,)


def test_another_format_is_refused():
    with pytest.raises(ValueError, match="format 2"):
        terms.from_compiled({"format": 2})
