"""What the machine may get wrong is said in a sentence that says what to do, and never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from alongside.cli.answers import read_answers
from alongside.foundation.reading import Faults


def alongside(*words, **environment):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [str(Path(sys.executable).with_name("alongside")), *words],
        capture_output=True,
        text=True,
        timeout=120,
        env={**kept, **environment},
        check=False,
    )


def refused(done, *says):
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    for word in says:
        assert word in done.stderr


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    refused(alongside("demo", ALONGSIDE_VAR=str(tmp_path / "file")), "file cannot be used")


def test_a_file_that_is_no_database_is_said(tmp_path):
    (tmp_path / "demo.sqlite3").write_text("not a database " * 100)
    refused(alongside("demo", ALONGSIDE_VAR=str(tmp_path)), "The database cannot be used")


def test_a_database_that_is_away_is_said(tmp_path):
    url = "postgresql://nobody@127.0.0.1:1/nowhere"
    done = alongside("demo", ALONGSIDE_VAR=str(tmp_path), DATABASE_URL=url)
    refused(done, "The database cannot be used", "DATABASE_URL")


def test_a_port_that_is_none_is_said(tmp_path):
    url = "postgresql://nobody@127.0.0.1:99999/nowhere"
    refused(alongside("demo", ALONGSIDE_VAR=str(tmp_path), DATABASE_URL=url), "from 1 to 65535")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a file that never ends")
def test_answers_that_never_end_are_refused():
    with pytest.raises(Faults, match="larger than"):
        read_answers(Path("/dev/zero"), ["K01"])


def test_an_edition_changed_after_publishing_says_what_to_do(monkeypatch):
    from argparse import Namespace

    from alongside.cli import demo, upkeep, with_django
    from alongside.cli.refusing import Refused
    from alongside.foundation.actor import Forbidden

    def changed():
        raise Forbidden("“it” is published and cannot change. Make a new edition.")

    monkeypatch.setenv("DATABASE_URL", "sqlite:////somewhere/demo.sqlite3")
    monkeypatch.setattr(demo, "_environment", lambda: None)
    monkeypatch.setattr(demo, "_refuse_other_databases", lambda: None)
    monkeypatch.setattr(with_django, "start", lambda: None)
    monkeypatch.setattr(upkeep, "bring_up_to_date", changed)
    with pytest.raises(Refused, match=r"Make a new edition\..*delete /somewhere/demo"):
        demo.demo(Namespace(port="8000", serve=False))
