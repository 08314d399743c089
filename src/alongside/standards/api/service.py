"""All of it put together, its addresses, and the OpenAPI document that describes it."""

from collections.abc import Iterator
from typing import Any, Final

from django.http import HttpRequest
from django.urls import URLPattern
from ninja import NinjaAPI, Router
from ninja.parser import Parser

from alongside.foundation.access import anyone
from alongside.foundation.text import read_json

from . import expectations, framework, library, own_answers, own_plan, own_record
from .access import Asked, OwnToken, with_token
from .problems import MEDIA_TYPE, answers, handle_in
from .shapes.own import TokenFacts

ROOT: Final = "/api/v1/"
OWN: Final = "my/"
ABOUT: Final = """The framework, the library and what people can expect, openly; and one's own view, \
plan and record, with a token that one makes on one's own account page. A token opens only what is its \
owner's, and carries no role. Errors are application/problem+json (RFC 9457)."""


class StrictParser(Parser):
    """JSON as everywhere here: no NaN, no repeated names, no control characters, no deep nesting."""

    def parse_body(self, request: HttpRequest) -> Any:
        return read_json(request.body)


class Service(NinjaAPI):
    def get_content_type(self) -> str:
        """JSON is UTF-8 by itself: its media type takes no charset."""
        return self.renderer.media_type or "application/json"

    def get_openapi_schema(self, **_more: Any) -> Any:
        """The document, with errors under their own media type."""
        document = super().get_openapi_schema(path_prefix=ROOT.strip("/") + "/")
        for operations in document["paths"].values():
            for operation in operations.values():
                for status, response in operation["responses"].items():
                    if int(status) >= 400:
                        response["content"] = {MEDIA_TYPE: response["content"]["application/json"]}
        return document


def _made() -> Service:
    api = Service(
        title="Alongside",
        version="1",
        description=ABOUT,
        urls_namespace="api",
        openapi_url=None,
        docs_url=None,
        parser=StrictParser(),
        auth=OwnToken(),  # whatever says nothing asks for a token
    )
    handle_in(api)
    own = Router()
    own.add_api_operation("/token", ["GET"], token, response=answers(TokenFacts, 401))
    for router in (framework.router, library.router, expectations.router):
        api.add_router("", router)
    api.add_router(OWN, own)
    api.add_router(f"{OWN}answers", own_answers.router)
    api.add_router(f"{OWN}plan", own_plan.router)
    api.add_router(f"{OWN}record", own_record.router)
    return api


def token(request: Asked) -> dict[str, Any]:
    """What this token may do, and until when."""
    return {"scopes": sorted(request.auth.scopes), "until": request.auth.until}


def addresses(api: NinjaAPI) -> Iterator[URLPattern]:
    """Each address with its rule: below “my” a token is asked for, whatever an operation says."""
    patterns, _app, _namespace = api.urls
    for pattern in patterns:
        if not isinstance(pattern, URLPattern) or pattern.name == "api-root":
            continue
        rule = with_token if str(pattern.pattern).startswith(OWN) else anyone
        pattern.callback.access_rule = rule  # type: ignore[attr-defined]
        yield pattern


service: Final = _made()
