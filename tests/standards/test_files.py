"""The files themselves, read by readers that are not ours."""

import csv
import io
import json
import time
import zipfile
from dataclasses import replace

import frictionless
import openpyxl
import pytest

from alongside.cli.parser_framework import FORMATS as CHOICES
from alongside.core.credentials import framework_tables, library_tables
from alongside.core.framework import from_document
from alongside.framework.loading import packaged_edition
from alongside.framework.presenters.publication import publication_of
from alongside.standards.files import library
from alongside.standards.files.formats import FORMATS, table
from alongside.standards.files.writing import table_csv
from tests.factories.publications import BASE, ROOT, the_edition

LICENCE = "https://www.apache.org/licenses/LICENSE-2.0"


@pytest.fixture(scope="module")
def made():
    """Every file of the edition, published on a day."""
    from datetime import UTC, datetime

    day = datetime(2027, 3, 3, 12, tzinfo=UTC)
    publication = publication_of(packaged_edition(), root=ROOT, published_at=day)
    return {name: form.make(publication) for name, form in FORMATS.items()}


def unpacked(content, folder):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(folder)
        return packed.namelist()


def same_files(names, said, folder):
    """What CSVW asks: each table's file, its columns in order, keys and references that hold."""
    tables = {one["url"]: one["tableSchema"] for one in said["tables"]}
    assert set(tables) == {name for name in names if name.endswith(".csv")}
    for path, schema in tables.items():
        with (folder / path).open(encoding="utf-8", newline="") as stream:
            head = next(csv.reader(stream))
        columns = [one["name"] for one in schema["columns"]]
        assert columns == head
        assert set(schema.get("primaryKey", [])) <= set(columns)
        for key in schema.get("foreignKeys", []):
            there = tables[key["reference"]["resource"]]
            assert key["columnReference"] in columns
            assert key["reference"]["columnReference"] in [c["name"] for c in there["columns"]]


def with_title(title):
    edition = packaged_edition()
    one = replace(edition.statements[0], title=title)
    changed = replace(edition, statements=(one, *edition.statements[1:]))
    return publication_of(changed, root=ROOT)


@pytest.mark.parametrize("form", ["framework", "library"])
def test_a_data_package_is_found_valid_by_frictionless(made, form, tmp_path):
    content = made["datapackage"] if form == "framework" else library.made("datapackage", BASE)
    unpacked(content, tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["path", "rowNumber", "fieldName", "message"])
    assert len(report.tasks) == len(
        framework_tables.SHAPES if form == "framework" else library_tables.SHAPES
    )


def test_frictionless_would_notice(made, tmp_path):
    unpacked(made["datapackage"], tmp_path)
    path = tmp_path / "data" / "statements.csv"
    path.write_text(path.read_text("utf-8").replace(",hope,", ",hoope,", 1), "utf-8")
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


def test_a_package_says_its_licence_edition_and_day(made, tmp_path):
    unpacked(made["datapackage"], tmp_path)
    said = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert said["licenses"] == [{"name": "Apache-2.0", "path": LICENCE}]
    assert (said["name"], said["created"]) == ("realising-recovery-2007", "2027-03-03T00:00:00Z")
    readme = (tmp_path / "README.txt").read_text("utf-8")
    for words in ("Realising Recovery, 2007", LICENCE, "Published: 2027-03-03"):
        assert words in readme


def test_csv_on_the_web_describes_the_files_that_are_there(made, tmp_path):
    names = unpacked(made["datapackage"], tmp_path)
    said = json.loads((tmp_path / "csv-metadata.json").read_text("utf-8"))
    assert said["@context"][0] == "http://www.w3.org/ns/csvw"
    assert said["dc:license"] == {"@id": LICENCE}
    same_files(names, said, tmp_path)


def test_a_workbook_has_a_sheet_for_each_table_and_says_what_it_is(made):
    book = openpyxl.load_workbook(io.BytesIO(made["xlsx"]))
    assert book.sheetnames == list(framework_tables.SHAPES)
    said = dict(row for row in book["edition"].iter_rows(min_row=2, values_only=True))
    assert said["slug"] == "realising-recovery-2007"
    assert (said["licence"], said["published"]) == ("Apache-2.0", "2027-03-03")
    assert book["statements"].max_row == 68
    assert book["statements"].freeze_panes == "A2"


