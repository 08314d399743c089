"""Answers as bytes, with paging, and (what is public) an ETag as the pages have them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date
from ninja import Schema

from alongside.foundation import public

from .shapes.common import Paged

One = TypeVar("One")


def send(
    request: HttpRequest,
    shape: type[Schema],
    make: Callable[[], Any],
    *key: object,
    published: datetime | None = None,
) -> HttpResponse:
    """A public answer, made once in each process while ``key`` stays the same, or 304."""

    def made() -> HttpResponse:
        body = shape.model_validate(make()).model_dump_json()
        return HttpResponse(body, content_type="application/json")

    response = public.keep(request, key=("api", *key), make=made, headless=True)
    if published:
        response.headers["Last-Modified"] = http_date(published.timestamp())
    return response


def part_of(
    request: HttpRequest,
    found: Sequence[One],
    part: Paged,
    show: Callable[[One], Any],
    more: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The asked part of a list, each thing as ``show`` shows it, and where the parts beside it are.
    ``more``: what else was asked, which their addresses say again."""
    limit, offset, total = part.limit, part.offset, len(found)
    asked = {name: value for name, value in (more or {}).items() if value}

    def at(start: int) -> str:
        return f"{request.path}?{urlencode({**asked, 'limit': limit, 'offset': start})}"

    return {
        "total": total,
        "limit": limit,
        "offset": offset,
        "next": at(offset + limit) if offset + limit < total else None,
        "previous": at(max(min(offset, total) - limit, 0)) if offset else None,
        "items": [show(one) for one in found[offset : offset + limit]],
    }
