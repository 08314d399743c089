"""Finding words: the same anywhere, and never in trouble with what somebody types."""

from hypothesis import given
from hypothesis import strategies as st

from alongside.core.search import MOST_WORDS, Index, Passage, stem, words_of

BODY = (
    Passage("a", "title", "Walking together", 3),
    Passage("a", "text", "Somebody walks beside a person, and listens."),
    Passage("b", "title", "Listening", 3),
    Passage("b", "text", "A café with a naïve sign. " * 20 + "The river is calm."),
    Passage("c", "text", "People’s own words about rivers and calm walking."),
)
index = Index(BODY)


def found(text):
    return [one.about for one in index.find(text)]


def test_a_title_counts_for_more_than_a_text():
    assert found("listening") == ["b", "a"]


def test_what_holds_all_the_words_comes_alone_if_there_is_any():
    assert found("calm river") == ["b", "c"]
    assert found("calm listening") == ["b"]


def test_what_holds_most_words_comes_where_nothing_holds_all():
    assert found("calm zzz") == ["b", "c"]


def test_endings_accents_and_either_apostrophe_are_alike():
    assert found("walked")[0] == "a"
    assert found("cafe") == found("CAFÉ") == ["b"]
    assert found("people's") == found("people’s") == ["c"]


def test_the_beginning_of_a_word_finds_it_from_three_letters():
    assert found("riv") == ["b", "c"]
    assert found("ri") == []


def test_a_long_text_is_shown_round_the_words():
    [one] = index.find("river sign")
    [snippet] = one.snippets
    shown = "".join(text for text, _asked in snippet.runs)
    assert len(shown) < 250
    assert "sign" in shown


def test_plain_words_alone_are_still_looked_for():
    assert "b" in found("with a")


@given(st.text(max_size=300))
def test_any_text_at_all_gives_an_answer_that_can_be_shown(text):
    assert len(words_of(text)) <= MOST_WORDS
    texts = {passage.text for passage in BODY}
    for one in index.find(text):
        for snippet in one.snippets:
            shown = "".join(run for run, _asked in snippet.runs)
            assert any(shown.removeprefix("… ").removesuffix(" …") in known for known in texts)
            assert any(asked for _run, asked in snippet.runs)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz'", min_size=3, max_size=20))
def test_a_word_finds_itself(word):
    if not words_of(word):
        return
    assert Index([Passage("x", "text", f"before {word} after")]).find(word)[0].about == "x"


@given(st.text(alphabet="abcdeginrsy", min_size=3, max_size=12))
def test_a_stem_begins_its_word_and_keeps_letters(word):
    assert word.startswith(stem(word))
    assert len(stem(word)) >= 2
