"""Whatever goes wrong under /ims/case/, in whichever layer, is said in the binding's own form."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponseBase

from .views import refuse, show_to_all

HERE: Final = "/ims/case/"
MINORS: Final = {403: "forbidden", 404: "unknownobject", 503: "server_busy"}


class CaseMiddleware:
    """A page about an error is for people; other systems get the same in JSON."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        code = response.status_code
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if code < 400 or not is_page or not request.path.startswith(HERE):
            return response
        minor = "internal_server_error" if code == 500 else MINORS.get(code, "")
        said = refuse(code, response.reason_phrase or "It could not be answered.", minor=minor)
        return show_to_all(said)
