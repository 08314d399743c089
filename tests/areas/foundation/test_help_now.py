"""The help numbers: on every page, so they must be right, dated and easy to ring."""

import re
from datetime import date
from pathlib import Path

from alongside import foundation
from alongside.foundation.reading import read_yaml

FILE = Path(foundation.__file__).parent / "data" / "help-now.yaml"
DOCUMENT = read_yaml(FILE).value
ENTRIES = {entry["id"]: entry for entry in DOCUMENT["help_now"]}


def test_the_four_numbers_are_the_ones_people_know() -> None:
    assert {id_: entry["number"] for id_, entry in ENTRIES.items()} == {
        "emergency-999": "999",
        "nhs-24-111": "111",
        "breathing-space": "0800 83 85 87",
        "samaritans": "116 123",
    }
    assert next(iter(ENTRIES)) == "emergency-999"


def test_each_entry_says_when_who_for_what_it_costs_and_when_it_was_checked() -> None:
    wanted = {"id", "name", "number", "when", "hours", "cost", "audience", "last_checked"}
    may = {"what_happens", "other_ways", "check"}
    for entry in ENTRIES.values():
        assert wanted <= set(entry) <= wanted | may
        assert date.fromisoformat(entry["last_checked"])
        assert re.fullmatch(r"[0-9 ]+", entry["number"])
    assert DOCUMENT["review_days"] == 180


def test_what_rests_on_memory_says_so_and_one_entry_is_sourced_throughout() -> None:
    assert [id_ for id_, entry in ENTRIES.items() if "check" not in entry] == ["breathing-space"]


def test_the_words_are_plain() -> None:
    for entry in ENTRIES.values():
        text = " ".join(str(value) for key, value in entry.items() if key != "check")
        assert "!" not in text
        assert max(len(sentence.split()) for sentence in re.split(r"[.?]", text)) <= 24
