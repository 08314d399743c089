"""The manual's page about files is made from the tables' own shapes."""

import subprocess
import sys
from pathlib import Path

from alongside.core.credentials import framework_tables, library_tables
from alongside.standards.files.formats import FORMATS

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/reference/framework-files.md"


def test_the_manual_of_the_files_is_fresh():
    command = [sys.executable, "tools/tables.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr or "make docs writes it again"


def test_every_file_table_and_column_is_in_it():
    text = PAGE.read_text("utf-8")
    assert [name for name in FORMATS if f"/framework/files/{name}/" not in text] == []
    for shape in (*framework_tables.SHAPES.values(), *library_tables.SHAPES.values()):
        assert f"`{shape.name}`" in text
        assert [name for name in shape.names if f"`{name}`" not in text] == []
