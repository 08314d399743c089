"""Open tables: whole, with keys that hold, and no cell that a spreadsheet would work out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core.credentials import framework_tables, library_tables
from alongside.core.credentials.tables import safe, unsafe
from alongside.core.library import as_data
from alongside.library.loading import packaged_library
from tests.factories.publications import the_edition

TEXTS = st.text(alphabet="'=+-@\t\r\n\xa0＝＠ab ", max_size=6)


def all_tables():
    library = library_tables.tables(as_data(packaged_library()))
    return [*framework_tables.tables(the_edition()), *library]


@given(TEXTS)
def test_a_cell_never_begins_like_a_formula_and_says_what_it_said_once_it_is_read(text):
    marked = safe(text)
    begins = marked.lstrip(" \xa0") if marked.strip() else marked
    assert not begins.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"))
    assert unsafe(marked) == text


def test_numbers_are_left_as_they_are():
    assert (safe(-3), safe(None), safe(0.25)) == (-3, None, 0.25)


@pytest.mark.parametrize("table", all_tables(), ids=lambda table: table.name)
def test_every_row_keeps_what_its_table_promises(table):
    shape, needed = table.shape, [field.needed for field in table.shape.fields]
    assert all(len(row) == len(shape.fields) for row in table.rows)
    for row in table.rows:
        lacking = [n for n, cell, must in zip(shape.names, row, needed, strict=True)
                   if must and cell is None]  # fmt: skip
        assert lacking == [], row
    keys = [tuple(row[shape.names.index(name)] for name in shape.key) for row in table.rows]
    assert len(set(keys)) == len(keys) or not shape.key


def test_every_link_leads_to_a_row():
    for tables in (
        framework_tables.tables(the_edition()),
        library_tables.tables(as_data(packaged_library())),
    ):
        by_name = {table.name: table for table in tables}
        for table in tables:
            for link in table.shape.links:
                target = by_name[link.table]
                at, to = table.shape.names.index(link.field), target.shape.names.index(link.to)
                known = {row[to] for row in target.rows}
                assert {row[at] for row in table.rows} <= known, (table.name, link)


def test_there_is_a_line_for_every_statement_face_and_example():
    tables = {one.name: one.rows for one in framework_tables.tables(the_edition())}
    statements = the_edition().document["statements"]
    assert len(tables["statements"]) == len(tables["faces"]) == len(statements) == 67
    assert len(tables["examples"]) == sum(len(one["looks_like"]) for one in statements)
    assert len(tables["outside_things"]) == 32


def test_points_have_an_order_and_no_number():
    points = framework_tables.POINTS
    assert not any(field.type in ("integer", "number") for field in points.fields)


def test_only_knowledge_and_skills_are_given_a_typical_point():
    rows = next(
        one for one in framework_tables.tables(the_edition()) if one.name == "emphasis"
    ).rows
    names = framework_tables.EMPHASIS.names
    code, typical = names.index("code"), names.index("typical")
    assert any(row[typical] for row in rows)
    assert [row for row in rows if row[code].startswith("V") and row[typical]] == []
