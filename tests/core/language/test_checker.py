"""What the rules find, what they leave alone, and that no text makes checking slow."""

from collections import Counter

import pytest
from bench.language.corpus import figures, read
from hypothesis import given
from hypothesis import strategies as st

from alongside.core.language.checker import FAR, Checker, Quoted, quotations, split
from alongside.core.language.terms import Rule, Vocabulary, read_pattern
from alongside.language.loading import packaged_checker

CHECKER = packaged_checker()
WORDS = sorted({word for line in read() for word in line.text.split()})


def plain(word: str, kind: str) -> set[str]:
    """Forms enough for a rule of a test."""
    return {word, f"{word}s", f"{word}ed", f"{word}ing"}


def a_checker(*finds: str, unless: tuple[str, ...] = (), near: frozenset[str] = frozenset()):
    vocabulary = Vocabulary({"person": frozenset({"man", "woman"})})
    patterns = [read_pattern(one, vocabulary, plain) for one in finds]
    silent = tuple(read_pattern(one, vocabulary, plain) for one in unless)
    rule = Rule("it", "it", "label", "A", tuple(patterns), silent, near, ("so",), "why", "M")
    return Checker([rule])


def texts(checker: Checker, text: str) -> list[str]:
    return [one.text for one in checker.check(text)]


# The corpus


def test_the_corpus_is_large_and_half_of_it_stays_silent():
    lines = read()
    assert len(lines) >= 400
    assert sum(1 for line in lines if not line.rules) * 2 >= len(lines)
    assert len({line.text for line in lines}) == len(lines)
    assert len(lines) // 4 <= sum(line.aside for line in lines) <= len(lines) * 2 // 5


def test_every_rule_has_lines_that_it_should_find_and_the_corpus_names_no_other():
    wanted = Counter(rule for line in read() for rule in line.rules)
    assert set(wanted) == {rule.id for rule in CHECKER.rules}


@pytest.mark.parametrize("aside", [False, True], ids=["mended on", "kept aside"])
def test_precision_and_recall_on_the_corpus(aside):
    lines = [line for line in read() if line.aside is aside]
    found = figures(lines, lambda text: [one.rule for one in CHECKER.check(text)])
    assert found.precision >= 0.95, found
    assert found.recall >= 0.95, found


# Whose words


@pytest.mark.parametrize(
    "text",
    [
        "“I am mad,” he wrote.",
        '"I am mad" is how he put it.',
        "The word ‘manipulative’ is in the old notes.",
        "He called himself a nutter.",
        "She said that she had refused.",
        "He describes himself as bipolar.",
        "I was a junkie, she says.",
    ],
)
def test_somebodys_own_words_are_left_alone(text):
    assert CHECKER.check(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She said no to lunch and refused tea.", "refused"),
        ("He said that he was well, but he was manipulative.", "manipulative"),
        ("The man’s mother said it. He refused tea.", "refused"),
        ("The brothers' flat was tidy. He refused tea. The sisters' too.", "refused"),
        ("A quote that never ends: “He was there.\n\nHe refused tea.", "refused"),
    ],
)
def test_other_words_are_still_looked_at(text, found):
    assert texts(CHECKER, text) == [found]


@given(st.text(alphabet="ab '’‘\"“”«»\n", max_size=60))
def test_a_quotation_opens_before_it_closes(text):
    assert all(opened < closed for opened, closed in quotations(text))


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))),
    st.integers(0, 40),
    st.integers(0, 40),
)
def test_asking_what_is_quoted_gives_what_looking_at_each_quotation_gives(spans, start, end):
    plainly = any(opened < start and end <= closed for opened, closed in spans)
    assert Quoted(spans).holds(start, end) is plainly


# How patterns match


def test_a_hyphen_a_capital_and_a_curled_apostrophe_change_nothing():
    assert texts(a_checker("drug test"), "Drug-Test, DRUG TEST, drug  test") == [
        "Drug-Test",
        "DRUG TEST",
        "drug  test",
    ]
    assert texts(a_checker("don't go"), "Don’t go.") == ["Don’t go"]


def test_a_pattern_never_runs_over_a_comma_or_the_end_of_a_sentence():
    for text in ("drug, test", "drug. Test", "drug (test)", "drug\n\ntest", "drug\n- test"):
        assert texts(a_checker("drug test"), text) == []
    assert texts(a_checker("drug test"), "a drug\ntest") == ["drug\ntest"]


def test_a_gap_may_run_over_a_comma():
    assert texts(a_checker("was ..3 [loud]"), "He was tall, kind and loud.") == ["loud"]
    assert texts(a_checker("was ..3 [loud]"), "He was tall. He and she are loud.") == []


def test_only_the_part_in_brackets_is_shown():
    assert texts(a_checker("the @person [shout/v]"), "The woman shouted.") == ["shouted"]


def test_a_name_is_a_word_with_a_capital_that_is_no_common_word():
    checker = a_checker("~ was [loud]")
    assert texts(checker, "Morag was loud.") == ["loud"]
    assert texts(checker, "The was loud. it was loud.") == []


def test_start_and_end_stand_for_a_sentence_and_a_clause():
    assert texts(a_checker("< [loud] >"), "Loud. Not loud. Loud, and so on. loud music") == [
        "Loud",
        "Loud",
    ]


def test_an_exception_lies_over_the_find_it_excuses_and_over_no_other():
    checker = a_checker("refuse|refused", unless=("refuse bin",))
    assert texts(checker, "The refuse bin is full, and he refused.") == ["refused"]


def test_a_rule_stays_quiet_in_a_sentence_of_the_law_and_not_in_the_next():
    checker = a_checker("disorder", near=frozenset({"act"}))
    assert texts(checker, "The Act speaks of disorder. This disorder is old.") == ["disorder"]


def test_of_finds_that_overlap_the_longest_stays():
    assert texts(a_checker("drug", "drug abuse"), "drug abuse and a drug") == ["drug abuse", "drug"]


@given(st.lists(st.sampled_from([*WORDS, "\n", "\n\n- ", "“", "”", "😀"]), max_size=60))
def test_finds_are_in_order_inside_the_text_and_never_overlap(parts):
    text = " ".join(parts)
    last = 0
    for one in CHECKER.check(text):
        assert last <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        last = one.end


@given(st.text(max_size=80))
def test_any_text_at_all_can_be_split(text):
    words = split(text)
    assert all(
        text[s:e].lower().replace("’", "'") in (w, "&")
        for w, s, e in zip(words.words, words.starts, words.ends, strict=True)
    )


def test_a_sentence_without_end_is_looked_at_only_so_far():
    filler = "and so on " * FAR
    assert texts(CHECKER, f"She said that {filler} he refused tea.") == ["refused"]
