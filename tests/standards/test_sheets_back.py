"""A sheet that comes back: read safely, faults by its own lines, and a folder that can be published."""

import io
import zipfile

import openpyxl
import pytest

from alongside.cli import main
from alongside.core.credentials import framework_tables
from alongside.core.credentials.packages import package_of
from alongside.core.framework.dispositions import Became
from alongside.foundation.reading import Faults
from alongside.framework import queries
from alongside.framework.actions import publish
from alongside.framework.loading import load_edition, packaged_edition
from alongside.standards.files import importing, reading, writing
from alongside.standards.files.formats import FORMATS, table
from alongside.standards.files.importing import imported
from alongside.standards.files.writing import as_zip, table_csv
from tests.factories.publications import the_edition

NEW = "realising-recovery-2027"
ROW = "xl/worksheets/sheet1.xml"


SOME = (
    *("edition", "statements", "faces", "questions", "examples"),
    *("points", "dispositions", "points_became"),
)


@pytest.fixture(scope="module")
def workbook():
    """A few of the sheets, so that reading them is quick."""
    tables = [one for one in framework_tables.tables(the_edition()) if one.name in SOME]
    return writing.workbook(package_of(the_edition()), tables)


@pytest.fixture
def changed(workbook, tmp_path):
    """A function: the workbook with some cells changed, as a file."""

    def change(**cells):
        book = openpyxl.load_workbook(io.BytesIO(workbook))
        for place, value in cells.items():
            sheet, _, cell = place.rpartition("_")
            book[sheet][cell] = value
        path = tmp_path / "changed.xlsx"
        book.save(path)
        return path

    return change


def came_back(path, slug=""):
    return imported(reading.read_file(path), packaged_edition(), slug=slug)


def faults_of(path):
    with pytest.raises(Faults) as caught:
        came_back(path)
    return [str(fault) for fault in caught.value.faults]


def refused(path, *words):
    with pytest.raises(Faults) as caught:
        reading.read_file(path)
    said = str(caught.value)
    for word in words:
        assert word in said
    return said


@pytest.mark.parametrize("form", ["xlsx", "csv", "datapackage"])
def test_what_was_exported_comes_back_as_it_was(form, tmp_path):
    path = tmp_path / f"edition.{FORMATS[form].ending}"
    path.write_bytes(FORMATS[form].make(the_edition()))
    made = came_back(path)
    assert made.edition == packaged_edition()
    assert made.differences == ()


def test_what_was_changed_by_hand_is_all_that_is_different(changed):
    made = came_back(changed(faces_B5="I know other words now.", edition_B2=NEW))
    assert [(one.code, [p[0] for p in one.parts]) for one in made.differences] == [
        ("K04", ["worker"])
    ]
    assert made.edition.slug == NEW


def test_every_fault_names_the_sheet_and_its_line(changed):
    path = changed(
        statements_G4=None,
        statements_D6="hoope",
        faces_G6="x" * 45,
        examples_B3="nowhere",
        statements_I8="three",
        statements_M9="perhaps",
        points_D3="y" * 900,
        questions_B3="un\u200bseen\u2028here",
    )
    said = faults_of(path)
    for place, words in {
        "[statements]:4:": "'text' is empty",
        "[statements]:6:": "'hoope'",
        "[faces]:6:": "45 characters; 40 at most",
        "[examples]:3:": "no setting 'nowhere'",
        "[statements]:8:": "no whole number",
        "[statements]:9:": "write yes or no",
        "[points]:3:": "900 characters",
        "[questions]:3:": "nobody can see",
    }.items():
        assert any(place in one and words in one for one in said), (place, said)
    assert len(said) == 8


def test_a_new_edition_says_nothing_stayed_the_same_unless_its_words_did(changed):
    path = changed(
        faces_B5="I know other words now.", statements_F3="Another title", edition_B2=NEW
    )
    edition = came_back(path).edition
    became = {one.old: one.kind for one in edition.dispositions}
    assert became[("K04",)] is became[("K02",)] is Became.CHANGED
    assert became[("K01",)] is Became.SAME
    assert set(edition.identifiers) == set(edition.by_code) - {"K02", "K04"}
    assert edition.identifier("K01") == packaged_edition().identifier("K01")


def test_what_the_sheet_says_became_of_a_statement_comes_first(changed):
    path = changed(
        statements_F3="Another title",
        edition_B2=NEW,
        dispositions_A2="reworded",
        dispositions_B2="K02",
        dispositions_C2="K02",
    )
    edition = came_back(path).edition
    became = {one.old: one.kind for one in edition.dispositions}
    assert became[("K02",)] is Became.REWORDED
    assert edition.identifier("K02") == packaged_edition().identifier("K02")


@pytest.mark.django_db
def test_what_comes_back_can_be_published_once_a_person_has_said_why(edition, changed, tmp_path):
    path = changed(statements_F3="Another title", edition_B2=NEW)
    assert main(["framework", "import-sheet", str(path), "--output", str(tmp_path / "new")]) == 0
    told = tmp_path / "new" / "dispositions.yaml"
    with pytest.raises(Exception, match="why"):
        publish(actor=None, edition=load_edition(tmp_path / "new"))
    text = told.read_text("utf-8").replace(
        "- kind: changed\n", "- kind: changed\n  why: A reason\n"
    )
    told.write_text(text, "utf-8")
    publish(actor=None, edition=load_edition(tmp_path / "new"))
    assert queries.published().slug == NEW


