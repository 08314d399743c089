"""alongside language check, explain and list, as somebody types them."""

import io
import json
import sys

import pytest

from alongside.cli import main
from alongside.language import loading
from tests.areas.language.test_documents import docx_of


@pytest.fixture
def run(capsys):
    def run(*words: str) -> tuple[int, str, str]:
        code = main(["language", *words])
        done = capsys.readouterr()
        return code, done.out, done.err

    return run


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "a letter.txt"
    path.write_text("Dear all,\n\n  she refused tea.\nMental illness was named.\n", "utf-8")
    return path


def test_a_find_is_a_line_with_its_place_rule_level_and_suggestion(run, letter):
    code, out, err = run("check", str(letter))
    first, second = out.splitlines()
    assert first == (
        f"{letter}:3:7: A refused: “refused”: perhaps said no to (what was offered, and why); "
        "declined; chose not to"
    )
    assert second.startswith(f"{letter}:4:1: C mental-illness: “Mental illness”: perhaps ")
    assert (code, err) == (1, "")


def test_the_exit_code_is_one_for_level_a_only(run, tmp_path):
    path = tmp_path / "depends.txt"
    path.write_text("Mental illness was named.")
    code, out, _err = run("check", str(path))
    assert code == 0
    assert "mental-illness" in out
    path.write_text("We had tea.")
    assert run("check", str(path)) == (0, "", "")


def test_standard_input_is_a_dash(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"She refused tea.")))
    code, out, _err = run("check", "-")
    assert code == 1
    assert out.startswith("-:1:5: A refused")


def test_a_document_counts_its_paragraphs_as_lines(run, tmp_path):
    path = tmp_path / "note.docx"
    texts = ("<w:p/>", "<w:p><w:r><w:t>She refused.</w:t></w:r></w:p>")
    path.write_bytes(docx_of("".join(texts)))
    assert run("check", str(path))[1].startswith(f"{path}:2:5: A refused")


def test_a_bad_file_is_named_and_the_others_are_still_looked_at(run, letter, tmp_path):
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"no")
    code, out, err = run("check", str(bad), str(letter))
    assert code == 2
    assert err.startswith(f"{bad}: ")
    assert "refused" in out


def test_json_says_the_same(run, letter):
    code, out, _err = run("check", "--json", str(letter))
    first = json.loads(out)[0]
    assert code == 1
    assert (first["line"], first["column"], first["rule"], first["level"], first["text"]) == (
        3,
        7,
        "refused",
        "A",
        "refused",
    )
    assert first["why"] == loading.packaged().by_id["refused"].why


def test_sarif_has_the_shape_that_code_hosts_read(run, letter):
    code, out, _err = run("check", "--sarif", str(letter))
    log = json.loads(out)
    (one,) = log["runs"]
    rules = one["tool"]["driver"]["rules"]
    assert (code, log["version"], one["columnKind"]) == (1, "2.1.0", "unicodeCodePoints")
    assert len({rule["id"] for rule in rules}) == len(rules)
    first, second = one["results"]
    assert (first["level"], second["level"]) == ("warning", "note")
    for result in one["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert " " not in place["artifactLocation"]["uri"]
        region = place["region"]
        text = letter.read_text()
        start = region["charOffset"]
        assert text[start : start + region["charLength"]] == region["snippet"]["text"]
        assert text.splitlines()[region["startLine"] - 1][region["startColumn"] - 1 :].startswith(
            region["snippet"]["text"]
        )


def test_a_rule_is_explained_and_a_near_name_offered(run):
    code, out, _err = run("explain", "refused")
    assert code == 0
    assert "It makes a choice sound like defiance." in out
    assert "Source: L1 L2" in out
    code, _out, err = run("explain", "refuse")
    assert code == 2
    assert "Did you mean “refused”?" in err


def test_every_rule_is_listed(run):
    _code, out, _err = run("list", "--json")
    assert [row["id"] for row in json.loads(out)] == [rule.id for rule in loading.packaged().rules]
    _code, out, _err = run("list")
    assert all(rule.id in out for rule in loading.packaged().rules)


def test_another_word_list_can_be_used_and_a_bad_one_is_refused(run, letter, tmp_path):
    rules = tmp_path / "rules.json"
    only = [loading.packaged().by_id["mental-illness"]]
    rules.write_text(loading.compiled_text(only), "utf-8")
    code, out, _err = run("check", "--rules", str(rules), str(letter))
    assert code == 0
    assert "refused" not in out
    for bad in ("{}", "no", '{"format": 1, "lists": [], "rules": [{}]}', "[]", '{"a":1,"a":2}'):
        rules.write_text(bad)
        code, _out, err = run("check", "--rules", str(rules), str(letter))
        assert code == 2, bad
        assert str(rules) in err
