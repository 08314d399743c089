"""Answers to other systems. Anybody may ask, from any site; nothing is written and no cookie is set."""

import re
from collections.abc import Callable
from typing import Any, Final, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt

from alongside.core.credentials.case.asking import BadQuestion, Question, ask, understand
from alongside.core.credentials.case.fields import UUID
from alongside.core.credentials.case.telling import status
from alongside.foundation.access import access, anyone
from alongside.foundation.public import takes_gzip

from .shelf import OLDER, Kept, Shelf, keep, shelf

METHODS: Final = "GET, HEAD, OPTIONS"
SHOWN_TO_ALL: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, X-Total-Count",
}
ASKED_FIRST: Final = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
View = Callable[..., HttpResponse]


def open_to_all(view: View) -> View:
    """For every address here: GET, HEAD and the question browsers ask first; no form token."""

    @csrf_exempt
    @access(anyone)
    def answer(request: HttpRequest, **which: str) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers={"Allow": METHODS, **ASKED_FIRST})
        elif request.method not in ("GET", "HEAD"):
            response = refuse(405, "Only GET is understood here.", major="unsupported")
            response.headers["Allow"] = METHODS
        else:
            response = view(request, **which)
        return show_to_all(response)

    return cast(View, answer)


@open_to_all
def documents(request: HttpRequest, version: str) -> HttpResponse:
    """Every edition, by pages, sorted and filtered as asked."""
    try:
        question = understand(dict(request.GET.lists()))
    except BadQuestion as error:
        return refuse(400, error.says, name=error.name, minor=error.minor)
    found, total = ask(question, _shelf(request, version).documents())
    if not found:
        # The published form of a list has no way to say "none".
        response = refuse(404, "Nothing was found.", name="CFDocuments", minor="unknownobject")
    else:
        response = send(request, keep({"CFDocuments": found}))
    response.headers["X-Total-Count"] = str(total)
    response.headers["Link"] = _pages(request, question, total)
    return response


@open_to_all
def thing(request: HttpRequest, version: str, path: str, sourced_id: str) -> HttpResponse:
    """One of anything, by its identifier."""
    kept = _shelf(request, version).kept(path, sourced_id.lower())
    if kept is not None:
        return send(request, kept)
    if re.fullmatch(UUID, sourced_id.lower()) is None:
        says = "This is no identifier: they are UUIDs of version 1 to 5."
        return refuse(404, says, name="sourcedId", minor="invalid_uuid")
    says = "There is nothing by that identifier here."
    return refuse(404, says, name="sourcedId", minor="unknownobject")


@open_to_all
def discovery(request: HttpRequest, version: str) -> HttpResponse:
    """What there is to ask, as an OpenAPI document."""
    if version == OLDER:
        return refuse(404, "Version 1.1 is described, at its own address.", minor="unknownobject")
    return send(request, _shelf(request, version).told())


@open_to_all
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any other address: said in the form that whoever asks can read."""
    return refuse(404, "There is no such address.", name="address", minor="unknownobject")


def send(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Kept bytes, or 304 where the asker has them already."""
    zipped = kept.zipped and takes_gzip(request)
    response = HttpResponse(kept.zipped if zipped else kept.body, content_type="application/json")
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["ETag"] = kept.etag
    response.headers["Cache-Control"] = "public, no-cache"
    if kept.changed:
        response.headers["Last-Modified"] = http_date(kept.changed)
    patch_vary_headers(response, ("Accept-Encoding",))
    found = get_conditional_response(
        request, etag=kept.etag, last_modified=kept.changed or None, response=response
    )
    return cast(HttpResponse, found)


def refuse(code: int, says: str, **parts: Any) -> HttpResponse:
    """The binding's form of an error."""
    if parts.get("minor"):
        parts.setdefault("name", "address")
    return JsonResponse(status(says, **parts), status=code)


def show_to_all(response: HttpResponse) -> HttpResponse:
    """Lets a page of any other site read the answer: it is the same for everybody."""
    for name, value in SHOWN_TO_ALL.items():
        response.headers[name] = value
    return response


def _shelf(request: HttpRequest, version: str) -> Shelf:
    return shelf(f"{request.scheme}://{request.get_host()}/ims/case/{version}", version)


def _pages(request: HttpRequest, question: Question, total: int) -> str:
    """Links to the first, last, next and previous page of the same question."""
    limit, offset = question.limit, question.offset
    starts = {"first": 0, "last": max(total - 1, 0) // limit * limit}
    if offset + limit < total:
        starts["next"] = offset + limit
    if offset:
        starts["prev"] = max(min(offset, total) - limit, 0)
    links = []
    for name, start in starts.items():
        query = request.GET.copy()
        query["limit"], query["offset"] = str(limit), str(start)
        links.append(
            f'<{request.build_absolute_uri(request.path)}?{query.urlencode()}>; rel="{name}"'
        )
    return ", ".join(links)
