"""Aids to reflection and the words of a record: complete, plain, and never about how somebody is."""

import re

import pytest

from alongside.core.record.entries import KINDS, TEXTS
from alongside.core.record.forms import ABOUT
from alongside.language.queries import identifiers
from alongside.portfolio.queries import aids, shapes, words

RATING = re.compile(
    r"\b(score|rate|rating|progress|improv\w+|better than|level of|how well are they)\b", re.I
)


def test_every_kind_text_and_fact_has_words_and_every_kind_a_shape():
    assert tuple(words.KINDS) == KINDS
    assert tuple(words.TEXTS) == TEXTS
    assert set(words.ABOUT) == set(ABOUT)
    assert tuple(shapes.SHAPES) == KINDS
    known = {*TEXTS, *ABOUT, *shapes.TIMES, "until"}
    for kind, shape in shapes.SHAPES.items():
        assert set(shape.all) <= known, kind
        assert len(shape.all) == len(set(shape.all)), kind


def test_the_three_sets_of_questions_are_there():
    assert list(aids()) == ["what-now", "six-steps", "recovery"]
    assert len(aids()["six-steps"].prompts) == 6
    asked = [one.ask for one in aids()["recovery"].prompts]
    assert asked[:5] == [
        "Whose story was this?",
        "What choice did the person have?",
        "What message did I give?",
        "Who had power?",
        "What would the person say?",
    ]


@pytest.mark.parametrize("aid", aids().values(), ids=lambda one: one.id)
def test_an_aid_feeds_what_forms_ask_for_and_rates_nobody(aid):
    assert {"happened", "learned", "changed"} <= aid.feeds
    said = " ".join([aid.name, aid.about, *(f"{one.ask} {one.hint}" for one in aid.prompts)])
    assert not RATING.search(said)
    assert not identifiers().check(said)
    assert "!" not in said
    assert len({one.id for one in aid.prompts}) == len(aid.prompts)


def test_texts_and_answers_lead_into_each_other_without_loss():
    aid = aids()["recovery"]
    texts = aid.texts({"story": "a", "choice": " b ", "say": "c", "other": "d"})
    assert texts == {"happened": "a\n\nb", "effect": "c"}
    assert aid.answers(texts) == {"story": "a\n\nb", "say": "c"}
    assert aid.texts(aid.answers(texts)) == texts
    assert aid.texts({}) == {}
