"""Whatever the OpenAPI document lets somebody ask, and what lies just outside it.

Schemathesis makes the questions, with real identifiers among them and a real token. Every answer must
have a status, a type and a form that the document names.
"""

import json
from contextlib import contextmanager

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings

from alongside.standards.api.views import document
from tests.standards.api.conftest import token_for
from tests.standards.api.test_own import ENTRY, SAID

EXAMPLES, MOST = 3, 25  # made up, and on the edge of what is allowed, for each operation
REAL = {
    "slug": ["current", "realising-recovery-2007"],
    "old": ["realising-recovery-2007"],
    "new": ["current"],
    "edition": ["current"],
    "theme_id": ["hope"],
    "code": ["K01", "V01"],
    "activity_id": ["keeping-them-going-at-handover"],
    "right_id": ["advance-statement"],
}
OPERATIONS = sorted(
    (path, method)
    for path, operations in json.loads(document())["paths"].items()
    for method in operations
)


@contextmanager
def open_connection():
    """As Django's own test client does: the end of a request is not the end of the connection."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def ask(people, edition, program):
    """A function that asks one operation whatever may be asked; what was answered, by status."""
    import schemathesis

    alice = program("alice")
    alice.ask("put", "/my/answers/K01", SAID)
    entry = alice.ask("post", "/my/record/entries", ENTRY).json()["id"]
    told = json.loads(document())
    for operations in told["paths"].values():
        for operation in operations.values():
            for parameter in operation["parameters"]:
                some = {**REAL, "entry_id": [entry]}.get(parameter["name"])
                if some:
                    plain = parameter["schema"]
                    parameter["schema"] = {"anyOf": [{"enum": some}, plain]}
    told["servers"] = [{"url": "http://testserver/"}]
    schema = schemathesis.openapi.from_dict(told)
    schema.app = get_wsgi_application()
    headers = {
        "Authorization": f"Bearer {token_for(people.actor('alice'))}",
        "Accept-Encoding": "identity",
    }

    def with_all(path: str, method: str) -> set[int]:
        operation = schema[path][method]
        operation.app = schema.app
        return _asked(operation, headers)

    with open_connection():
        yield with_all


def _asked(operation, headers) -> set[int]:
    from schemathesis import GenerationMode, checks

    names = ("status_code", "content_type", "response_headers", "response_schema")
    named = checks.CHECKS.get_by_names([f"{name}_conformance" for name in names])
    met: set[int] = set()

    def ask(case) -> None:
        answer = case.call(headers=headers)
        case.validate_response(answer, checks=[checks.not_a_server_error, *named])
        met.add(answer.status_code)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def made_up(case) -> None:
        ask(case)

    made_up()
    edges = list(
        operation.schema.iter_coverage_cases(
            operation,
            generation_modes=list(GenerationMode),
            generation_config=operation.schema.config.generation,
        )
    )
    for case in edges[:: len(edges) // MOST + 1]:  # some of each sort: they stand sort by sort
        ask(case)
    return met


def test_whatever_may_be_asked_has_an_answer_the_document_names(ask, caplog):
    caplog.set_level("CRITICAL", logger="django.request")
    never = [one for one in OPERATIONS if not {200, 201, 422} & ask(*one)]
    assert never == []
