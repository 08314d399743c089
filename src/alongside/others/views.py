"""Other frameworks, for stewards: the list, one of them, and its package to take along."""

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from alongside.foundation.access import access, holds
from alongside.foundation.actor import Role
from alongside.foundation.request import Request

from . import queries
from .models import ImportedFramework


@access(holds(Role.STEWARD))
@require_safe
def index(request: Request) -> HttpResponse:
    return render(request, "others/index.html", {"frameworks": queries.all_newest()})


@access(holds(Role.STEWARD))
@require_safe
def framework(request: Request, framework_id: int) -> HttpResponse:
    """One framework as it was taken in, some of its items at a time."""
    found = _found(framework_id)
    text = request.GET.get("from", "0")
    start = int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
    facts = {
        "framework": found,
        "page": queries.items(found, start),
        "numbers": queries.numbers(found.identifier),
    }
    return render(request, "others/framework.html", facts)


@access(holds(Role.STEWARD))
@require_safe
def package(request: Request, framework_id: int) -> HttpResponseBase:
    """The package again, as CASE 1.1 would have it."""
    found = _found(framework_id)
    response = StreamingHttpResponse(
        (piece.encode() for piece in queries.package_text(found)), content_type="application/json"
    )
    name = slugify(found.title)[:60] or "framework"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


def _found(framework_id: int) -> ImportedFramework:
    found = queries.one(framework_id)
    if found is None:
        raise Http404
    return found