@pytest.mark.parametrize(
    "title",
    ["=1+1", "+44", "-cut", "@SUM(A1)", "\tTab", "'=quoted", "\n=1", "  =1", "\xa0=1", "＝1"],
)
def test_no_cell_is_taken_for_a_formula(title):
    publication = with_title(title)
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].make(publication)))
    at = framework_tables.STATEMENTS.names.index("title") + 1
    cell = book["statements"].cell(row=2, column=at)
    assert (cell.data_type, cell.value) == ("s", f"'{title}")
    rows = csv.DictReader(io.StringIO(FORMATS["csv"].make(publication).decode(), newline=""))
    assert next(rows)["title"] == f"'{title}"


def test_a_text_that_reads_like_an_error_is_a_text():
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].make(with_title("#N/A"))))
    at = framework_tables.STATEMENTS.names.index("title") + 1
    cell = book["statements"].cell(row=2, column=at)
    assert (cell.data_type, cell.value) == ("s", "#N/A")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_edition_is_the_same_bytes_a_while_later(made, name, monkeypatch):
    """Nothing in a file knows when it was made."""
    later = time.time() + 86_400 * 40
    monkeypatch.setattr(time, "time", lambda: later)
    monkeypatch.setattr(time, "localtime", lambda *_when: time.gmtime(later))
    again = publication_of(
        packaged_edition(), root=ROOT, published_at=__import__("datetime").datetime(2027, 3, 3, 12)
    )
    assert FORMATS[name].make(again) == made[name]


def in_words_of_others(**about):
    """An edition that was not made from ours, such as a document's own wording."""
    edition = packaged_edition()
    other = replace(edition, slug="the-document-itself", about={**edition.about, **about})
    return publication_of(other, root=ROOT)


def test_words_of_others_are_not_given_away(tmp_path):
    publication = in_words_of_others()
    for name, form in FORMATS.items():
        content = form.make(publication)
        folder = tmp_path / name
        folder.mkdir()
        if content.startswith(b"PK"):
            unpacked(content, folder)
            content = b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())
        assert b"Apache" not in content, name
    assert frictionless.validate(str(tmp_path / "datapackage" / "datapackage.json")).valid
    said = in_words_of_others(licence="OGL-UK-3.0", licence_address="https://x.example/ogl")
    assert said.licence == ("OGL-UK-3.0", "https://x.example/ogl")
    assert b"OGL-UK-3.0" in FORMATS["skos"].make(said)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"csv"}))
def test_every_file_says_its_licence_and_its_edition(made, name, tmp_path):
    """A plain table has no place for it: the name of the file says the edition, a header the rest."""
    content = made[name]
    if content.startswith(b"PK"):
        unpacked(content, tmp_path)
        content = b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())
    assert b"Apache-2.0" in content
    assert b"realising-recovery-2007" in content
    assert b"2027-03-03" in content


def test_the_whole_as_json_can_be_read_back(made):
    said = json.loads(made["json"])
    assert from_document(said["document"]) == packaged_edition()
    assert said["identifiers"]["K01"] == str(packaged_edition().identifier("K01"))


def test_one_table_by_itself(made):
    rows = list(csv.reader(io.StringIO(table_csv(table(the_edition(), "faces")).decode())))
    assert rows[0] == ["code", "worker", "expect", "ask", "service", "teach", "need"]
    assert len(rows) == 68


def test_the_library_s_files_hold_nothing_that_a_service_added(tmp_path):
    unpacked(library.made("datapackage", BASE), tmp_path)
    with (tmp_path / "data" / "activities.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    from alongside.library.loading import packaged_library

    assert [row["id"] for row in rows] == list(packaged_library().by_id)


def test_the_command_offers_every_format():
    assert tuple(sorted(FORMATS)) == CHOICES
