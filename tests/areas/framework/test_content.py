"""What the packaged edition's words must be: whole, plain, safe, fair to read, and our own."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alongside.core.framework import Kind, Statement, to_document
from alongside.core.scales import POINTS
from alongside.framework.loading import packaged_edition
from tests.reading import HARDEST, ON_THE_WHOLE, grade
from tests.safe_words import HOUSE, HURTFUL, UNSAFE

EDITION = packaged_edition()
SHINGLES = Path(__file__).parent / "shingles-of-2007.txt"
each_statement = pytest.mark.parametrize("statement", EDITION.statements, ids=lambda one: one.code)


def texts_of(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a document, with the place where it stands."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_of(inner, f"{place}/{key}")
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            name = inner.get("code") or inner.get("id") if isinstance(inner, dict) else None
            yield from texts_of(inner, f"{place}/{name or at}")


TEXTS = list(texts_of(to_document(EDITION)))


def public_face(statement: Statement) -> str:
    return " ".join([statement.faces.expect, *statement.questions, statement.if_not])


# Counts and whole entries


def test_the_edition_holds_what_the_document_lists() -> None:
    kinds = Counter(statement.kind for statement in EDITION.statements)
    assert kinds == {Kind.KNOWLEDGE: 25, Kind.SKILLS: 22, Kind.VALUES: 20}
    assert (len(EDITION.themes), len(EDITION.strands)) == (16, 6)
    listed = Counter(fact.kind for fact in EDITION.facts)
    assert (listed["activity"], listed["service-activity"]) == (9, 3)
    assert (listed["published"], listed["website"], listed["reference"]) == (4, 7, 5)
    assert (listed["purpose"], listed["later-purpose"]) == (4, 4)
    assert (listed["condition"], listed["method"], listed["development"]) == (4, 9, 4)
    assert [thing.id for thing in EDITION.outside_things] == [f"E{n:02}" for n in range(1, 33)]


def test_every_theme_can_be_answered_in_one_sitting() -> None:
    assert all(3 <= len(theme.statements) <= 6 for theme in EDITION.themes)
    codes = [code for theme in EDITION.themes for code in theme.statements]
    assert sorted(codes) == sorted(EDITION.by_code)


@each_statement
def test_a_statement_says_where_it_comes_from(statement: Statement) -> None:
    section = f"The Framework: {statement.kind.value.capitalize()}"
    assert statement.source.section == section
    assert statement.source.ordinal == int(statement.code[1:])


@each_statement
def test_a_statement_has_its_examples_in_different_places(statement: Statement) -> None:
    settings = [example.setting for example in statement.looks_like]
    assert 2 <= len(settings) <= 3
    assert len(set(settings)) == len(settings)
    assert set(settings) <= set(EDITION.setting_names)


def test_points_are_worded_separately_for_each_kind_and_carry_no_number() -> None:
    for kind in Kind:
        assert tuple(point.id for point in EDITION.points[kind]) == POINTS
    lines = [point.line for kind in Kind for point in EDITION.points[kind]]
    assert len(set(lines)) == 15
    assert not any(re.search(r"\d", line) for line in lines)
    not_my_role = EDITION.other_points[0]
    assert Kind.VALUES not in not_my_role.offered_for


def test_roles_and_settings_are_there_and_values_have_no_typical_point() -> None:
    roles = {profile.id for profile in EDITION.profiles if not profile.overlay}
    assert roles >= {
        "mental-health-nurse",
        "student-nurse-first-placement",
        "support-worker",
        "peer-support-worker",
        "team-lead-or-charge-nurse",
    }
    overlays = {profile.id for profile in EDITION.profiles if profile.overlay}
    assert len(overlays) >= 3
    assert overlays <= set(EDITION.setting_names)
    for profile in EDITION.profiles:
        for emphasis in profile.emphasis:
            assert emphasis.typical is None or not emphasis.code.startswith("V")


# The faces


@each_statement
def test_each_face_speaks_in_the_form_its_reader_expects(statement: Statement) -> None:
    faces = statement.faces
    assert faces.worker.startswith("I ")
    assert "you can expect" in faces.expect.lower()
    assert faces.ask.startswith("Did ")
    assert all(text.endswith("?") for text in (faces.ask, statement.reflect, *statement.questions))
    assert len(faces.need) <= 40
    assert not faces.need.endswith(".")


def test_public_faces_do_not_all_open_alike() -> None:
    openings = [statement.faces.expect for statement in EDITION.statements]
    assert sum(one.startswith("You can expect") for one in openings) >= len(openings) / 3
    assert sum(one.startswith("You can expect staff to") for one in openings) <= len(openings) / 5


def test_examples_are_spread_over_many_kinds_of_place() -> None:
    used = Counter(
        example.setting for statement in EDITION.statements for example in statement.looks_like
    )
    assert set(used) == set(EDITION.setting_names)
    assert max(used.values()) <= sum(used.values()) / 6
    assert all(used[one] >= 12 for one in ("older-people", "forensic", "perinatal"))


def test_no_sentence_is_used_twice_over() -> None:
    seen: dict[str, str] = {}
    repeated = []
    for place, text in TEXTS:
        for sentence in re.split(r"(?<=[.?])\s", text):
            long = place.startswith("/statements") and len(sentence.split()) >= 8
            if long and "/checks/" not in place and seen.setdefault(sentence, place) != place:
                repeated.append((sentence, seen[sentence], place))
    assert not repeated


# Plain words for the public


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The cat sat on the mat. It was warm.", -3, 2),
        ("Multidisciplinary practitioners facilitate individualised recovery outcomes.", 20, 60),
    ],
)
def test_the_measure_of_reading_tells_plain_from_hard(text: str, low: float, high: float) -> None:
    assert low <= grade(text) <= high


def test_what_the_public_reads_is_for_a_reading_age_of_nine_to_eleven() -> None:
    grades = sorted(
        ((grade(public_face(one)), one.code) for one in EDITION.statements), reverse=True
    )
    worst = ", ".join(f"{code} {found:.1f}" for found, code in grades[:8])
    assert grades[0][0] <= HARDEST, worst
    assert sum(found for found, _ in grades) / len(grades) <= ON_THE_WHOLE, worst


# Safe and fair words

AVOIDED = (*HURTFUL, *HOUSE, r"caseload")


def found_in_texts(patterns: tuple[str, ...], *, skip: tuple[str, ...] = ()) -> list[str]:
    pattern = re.compile(rf"\b({'|'.join(patterns)})\b", re.IGNORECASE)
    return [
        f"{place}: {found.group()}"
        for place, text in TEXTS
        if not any(place.startswith(start) for start in skip)
        for found in pattern.finditer(text)
    ]


@pytest.mark.parametrize(
    "unsafe", ["He committed suicide.", "a failed suicide attempt", "It was a cry for help."]
)
def test_the_list_of_unsafe_phrases_catches_what_it_should(unsafe: str) -> None:
    assert re.search("|".join(UNSAFE), unsafe)


def test_suicide_is_never_spoken_of_in_a_way_that_harms() -> None:
    assert not found_in_texts(UNSAFE)


def test_words_the_house_avoids_appear_only_in_titles_of_publications() -> None:
    titles = ("/facts/Q04", "/outside_things/E31")
    assert not found_in_texts(AVOIDED, skip=titles)
    assert found_in_texts(AVOIDED)  # the titles themselves: the search does find


def test_nothing_shouts_and_nothing_is_a_percentage() -> None:
    assert not [place for place, text in TEXTS if "!" in text or "%" in text]


LAW_OR_BODY = re.compile(
    r"\bAct\b|Tribunal|detention certificate|compulsory treatment|advance statement|named person"
    r"|Mental Welfare Commission|Citizens Advice|NHS inform|\bVOX\b|\bSee Me\b|Recovery Network"
    r"|carer support plan|on an order|right to complain"
)


@each_statement
def test_words_about_the_law_or_a_named_body_carry_a_mark_for_a_reader(
    statement: Statement,
) -> None:
    start = f"/statements/{statement.code}/"
    leans = [text for place, text in TEXTS if place.startswith(start) and LAW_OR_BODY.search(text)]
    assert statement.checks or not leans, leans


def test_every_mark_says_what_it_is_about_where_and_what_to_check() -> None:
    known = {"", *EDITION.by_code, *(thing.id for thing in EDITION.outside_things)}
    for check in EDITION.checks:
        assert check.about in known
        assert check.where
        assert len(check.note) > 10
    from_memory = {thing.id for thing in EDITION.outside_things if "memory" in thing.confidence}
    assert from_memory <= {check.about for check in EDITION.checks}


# Our own words: the 2007 document's shingles are kept as hashes only


def normalised(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))


def shingles(text: str) -> Iterator[str]:
    """Hashes of every six words in a row."""
    words = normalised(text)
    for at in range(len(words) - 5):
        yield hashlib.sha256(" ".join(words[at : at + 6]).encode()).hexdigest()[:16]


def test_the_file_of_shingles_holds_hashes_and_no_text() -> None:
    lines = SHINGLES.read_text("ascii").splitlines()
    assert len(lines) > 4000
    assert all(re.fullmatch(r"[0-9a-f]{16}", line) for line in lines)
    assert lines == sorted(lines)


def test_the_shingles_do_recognise_the_document() -> None:
    heading = "A National Framework for Learning and Training in Recovery Focused Practice"
    known = set(SHINGLES.read_text("ascii").splitlines())
    assert len([one for one in shingles(heading) if one in known]) == 6


def test_no_six_words_in_a_row_are_the_documents_own() -> None:
    known = set(SHINGLES.read_text("ascii").splitlines())
    names = re.compile(r"/(name|section|publisher|sources/\d+)$")  # names are facts, and stay
    taken = [
        (place, text)
        for place, text in TEXTS
        if not names.search(place) and any(one in known for one in shingles(text))
    ]
    assert not taken
