"""The pages on the way from a course. Some of them may stand in a frame of a registered platform, for
that is where platforms open tools first; they hold no account, and every other page refuses frames."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from csp.constants import SELF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.courses import queries
from alongside.courses.models import Platform

FRAMES: Final = frozenset({"iframe", "frame", "embed", "object", "fencedframe"})
HOST: Final = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")


def framed(request: HttpRequest) -> bool:
    """Whether the browser says that it opens this inside another page."""
    return request.headers.get("Sec-Fetch-Dest", "") in FRAMES


def origin(address: str) -> str:
    """Scheme, host and port of a web address that may be led to; nothing for any other."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    schemes = {"https", "http"} if settings.PLAIN_HTTP else {"https"}
    if parts.scheme not in schemes or "@" in parts.netloc or not HOST.fullmatch(host):
        return ""
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")


def shown_at(platforms: Iterable[Platform]) -> list[str]:
    """The origins at which people see these platforms."""
    addresses = (
        address for one in platforms for address in (one.issuer, one.auth_url, *one.origins)
    )
    return sorted({found for one in addresses if (found := origin(one))})


def page(
    request: HttpRequest,
    template: str,
    facts: Mapping[str, Any],
    *,
    status: int = 200,
    form_to: str = "",
) -> HttpResponse:
    """A page on the way, kept by no cache. ``form_to``: where its form leads, if to a platform."""
    facts = {**facts, "framed": framed(request)}
    response = render(request, template, facts, status=status)
    response.headers["Cache-Control"] = "no-store"
    policy: dict[str, list[str]] = {}
    if framed(request) and (origins := shown_at(queries.platforms())):
        policy["frame-ancestors"] = origins
        response.xframe_options_exempt = True
    if form_to:
        policy["form-action"] = [SELF, origin(form_to)]
    response._csp_replace = policy  # type: ignore[attr-defined]
    return response
