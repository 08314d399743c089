"""Public documents about badges, and the page that checks any badge."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from alongside.badges import queries
from alongside.core.credentials import badge_reading, badges
from alongside.foundation import proofs, public
from alongside.foundation.access import access, anyone, from_this_site
from alongside.foundation.uploads import takes_files

from . import presenters
from .forms import MOST_FILE, CheckForm

CREDENTIAL, DID, PLAIN = "application/vc+ld+json", "application/did+json", "application/ld+json"


def site_of(request: HttpRequest) -> badges.Site:
    return badges.Site(request.build_absolute_uri("/").rstrip("/"))


@access(anyone)
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What badges from here say, what they do not, and who stands behind them."""
    facts = {"acts": badges.ACTS.values(), "site": site_of(request)}
    return public.keep(
        request,
        key=("badges", site_of(request).root),
        make=lambda: render(request, "openbadges/about.html", facts),
    )


# The form carries no token: that would leave a cookie behind. What another site sends is refused,
# nothing is changed, and what was sent is not kept.
@access(from_this_site)
@csrf_exempt
@sensitive_post_parameters()
@takes_files(MOST_FILE, from_visitors=True)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Whether a badge holds, in plain words."""
    if request.method != "POST":
        return public.keep(
            request,
            key=("check-badge",),
            make=lambda: render(request, "openbadges/check.html", {"form": CheckForm()}),
        )
    form, facts = CheckForm(request.POST, request.FILES), dict[str, Any]()
    if form.is_valid():
        text = form.cleaned_data["badge"]
        try:
            reading = badge_reading.read(text)
            found = presenters.answer(text, reading, site_of(request), now=timezone.now())
            facts = {"reading": reading, "answer": found}
        except badge_reading.Unreadable as error:
            form.add_error(None, presenters.why_unreadable(error.why))
    facts["form"] = CheckForm() if facts else form
    response = render(request, "openbadges/check.html", facts, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


@access(anyone)
@require_safe
def issuer(request: HttpRequest) -> HttpResponse:
    """Who issues badges here, for a program."""
    return _document(request, (), PLAIN, lambda: badges.profile(site_of(request)))


@access(anyone)
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Every key that signed badges here: the document behind the issuer's did:web identifier."""
    known = queries.keys()
    if not known:
        raise Http404
    return _document(request, known, DID, lambda: badges.key_document(site_of(request), known))


@access(anyone)
@require_safe
def status(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """The places of ended badges, signed with the newest key. It names nobody."""
    row = queries.status_list(list_id)
    if row is None or not queries.can_sign():
        raise Http404
    public_key = proofs.public_half(settings.BADGE_KEY)

    def make() -> dict[str, Any]:
        site = site_of(request)
        document = badges.status_list(
            site,
            str(list_id),
            encoded=proofs.bits(queries.ended_places(list_id)),
            made=row.made_at,
        )
        return proofs.sign(
            document,
            secret=settings.BADGE_KEY,
            method=site.method(public_key),
            created=timezone.now(),
        )

    return _document(request, (public_key, row.changes), CREDENTIAL, make)


def _document(
    request: HttpRequest,
    key: Any,
    media_type: str,
    make: Callable[[], dict[str, Any]],
) -> HttpResponse:
    """A JSON document for anybody, from any page of any site."""

    def made() -> HttpResponse:
        text = json.dumps(make(), ensure_ascii=False, indent=1) + "\n"
        return HttpResponse(text, content_type=media_type)

    response = public.keep(request, key=(site_of(request).root, *key), make=made, headless=True)
    response["Access-Control-Allow-Origin"] = "*"
    return response
