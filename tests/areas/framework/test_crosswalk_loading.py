"""Loading a crosswalk: whole when it is right, and every fault with its file and line when not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from alongside.core.crosswalks import How
from alongside.foundation.reading import Faults
from alongside.framework.loading import (
    load_crosswalk,
    load_crosswalks,
    load_items,
    packaged_crosswalks,
    packaged_edition,
)
from alongside.framework.loading.crosswalks import FOLDER

Change = Callable[[str, str], int]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A crosswalk of which every rule can be broken: KSF has items, relations and asides."""
    file = tmp_path / "ksf-core.yaml"
    file.write_text((FOLDER / "ksf-core.yaml").read_text("utf-8"), "utf-8")
    return file


@pytest.fixture
def change(path: Path) -> Change:
    """Replaces the first place where ``old`` stands; gives back its line."""

    def changing(old: str, new: str) -> int:
        text = path.read_text("utf-8")
        assert old in text, f"the file no longer holds {old!r}"
        path.write_text(text.replace(old, new, 1), "utf-8")
        return text.count("\n", 0, text.index(old)) + 1

    return changing


def faults_of(path: Path) -> list[str]:
    with pytest.raises(Faults) as caught:
        load_crosswalk(path, packaged_edition())
    return [str(fault).removeprefix(f"{path.parent}/") for fault in caught.value.faults]


def test_the_packaged_crosswalks_load_and_are_read_once() -> None:
    assert packaged_crosswalks() is packaged_crosswalks()
    assert [one.id for one in packaged_crosswalks()] == [
        "chime", "core-mental-health-standards", "essential-shared-capabilities", "ksf-core",
        "nmc-code",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("statement: K21", "statement: K26", "there is no statement 'K26'; did you mean"),
        ("statement: K21", "theme: hopes", "there is no theme 'hopes'; did you mean 'hope'?"),
        ("statement: K22", "statement: K21", "K21 has a relation to this item already"),
        ("relation: related", "relation: met", "is 'met', and may be 'exact', 'close'"),
        ("code: C2", "code: C1", "item 'C1' stands already further up"),
        ("id: ksf-core", "id: ksf", "the file is called 'ksf-core', not 'ksf'"),
        ("edition: realising-recovery-2007", "edition: other", "is for 'other', not"),
    ],
)
def test_what_does_not_fit_is_said_with_its_line(
    path: Path, change: Change, old: str, new: str, says: str
) -> None:
    line = change(old, new)
    [found] = [fault for fault in faults_of(path) if says in fault]
    assert found.startswith(f"ksf-core.yaml:{line}:")


def test_a_relation_has_one_end_here(path: Path, change: Change) -> None:
    line = change("statement: K21", "statement: K21\n        theme: hope")
    assert (
        f"ksf-core.yaml:{line}:9: names either a statement or a theme, and one of them"
        in faults_of(path)
    )


def test_whatever_is_not_exact_says_what_is_left_over(path: Path, change: Change) -> None:
    change("        not_covered: Everything in communication but timing.\n", "")
    [found] = faults_of(path)
    assert "'related' lacks 'not_covered': say what of the item is left over" in found


def test_what_is_exact_leaves_nothing_over(path: Path, change: Change) -> None:
    change("relation: related", "relation: exact")
    [found] = faults_of(path)
    assert "an exact relation leaves nothing over" in found


def test_every_statement_was_looked_at_and_stands_in_one_place(path: Path, change: Change) -> None:
    change("statements: [K11]", "statements: [K21, K01]")
    found = faults_of(path)
    assert len(found) == 3
    assert "K21 has a relation above, and is set aside here" in found[1] + found[2]
    assert "K01 is set aside twice" in found[1] + found[2]
    assert "K11 was not looked at: give it a relation, or set it aside and say why" in found[0]


def test_an_item_with_nothing_says_so_and_why(path: Path, change: Change) -> None:
    change("items:\n", "items:\n  - {code: C0, title: Something else}\n\n")
    [found] = faults_of(path)
    assert "nothing bears on 'C0': say so with 'nothing', and why" in found
    change("title: Something else}", "title: Something else, nothing: It is about lifts.}")
    one = load_crosswalk(path, packaged_edition())
    assert one.item_by_code["C0"].nothing == "It is about lifts."
    change("title: Communication", "title: Communication\n    nothing: Nothing at all.")
    assert "something bears on this item; take this out" in faults_of(path)[0]


def test_no_level_can_be_given_to_anything(path: Path, change: Change) -> None:
    change("relation: related", "relation: related\n        level: 2")
    [found] = faults_of(path)
    assert "'level' has no meaning here" in found


def test_a_reader_is_named_with_a_day(path: Path, change: Change) -> None:
    change(
        "relation: related", "relation: related\n        review: {by: A reader, on: '2027-03-31'}"
    )
    one = load_crosswalk(path, packaged_edition())
    assert len(one.waiting) == len(one.relations) - 1
    change("'2027-03-31'", "last spring")
    assert "a date such as 2027-03-31" in faults_of(path)[0]


def test_what_a_theme_supports_is_said_once_and_a_file_does_not_go_beyond_it(path: Path) -> None:
    text = (FOLDER / "chime.yaml").read_text("utf-8")
    file = path.with_name("chime.yaml")
    file.write_text(text.replace("statement: K22", "theme: hope", 1), "utf-8")
    assert any("what a theme supports stands in edition.yaml" in fault for fault in faults_of(file))
    file.write_text(text.replace("statement: K22", "statement: K24", 1), "utf-8")
    assert any("no theme of K24 supports 'C'" in fault for fault in faults_of(file))
    file.write_text(text.replace("code: C\n", "code: X\n", 1), "utf-8")
    assert any("no theme supports a process called 'X'" in fault for fault in faults_of(file))


def test_themes_are_related_to_the_processes_the_edition_names() -> None:
    chime = next(one for one in packaged_crosswalks() if one.id == "chime")
    said = {(one.item, one.theme) for one in chime.relations if one.theme}
    assert said == {
        (letter, theme.id) for theme in packaged_edition().themes for letter in theme.chime
    }
    assert {one.how for one in chime.relations} == {How.RELATED}


@pytest.mark.parametrize("text", ["", "[]", "items: 3", "items: [1]", "id: ''", "asides: {a: 1}"])
def test_a_file_of_quite_another_shape_gives_faults(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    assert faults_of(path)


def test_the_faults_of_all_files_are_given_together(path: Path) -> None:
    path.write_text("id: 3", "utf-8")
    path.with_name("b.yaml").write_text("id: 4", "utf-8")
    with pytest.raises(Faults) as caught:
        load_crosswalks(path.parent, packaged_edition())
    assert {Path(fault.file).name for fault in caught.value.faults} == {"b.yaml", "ksf-core.yaml"}


def test_items_of_another_framework_are_read_with_their_faults(path: Path) -> None:
    path.write_text("items:\n  - {code: A1, title: One}\n  - {code: B, title: Two, about: More}\n")
    first, second = load_items(path)
    assert (first.code, first.text, second.text) == ("A1", "One. ", "Two. More")
    path.write_text("items:\n  - {code: A1, title: One}\n  - {code: A1, title: Two}\n")
    with pytest.raises(Faults, match="'A1' stands more than once"):
        load_items(path)
    path.write_text("items:\n  - {code: A1, level: 3}\n")
    with pytest.raises(Faults, match="'level' has no meaning here"):
        load_items(path)
