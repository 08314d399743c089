"""Loading an edition: whole when it is right, and every fault with its file and line when not."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from alongside.core.framework import Became, Disposition, digest, from_document, to_document
from alongside.foundation.reading import Faults
from alongside.framework.loading import PACKAGED, load_edition, packaged_edition

Change = Callable[[str, str, str], int]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACKAGED, tmp_path / "edition"))


@pytest.fixture
def change(folder: Path) -> Change:
    """Replaces the first place where ``old`` stands in a file; gives back its line."""

    def changing(name: str, old: str, new: str) -> int:
        path = folder / name
        text = path.read_text("utf-8")
        assert old in text, f"{name} no longer holds {old!r}"
        at = text.index(old) + len(old) - len(old.lstrip("\n"))
        path.write_text(text.replace(old, new, 1), "utf-8")
        return text.count("\n", 0, at) + 1

    return changing


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(Faults) as caught:
        load_edition(folder)
    return [str(fault).removeprefix(f"{folder}/") for fault in caught.value.faults]


def test_the_packaged_edition_loads_and_is_read_once() -> None:
    edition = packaged_edition()
    assert edition is packaged_edition()
    assert edition.slug == "realising-recovery-2007"
    assert [statement.code for statement in edition.statements][:2] == ["K01", "K02"]
    assert edition.statements[-1].code == "V20"


def test_what_was_loaded_survives_being_written_as_a_document() -> None:
    edition = packaged_edition()
    again = from_document(to_document(edition))
    assert again == edition
    assert digest(again) == digest(edition)


def test_the_same_files_give_the_same_digest_and_one_changed_word_another(
    folder: Path, change: Change
) -> None:
    assert digest(load_edition(folder)) == digest(packaged_edition())
    change("statements/hope.yaml", "need: Why hope matters", "need: Why hoping matters")
    assert digest(load_edition(folder)) != digest(packaged_edition())


PLANTED = [
    ("statements/hope.yaml", "- code: K04", "- code: K4", "'K4', which does not look right"),
    ("statements/hope.yaml", "code: K21", "code: K04", "statement 'K04' stands already in"),
    ("statements/hope.yaml", "theme: hope", "theme: hop", "the file is called 'hope'"),
    ("statements/hope.yaml", "need: Why hope", "nede: Why hope", "did you mean 'need'?"),
    ("statements/hope.yaml", "- setting: acute", "- setting: moon", "no setting 'moon'"),
    ("statements/hope.yaml", "- setting: acute", "- setting: third-sector", "an example for"),
    ("statements/hope.yaml", "[relationships]", "[hope]", "own theme already"),
    ("statements/hope.yaml", "[relationships]", "[relationship]", "mean 'relationships'?"),
    ("statements/hope.yaml", "ordinal: 21}", "ordinal: 4}", "K21 comes from the same place as K04"),
    ("statements/hope.yaml", "title: Why hope matters", "title: ' '", "is blank; write something"),
    ("edition.yaml", "strand: A", "strand: Q", "there is no strand 'Q'"),
    ("edition.yaml", "[V06,", "[V66,", "there is no statement 'V66'"),
    ("edition.yaml", "name: Hope\n", "nmae: Hope\n", "did you mean 'name'?"),
    ("points.yaml", "- id: exploring", "- id: explored", "should give, in this order"),
    ("pairs.yaml", "first: K06", "first: K99", "there is no statement 'K99'"),
    ("pairs.yaml", "second: S13", "second: K06", "pairs 'K06' with itself"),
    ("profiles.yaml", "code: K08", "code: S01", "in this profile 'S01' stands already"),
    ("profiles.yaml", "weight: 3", "weight: 4", "is 4; at most 3 wanted"),
    ("profiles.yaml", "typical: practising", "typical: good", "may be 'not-met-yet'"),
    ("outside-things.yaml", "checked: '2026-11-23'", "checked: last year", "a date such as"),
    ("outside-things.yaml", "id: E02", "id: E01", "outside thing 'E01' stands already"),
    ("outside-things.yaml", "https://", "http://", "a full https:// address"),
]


@pytest.mark.parametrize(("name", "old", "new", "message"), PLANTED)
def test_each_kind_of_fault_is_found_on_its_line(
    folder: Path, change: Change, name: str, old: str, new: str, message: str
) -> None:
    line = change(name, old, new)
    here = [fault for fault in faults_of(folder) if fault.startswith(f"{name}:")]
    near = [fault for fault in here if abs(int(fault.split(":")[1]) - line) <= 4]
    assert any(message in fault for fault in near), here


def test_a_value_is_never_given_a_typical_point(folder: Path, change: Change) -> None:
    line = change("profiles.yaml", "code: V14\n", "code: V14\n        typical: practising\n")
    message = "V14 is a value, and a value is never given a typical point"
    assert f"profiles.yaml:{line + 1}:9: {message}" in faults_of(folder)


def test_a_setting_never_gives_a_typical_point(folder: Path) -> None:
    path = folder / "profiles.yaml"
    before, after = path.read_text("utf-8").split("\noverlays:\n")
    after = after.replace("weight: 3", "weight: 3\n        typical: practising", 1)
    path.write_text(f"{before}\noverlays:\n{after}", "utf-8")
    assert any("'typical' has no meaning here" in fault for fault in faults_of(folder))


@pytest.mark.parametrize("face", ["worker", "expect", "ask", "service", "teach", "need"])
def test_a_statement_that_lacks_a_face_is_refused(folder: Path, face: str) -> None:
    path = folder / "statements" / "risk.yaml"
    text = path.read_text("utf-8")
    at = re.search(rf"\n      {face}:.*?(?=\n      \w|\n    \w)", text, re.DOTALL)
    assert at
    path.write_text(text[: at.start()] + text[at.end() :], "utf-8")
    assert any(f"'faces' lacks '{face}'; add it" in fault for fault in faults_of(folder))


def test_a_single_example_is_too_few(folder: Path) -> None:
    path = folder / "statements" / "risk.yaml"
    text = path.read_text("utf-8")
    start = text.index("    looks_like:\n")
    second = text.index("      - setting:", text.index("      - setting:", start) + 1)
    end = text.index("    does_not_look_like:", start)
    path.write_text(text[:second] + text[end:], "utf-8")
    line = text.count("\n", 0, start) + 1
    message = f"statements/risk.yaml:{line}:5: 'looks_like' has 1 entry; at least 2 wanted"
    assert message in faults_of(folder)


def test_counts_that_do_not_add_up_say_which_code_is_missing_or_too_many(
    folder: Path, change: Change
) -> None:
    line = change("edition.yaml", "skills: 22", "skills: 23")
    change("edition.yaml", "values: 20", "values: 19")
    found = faults_of(folder)
    promised = "23 skills statements are promised, and S23 is missing"
    assert f"edition.yaml:{line}:3: {promised}" in found
    assert any("V20 is not one of the 19 promised" in fault for fault in found)


def test_a_theme_without_a_file_and_a_file_without_a_theme_are_both_told(folder: Path) -> None:
    (folder / "statements" / "risk.yaml").rename(folder / "statements" / "risks.yaml")
    found = faults_of(folder)
    assert any("theme 'risk' has no statements/risk.yaml" in fault for fault in found)
    assert any("has no theme 'risks'; did you mean 'risk'?" in fault for fault in found)


def test_a_missing_part_and_a_stray_file_are_both_told(folder: Path) -> None:
    (folder / "points.yaml").unlink()
    (folder / "notes.yml").write_text("a: 1\n", "utf-8")
    found = faults_of(folder)
    assert "points.yaml:1:1: this file cannot be read: no such file or directory" in found
    assert "notes.yml:1:1: is not part of an edition; rename it or take it out" in found


def test_faults_in_every_file_come_at_once_and_none_hides_another(
    folder: Path, change: Change
) -> None:
    for name, old, new, _ in PLANTED:
        if (folder / name).read_text("utf-8").count(old):
            change(name, old, new)
    files = {fault.split(":")[0] for fault in faults_of(folder)}
    assert files >= {name for name, *_ in PLANTED}
    assert len(faults_of(folder)) >= len(PLANTED) - 6


def test_a_file_that_is_not_yaml_does_not_hide_what_others_get_wrong(
    folder: Path, change: Change
) -> None:
    change("pairs.yaml", "pairs:\n", "pairs: [\n")
    change("profiles.yaml", "weight: 3", "weight: 9")
    found = faults_of(folder)
    assert any(fault.startswith("pairs.yaml:") and "not YAML" in fault for fault in found)
    assert any(fault.startswith("profiles.yaml:") and "is 9" in fault for fault in found)


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("theme: &a hope", "anchors are not used"),
        ("theme: hope\ntheme: hope", "a second time"),
        ("theme: ho\x00pe", "U+0000"),
        ('theme: "ho\\x07pe"', "U+0007"),
        ("theme: !!str hope", "tags are not used"),
    ],
)
def test_cleverness_and_hidden_characters_are_refused(
    folder: Path, change: Change, new: str, message: str
) -> None:
    line = change("statements/hope.yaml", "theme: hope", new)
    found = [fault for fault in faults_of(folder) if message in fault]
    lines = (line, line + 1)
    assert any(fault.startswith(f"statements/hope.yaml:{one}:") for one in lines for fault in found)


@pytest.mark.parametrize(
    "text",
    ["", "x", "[]", "theme: 3\nstatements: x\n", "theme: hope\nstatements: [x, 3, null]\n"],
)
@pytest.mark.parametrize("name", ["edition", "points", "pairs", "profiles", "statements/hope"])
def test_files_of_quite_the_wrong_shape_are_faults_and_never_crash(
    folder: Path, name: str, text: str
) -> None:
    (folder / f"{name}.yaml").write_text(text, "utf-8")
    assert any(fault.startswith(f"{name}.yaml:") for fault in faults_of(folder))


def test_a_path_that_is_no_folder_is_a_fault() -> None:
    with pytest.raises(Faults, match="is not a folder; give the edition's folder"):
        load_edition(PACKAGED / "edition.yaml")


# An edition that follows another


def follow(folder: Path, text: str) -> None:
    (folder / "dispositions.yaml").write_text(text, "utf-8")


ALL_THE_SAME = "previous: realising-recovery-2007\ndispositions:\n" + "".join(
    f"  - {{kind: same, old: [{one.code}], new: [{one.code}]}}\n"
    for one in packaged_edition().statements
)


def test_an_edition_says_in_a_file_of_its_own_what_became_of_the_one_before(folder: Path) -> None:
    kept = str(packaged_edition().identifier("K01"))
    follow(folder, f"{ALL_THE_SAME}identifiers:\n  K01: {kept}\n")
    edition = load_edition(folder)
    assert edition.previous == "realising-recovery-2007"
    assert edition.dispositions[0] == Disposition(Became.SAME, ("K01",), ("K01",))
    assert str(edition.identifier("K01")) == kept


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("old: [K01], new: [K01]", "old: [K01], new: [K77]", 3, "there is no statement 'K77'"),
        ("old: [K02], new: [K02]", "old: [K02], new: [K01]", 4, "K01 stands in another row"),
        ("kind: same, old: [K02]", "kind: split, old: [K02]", 4, "needs 2 or more from now"),
        ("kind: same, old: [K02]", "kind: alike, old: [K02]", 4, "alike"),
        ("  - {kind: same, old: [K02], new: [K02]}\n", "", 2, "where K02 comes from"),
        ("previous: realising-recovery-2007", "previous: The 2007 one", 1, "hyphens"),
    ],
)
def test_a_fault_in_what_became_of_statements_is_told_with_file_and_line(
    folder: Path, old: str, new: str, line: int, says: str
) -> None:
    assert old in ALL_THE_SAME
    follow(folder, ALL_THE_SAME.replace(old, new, 1))
    found = faults_of(folder)
    assert any(
        fault.startswith(f"dispositions.yaml:{line}:") and says in fault for fault in found
    ), found


def test_an_identifier_is_kept_for_a_statement_there_is(folder: Path) -> None:
    kept = packaged_edition().identifier("K01")
    follow(folder, f"{ALL_THE_SAME}identifiers:\n  K77: {kept}\n")
    assert [fault for fault in faults_of(folder) if "K77" in fault]
