"""A visitor's own pocket sheet. Their words travel in the form alone: no session, no row, no log."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from alongside.expectations import documents, policies
from alongside.expectations.forms import OWN_QUESTIONS, picked_from
from alongside.expectations.presenters import pocket as presenter
from alongside.expectations.presenters.pages import View
from alongside.expectations.presenters.pocket import Picked
from alongside.foundation import public
from alongside.foundation.access import access, from_this_site

from .reading import facts_of, view_of

log = logging.getLogger(__name__)


def _form(request: HttpRequest, view: View, picked: Picked, *, empty: bool = False) -> HttpResponse:
    given = request.GET
    own = [
        (number, picked.questions[number - 1] if number <= len(picked.questions) else "")
        for number in OWN_QUESTIONS
    ]
    facts = {
        **facts_of(request, view, layouts=False),
        "choices": presenter.choices(
            view, picked, theme=given.get("theme", ""), right=given.get("right", "")
        ),
        "picked": picked,
        "own": own,
        "empty": empty,
        "longest_text": policies.LONGEST_OWN_TEXT,
        "longest_line": policies.LONGEST_OWN_LINE,
    }
    return render(request, "expectations/pocket.html", facts, status=422 if empty else 200)


def _unkept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response


# The forms carry no token: that would leave a cookie behind. What another site sends is refused,
# and nothing is ever changed here.
@access(from_this_site)
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def pocket(request: HttpRequest) -> HttpResponse:
    """Pick what matters, add what is one's own; or go on with what was picked."""
    view, digest = view_of(request)
    if request.method == "POST":
        return _unkept(_form(request, view, picked_from(request.POST, view)))
    if view.edition is None:
        return render(request, "expectations/nothing_yet.html", facts_of(request, view))
    opened = (request.GET.get("theme", "")[:60], request.GET.get("right", "")[:60])
    if not _is_ours(view, *opened):
        return redirect(view.look.url("pocket"))
    key = ("pocket", digest, view.look.key, *opened)
    return public.keep(request, key=key, make=lambda: _form(request, view, Picked()))


def _is_ours(view: View, theme: str, right: str) -> bool:
    """Whether the parts named to stand open exist, so that only so many pages are ever kept."""
    themes = {"", *(one.id for one in view.themes())}
    return theme in themes and right in {"", *view.texts.right_by_id}


@access(from_this_site)
@csrf_exempt
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest) -> HttpResponse:
    """The sheet to look at and print. It cannot be opened by address: there is nothing to open."""
    view, _digest = view_of(request)
    if request.method != "POST" or view.edition is None:
        return redirect(view.look.url("pocket"))
    picked = picked_from(request.POST, view)
    if not picked:
        return _unkept(_form(request, view, picked, empty=True))
    facts = {
        **facts_of(request, view, layouts=False),
        "sheet": presenter.sheet(view, picked),
        "picked": picked,
        "pdf_url": view.look.url("pocket-pdf"),
        "own": list(enumerate(picked.questions, start=1)),
    }
    return _unkept(render(request, "expectations/sheet.html", facts))


@access(from_this_site)
@csrf_exempt
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pocket_pdf(request: HttpRequest) -> HttpResponse:
    """The sheet as a tagged PDF: one page, or a card to fold twice."""
    view, _digest = view_of(request)
    if request.method != "POST" or view.edition is None:
        return redirect(view.look.url("pocket"))
    made = presenter.sheet(view, picked_from(request.POST, view))
    card = request.POST.get("shape") == "card" and made.fits_card
    try:
        content = documents.pdf(made, card=card, large=view.look.large)
    except documents.PangoMissingError as error:
        log.warning("No PDF can be made: %s", error)
        facts = {**facts_of(request, view, layouts=False), "install": documents.INSTALL}
        return _unkept(render(request, "expectations/no_pdf.html", facts, status=503))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{_("notes")}.pdf"'
    return _unkept(response)
