"""A steward's pages about documents as they were published: to read, show, withhold, take away."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.access import access, holds
from alongside.foundation.actor import Role
from alongside.foundation.request import Request
from alongside.framework import actions, forms
from alongside.framework.presenters import official as presenter


@access(holds(Role.STEWARD))
@require_safe
def official(request: Request) -> HttpResponse:
    """Which documents were loaded, beside which edition, and who reads them."""
    return render(request, "framework/official.html", {"page": presenter.page(request.actor)})


@access(holds(Role.STEWARD))
@require_safe
def official_words(request: Request, slug: str) -> HttpResponse:
    """One document, entry by entry, beside our own words."""
    page = presenter.words(slug)
    if page is None:
        raise Http404(slug)
    return render(request, "framework/official_words.html", {"page": page})


@access(holds(Role.STEWARD))
@require_POST
def change_official(request: Request, slug: str) -> HttpResponse:
    """Show it to everybody, withhold it, or take it away."""
    form = forms.OfficialForm(request.POST)
    if not form.is_valid():
        facts = {"page": presenter.page(request.actor), "form": form}
        return render(request, "framework/official.html", facts, status=422)
    do, seen = form.cleaned_data["do"], form.cleaned_data["seen"]
    if do == "remove":
        actions.remove_official(actor=request.actor, edition=slug, seen=seen)
        messages.success(request, _("The document is taken away, with every word of it."))
    else:
        shown = do == "show"
        actions.show_official(actor=request.actor, edition=slug, seen=seen, shown=shown)
        said = _("Everybody can read it now.") if shown else _("Only stewards can read it now.")
        messages.success(request, said)
    return redirect("framework:official")