# The command


def test_a_dry_run_says_what_is_different_and_writes_nothing(changed, tmp_path, capsys):
    path = changed(faces_B5="I know other words now.")
    target = tmp_path / "new"
    assert main(["framework", "import-sheet", str(path), "--dry-run", "--output", str(target)]) == 0
    said = capsys.readouterr().out
    assert "K04 Why hope matters" in said
    assert "+ I know other words now." in said
    assert "Nothing was written." in said
    assert not target.exists()


def test_the_command_writes_a_folder_once_and_never_over_another(changed, tmp_path, capsys):
    path, target = changed(edition_B2=NEW), tmp_path / "new"
    words = ["framework", "import-sheet", str(path), "--output", str(target)]
    assert main(words) == 0
    assert load_edition(target).slug == NEW
    assert main(words) == 2
    assert "is there already" in capsys.readouterr().err


def test_the_same_slug_and_no_output_are_refused(changed, tmp_path, capsys):
    path = changed(faces_B5="I know other words now.")
    assert main(["framework", "import-sheet", str(path), "--output", str(tmp_path / "new")]) == 2
    assert "slug" in capsys.readouterr().err
    assert main(["framework", "import-sheet", str(path), "--slug", NEW]) == 2
    assert "--output" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_faults_are_said_on_their_lines_by_the_command(changed, capsys):
    assert main(["framework", "import-sheet", str(changed(statements_G4=None)), "--dry-run"]) == 2
    assert "changed.xlsx[statements]:4:1: 'text' is empty" in capsys.readouterr().err


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_writes_every_format(form, tmp_path):
    path = tmp_path / "out"
    assert main(["framework", "export", "--format", form, "--output", str(path)]) == 0
    assert path.stat().st_size > 10_000


@pytest.mark.django_db
def test_a_published_edition_and_a_folder_can_be_exported(edition, tmp_path, capsysbinary):
    words = ["framework", "export", "--format", "csv", "--table", "edition", "--output", "-"]
    site = ["--site", "https://framework.example.org/"]
    assert main([*words, edition.slug, *site]) == 0
    said = capsysbinary.readouterr().out
    assert b"address,https://framework.example.org/framework/realising-recovery-2007/" in said
    assert queries.published().published_at.date().isoformat().encode() in said
    assert main([*words, "no-such-edition"]) == 2
    assert b"Published here: realising-recovery-2007" in capsysbinary.readouterr().err
    folder = packaged_folder()
    assert main([*words, str(folder)]) == 0


def packaged_folder():
    from alongside.framework.loading import PACKAGED

    return PACKAGED


# Reading safely


def test_csv_is_read_in_the_encodings_and_with_the_signs_that_spreadsheets_write(tmp_path):
    settings = table(the_edition(), "settings")
    plain = table_csv(settings).decode()
    path = tmp_path / "x-settings.csv"
    for content in (
        plain.encode("utf-8-sig"),
        plain.encode("utf-16"),
        plain.encode("cp1252"),
        plain.replace(",", ";").encode(),
        plain.replace("\r\n", "\n").encode(),
    ):
        path.write_bytes(content)
        (found,) = reading.read_file(path).sheets
        assert [tuple(line.cells.values()) for line in found.lines] == list(settings.rows)


def test_lines_are_counted_where_a_cell_runs_over_several(tmp_path):
    path = tmp_path / "x-examples.csv"
    path.write_text('code,setting,text\nK01,acute,"one\ntwo\nthree"\nK99,acute,four\n', "utf-8")
    assert any("x-examples.csv:5:1: there is no code 'K99'" in one for one in faults_of(path))


def test_a_nul_a_stray_quote_and_another_table_are_refused(tmp_path):
    path = tmp_path / "x-pairs.csv"
    path.write_bytes(b"id,first\na\0,b\n")
    refused(path, ":2:1:", "NUL")
    path.write_bytes(b'id,first\n"a"b,c\n')
    refused(path, "no CSV")
    other = tmp_path / "other.csv"
    other.write_text("name,telephone\nBob,1\n", "utf-8")
    refused(other, "no table of the framework")
    other.write_bytes(b"")
    refused(other, "no table of the framework")
    refused(tmp_path / "missing.csv", "cannot be read")


def test_what_is_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "x-pairs.csv"
    path.write_bytes(b"x" * 2000)
    monkeypatch.setattr(reading, "MOST_BYTES", 1000)
    refused(path, "larger than 1,000 bytes")


def test_what_unpacks_to_too_much_is_refused_while_it_unpacks(workbook, tmp_path):
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        files = {name: book.read(name) for name in book.namelist()}
    files["xl/media/large.bin"] = b"\0" * (reading.MOST_UNPACKED + 1)
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(as_zip(files))
    assert path.stat().st_size < 300_000
    refused(path, "unpacks to more than")


