"""Reading a library: every fault at once, by file and line, with what to do."""

import json
import re
import shutil
from pathlib import Path

import pytest

from alongside.core.library import as_data
from alongside.foundation.reading import Faults
from alongside.framework.loading import packaged_edition
from alongside.library.loading import PACKAGED, load_library, packaged_library

ROOT = Path(__file__).parents[3]
GOOD = """\
theme: hope
activities:
  - id: ask-one-person
    title: Ask one person
    kind: talk
    with_whom: colleague
    hours: 0.5
    develops: {K01: 2, V02: 1}
    steps: [Ask., Listen.]
    notice: What you hear.
    evidence: A line.
"""


def write(folder: Path, text: str, name: str = "activities/hope.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def faults(folder: Path, **known: list[str]) -> list[tuple[str, int, str]]:
    with pytest.raises(Faults) as caught:
        load_library(folder, **known)
    return [
        (fault.file.removeprefix(f"{folder}/"), fault.line, fault.message)
        for fault in caught.value.faults
    ]


def changed(**lines: str) -> str:
    """The good file with the line of a key replaced (or, for a new key, added)."""
    text = GOOD
    for key, value in lines.items():
        line = f"    {key}: {value}"
        known = [old for old in text.splitlines() if old.startswith(f"    {key}:")]
        text = text.replace(known[-1], line) if known else f"{text}{line}\n"
    return text


def test_a_small_folder_needs_no_more_than_activities(tmp_path: Path) -> None:
    library = load_library(write(tmp_path, GOOD))

    (only,) = library.activities
    assert only.id == "ask-one-person"
    assert only.theme == "hope"
    assert only.hours == 0.5
    assert only.steps == ("Ask.", "Listen.")
    assert only.settings == only.cautions == only.prerequisites == only.dates == only.checks == ()
    assert only.lived_experience_led is False
    assert only.cost == 0.0
    assert library.kinds["talk"].label
    assert library.kinds["course"].course


def test_activities_may_stand_beside_the_library_file_or_in_their_own_folder(
    tmp_path: Path,
) -> None:
    write(tmp_path, GOOD, "mine.yaml")
    write(tmp_path, GOOD.replace("ask-one-person", "two").replace("one person", "two"))

    assert [one.id for one in load_library(tmp_path).activities] == ["ask-one-person", "two"]


def test_everything_an_entry_may_say_arrives_in_the_activity(tmp_path: Path) -> None:
    text = changed(
        theme="community",
        cautions="[Mind how you go.]",
        shared_cautions="[records]",
        settings="[acute, community]",
        lived_experience_led="true",
        cost="12.5",
        from_framework="A03",
        dates="[2027-03-04, 2027-03-03]",
        last_checked="2026-11-23",
        checks="[The law.]",
    )
    text += GOOD.removeprefix("theme: hope\nactivities:\n").replace("one", "two")
    text += "    prerequisites: [ask-one-person]\n    offering_of: ask-one-person\n"

    first, second = load_library(write(tmp_path, text)).activities

    assert first.theme == "community"
    assert first.cautions == (
        "Mind how you go.",
        packaged_library().shared_cautions["records"],
    )
    assert first.settings == ("acute", "community")
    assert first.lived_experience_led is True
    assert first.cost == 12.5
    assert first.from_framework == "A03"
    assert [day.isoformat() for day in first.dates] == ["2027-03-03", "2027-03-04"]
    assert first.last_checked is not None
    assert first.last_checked.isoformat() == "2026-11-23"
    assert first.checks == ("The law.",)
    assert second.theme == "hope"
    assert second.prerequisites == ("ask-one-person",)
    assert second.offering_of == "ask-one-person"


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        ({"hours": "0.3"}, 7, "'hours' is 0.3; use quarter hours from 0.25 to 8"),
        ({"hours": "0"}, 7, "'hours' is 0; use quarter hours from 0.25 to 8"),
        ({"hours": "8.25"}, 7, "'hours' is 8.25; use quarter hours from 0.25 to 8"),
        ({"hours": "'1'"}, 7, "'hours' is '1', and should be a number"),
        ({"kind": "tallk"}, 5, "'kind' names 'tallk', which library.yaml does not list; did you"),
        ({"with_whom": "martians"}, 6, "'with_whom' names 'martians', which library.yaml does"),
        ({"develops": "{K1: 2}"}, 8, "'K1' is not a statement code; codes look like K01"),
        ({"develops": "{K01: 4}"}, 8, "'K01' is 4; at most 3 wanted"),
        ({"develops": "{K01: 0}"}, 8, "'K01' is 0; at least 1 wanted"),
        ({"develops": "{}"}, 8, "'develops'"),
        ({"steps": "[Ask.]"}, 9, "'steps' has 1 entry; at least 2 wanted"),
        ({"steps": "[A., B., C., D., E., F., G.]"}, 9, "'steps' has 7 entries; at most 6 wanted"),
        ({"steps": "Ask."}, 9, "'steps' is 'Ask.', and should be a list"),
        ({"notice": "''"}, 10, "'notice' is empty; write something"),
        ({"lived_experience_led": "yes"}, 12, "'lived_experience_led' is 'yes', and should be"),
        ({"settings": "[acut]"}, 12, "'settings' names 'acut', which library.yaml does not list"),
        ({"shared_cautions": "[none]"}, 12, "'shared_cautions' names 'none', which library.yaml"),
        ({"cost": "-1"}, 12, "'cost' is -1; at least 0 wanted"),
        ({"dates": "[2027-02-30]"}, 12, "'2027-02-30' is not a day in the calendar"),
        ({"last_checked": "soon"}, 12, "'last_checked' is 'soon', which does not look right"),
        ({"from_framework": "B01"}, 12, "'from_framework' is 'B01', which does not look right"),
        ({"prerequisites": "[nowhere]"}, 12, "builds on 'nowhere', which is not in this library"),
        ({"prerequisites": "[ask-one-person]"}, 12, "waits for itself: ask-one-person needs ask"),
        ({"offering_of": "nothing"}, 12, "is an offering of 'nothing', which is not another entry"),
        ({"offering_of": "ask-one-person"}, 12, "is an offering of 'ask-one-person', which is not"),
        ({"cautons": "[Mind.]"}, 12, "'cautons' has no meaning here; did you mean 'cautions'?"),
        ({"id": "Ask One"}, 3, "'id' is 'Ask One', which does not look right (small letters"),
    ],
)
def test_a_fault_says_where_what_and_what_to_do(
    tmp_path: Path, change: dict[str, str], line: int, words: str
) -> None:
    text = changed(**change) if "id" not in change else GOOD.replace("ask-one-person", "Ask One")

    found = faults(write(tmp_path, text))

    assert len(found) == 1, found
    assert found[0][:2] == ("activities/hope.yaml", line)
    assert found[0][2].startswith(words)


