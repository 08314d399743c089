"""What is made from the word list's files is fresh: what browsers read, and the manual's page."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_compiled_word_list_and_its_page_are_fresh():
    command = [sys.executable, "tools/words.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_source_that_a_rule_names_is_explained():
    page = (ROOT / "docs/reference/language-rules.md").read_text("utf-8")
    rules, _, sources = page.partition("## Sources")
    named = {mark for row in re.findall(r"\| ([^|]+) \|$", rules, re.M) for mark in row.split()}
    known = set(re.findall(r"^\| (\S+) \|", sources, re.M))
    assert named - {"source"} - known == set()
