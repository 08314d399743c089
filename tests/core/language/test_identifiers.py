"""What could tell who somebody is: what is found, what is left alone, and what it costs."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core.language.identifier_rules import compile_rules
from alongside.core.language.identifiers import BadRules, Identifiers
from alongside.foundation.reading import read_yaml
from alongside.language.loading import IDENTIFIERS as COMPILED

from .identifier_lines import Line, lines, numbers, with_check_digit

RULES = json.loads(COMPILED.read_text("utf-8"))
CHECK = Identifiers(RULES)
LINES = lines()
RECALL, QUIET = 0.97, 0.97
# Signs that Python and a browser may see differently.
HARD = [
    "😀😀 I sat with Fiona 😀 and then with Màiri.",
    "Ma\u0300iri and Sìne; ŁUKASZ, İbrahim, ﬁona, FIONA, Straße.",
    "I rang\u00a0Hope to say\u2028Grace told me. “Grace told me”",
    "(Rob asked) 'Rob asked' —Rob asked",
    "O’Brien, O'Brien, McKay’s, Robertson’s; Dr Gray’s and St John’s Hospital",
    "the 21st\tof June, 14\u00a0February 2025, ١٢/٠٣/٢٠٢٥",
    "\ufffc\ufffd\u0301 \ud7ff Kelvin \u212a ſam ǅ",
    "",
]


def kinds(text: str) -> set[str]:
    return {one.kind for one in CHECK.check(text)}


def told(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in CHECK.check(text)]


# The lines


def recall_and_quiet(found_in) -> tuple[float, float, list[Line], list[Line]]:
    """How many of the things to find are found, and how many quiet lines stay quiet."""
    wanted = [(line, kind) for line in LINES for kind in line.expect]
    missed = [line for line, kind in wanted if kind not in found_in(line.text)]
    alarms = [line for line in LINES if found_in(line.text) - line.expect]
    quiet = 1 - len(alarms) / len(LINES)
    return 1 - len(missed) / len(wanted), quiet, missed, alarms


def test_recall_and_false_alarms_on_the_lines():
    recall, quiet, missed, alarms = recall_and_quiet(kinds)
    print(f"{len(LINES)} lines: recall {recall:.3f}, lines with no false alarm {quiet:.3f}")
    for word, some in (("missed", missed), ("false alarm", alarms)):
        for line in some:
            print(f"{word}: {line.text}")
    assert recall >= RECALL
    assert quiet >= QUIET


def test_both_figures_can_fail():
    """A check that finds nothing has no recall; one that finds everything is never quiet."""
    everything = {row["id"] for row in RULES["kinds"]}
    assert recall_and_quiet(lambda text: set())[0] < RECALL
    assert recall_and_quiet(lambda text: everything)[1] < QUIET


def test_the_lines_cover_every_kind_and_half_of_them_are_quiet():
    assert {kind for line in LINES for kind in line.expect} == {row["id"] for row in RULES["kinds"]}
    assert sum(1 for line in LINES if not line.expect) * 5 >= len(LINES) * 2


# Numbers


@given(st.integers(0, 10**9 - 1))
def test_a_chi_number_is_found_only_with_a_real_date_and_its_check_digit(nine):
    whole = with_check_digit(f"{nine:09}")
    if whole is None:
        return
    day, month, year = int(whole[:2]), int(whole[2:4]), int(whole[4:6])
    days = [31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    real = 1 <= month <= 12 and 1 <= day <= days[month - 1]
    assert ("chi" in kinds(f"It said {whole} there.")) == real
    other = whole[:9] + str((int(whole[9]) + 1) % 10)
    assert "chi" not in kinds(f"It said {other} there.")


def test_a_mistyped_chi_number_is_found_where_it_is_called_one():
    wrong = numbers()["{chi-bad-check}"]
    assert "chi" not in kinds(f"It said {wrong} there.")
    assert kinds(f"The CHI is {wrong} there.") == {"chi"}
    assert "chi" not in kinds(f"It said {numbers()['{chi-bad-date}']} there.")


@pytest.mark.parametrize(
    "text",
    [
        "Try 01632 960123.",
        "Try (01632) 960 123.",
        "Try +44 (0)20 7946 0123.",
        "Try 020 7946 0123.",
        "Try 07700900461.",
    ],
)
def test_phone_numbers_are_found_however_they_are_written(text):
    assert kinds(text) == {"phone"}


# What stands around


def test_silence_does_not_reach_over_the_end_of_a_sentence():
    assert kinds("The policy was updated 12 January 2026.") == set()
    assert kinds("My diary is updated. He fell on 12 January 2026.") == {"full-date"}


def test_a_stretch_that_is_dropped_hides_nothing_behind_it():
    assert told("The Glenbirnie Hospital was full.") == [
        ("hospital-or-ward", "Glenbirnie Hospital")
    ]


def test_three_small_details_add_up_and_two_do_not():
    two = CHECK.check("She is 93 years old and from Brora.")
    three = CHECK.check("She is 93 years old, from Brora, and came by Lairg.")
    assert [one.level for one in two] == ["think"] * 2
    assert not CHECK.adds_up(two)
    assert CHECK.adds_up(three)


# What holds for any text


@given(st.text() | st.sampled_from([line.text for line in LINES]).map(lambda one: one * 2))
def test_findings_stand_in_order_inside_the_text_and_never_overlap(text):
    last = 0
    for one in CHECK.check(text):
        assert last <= one.start < one.end <= len(text)
        last = one.end


# The rules themselves


def test_rules_of_another_format_are_refused():
    with pytest.raises(BadRules, match="another format"):
        Identifiers({**RULES, "format": 99})


def test_patterns_that_look_around_and_unknown_levels_are_refused():
    written = read_yaml(COMPILED.parents[2] / "data" / "identifiers.yaml").value
    first = written["kinds"][0]
    for change, says in (
        ({"patterns": ["(?<=a)b"]}, "look around"),
        ({"level": "shout"}, "stop, ask or think"),
    ):
        with pytest.raises(BadRules, match=says):
            compile_rules({**written, "kinds": [{**first, **change}, *written["kinds"][1:]]})
