"""The demo as `make run` starts it: safe to run again, careful with others' data, hard to break."""

import http.cookiejar
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from alongside.cli.demo_people import cast

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "walking alongside"


def command(var: Path, *words: str, **environment: str) -> dict:
    """What subprocess needs to run `alongside` as a newcomer would: no settings at all."""
    return {
        "args": [sys.executable, "-m", "alongside", *words],
        "cwd": ROOT,
        "text": True,
        "env": {
            "PATH": os.environ["PATH"],
            "HOME": str(var),
            "ALONGSIDE_VAR": str(var),
            "PYTHONWARNINGS": "ignore",
            **environment,
        },
    }


def run(var: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(**command(var, *words, **environment), capture_output=True, timeout=120)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A demo made once for this module."""
    var = tmp_path_factory.mktemp("var")
    done = run(var, "demo")
    assert done.returncode == 0, done.stderr
    assert PASSWORD in done.stdout
    return var


def rows(var: Path, sql: str) -> list[tuple]:
    with sqlite3.connect(var / "demo.sqlite3") as database:
        return database.execute(sql).fetchall()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_running_the_demo_again_changes_nothing(made):
    before = rows(made, "SELECT id, name FROM accounts_person ORDER BY id")
    answers = rows(made, "SELECT id, seq, saved_at FROM assessment_answer ORDER BY id")
    assert run(made, "demo").returncode == 0
    assert rows(made, "SELECT id, name FROM accounts_person ORDER BY id") == before
    assert rows(made, "SELECT id, seq, saved_at FROM assessment_answer ORDER BY id") == answers
    assert len(before) == len(cast())


def test_the_demo_leaves_a_database_that_is_not_its_own_alone(tmp_path):
    path = tmp_path / "other.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE precious (thing TEXT)")
    done = run(tmp_path, "demo", DATABASE_URL=f"sqlite:///{path}")
    assert done.returncode == 2
    assert "is not the demo's" in done.stderr
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("precious",)]


def test_a_demo_that_was_stopped_while_being_made_is_made_whole_the_next_time(tmp_path):
    environment = {"DATABASE_URL": f"sqlite:///{tmp_path}/demo.sqlite3", "ALONGSIDE_DEMO": "1"}
    migrate = command(tmp_path, **environment)
    migrate["args"] = [sys.executable, "-m", "django", "migrate", "--skip-checks"]
    migrate["env"]["DJANGO_SETTINGS_MODULE"] = "alongside.project.settings"
    subprocess.run(**migrate, check=True, capture_output=True, timeout=120)
    assert run(tmp_path, "demo").returncode == 0
    assert len(rows(tmp_path, "SELECT id FROM accounts_person")) == len(cast())


def test_the_demo_leaves_a_service_being_set_up_alone_even_before_anybody_is_in_it(tmp_path):
    environment = {
        "DATABASE_URL": f"sqlite:///{tmp_path}/real.sqlite3",
        "SECRET_KEY": "x" * 60,
        "RECORD_KEY": "y" * 60,
    }
    environment["STATIC_ROOT"] = str(tmp_path / "static")
    assert run(tmp_path, "prepare", **environment).returncode == 0
    done = run(tmp_path, "demo", **environment)
    assert done.returncode == 2
    assert "is not the demo's" in done.stderr


def test_a_busy_port_is_said_plainly_before_anything_is_made(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run(tmp_path, "demo", "--serve", "--port", str(port))
    assert done.returncode == 2
    assert f"Port {port} is in use by another program." in done.stderr
    assert not (tmp_path / "demo.sqlite3").exists()


class Person:
    """Somebody at a browser without scripts."""

    def __init__(self, base: str) -> None:
        self.base = base
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def get(self, address: str) -> str:
        return self.opener.open(self.base + address, timeout=20).read().decode()

    def post(self, address: str, fields: dict[str, object], page: str) -> int:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page).group(1)
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        with self.opener.open(self.base + address, body, timeout=20) as answer:
            return answer.status

    def sign_in(self, email: str) -> None:
        page = self.get("/sign-in/login/")
        self.post("/sign-in/login/", {"login": email, "password": PASSWORD}, page)


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, name
    return found.group(1)


def test_every_answer_the_server_acknowledged_survives_kill_9(made):
    port = free_port()
    words = command(made, "demo", "--serve", "--port", str(port))
    server = subprocess.Popen(**words, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        dev = Person(f"http://127.0.0.1:{port}")
        for _attempt in range(200):
            try:
                dev.get("/alive/")
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        dev.sign_in("dev@demo.example")
        page = dev.get("/my/themes/hope/")
        fields = {name: field(page, name) for name in ("edition", "page", "owner")}
        acknowledged = 0
        for seq in range(1, 41):
            answer = {"K04-point": "exploring", "K04-seq": seq, "K04-base": 0}
            answer["K04-note"] = f"number {seq}"
            if dev.post("/my/answers/K04/", {**fields, **answer}, page) == 200:
                acknowledged = seq
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
    kept = rows(
        made,
        "SELECT seq, note FROM assessment_answer JOIN accounts_person p ON p.id = person_id "
        "WHERE p.email = 'dev@demo.example' AND code = 'K04'",
    )
    assert acknowledged == 40
    assert kept == [(40, "number 40")]
    events = rows(made, "SELECT count(*) FROM foundation_historydetail WHERE what LIKE '%number %'")
    assert events == [(40,)]
    assert run(made, "history", "verify", **live(made)).stdout == "Every chain holds.\n"


def live(var: Path) -> dict[str, str]:
    return {"DATABASE_URL": f"sqlite:///{var}/demo.sqlite3", "ALONGSIDE_DEMO": "1"}