def test_a_code_or_theme_that_the_edition_lacks_is_a_fault_only_where_the_edition_is_given(
    tmp_path: Path,
) -> None:
    folder = write(tmp_path, changed(develops="{K25: 2, V02: 1}"))

    assert load_library(folder).activities[0].develops == {"K25": 2, "V02": 1}
    assert faults(folder, codes=["K01", "V02"], themes=["community"]) == [
        ("activities/hope.yaml", 3, "there is no theme 'hope'"),
        ("activities/hope.yaml", 8, "there is no statement 'K25'"),
    ]


def test_every_fault_in_every_file_is_reported_at_once(tmp_path: Path) -> None:
    write(tmp_path, changed(hours="9", kind="none"))
    write(tmp_path, "theme: hope\nactivities: &all []\n", "activities/one.yaml")
    write(tmp_path, "not: [closed\n", "activities/two.yaml")
    write(tmp_path, "resources: 3\n", "resources.yaml")

    found = {(file, line) for file, line, _ in faults(tmp_path)}

    assert found >= {
        ("activities/hope.yaml", 5),
        ("activities/hope.yaml", 7),
        ("activities/one.yaml", 2),
        ("resources.yaml", 1),
    }
    assert any(file == "activities/two.yaml" for file, _ in found)


def test_an_entry_that_names_no_theme_is_told_so(tmp_path: Path) -> None:
    text = GOOD.replace("theme: hope\n", "")

    assert faults(write(tmp_path, text)) == [
        ("activities/hope.yaml", 2, "names no theme; add one here or at the top of the file")
    ]


