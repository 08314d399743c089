"""The pages for readers. Each hangs on a stamp read from the database, so that a story that was taken
back is gone with the next request, whichever process answers it."""

from dataclasses import replace
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alongside.core.framework import Edition
from alongside.expectations import queries as expectations
from alongside.expectations.presenters.look import Look, Way
from alongside.foundation import public
from alongside.foundation.access import access, anyone
from alongside.foundation.actor import Role
from alongside.foundation.request import Request
from alongside.stories import queries
from alongside.stories.loading import TYPE
from alongside.stories.presenters import pages

CHOSEN_BY: Final = ("statement", "theme", "process")


def look_of(request: Request) -> Look:
    """Large print or not, one sentence a line or not. Stories are in the language they were told in."""
    asked = Look.asked(request.GET, expectations.texts())
    return Look(large=asked.large, easy=asked.easy)


def edition_now() -> tuple[Edition | None, str]:
    return expectations.edition()


@access(anyone)
@require_safe
def index(request: Request) -> HttpResponse:
    """Every story one may read, chosen by statement, theme or what it is about."""
    stamp = queries.revision()
    edition, digest = edition_now()
    look, wanted = look_of(request), pages.Wanted.asked(request.GET, edition)
    if any(request.GET.get(name) and not getattr(wanted, name) for name in CHOSEN_BY):
        return redirect("stories:index")

    def make() -> HttpResponse:
        actor = request.actor or None
        found = queries.headings(actor, today=timezone.localdate(), stamp=stamp)
        fitting = [one for one in found if wanted.fits(one, edition)]
        facts: dict[str, Any] = {
            "look": look,
            "ways": _ways(request, look, layouts=False),
            "cards": pages.cards(fitting, edition, look),
            "choices": pages.choices(found, edition, wanted),
            "wanted": wanted,
            "narrowed": wanted != pages.Wanted(),
            "elsewhere": pages.elsewhere(edition),
            "reads_first": bool(actor and actor.is_a(Role.MODERATOR)),
        }
        return render(request, "stories/index.html", facts)

    return public.keep(request, key=("stories", stamp, digest, look.key, wanted), make=make)


@access(anyone)
@require_safe
def story(request: Request, story_id: UUID) -> HttpResponse:
    """One story. One that was taken back, or whose time is over, says so and no more."""
    stamp = queries.revision()
    (edition, digest), look = edition_now(), look_of(request)

    def make() -> HttpResponse:
        actor, today = request.actor or None, timezone.localdate()
        row = queries.shown(story_id, actor, today=today)
        if row is None:
            return _gone(request, story_id)
        facts = {
            "look": look,
            "ways": _ways(request, look),
            "page": pages.story(row, edition),
            "learner": actor is not None,
        }
        return render(request, "stories/story.html", facts)

    return public.keep(request, key=("story", stamp, digest, look.key), make=make)


def _gone(request: Request, story_id: UUID) -> HttpResponse:
    if not queries.is_gone(story_id, today=timezone.localdate()):
        raise Http404
    response = render(request, "stories/gone.html", status=410)
    response.headers["Cache-Control"] = "no-store"
    return response


@access(anyone)
@never_cache
@require_safe
def picture(request: Request, story_id: UUID) -> HttpResponse:
    """A story's picture, for those who may read it, for as long as it is shown. Kept nowhere."""
    found = queries.picture(story_id, request.actor or None, today=timezone.localdate())
    if found is None:
        return _gone(request, story_id)
    response = HttpResponse(found, content_type=TYPE)
    response.headers["Content-Disposition"] = 'attachment; filename="picture.webp"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _ways(request: Request, look: Look, *, layouts: bool = True) -> list[Way]:
    """The same page larger, or with one sentence a line."""
    asked = {name: request.GET[name] for name in CHOSEN_BY if request.GET.get(name)}

    def way(label: str, other: Look) -> Way:
        query = urlencode([*parse_qsl(other.query.removeprefix("?")), *asked.items()])
        return Way(label, f"{request.path}?{query}" if query else request.path)

    large = _("Ordinary size") if look.large else _("Large print")
    easy = _("Ordinary layout") if look.easy else _("Easy to read, one sentence a line")
    found = [way(easy, replace(look, easy=not look.easy))] if layouts else []
    return [*found, way(large, replace(look, large=not look.large))]
