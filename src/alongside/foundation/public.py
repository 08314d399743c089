"""Public pages: the same for every visitor, so made once in each process and kept as bytes.

A visitor's page holds no cookie and no form token. Somebody who is signed in gets the same page
made afresh, because its head is theirs.
"""

import gzip
import hashlib
from collections.abc import Callable, Mapping
from typing import Final, cast

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.safestring import SafeString
from django.utils.translation import get_language

SMALLEST_GZIP: Final = 1000

Kept = tuple[bytes, bytes, str, str]
"""A page as it is sent: plain, gzipped, its content type and its ETag."""


def wants_json(request: HttpRequest) -> bool:
    """Whether the asker would rather have JSON: ``?format=json`` or the Accept header says so."""
    return wanted(request, {}) == "json"


def wanted(request: HttpRequest, more: Mapping[str, str]) -> str:
    """What the asker would rather have: ``html``, ``json`` or one of ``more`` (name to media type).

    ``?format=`` and a name says so, else the Accept header. HTML where neither says anything that
    can be had.
    """
    types = {"html": "text/html", "json": "application/json", **more}
    if "format" in request.GET:
        return request.GET["format"] if request.GET["format"] in types else "html"
    preferred = request.get_preferred_type(list(types.values()))
    return next((name for name, type_ in types.items() if type_ == preferred), "html")


def takes_gzip(request: HttpRequest) -> bool:
    """Whether the asker takes an answer gzipped. ``q=0`` says that it does not."""
    said = request.headers.get("Accept-Encoding", "").lower()
    if "q=0" not in said:  # nearly always
        return "gzip" in said
    ways = (one.replace(" ", "").partition(";q=") for one in said.split(","))
    return any(name == "gzip" and (quality or "1").strip("0.") for name, _, quality in ways)


def keep(
    request: HttpRequest,
    *,
    key: tuple[object, ...],
    make: Callable[[], HttpResponse],
    headless: bool = False,
) -> HttpResponse:
    """The page under ``key``, made at most once a day in each process for all visitors.

    ``key`` holds whatever the page depends on but its address, language and the day (a page says
    on which day it was printed). Answers 304 where the browser has it already. Only pages that
    went well are kept. A page that asks for a form token cannot be public: RuntimeError.
    ``headless``: a file or document, with no head that could be somebody's, so kept for all.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES and not headless:
        response = make()
        patch_vary_headers(response, ("Accept", "Cookie"))
        return response
    slot = _slot(request, key)
    kept: Kept | None = caches["process"].get(slot)
    if kept is None:
        request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)
        made = make()
        if request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
            raise RuntimeError(f"{request.path} is public and must hold no form token.")
        if made.status_code != 200:
            return made
        kept = _kept(made)
        caches["process"].set(slot, kept, None)
    return _answer(request, kept)


def forget() -> None:
    """Let go of every page and part this process keeps, because something in them was taken back.

    Keys alone would keep an old page from being shown; this takes its words out of memory too.
    """
    caches["process"].clear()


def part(name: str, facts: dict[str, object]) -> SafeString:
    """A template's HTML, made once a day in each process, language and set of ``facts``.

    It is rendered without the request, so that it can hold nothing of whoever asked first.
    ``facts`` tell themselves apart by their ``repr``.
    """
    known = repr((name, get_language(), timezone.localdate(), sorted(facts.items())))
    slot = hashlib.sha256(known.encode()).hexdigest()
    made: str | None = caches["process"].get(slot)
    if made is None:
        made = render_to_string(name, facts)
        caches["process"].set(slot, str(made), None)
    return SafeString(made)


def _slot(request: HttpRequest, key: tuple[object, ...]) -> str:
    parts = (request.path, get_language(), timezone.localdate(), *key)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _kept(made: HttpResponse) -> Kept:
    body = made.content
    zipped = gzip.compress(body, mtime=0) if len(body) >= SMALLEST_GZIP else b""
    return (
        body,
        zipped,
        made.headers["Content-Type"],
        f'W/"{hashlib.sha256(body).hexdigest()[:32]}"',
    )


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    body, zipped, content_type, etag = kept
    if zipped and takes_gzip(request):
        response = HttpResponse(zipped, content_type=content_type)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(body, content_type=content_type)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ("Accept", "Accept-Encoding", "Cookie"))
    # Returns the response itself, or 304 with the headers that must go with it.
    return cast(HttpResponse, get_conditional_response(request, etag=etag, response=response))
