"""The OpenAPI document is committed, so that a change of the contract is seen and meant."""

import json
from pathlib import Path
from typing import get_args

from alongside.accounts.forms import SCOPE_NAMES
from alongside.accounts.policies import SCOPES
from alongside.core import scales
from alongside.core.record.entries import KINDS
from alongside.portfolio.actions.checking import MOST_CODES
from alongside.portfolio.models.entries import MOST_HOURS
from alongside.standards.api.service import service
from alongside.standards.api.shapes import common, expectations, framework, library, own
from alongside.standards.api.views import document

PLACE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "openapi.json"


def test_the_document_in_the_manual_is_what_the_api_does():
    assert PLACE.read_text(encoding="utf-8") == document(), "make docs writes it again"


def test_it_is_served_as_it_is_committed(anybody, db):
    assert anybody.get("/openapi.json").json() == json.loads(PLACE.read_text(encoding="utf-8"))


def test_it_is_sound():
    from jsonschema_rs import Draft202012Validator

    told = json.loads(document())
    assert told["openapi"].startswith("3.1")
    for schema in told["components"]["schemas"].values():
        Draft202012Validator({**schema, "components": told["components"]})
    names = [one["operationId"] for path in told["paths"].values() for one in path.values()]
    assert len(set(names)) == len(names)


def test_no_two_shapes_share_a_name():
    """In the document one would stand for both."""
    found = [
        name
        for module in (common, expectations, framework, library, own)
        for name, shape in vars(module).items()
        if isinstance(shape, type) and shape.__module__ == module.__name__
    ]
    assert len(set(found)) == len(found)


def test_every_address_below_my_asks_for_a_token_and_no_other_does():
    for path, operations in json.loads(document())["paths"].items():
        for operation in operations.values():
            assert bool(operation.get("security")) == path.startswith("/api/v1/my/"), path
            assert ("401" in operation["responses"]) == path.startswith("/api/v1/my/"), path


def test_whatever_says_nothing_asks_for_a_token():
    assert service.auth


def test_errors_are_problems():
    for operations in json.loads(document())["paths"].values():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                kind = "application/problem+json" if status >= "400" else "application/json"
                assert list(answer["content"]) == [kind]


def test_the_choices_are_those_of_the_areas():
    assert get_args(own.PointOrNone) == ("", *scales.ANSWERS)
    assert get_args(own.EvidenceKind) == ("", *scales.EVIDENCE_KINDS)
    assert get_args(own.EntryKind) == KINDS
    assert get_args(own.Scope) == tuple(SCOPES) == tuple(SCOPE_NAMES)
    assert own.HOURS_MOST == MOST_HOURS
    assert own.MANY == MOST_CODES


def test_the_manual_names_every_address_scope_and_name_of_a_text():
    from alongside.core.record.entries import TEXTS
    from alongside.portfolio.queries.words import ABOUT

    manual = (PLACE.parents[1] / "how-to" / "use-the-api.md").read_text(encoding="utf-8")
    paths = [path.removeprefix("/api/v1") for path in json.loads(document())["paths"]]
    missing = [one for one in (*paths, *SCOPES, *TEXTS, *ABOUT) if f"`{one}`" not in manual]
    assert missing == []
