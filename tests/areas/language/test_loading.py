"""The word list's files: fresh, whole, plain; and every way they may be wrong."""

import shutil
from collections import Counter

import pytest

from alongside.foundation.reading import Faults
from alongside.language import loading

PACKAGED = loading.packaged()


def test_the_compiled_rules_are_fresh():
    assert loading.COMPILED.read_text("utf-8") == loading.compiled_text(PACKAGED.rules), (
        "make docs compiles them again"
    )


def test_what_is_shown_is_what_is_compiled():
    assert loading.packaged_written() == PACKAGED.written


def test_every_pattern_the_domain_facts_list_has_a_rule_and_more():
    assert len(PACKAGED.rules) >= 116
    kinds = Counter(rule.kind for rule in PACKAGED.rules)
    assert set(kinds) == {kind.id for kind in PACKAGED.kinds}
    assert kinds["euphemism"] >= 5
    assert {rule.level for rule in PACKAGED.rules} == {"A", "C"}


@pytest.mark.parametrize("rule", PACKAGED.rules, ids=lambda rule: rule.id)
def test_a_rule_says_why_and_what_else_in_whole_plain_lines(rule):
    assert rule.why.endswith(".")
    assert rule.source
    for words in rule.instead:
        assert words.count("(") == words.count(")")
        assert not words.startswith(("and ", "or "))
        assert words == words.strip()


def test_what_is_suggested_is_not_itself_on_the_list():
    checker = loading.packaged_checker()
    for rule in PACKAGED.rules:
        for words in rule.instead:
            found = [one.rule for one in checker.check(words) if one.level == "A"]
            assert found == [], words


def test_forms_are_worked_out_for_verbs_nouns_and_adjectives():
    assert loading.inflect("refuse", "v") == {"refuse", "refuses", "refused", "refusing"}
    assert {"sectioned", "sectioning"} <= loading.inflect("section", "v")
    assert loading.inflect("junkie", "n") == {"junkie", "junkies"}


# Faults


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(loading.DATA / "rules", tmp_path / "rules")
    shutil.copy(loading.DATA / "lists.yaml", tmp_path)
    return tmp_path


def faults_of(folder) -> list[str]:
    with pytest.raises(Faults) as found:
        loading.load_word_list(folder)
    return [str(fault) for fault in found.value.faults]


def change(path, old: str, new: str) -> int:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_files_as_they_are_have_no_fault(folder):
    assert loading.load_word_list(folder).rules == PACKAGED.rules


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("rules/family.yaml", "level: A", "level: B", "may be 'A', 'C'"),
        ("rules/family.yaml", "  - id: burden", "  - id: refused", "stands already"),
        ("rules/family.yaml", "kind: family", "kind: famly", "no kind 'famly'"),
        ("rules/family.yaml", '"[burdensome]"', '"@burdens"', "no list '@burdens'"),
        ("rules/family.yaml", '"[burdensome]"', '"[burdensome"', "brackets"),
        ("rules/family.yaml", "    why: A person", "    wy: A person", "'wy' has no meaning here"),
        ("rules/label.yaml", "quiet_near: law", "quiet_near: lore", "no list 'lore'"),
        ("lists.yaml", "[he|she|they", "[he|@she|they", "no list '@she'"),
        ("lists.yaml", "templates:", "template:", "'template' has no meaning here"),
    ],
)
def test_a_fault_is_named_with_its_file_and_line(folder, file, old, new, says):
    line = change(folder / file, old, new)
    found = [fault for fault in faults_of(folder) if says in fault]
    assert found
    if file != "lists.yaml":
        assert any(f"{file}:{line}:" in one for one in found)


def test_faults_in_several_files_are_all_told_at_once(folder):
    change(folder / "rules/family.yaml", "level: A", "level: B")
    change(folder / "rules/slang.yaml", "level: A", "level: B")
    assert len(faults_of(folder)) == 2


def test_a_folder_without_rules_is_a_fault(folder):
    shutil.rmtree(folder / "rules")
    assert "add the rules" in faults_of(folder)[0]