def test_an_id_and_a_title_belong_to_one_entry(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, GOOD.replace("Ask one person", "ask  One person"), "activities/later.yaml")
    used = f"is already used at {tmp_path}/activities/hope.yaml:3; choose another"

    assert faults(tmp_path) == [
        ("activities/later.yaml", 3, f"'id' 'ask-one-person' {used}"),
        ("activities/later.yaml", 4, f"'title' 'ask  One person' {used}"),
    ]


def test_two_circles_are_both_named(tmp_path: Path) -> None:
    entry = GOOD.removeprefix("theme: hope\nactivities:\n")
    text = "theme: hope\nactivities:\n"
    for id_, earlier in (("aa", "bb"), ("bb", "aa"), ("cc", "cc")):
        text += entry.replace("ask-one-person", id_).replace("Ask one person", f"Ask {id_}")
        text += f"    prerequisites: [{earlier}]\n"

    found = [message for _, _, message in faults(write(tmp_path, text))]

    assert found == [
        "waits for itself: aa needs bb needs aa; take one away",
        "waits for itself: cc needs cc; take one away",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("theme: hope\nactivities:\n  - &one {id: a}\n  - *one\n", "anchors are not used here"),
        ("theme: hope\x00\nactivities: []\n", "holds a character nobody can see (U+0000)"),
        ("theme: hope\ntheme: hope\nactivities: []\n", "gives 'theme' a second time"),
    ],
)
def test_anchors_nul_and_doubled_keys_are_refused(tmp_path: Path, text: str, words: str) -> None:
    assert any(words in message for _, _, message in faults(write(tmp_path, text)))


def test_a_folder_that_is_not_there_or_empty_says_what_it_should_hold(tmp_path: Path) -> None:
    with pytest.raises(Faults, match="this is not a folder; name one that holds activities"):
        load_library(tmp_path / "nowhere")
    with pytest.raises(Faults, match=r"holds no activities; put them in activities/\*\.yaml"):
        load_library(tmp_path)


def test_a_resource_we_are_unsure_of_says_why(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    text = """\
resources:
  - id: R01
    kind: website
    title: A site
    about: About it.
    standing: Live.
    confidence: low
    serves: [K99, K01]
    link: http://example.org
    last_checked: 2026-13-01
"""
    write(tmp_path, text, "resources.yaml")

    assert faults(tmp_path, codes=["K01", "V02"]) == [
        ("resources.yaml", 7, "is less than sure of how it stands; say why in 'confidence_note'"),
        ("resources.yaml", 8, "there is no statement 'K99'"),
        (
            "resources.yaml",
            9,
            "'link' is 'http://example.org', which does not look right "
            "(a web address beginning with https://)",
        ),
        (
            "resources.yaml",
            10,
            "'2026-13-01' is not a day in the calendar; write a date such as 2027-03-03",
        ),
    ]


def test_a_kind_listed_twice_is_a_fault(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    text = "library: {title: Mine}\nwith_whom: {colleague: With a colleague}\nkinds:\n"
    text += "  - {id: talk, label: Talk}\n  - {id: talk, label: Talk again}\n"
    write(tmp_path, text, "library.yaml")

    assert faults(tmp_path) == [("library.yaml", 5, "'talk' is listed twice; keep one")]


def test_the_packaged_library_reads_the_same_from_a_copy(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(PACKAGED, copy)

    assert load_library(copy).digest == packaged_library().digest

    hope = copy / "activities" / "hope.yaml"
    hope.write_text(hope.read_text("utf-8").replace("hours: 0.25", "hours: 0.5", 1), "utf-8")
    assert load_library(copy).digest != packaged_library().digest


def test_the_packaged_library_is_read_once() -> None:
    assert packaged_library() is packaged_library()
    assert as_data(packaged_library())["activities"]


def test_the_manual_names_every_field_and_its_example_is_good(tmp_path: Path) -> None:
    manual = (ROOT / "docs/how-to/write-a-learning-activity.md").read_text("utf-8")
    schema = json.loads((PACKAGED / "library.schema.json").read_text("utf-8"))

    fields = set(schema["$defs"]["activity"]["properties"])
    assert set(re.findall(r"^\| `(\w+)` \|", manual, re.MULTILINE)) == fields

    (example,) = re.findall(r"```yaml\n(.*?)```", manual, re.DOTALL)
    edition = packaged_edition()
    folder = write(tmp_path, example)
    (only,) = load_library(folder, codes=edition.by_code, themes=edition.theme_by_id).activities
    assert only.theme == "community"
