"""The manual's page about the states of a plan is made from the dict that the actions ask."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_about_the_states_of_a_plan_is_fresh():
    command = [sys.executable, "tools/states.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr or "make docs writes it again"
