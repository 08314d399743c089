"""The area's files: every fault is named by file and line, and languages are read from folders."""

import shutil

import pytest
import yaml

from alongside.expectations.loading import PACKAGED, load, packaged
from alongside.foundation.reading import Faults

FILM = "link: 'https://x.example.org', last_checked: 2027-01-01"


@pytest.fixture
def folder(tmp_path):
    for path in PACKAGED.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def change(folder, name, old, new):
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return 1 + text[: text.index(old)].count("\n")


def faults(folder):
    with pytest.raises(Faults) as caught:
        load(folder)
    return caught.value.faults


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("rights.yaml", "picture: sign", "picture: singing", "there is no 'singing' here"),
        ("rights.yaml", "id: named-person", "id: advance-statement", "choose another id"),
        ("rights.yaml", "2026-11-23", "2026-11-31", "is not a day in the calendar"),
        ("rights.yaml", "phone: 0800 389 6809", "phone: call us", "does not look right"),
        ("themes.yaml", "[equality-law]", "[equality-lore]", "did you mean 'equality-law'?"),
        ("themes.yaml", "      K04: ", "      S06: ", "already stands in theme"),
        ("themes.yaml", "picture: listen", "picture: ear", "there is no 'ear' here"),
        ("pictures.yaml", "ring, phone", "Ring, phone", "write words in small letters"),
        ("videos.yaml", "videos: []", f"videos: [{{about: hop, {FILM}}}]", "did you mean 'hope'?"),
    ],
)
def test_a_fault_is_named_with_its_line(folder, name, old, new, says):
    line = change(folder, name, old, new)
    here = [one for one in faults(folder) if one.file.endswith(name)]
    assert [one.line for one in here] == [line]
    assert says in here[0].message


def test_all_faults_are_named_together(folder):
    change(folder, "rights.yaml", "picture: sign", "picture: singing")
    change(folder, "themes.yaml", "picture: listen", "picture: ear")
    change(folder, "pictures.yaml", "ring, phone", "Ring, phone")
    assert len(faults(folder)) == 3


def test_a_file_that_is_not_there_is_a_fault(folder):
    (folder / "reform.yaml").unlink()
    assert any("cannot be read" in fault.message for fault in faults(folder))


def write(folder, code, **files):
    inside = folder / "languages" / code
    inside.mkdir(parents=True)
    language = {"name": "Gàidhlig", "direction": "ltr", "last_checked": "2027-03-03"}
    for name, value in {"language": language, **files}.items():
        (inside / f"{name}.yaml").write_text(yaml.safe_dump(value, allow_unicode=True), "utf-8")


def test_a_folder_of_a_language_is_read_and_changes_the_digest(folder):
    before = load(folder).digest
    write(folder, "gd", themes={"themes": {"hope": {"question": "An cùm daoine dòchas?"}}})
    texts = load(folder)
    assert [one.code for one in texts.languages] == ["gd"]
    assert texts.language_by_code["gd"].themes["hope"]["question"] == "An cùm daoine dòchas?"
    assert texts.digest != before


def test_a_language_can_only_name_what_there_is(folder):
    write(folder, "gd", rights={"rights": {"advance-statment": {"title": "x"}}})
    (fault,) = faults(folder)
    assert "did you mean 'advance-statement'?" in fault.message


def test_a_folder_that_is_no_language_code_is_a_fault(folder):
    write(folder, "Gaelic")
    assert "is not a language code" in faults(folder)[0].message


def test_none_ships_and_none_is_offered():
    assert packaged().languages == ()
