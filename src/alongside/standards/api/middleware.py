"""Round every address under /api/: no cookie counts, no page of HTML goes out, and who may ask from
another site is said."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from alongside.foundation.text import MOST_JSON

from .problems import MEDIA_TYPE, answer, problem
from .service import OWN, ROOT

HERE: Final = "/api/"
SHOWN_TO_ALL: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified",
}
ASKED_FIRST: Final = {
    "Access-Control-Allow-Methods": "GET",
    "Access-Control-Allow-Headers": "Accept, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class ApiMiddleware:
    """Stands before whatever reads a session, so that being signed in opens nothing here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(HERE):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        request.COOKIES = {}
        if request.path.startswith(f"{ROOT}{OWN}"):
            _look_at_body(request)
            return _private(_in_form(self.get_response(request)))
        if request.method == "OPTIONS":
            return _to_all(HttpResponse(status=204, headers={"Allow": "GET, HEAD", **ASKED_FIRST}))
        return _to_all(self._read(request))

    def _read(self, request: HttpRequest) -> HttpResponseBase:
        """HEAD asks what GET would answer, and is sent its head alone."""
        if request.method != "HEAD":
            return _in_form(self.get_response(request))
        request.method = "GET"
        response = _in_form(self.get_response(request))
        request.method = "HEAD"
        if isinstance(response, HttpResponse):
            response.headers["Content-Length"] = str(len(response.content))
            response.content = b""
        return response


def _look_at_body(request: HttpRequest) -> None:
    """A body too large, or not said to be JSON, is told to whoever has a token (``with_token``).
    Until then nothing reads any of it, as a form would be read."""
    unread = _unreadable(request)
    if unread is not None:
        request.unread = unread  # type: ignore[attr-defined]
        request.content_type = ""


def _unreadable(request: HttpRequest) -> HttpResponse | None:
    size = request.META.get("CONTENT_LENGTH") or "0"
    if not size.isdecimal() or int(size) == 0:
        return None
    if int(size) > MOST_JSON:
        return answer(problem(413, _("Send %(most)s bytes at most.") % {"most": MOST_JSON}))
    if request.content_type != "application/json":
        return answer(problem(415, _("Send JSON, and say so: “Content-Type: application/json”.")))
    return None


def _in_form(response: HttpResponseBase) -> HttpResponseBase:
    """An error that some other layer said in its own way, as a problem."""
    status = response.status_code
    if status < 400 or response.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
        return response
    said = answer(problem(status))
    if "Allow" in response.headers:
        said["Allow"] = response.headers["Allow"]
    return said


def _private(response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Cache-Control"] = "private, no-store"
    patch_vary_headers(response, ("Authorization",))
    return response


def _to_all(response: HttpResponseBase) -> HttpResponseBase:
    """A page of any other site may read what is public: it is the same for everybody."""
    if response.status_code != 405:
        for name, value in SHOWN_TO_ALL.items():
            response.headers[name] = value
    return response
