"""Round the addresses under /ims/case/: errors in the binding's own form, and answers that were given
before given again at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, cast

from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from alongside.foundation.public import takes_gzip
from alongside.framework import queries
from alongside.framework.queries import Published, crosswalks

from .views import refuse, show_to_all

HERE: Final = "/ims/case/"
MINORS: Final = {403: "forbidden", 404: "unknownobject", 503: "server_busy"}
# What an asker has already, for the answer as a whole; anything else that may change it goes below.
CONDITIONS: Final = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
BELOW: Final = ("HTTP_COOKIE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_AUTHORIZATION")
OF_THE_BODY: Final = {"Content-Type", "Content-Length", "Content-Encoding", "Content-Language"}
MOST_BYTES: Final = 64 * 2**20
Next = Callable[[HttpRequest], HttpResponseBase]
Key = tuple[str, str, str, bool]


class CaseMiddleware:
    """A page about an error is for people; other systems get the same in JSON.

    An address with signs in it that are none is nowhere, as any other that is malformed.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(HERE) and not request.path.isprintable():
            says = "This is no identifier: they are UUIDs of version 1 to 5."
            return show_to_all(refuse(404, says, name="sourcedId", minor="invalid_uuid"))
        response = self.get_response(request)
        code = response.status_code
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if code < 400 or not is_page or not request.path.startswith(HERE):
            return response
        minor = "internal_server_error" if code == 500 else MINORS.get(code, "")
        said = refuse(code, response.reason_phrase or "It could not be answered.", minor=minor)
        return show_to_all(said)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as every layer below made it."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str
    changed: int | None


class GivenBeforeMiddleware:
    """Gives an answer that was given before, with the headers it had, without asking any layer below.

    An answer depends on its address, how and at which host it was asked, the editions there are, and
    what readers said of other frameworks.
    Whatever has a question, a cookie or a token in it goes all the way down, and so does what cannot
    be given: the layers below know how to say that.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self.made_of: tuple[tuple[Published, ...], str] = ((), "")
        self.given: dict[Key, Given] = {}
        self.bytes = 0

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = _key(request)
        if key is None:
            return self.get_response(request)
        try:
            made_of = tuple(queries.editions()), crosswalks.stamp()
        except DatabaseError:
            return self.get_response(request)
        if made_of != self.made_of or self.bytes > MOST_BYTES:
            self.made_of, self.given, self.bytes = made_of, {}, 0
        found = self.given.get(key)
        if found is None:
            response = self._whole(request)
            found = _given(response)
            if found is None:
                return response
            self.given[key] = found
            self.bytes += len(found.body)
        return _answer(request, found)

    def _whole(self, request: HttpRequest) -> HttpResponseBase:
        """The answer from below, whatever the asker has already."""
        conditions: dict[str, str] = {
            name: request.META.pop(name) for name in CONDITIONS if name in request.META
        }
        try:
            return self.get_response(request)
        finally:
            request.META.update(conditions)


def _key(request: HttpRequest) -> Key | None:
    """What an answer is given again by; None where it has to be made for this asker."""
    meta = request.META
    if not request.path.startswith(HERE) or request.method not in ("GET", "HEAD"):
        return None
    if meta.get("QUERY_STRING") or any(meta.get(name) for name in BELOW):
        return None
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    return request.scheme or "", host, request.path, takes_gzip(request)


def _given(response: HttpResponseBase) -> Given | None:
    """An answer to give again, if it is one: whole, with an ETag, and nobody's own."""
    if not isinstance(response, HttpResponse) or response.status_code != 200:
        return None
    if "ETag" not in response.headers or response.cookies:
        return None
    changed = parse_http_date_safe(response.headers.get("Last-Modified", ""))
    headers = tuple((name, value) for name, value in response.headers.items())
    return Given(response.content, headers, response.headers["ETag"], changed)


def _answer(request: HttpRequest, found: Given) -> HttpResponse:
    head = request.method == "HEAD"
    response = HttpResponse(b"" if head else found.body)
    for name, value in found.headers:
        response.headers[name] = value
    made = cast(
        HttpResponse,
        get_conditional_response(
            request, etag=found.etag, last_modified=found.changed, response=response
        ),
    )
    if made is not response:  # 304: what tells of the body stays away
        for name, value in found.headers:
            if name not in OF_THE_BODY:
                made.headers[name] = value
    return made
