"""The record itself: entries by date, narrowed and searched by their owner alone."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from alongside.foundation.access import access, signed_in
from alongside.foundation.request import Request
from alongside.portfolio import queries
from alongside.portfolio.presenters import record as pages
from alongside.portfolio.queries import words

LONGEST_QUERY = 200


@access(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: Request) -> HttpResponse:
    """What have I done and learned? Words looked for are posted, so that no address holds them."""
    year = request.GET.get("year", "")
    page = pages.record_page(
        queries.entries(request.actor.person_id),
        kind=pages.known_kind(request.GET.get("kind", "")),
        year=int(year) if year.isdecimal() and len(year) == 4 else None,
        query=request.POST.get("q", "")[:LONGEST_QUERY],
    )
    facts = {"page": page, "all_kinds": words.KINDS.items()}
    return render(request, "portfolio/record.html", facts)
