"""The manual's pages about states, of a plan and of a story, are made from what the actions ask."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_pages_about_states_are_fresh():
    command = [sys.executable, "tools/states.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr or "make docs writes it again"