def test_too_many_files_lines_or_columns_are_refused(tmp_path, monkeypatch, workbook):
    path = tmp_path / "many.zip"
    path.write_bytes(as_zip({f"data/{at}.csv": b"" for at in range(reading.MOST_FILES + 1)}))
    refused(path, "files; 200 at most")
    monkeypatch.setattr(reading, "MOST_ROWS", 20)
    path.write_bytes(workbook)
    refused(path, "[statements]:22:1:", "more than 20 lines")
    wide = tmp_path / "x-settings.csv"
    wide.write_text("id,name" + "," * 70 + "x\n", "utf-8")
    refused(wide, "more than 60 columns")


def with_sheet(workbook, tmp_path, xml):
    """The workbook with other XML for its first sheet."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        files = {name: book.read(name) for name in book.namelist()}
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(as_zip({**files, ROW: xml}))
    return path


def test_entities_in_a_workbook_are_refused(workbook, tmp_path):
    xml = (
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
    )
    refused(with_sheet(workbook, tmp_path, xml), "cannot be read")


def test_one_far_cell_costs_no_memory_and_is_refused(workbook, tmp_path):
    xml = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576" '
        b't="inlineStr"><is><t>far</t></is></c></row></sheetData></worksheet>'
    )
    refused(with_sheet(workbook, tmp_path, xml), "more than")


def test_a_formula_is_refused_with_its_line(changed):
    refused(changed(statements_F7='=HYPERLINK("http://x.example","x")'), "[statements]:7:1:",
            "formula")  # fmt: skip


def test_what_a_formula_left_behind_is_no_text(changed):
    book = openpyxl.load_workbook(changed())
    book["statements"]["G2"].value = "#REF!"
    book["statements"]["G2"].data_type = "e"
    path = changed()
    book.save(path)
    [fault] = faults_of(path)
    assert fault.endswith(
        "[statements]:2:1: holds #REF!, which is what is left of a formula; write words"
    )


def test_a_column_or_a_table_that_is_there_twice_is_no_guess(tmp_path):
    raw = table_csv(table(the_edition(), "statements"))
    path = tmp_path / "statements.csv"
    lines = [b"%b,%b" % (one, b"text" if not at else b"Other words") for at, one in
             enumerate(raw.rstrip().split(b"\r\n"))]  # fmt: skip
    path.write_bytes(b"\r\n".join(lines))
    assert any(one.endswith(":1:1: the column 'text' stands here twice; take one out")
               for one in faults_of(path))  # fmt: skip
    both = tmp_path / "both.zip"
    both.write_bytes(as_zip({"a/statements.csv": raw, "b/statements.csv": raw}))
    [fault] = faults_of(both)
    assert "[b/statements.csv]:1:1: is the table 'statements' again" in fault


def test_a_sheet_with_many_faults_is_read_once_for_all_of_them(tmp_path, monkeypatch):
    """It was read once for each of them: two hundred wrong lines took three minutes."""
    head = ",".join(framework_tables.SHAPES["statements"].names)
    path = tmp_path / "statements.csv"
    path.write_text("\n".join([head, *(f"Z{at},,,,,,a,,,,,,," for at in range(30))]))
    reads = []
    before = importing.read_yaml_text
    monkeypatch.setattr(
        importing,
        "read_yaml_text",
        lambda text, name: reads.append(name) or before(text, name=name),
    )
    assert len(faults_of(path)) > 30
    assert len(reads) == len(set(reads))


def test_what_was_marked_so_as_not_to_be_a_formula_is_read_without_the_mark(changed):
    made = came_back(changed(statements_F3="'=2", edition_B2=NEW))
    assert made.edition.by_code["K02"].title == "=2"


def test_broken_files_are_refused(tmp_path, workbook):
    path = tmp_path / "broken.xlsx"
    path.write_bytes(workbook[:2000])
    refused(path, "cannot be opened")
    path.write_bytes(as_zip({"xl/workbook.xml": b"<nothing/>"}))
    refused(path, "cannot be read")
    path.write_bytes(as_zip({"readme.txt": b""}))
    refused(path, "no table")


def test_a_sheet_of_notes_is_left_aside(workbook, tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    book.create_sheet("my notes")["A1"] = "ask Morag"
    path = tmp_path / "noted.xlsx"
    book.save(path)
    assert reading.read_file(path).aside == ("my notes",)


def test_other_words_for_a_point_are_a_change_until_the_sheet_says_that_they_mean_the_same(changed):
    words = {"points_D2": "I have hardly heard of this.", "edition_B2": NEW}
    [silent] = came_back(changed(**words), NEW).edition.points_became
    assert (silent.group, silent.id, silent.kind, silent.why) == (
        *("knowledge", "not-met-yet"), Became.CHANGED, "",
    )  # fmt: skip
    told = {"A2": "knowledge", "B2": "not-met-yet", "C2": "reworded", "D2": "Plainer."}
    said = {f"points_became_{cell}": text for cell, text in told.items()}
    [made] = came_back(changed(**words, **said), NEW).edition.points_became
    assert (made.kind, made.why) == (Became.REWORDED, "Plainer.")
