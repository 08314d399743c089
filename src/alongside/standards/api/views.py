"""The document that describes the API, and every address that is not there."""

import json

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from alongside.foundation import public
from alongside.foundation.access import access, anyone

from .problems import answer, problem
from .service import service


def document() -> str:
    """The OpenAPI document, as it is committed and served."""
    return json.dumps(service.get_openapi_schema(), ensure_ascii=False, indent=1) + "\n"


@csrf_exempt
@access(anyone)
def openapi(request: HttpRequest) -> HttpResponse:
    if request.method != "GET":
        return _not_allowed()
    return public.keep(
        request,
        key=("openapi",),
        make=lambda: HttpResponse(document(), content_type="application/json"),
        headless=True,
    )


def _not_allowed() -> HttpResponse:
    response = answer(problem(405))
    response["Allow"] = "GET"
    return response


@csrf_exempt
@access(anyone)
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any other address: said in the form that whoever asks can read."""
    return answer(problem(404))
