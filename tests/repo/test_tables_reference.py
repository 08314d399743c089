"""The manual's page about files is made from the tables' own shapes."""

import subprocess
import sys
from pathlib import Path

from alongside.core.credentials import (
    crosswalk_tables,
    expectation_tables,
    framework_tables,
    library_tables,
    word_tables,
)
from alongside.standards.files.formats import FORMATS
from alongside.standards.files.sets import SETS

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/reference/framework-files.md"


def test_the_manual_of_the_files_is_fresh():
    command = [sys.executable, "tools/tables.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr or "make docs writes it again"


def test_every_file_table_and_column_is_in_it():
    text = PAGE.read_text("utf-8")
    assert [name for name in FORMATS if f"/framework/files/{name}/" not in text] == []
    assert [name for name in SETS if f"/framework/files/sets/{name}/" not in text] == []
    sets = (expectation_tables, word_tables, crosswalk_tables)
    shapes = [one.SHAPES.values() for one in (framework_tables, library_tables, *sets)]
    for shape in (shape for found in shapes for shape in found):
        assert f"`{shape.name}`" in text
        assert [name for name in shape.names if f"`{name}`" not in text] == []
