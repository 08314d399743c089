"""Moodle's import reads fourteen columns by their place, and one line is the framework itself."""

import json

from alongside.core.credentials import moodle
from tests.factories.publications import BASE, the_edition

PARENT, ID, NAME, TEXT, FORMAT, SCALE, CONFIGURATION = range(7)
RELATED, EXPORTED, IS_FRAMEWORK, TAXONOMY = 10, 11, 12, 13
LINES = list(moodle.lines(the_edition()))


def test_every_line_has_fourteen_columns_and_one_is_the_framework():
    assert {len(line) for line in LINES} == {14}
    assert [line[ID] for line in LINES if line[IS_FRAMEWORK] == "1"] == ["realising-recovery-2007"]


def test_every_parent_stands_above_and_every_id_once():
    seen = {""}
    for line in LINES[2:]:
        assert line[PARENT] in seen
        assert line[ID] not in seen
        seen.add(line[ID])
    assert {"strand-A", "hope", "K01", "V20"} <= seen


def test_names_are_short_enough_and_texts_are_html():
    assert all(0 < len(line[NAME]) <= 100 for line in LINES)
    k01 = next(line for line in LINES if line[ID] == "K01")
    assert k01[TEXT].startswith("<p>")
    assert f"{BASE}K01/" in k01[TEXT]
    assert (k01[PARENT], k01[FORMAT]) == ("understanding", "1")


def test_pairs_are_cross_references_to_statements_that_are_there():
    ids = {line[ID] for line in LINES}
    k06 = next(line for line in LINES if line[ID] == "K06")
    assert k06[RELATED] == "S13"
    assert {one for line in LINES[2:] for one in line[RELATED].split(",") if one} <= ids


def test_the_scale_has_two_words_and_says_nothing_of_a_level():
    framework = LINES[1]
    assert framework[SCALE].count(",") == 1
    configuration = json.loads(framework[CONFIGURATION])
    assert "scaleid" in configuration[0]
    assert [one["id"] for one in configuration[1:]] == [1, 2]
    assert sum(one["proficient"] for one in configuration[1:]) == 1
    assert [line for line in LINES[2:] if line[SCALE] or line[CONFIGURATION]] == []
