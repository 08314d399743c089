"""What the area says: whole, plain, safe, and never telling of plans as if they were law."""

import re
from pathlib import Path

import pytest

from alongside.expectations import policies
from alongside.expectations.loading import Right, packaged
from alongside.framework.loading import packaged_edition
from alongside.library.policies import good_link
from tests.reading import HARDEST, ON_THE_WHOLE, grade
from tests.safe_words import HOUSE, HURTFUL, UNSAFE, found

TEXTS, EDITION = packaged(), packaged_edition()
PICTURES = Path(policies.__file__).parent / "templates/expectations/pictures"
each_right = pytest.mark.parametrize("right", TEXTS.rights, ids=lambda one: one.id)
NAMES = re.compile(
    r"Charter of Patient Rights and Responsibilities|Patient Advice and Support Service \(PASS\)"
    r"|Patient Rights \(Scotland\) Act 2011"
)


def said(right: Right) -> list[str]:
    """What somebody reads who looks something up, but for names of laws and bodies."""
    asks = [one.what for one in right.who_to_ask]
    own = [right.question, right.in_short, *right.what_it_is, right.good_to_know, *right.questions]
    return [NAMES.sub("the charter", text) for text in (*own, *asks) if text]


def words_of_the_area() -> list[str]:
    themes = [[one.question, one.in_short, *one.lines.values()] for one in TEXTS.themes]
    return [
        *(text for right in TEXTS.rights for text in said(right)),
        *(text for theme in themes for text in theme),
        *TEXTS.reform.text.split("\n\n"),
    ]


def test_every_right_the_law_and_the_charters_give_is_here() -> None:
    assert set(TEXTS.right_by_id) >= {
        "advance-statement",
        "named-person",
        "independent-advocacy",
        "information-you-can-understand",
        "mental-health-tribunal-and-appeal",
        "mental-welfare-commission",
        "self-directed-support-four-options",
        "complaints-and-the-ombudsman",
        "core-mental-health-standards",
        "charter-of-patient-rights-and-responsibilities",
        "national-care-service-charter-of-rights",
    }


def test_the_named_person_is_one_that_was_chosen() -> None:
    right = TEXTS.right_by_id["named-person"]
    whole = " ".join([*right.what_it_is, right.good_to_know])
    assert "only have one if you choose one" in whole
    assert "30 June 2017" in whole


def test_self_directed_support_has_its_four_options() -> None:
    whole = " ".join(TEXTS.right_by_id["self-directed-support-four-options"].what_it_is).lower()
    assert all(f"option {number}" in whole for number in (1, 2, 3, 4))


@each_right
def test_a_right_says_who_to_ask_and_where_it_comes_from(right: Right) -> None:
    assert right.who_to_ask
    assert right.sources
    assert right.questions
    assert all(text.endswith("?") for text in (right.question, *right.questions))
    assert not right.question.startswith(right.title)


@each_right
def test_a_right_that_leans_on_law_or_memory_carries_a_mark_or_a_source_with_a_link(
    right: Right,
) -> None:
    assert right.check or any(source.link for source in right.sources)


def test_plans_to_change_the_law_are_spoken_of_in_one_place() -> None:
    plans = re.compile(
        r"\breform\b|\bBill\b|review of (mental health )?law|law review|is set to|are set to"
        r"|is meant to change|Care Reform|not started|had not started",
        re.IGNORECASE,
    )
    elsewhere = [
        text for right in TEXTS.rights for text in (*said(right), right.title) if plans.search(text)
    ]
    assert elsewhere == []
    assert plans.search(TEXTS.reform.text)


def test_no_legal_advice_is_given() -> None:
    advice = re.compile(r"\byou (must|need to) (appeal|sue|refuse)|we advise|our advice", re.I)
    assert [text for text in words_of_the_area() if advice.search(text)] == []


def test_every_address_can_be_opened_by_anybody() -> None:
    links = [source.link for right in TEXTS.rights for source in right.sources if source.link]
    links += [ask.website for right in TEXTS.rights for ask in right.who_to_ask if ask.website]
    links += [source.link for source in TEXTS.reform.sources if source.link]
    assert len(links) > 10
    assert [link for link in links if not good_link(link) or not link.startswith("https")] == []


