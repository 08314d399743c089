"""alongside framework suggest, and what `content checks` says of crosswalks."""

import json
from argparse import Namespace

import pytest

from alongside.cli import content, framework, framework_suggest
from alongside.cli.refusing import Refused
from alongside.foundation.reading import Faults
from alongside.framework.loading import packaged_crosswalks
from alongside.framework.loading.crosswalks import FOLDER


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "other.yaml"
    made.write_text("items:\n  - {code: '1', title: Sharing risk}\n  - {code: '2', title: Lifts}\n")
    return made


def suggest(file, **more):
    framework_suggest.suggest(Namespace(**{"file": file, "most": 3, "json": False, **more}))


def test_each_item_has_statements_to_look_at_and_the_words_they_share(file, capsys):
    suggest(file)
    said = capsys.readouterr().out
    assert "S01  Share decisions and risk  (Sharing, risk)" in said
    assert "Lifts\n  no telling word in common" in said
    assert "Nothing was kept" in said


def test_as_json_there_is_nothing_but_the_facts(file, capsys):
    suggest(file, json=True)
    first, second = json.loads(capsys.readouterr().out)
    assert first["suggested"][0]["statement"] == "S01"
    assert len(first["suggested"]) == 3
    assert second == {"item": "2", "title": "Lifts", "suggested": []}


def test_a_file_that_is_wrong_says_where_and_an_odd_number_is_refused(file):
    with pytest.raises(Refused, match="from 1 to 10"):
        suggest(file, most=0)
    file.write_text("items:\n  - {code: '1'}\n")
    with pytest.raises(Faults, match="lacks 'title'"):
        suggest(file)


def test_every_relation_that_waits_for_a_reader_is_named(capsys):
    content.checks(Namespace(json=True))
    rows = json.loads(capsys.readouterr().out)
    for one in packaged_crosswalks():
        for item in one.items:
            waiting = [row.about for row in one.waiting if row.item == item.code]
            where = f"{item.code} {item.title}"
            notes = [r["note"] for r in rows if (r["about"], r["where"]) == (one.id, where)]
            assert notes == ([f"waits for a named reader: {', '.join(waiting)}"] if waiting else [])


def test_a_crosswalks_file_is_checked_by_itself(file, capsys):
    framework.check(Namespace(path=FOLDER / "chime.yaml"))
    assert capsys.readouterr().out == "chime: 90 relations, no fault found.\n"
    with pytest.raises(Faults, match="lacks 'id', 'title', 'edition'"):
        framework.check(Namespace(path=file))
