"""Tables that come back: nothing is lost, and what a person changed is all that is different."""

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.credentials import framework_tables, sheets
from alongside.core.credentials.differences import by_statement, by_table
from alongside.core.credentials.sheets import Line, Sheet
from tests.factories.publications import the_edition

TABLES = {table.name: table for table in framework_tables.tables(the_edition())}
DOCUMENT = the_edition().document


def sheet(name, change=None):
    """A table as it would be read: every cell as text. ``change(number, cells)`` may alter it."""
    table = TABLES[name]
    lines = []
    for number, row in enumerate(table.rows, 2):
        cells = {
            column: "" if cell is None else str(cell)
            for column, cell in zip(table.shape.names, row, strict=True)
        }
        if change:
            change(number, cells)
        lines.append(Line(number, cells))
    return Sheet(table.shape, table.shape.names, tuple(lines))


def test_the_whole_edition_comes_back_as_it_was():
    read = sheets.read(sheet(name) for name in TABLES)
    assert read.wrong == ()
    made = sheets.over(DOCUMENT, read)
    assert made == DOCUMENT
    assert list(sheets.unlinked(read, made)) == []


@given(st.sampled_from(sorted(TABLES)))
@settings(max_examples=20)
def test_one_table_by_itself_changes_nothing_else(name):
    assert sheets.over(DOCUMENT, sheets.read([sheet(name)])) == DOCUMENT


@given(
    st.sampled_from(["worker", "expect", "ask", "service", "teach", "need"]),
    st.integers(0, 66),
    st.text("abc xyz", min_size=1, max_size=20).map(str.strip).filter(bool),
)
@settings(max_examples=30)
def test_a_changed_face_is_the_only_difference(face, at, words):
    def change(number, cells):
        if number == at + 2:
            cells[face] = words

    made = sheets.over(DOCUMENT, sheets.read([sheet("faces", change)]))
    code = DOCUMENT["statements"][at]["code"]
    (found,) = by_statement(DOCUMENT, made)
    assert (found.code, [name for name, _old, _new in found.parts]) == (code, [face])
    assert found.parts[0][2] == words


def test_statements_that_came_and_went_are_told_apart():
    def change(number, cells):
        if cells["code"] == "K05":
            cells["code"] = "K26"

    made = sheets.over(DOCUMENT, sheets.read([sheet("statements", change)]))
    found = [(one.code, one.there) for one in by_statement(DOCUMENT, made)]
    assert found == [("K05", "old"), ("K26", "new")]


def test_what_a_cell_gets_wrong_is_said_with_its_line():
    def change(number, cells):
        if number == 3:
            cells.update(title="", ordinal="twelve", evidence_asked="perhaps")
        if number == 5:
            cells["code"] = "K01"

    wrong = sheets.read([sheet("statements", change)]).wrong
    said = [(one.line, one.words) for one in wrong]
    assert (5, "'K01' stands already on line 2") in said
    assert {line for line, _words in said} == {3, 5}
    words = " ".join(text for _line, text in said)
    for expected in ("'title' is empty", "'twelve'", "'perhaps'"):
        assert expected in words


def test_a_column_that_is_missing_or_unknown_is_said_on_the_first_line():
    whole = sheet("pairs")
    columns = tuple("asks" if name == "ask" else name for name in whole.columns)
    wrong = sheets.read([Sheet(whole.shape, columns, whole.lines)]).wrong
    assert {one.line for one in wrong} == {1}
    assert any("'ask' is missing" in one.words for one in wrong)
    assert any("'asks' is no column" in one.words for one in wrong)


def test_rows_about_something_that_is_not_there_are_named():
    def change(number, cells):
        if number == 4:
            cells["code"] = "K99"

    read = sheets.read([sheet("examples", change)])
    (wrong,) = sheets.unlinked(read, sheets.over(DOCUMENT, read))
    assert (wrong.table, wrong.line) == ("examples", 4)
    assert "K99" in wrong.words


def test_a_theme_can_never_name_a_file_elsewhere():
    for bad in ("../hope", "hope/x", "Hope", "a" * 20 + "..", "C:hope"):

        def change(number, cells, bad=bad):
            if number == 2:
                cells["id"] = bad

        (wrong,) = sheets.unnamable(sheets.read([sheet("themes", change)]))
        assert wrong.line == 2


def test_a_table_is_known_by_its_file_s_name_and_else_by_its_columns():
    for name, table in TABLES.items():
        assert sheets.shape_for(table.shape.names, f"an-edition-{name}") is table.shape
        assert sheets.shape_for(table.shape.names).names == table.shape.names
    assert sheets.shape_for(["Parent ID number", "Short name"]) is None


def test_tables_that_differ_are_counted():
    new = [
        *(one for name, one in TABLES.items() if name != "pairs"),
        type(TABLES["pairs"])(TABLES["pairs"].shape, TABLES["pairs"].rows[1:]),
    ]
    assert list(by_table(TABLES.values(), new)) == [("pairs", 1, 0)]
