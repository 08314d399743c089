"""Whatever the published OpenAPI document lets somebody ask, with real identifiers among it.

Schemathesis makes the questions: those on the edge of what is allowed, and made-up ones on either
side of it. Every answer must have a published status, type and form.
"""

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings

from tests.factories.case import OPERATIONS, published

EXAMPLES = 12


@pytest.fixture
def _open_connection():
    """As Django's own test client does: the end of a request is not the end of the connection."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def operations(served, _open_connection):
    """The operations of the published document, by name, their identifiers from what is served."""
    import schemathesis

    told = published("imscasev1p1-openapi3.0.json")
    for path, found in served.items():
        (parameter,) = told["paths"][f"/{path}/{{sourcedId}}"]["get"]["parameters"]
        parameter["schema"] = {"anyOf": [{"enum": sorted(found)[:5]}, {"type": "string"}]}
    told["servers"] = [{"url": "http://testserver/ims/case/v1p1"}]
    schema = schemathesis.openapi.from_dict(told)
    schema.app = get_wsgi_application()
    found = {}
    for result in schema.get_all_operations():
        operation = result.ok()
        operation.app = schema.app
        found[operation.definition.raw["operationId"]] = operation
    return found


@pytest.mark.parametrize("name", sorted(OPERATIONS.values()))
def test_whatever_may_be_asked_has_a_published_answer(operations, name):
    from schemathesis import GenerationMode, checks

    operation = operations[name]
    looked_at = [
        checks.not_a_server_error,
        *checks.CHECKS.get_by_names(
            [
                "status_code_conformance",
                "content_type_conformance",
                "response_headers_conformance",
                "response_schema_conformance",
            ]
        ),
    ]
    met = set()

    def ask(case):
        answer = case.call(headers={"Accept-Encoding": "identity"})
        case.validate_response(answer, checks=looked_at)
        met.add(answer.status_code)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def made_up(case):
        ask(case)

    made_up()
    for case in operation.schema.iter_coverage_cases(
        operation,
        generation_modes=list(GenerationMode),
        generation_config=operation.schema.config.generation,
    ):
        ask(case)
    assert 200 in met, met