def test_a_number_is_the_same_wherever_it_is_given() -> None:
    by_name: dict[str, set[str]] = {}
    for right in TEXTS.rights:
        for ask in right.who_to_ask:
            if ask.phone:
                by_name.setdefault(ask.name, set()).add(ask.phone)
    assert {name: len(numbers) for name, numbers in by_name.items() if len(numbers) > 1} == {}
    assert by_name["Mental Welfare Commission for Scotland"] == {"0800 389 6809"}


# Themes


def test_every_statement_of_the_edition_has_its_line_in_its_own_theme() -> None:
    assert {one.id: set(one.lines) for one in TEXTS.themes} == {
        one.id: set(one.statements) for one in EDITION.themes
    }


def test_what_matters_to_me_is_said_as_i_would_say_it() -> None:
    lines = [line for theme in TEXTS.themes for line in theme.lines.values()]
    assert len(set(lines)) == len(lines)
    assert [line for line in lines if line.endswith(".")] == []
    own = [line for line in lines if re.search(r"\b(I|me|my|mine|we)\b", line, re.I)]
    assert len(own) >= len(lines) * 0.85


def test_every_theme_is_a_question() -> None:
    assert all(theme.question.endswith("?") for theme in TEXTS.themes)
    assert {right for theme in TEXTS.themes for right in theme.rights} >= set(TEXTS.right_by_id) - {
        "mental-health-tribunal-and-appeal"
    }


# Plain, safe words


def test_what_the_area_says_is_for_a_reading_age_of_nine_to_eleven() -> None:
    grades = sorted(((grade(". ".join(said(one))), one.id) for one in TEXTS.rights), reverse=True)
    worst = ", ".join(f"{name} {score:.1f}" for score, name in grades[:6])
    print(f"\nrights: {worst}")
    assert grades[0][0] <= HARDEST, worst
    assert sum(score for score, _ in grades) / len(grades) <= ON_THE_WHOLE, worst
    themes = " ".join(f"{one.question} {one.in_short}" for one in TEXTS.themes)
    lines = ". ".join(line for one in TEXTS.themes for line in one.lines.values()) + "."
    assert grade(themes) <= ON_THE_WHOLE
    assert grade(lines) <= ON_THE_WHOLE
    assert grade(TEXTS.reform.text) <= HARDEST


def test_sentences_are_short_enough_to_stand_on_a_line() -> None:
    long = [
        sentence
        for text in words_of_the_area()
        for sentence in policies.sentences(text)
        if len(sentence.split()) > 30
    ]
    assert long == []


def test_nothing_hurts_misleads_or_puts_anybody_at_risk() -> None:
    hits = [hit for text in words_of_the_area() for hit in found(text, UNSAFE, HURTFUL, HOUSE)]
    assert hits == []
    assert [text for text in words_of_the_area() if "!" in text or "%" in text] == []


# Pictures


def test_every_picture_is_drawn_with_classes_only_and_says_what_it_shows() -> None:
    assert {path.stem for path in PICTURES.glob("*.html")} == set(TEXTS.picture_by_id)
    assert len(TEXTS.pictures) >= 20
    for picture in TEXTS.pictures:
        drawn = (PICTURES / f"{picture.id}.html").read_text("utf-8")
        assert picture.shows
        assert not re.search(r"\b(style|fill|stroke)=|href|<(?!/?(path|circle)\b)", drawn)
        assert len(drawn) < 2000


def test_every_picture_is_used_and_almost_every_line_finds_its_own() -> None:
    lines = [
        line
        for one in EDITION.statements
        for text in (one.faces.expect, one.if_not)
        for line in policies.sentences(text)
    ]
    lines += [
        line for r in TEXTS.rights for text in r.what_it_is for line in policies.sentences(text)
    ]
    chosen = [policies.picture_for(line, TEXTS.pictures, otherwise="") for line in lines]
    assert chosen.count("") <= len(lines) / 20
    fixed = {one.picture for one in (*TEXTS.themes, *TEXTS.rights)}
    assert set(TEXTS.picture_by_id) == {*chosen, *fixed} - {""}
    assert max(chosen.count(one) for one in set(chosen)) <= len(lines) / 6
