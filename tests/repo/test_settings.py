"""Settings: every one documented, bad values refused with a word about how to mend them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from alongside.foundation.environment import BadSetting, Environment, database
from alongside.project import settings

ROOT = Path(__file__).resolve().parents[2]


def documented() -> set[str]:
    rows = re.findall(r"^\| (`[^|]+) \|", (ROOT / "docs/reference/settings.md").read_text(), re.M)
    return set(re.findall(r"`([A-Z_]+)`", " ".join(rows)))


def exampled() -> set[str]:
    return set(re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))


def test_the_manual_and_the_example_hold_exactly_the_settings_there_are():
    assert documented() == settings.env.asked
    assert exampled() == settings.env.asked


@pytest.mark.parametrize(
    ("read", "values", "says"),
    [
        (lambda e: e.flag("X"), {"X": "maybe"}, "Use 1 for yes or 0 for no"),
        (lambda e: e.number("X", 5, least=1, most=9), {"X": "ten"}, "from 1 to 9"),
        (lambda e: e.number("X", 5, least=1, most=9), {"X": "10"}, "from 1 to 9"),
        (lambda e: e.choice("X", "a", ("a", "b")), {"X": "c"}, "Use one of: a, b"),
        (lambda e: e.web_address("X", ""), {"X": "javascript:x"}, "starting with https://"),
        (lambda e: e.web_address("X", ""), {"X": "weather"}, "Use a whole address"),
        (lambda e: e.secret("X"), {"X_FILE": "/does/not/exist"}, "cannot be read"),
        (lambda e: e.secret("X"), {"X_FILE": "/a", "X": "b"}, "Keep one of them"),
    ],
)
def test_a_bad_value_is_refused_and_says_what_would_do(read, values, says):
    with pytest.raises(BadSetting, match=says):
        read(Environment(values))


def test_a_secret_can_stand_in_a_file(tmp_path):
    path = tmp_path / "secret"
    path.write_text(" quiet \n")
    assert Environment({"KEY_FILE": str(path)}).secret("KEY") == "quiet"


@pytest.mark.parametrize("url", ["mysql://x/y", "postgresql://host", "nonsense"])
def test_a_database_address_that_cannot_be_used_is_refused(url):
    with pytest.raises(BadSetting, match="DATABASE_URL must look like"):
        database(url)


def test_sqlite_keeps_what_it_acknowledged():
    options = database("sqlite:///x.sqlite3")["OPTIONS"]
    assert "synchronous=FULL" in options["init_command"]
    assert options["transaction_mode"] == "IMMEDIATE"


def run_check(**environment: str) -> subprocess.CompletedProcess[str]:
    facts = {"PATH": "/usr/bin:/bin", "DATABASE_URL": "sqlite:///:memory:", **environment}
    command = [sys.executable, "-W", "ignore", "-m", "alongside", "check"]
    return subprocess.run(command, capture_output=True, text=True, env=facts, cwd=ROOT)


def test_without_a_secret_key_the_server_does_not_start():
    done = run_check(ALLOWED_HOSTS="alongside.example.org")
    assert done.returncode == 2
    assert "SECRET_KEY is not set" in done.stderr


@pytest.mark.parametrize("key", ["", "short"])
def test_without_a_record_key_the_server_does_not_start(key):
    done = run_check(SECRET_KEY="a" * 50, RECORD_KEY=key, ALLOWED_HOSTS="alongside.example.org")
    assert done.returncode == 2
    assert "RECORD_KEY is not set" in done.stderr
    assert "Keep a copy apart" in done.stderr


def test_settings_for_going_live_pass_djangos_own_deployment_check():
    done = run_check(
        SECRET_KEY="a" * 25 + "bcdefghij" * 5,
        RECORD_KEY="b" * 40,
        ALLOWED_HOSTS="alongside.example.org",
    )
    assert done.returncode == 0, done.stdout
    assert "no issues (0 silenced)" in done.stdout
