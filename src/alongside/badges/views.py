"""One's own badges: made on purpose, looked at first, taken as files, ended."""

import secrets
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from alongside.badges import actions, documents, presenters, queries
from alongside.badges.forms import MakeForm
from alongside.core.credentials.badges import ACTS, Site
from alongside.foundation.access import access, signed_in
from alongside.foundation.request import Request

FORM = ["GET", "HEAD", "POST"]


def site_of(request: Request) -> Site:
    return Site(request.build_absolute_uri("/").rstrip("/"))


@access(signed_in)
@require_safe
def mine(request: Request) -> HttpResponse:
    """My badges, and what one can be made of."""
    facts = {
        "lines": presenters.lines(queries.own(request.actor)),
        "acts": presenters.act_words().items(),
        "can_sign": queries.can_sign(),
    }
    return render(request, "badges/mine.html", facts)


@access(signed_in)
@sensitive_post_parameters()
@require_http_methods(FORM)
def make(request: Request, act: str) -> HttpResponse:
    """Choose, look at what it would say and who could see what, and only then make it."""
    if act not in ACTS or not queries.can_sign():
        raise Http404
    sources = queries.sources(request.actor, act, today=timezone.localdate())
    posted = request.POST if request.method == "POST" else None
    form = MakeForm(posted, act=ACTS[act], sources=sources)
    facts = {
        "act": ACTS[act],
        "title": presenters.act_words()[act],
        "form": form,
        "sources": sources,
    }
    if posted is None or not form.is_valid() or "back" in posted:
        status = 422 if posted is not None and form.errors else 200
        return render(request, "badges/make.html", facts, status=status)
    own = form.cleaned_data.get("own", "")
    source = next(one for one in sources if str(one.id) == form.cleaned_data["source"])
    if "make" in posted:
        made = actions.make_badge(
            actor=request.actor,
            act=act,
            source_id=source.id,
            own=own,
            site=site_of(request),
            key=posted.get("key", "")[:60],
        )
        messages.success(request, _("Your badge is made. Only you see it here."))
        return redirect("badges:badge", made)
    badge = presenters.unsigned(act, source, own=own)
    facts |= {
        "shown": presenters.preview(badge, site_of(request)),
        "source": source,
        "own": own,
        "key": secrets.token_urlsafe(16),
    }
    return render(request, "badges/look.html", facts)


def own_badge(request: Request, badge_id: UUID) -> queries.Made:
    """One of one's own badges. Somebody else's is not there."""
    found = queries.badge(request.actor, badge_id)
    if found is None:
        raise Http404
    return found


@access(signed_in)
@require_safe
def badge(request: Request, badge_id: UUID) -> HttpResponse:
    """One badge: what it says, its files, and how it is ended."""
    made = own_badge(request, badge_id)
    facts = {"badge": made, "shown": presenters.shown(made.credential)}
    return render(request, "badges/badge.html", facts)


@access(signed_in)
@require_safe
def file(request: Request, badge_id: UUID, ending: str) -> HttpResponse:
    """The badge as a file: the signed document, or a picture that carries it."""
    made = own_badge(request, badge_id)
    text = presenters.as_text(made.credential)
    if ending == "json":
        response = HttpResponse(text, content_type="application/vc+ld+json")
    elif ending == "png":
        name = presenters.shown(made.credential).name
        response = HttpResponse(documents.picture(text, name=name), content_type="image/png")
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="badge-{made.act}.{ending}"'
    response["Cache-Control"] = "private, no-store"
    return response


@access(signed_in)
@require_http_methods(FORM)
def end(request: Request, badge_id: UUID) -> HttpResponse:
    """Ask first, then end it for good."""
    made = own_badge(request, badge_id)
    if request.method == "POST":
        actions.end_badge(actor=request.actor, badge_id=badge_id)
        messages.success(request, _("The badge is ended. Whoever checks it is told so."))
        return redirect("badges:badge", badge_id)
    facts = {"badge": made, "shown": presenters.shown(made.credential)}
    return render(request, "badges/end.html", facts)
