"""alongside identifiers check: where, what kind, what to do; never the words themselves."""

import io
import json
import sys

import pytest

from alongside.cli import main
from tests.core.language.identifier_lines import numbers


def test_a_finding_is_named_by_line_and_column_and_never_repeated(tmp_path, capsys):
    chi = numbers()["{chi}"]
    file = tmp_path / "note.md"
    file.write_text(f"We met 😀.\n> Fiona read {chi} out.\n")
    assert main(["identifiers", "check", str(file)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith(f"{file}:2:3: ask given-name: ")
    assert said[1].startswith(f"{file}:2:14: stop chi: ")
    assert "Fiona" not in "".join(said)
    assert chi not in "".join(said)


def test_a_quiet_text_ends_with_nothing(tmp_path, capsys):
    file = tmp_path / "note.txt"
    file.write_text("I asked the person what they would like to be called.\n")
    assert main(["identifiers", "check", str(file)]) == 0
    assert capsys.readouterr().out == ""


def test_standard_input_is_read_and_json_is_given(monkeypatch, capsys):
    text = "She is 93 years old, from Brora, and came by Lairg."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert main(["identifiers", "check", "-", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    rows = [(row["line"], row["column"], row["length"], row["kind"]) for row in said["findings"]]
    assert rows == [(1, 8, 12, "exact-age"), (1, 27, 5, "place"), (1, 46, 5, "place")]
    assert said["small_details_add_up"] == ["-"]
    assert "Brora" not in json.dumps(said)


@pytest.mark.parametrize("content", [None, b"a\x00b"])
@pytest.mark.parametrize("name", ["note.txt", "note.md", "note.docx"])
def test_a_file_that_cannot_be_read_is_bad_input(tmp_path, capsys, name, content):
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    assert main(["identifiers", "check", str(file)]) == 2
    assert str(file) in capsys.readouterr().err
