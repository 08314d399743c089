"""Before anything else sees a request about giving feedback, or about saying something with the code
of a paper in a consultation, who sent it is taken off it.

What is not there cannot be kept: not by us, not by a package, not in an error report.
"""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponseBase

HERE: Final = ("/feedback/", "/say/")
STAFF: Final = ("/feedback/rounds/", "/feedback/reading/", "/feedback/told/")
# What a page needs to be made and a form to be taken; everything else a browser says is dropped.
KEPT: Final = frozenset(
    {
        "HTTP_HOST",
        "HTTP_ORIGIN",
        "HTTP_SEC_FETCH_SITE",
        "HTTP_ACCEPT",
        "HTTP_ACCEPT_LANGUAGE",
        "HTTP_X_FORWARDED_PROTO",
        "HTTP_CONTENT_TYPE",
        "HTTP_CONTENT_LENGTH",
    }
)
DROPPED: Final = ("REMOTE_ADDR", "REMOTE_HOST", "REMOTE_PORT", "REMOTE_USER")


def forgets(path: str) -> bool:
    """Whether an address is about giving: all here but where staff work and where all may read."""
    return path.startswith(HERE) and not path.startswith(STAFF)


class ForgetMiddleware:
    """No address, agent, cookie or page before; no line in the log; nothing for the browser to keep."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not forgets(request.path_info):
            return self.get_response(request)
        for name in [name for name in request.META if _tells(name)]:
            del request.META[name]
        response = self.get_response(request)
        # Django would note an answer such as "not found" with its address, and the log its time.
        response._has_been_logged = True  # type: ignore[attr-defined]
        response.headers["Cache-Control"] = "no-store"
        return response


def _tells(name: str) -> bool:
    return name in DROPPED or (name.startswith("HTTP_") and name not in KEPT)
