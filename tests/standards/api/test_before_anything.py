"""An installation in which nothing is published yet answers too, and never with a fault."""

import json

import pytest

from alongside.standards.api.views import document

PATHS = sorted(
    path for path, operations in json.loads(document())["paths"].items() if "get" in operations
)


@pytest.mark.parametrize("path", PATHS)
def test_every_address_answers(program, path):
    address = path.removeprefix("/api/v1").replace(
        "{entry_id}", "6f1c1d0e-6d53-4a57-9a0b-3d0a2c9a7e67"
    )
    for name in ("slug", "old", "new"):
        address = address.replace(f"{{{name}}}", "current")
    address = address.replace("{theme_id}", "hope").replace("{code}", "K01")
    address = address.replace("{activity_id}", "nowhere").replace("{right_id}", "advance-statement")
    answer = program("alice").get(address)
    assert answer.status_code in (200, 404)
    kind = "application/json" if answer.status_code == 200 else "application/problem+json"
    assert answer["Content-Type"] == kind


def test_what_people_can_expect_is_there_all_the_same(anybody, db):
    assert anybody.get("/rights").json()["total"] > 10
    assert anybody.get("/help-now").json()["total"] > 3
    assert anybody.get("/editions").json()["items"] == []
