"""Whatever goes wrong is said as application/problem+json, never as a page."""

import json

import pytest

from alongside.foundation.sealed import CannotOpen
from alongside.foundation.writing import Conflict
from alongside.portfolio import queries as record
from alongside.standards.api import framework, own_plan
from tests.standards.api.conftest import ROOT

pytestmark = pytest.mark.usefixtures("edition")


def is_problem(answer, status):
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    said = answer.json()
    assert {"type", "title", "status", "detail"} <= set(said)
    assert said["status"] == status
    assert said["title"]
    return said


@pytest.mark.parametrize(
    "address",
    [
        *(
            "",
            "/",
            "/nowhere",
            "/editions/",
            "/editions/nowhere",
            "/editions/current/themes/nowhere",
        ),
        *("/editions/current/statements/K99", "/editions/current/statements/k01/"),
        *("/editions/nowhere/changes/current", "/activities/nowhere", "/questions/nowhere"),
        *("/rights/nowhere", "/my/nowhere", "/my/answers/K99", "/my/answers/K01?edition=nowhere"),
        *("/my/record/entries/nowhere", "/my/record/entries/6f1c1d0e-6d53-4a57-9a0b-3d0a2c9a7e67"),
    ],
)
def test_what_is_not_there(program, address):
    is_problem(program("alice").get(address), 404)


def test_an_address_outside_the_version_is_a_problem_too(client):
    is_problem(client.get("/api/"), 404)
    is_problem(client.get("/api/v2/editions"), 404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["/editions", "/editions/current", "/openapi.json", "/my/plan"])
def test_what_cannot_be_done_there(program, method, address):
    answer = program("alice").ask(method, address, {})
    is_problem(answer, 405)
    assert "GET" in answer["Allow"]


@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("/editions?limit=0", "query/limit"),
        ("/editions?limit=101", "query/limit"),
        ("/activities?limit=many", "query/limit"),
        ("/resources?offset=-1", "query/offset"),
        ("/editions/current/statements?kind=" + "x" * 21, "query/kind"),
        ("/my/answers?limit=0", "query/limit"),
    ],
)
def test_a_question_that_cannot_be_says_where_and_what(program, address, where):
    [fault] = is_problem(program("alice").get(address), 422)["errors"]
    assert fault["where"] == where
    assert fault["what"]


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[1, NaN]",
        '{"kind": 1, "kind": 2}',
        '{"title": "a\\u0000b"}',
        '{"title": "a\\ud800b"}',
        "[" * 100 + "]" * 100,
        "\x00",
    ],
)
def test_a_body_that_cannot_be_read(program, body):
    is_problem(program("alice").ask("post", "/my/record/entries", body), 400)


@pytest.mark.parametrize("body", ["", "[]", "3", "null", '"text"'])
def test_a_body_that_is_no_object(program, body):
    answer = program("alice").ask("post", "/my/record/entries", body)
    assert answer.status_code in (400, 422)
    is_problem(answer, answer.status_code)


def test_a_body_that_is_too_long(program):
    for size in (1_000_001, 3_000_000):
        answer = program("alice").ask("post", "/my/record/entries", {"title": "x" * size})
        assert "1000000 bytes" in is_problem(answer, 413)["detail"]


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""],
)
def test_a_body_that_is_not_said_to_be_json(people, program, kind):
    """As a form some of it would be read before the API is asked, and then it broke: 500."""
    alice = program("alice")
    body = json.dumps({"kind": "reading", "title": "A book", "on": "2026-01-05"})
    answer = alice.browser.generic(
        "POST", f"{ROOT}/my/record/entries", body, kind,
        headers={"authorization": f"Bearer {alice.token}"},
    )  # fmt: skip
    assert "application/json" in is_problem(answer, 415)["detail"]
    without = alice.browser.generic("POST", f"{ROOT}/my/record/entries", body, kind)
    is_problem(without, 401)
    assert record.entries(people.alice.pk) == []


def test_why_a_body_cannot_be_read_is_said(program):
    answer = program("alice").ask("post", "/my/record/entries", '{"kind": 1, "kind": 2}')
    assert "stands twice" in is_problem(answer, 400)["detail"]


def test_a_character_that_cannot_be_in_an_address(anybody):
    is_problem(anybody.get("/editions/%00"), 400)


def test_a_host_that_is_not_ours(anybody):
    is_problem(anybody.browser.get("/api/v1/editions", headers={"host": "elsewhere.example"}), 400)


def test_something_that_breaks_here(anybody, monkeypatch, caplog):
    def breaks():
        raise RuntimeError("a secret")

    monkeypatch.setattr(framework.queries, "editions", breaks)
    caplog.set_level("CRITICAL", logger="django.request")
    said = is_problem(anybody.get("/editions"), 500)
    assert "secret" not in str(said)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (CannotOpen(), 503),
        (Conflict(label="It", yours=[("a", "b")], theirs=[("a", "c")], go_on="/"), 409),
    ],
)
def test_what_the_areas_raise(program, monkeypatch, error, status):
    def breaks(*_args, **_more):
        raise error

    monkeypatch.setattr(own_plan.queries, "question", breaks)
    said = is_problem(program("alice").get("/my/plan"), status)
    if status == 409:
        assert [one["what"] for one in said["errors"]] == ["b", "c"]


def test_without_a_token_it_says_how_to_send_one(anybody):
    answer = anybody.get("/my/plan")
    said = is_problem(answer, 401)
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert "Authorization: Bearer" in said["detail"]


def test_a_token_that_may_not_says_which_scope_is_needed(program):
    said = is_problem(program("alice", "answers:read").get("/my/plan"), 403)
    assert "plan:read" in said["detail"]
    assert said["type"] == "urn:alongside:problem:scope"
