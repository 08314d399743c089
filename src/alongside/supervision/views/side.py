"""A statement in several voices: the worker's page, and a supervisor's."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alongside.accounts.queries import people_by_id
from alongside.assessment.queries import answer_of
from alongside.core import scales
from alongside.core.framework import Edition, Point, Statement
from alongside.foundation.access import access, signed_in
from alongside.foundation.actor import Forbidden
from alongside.foundation.request import Request
from alongside.framework import queries as framework
from alongside.framework.queries import current_edition
from alongside.supervision import actions
from alongside.supervision.forms import ViewForm, number
from alongside.supervision.presenters.side import side
from alongside.supervision.queries import views

from .asked import keeps_words


def edition_of(slug: str) -> Edition:
    """The edition a page asks for: the newest, or an earlier one whose words something was said of."""
    try:
        return framework.edition(slug) if slug else current_edition()
    except framework.NoEditionError as error:
        raise Http404 from error


def _statement(edition: Edition, code: str) -> Statement:
    found = edition.by_code.get(code)
    if found is None:
        raise Http404
    return found


@access(signed_in)
@require_safe
def side_by_side(request: Request, code: str) -> HttpResponse:
    """My own answer, and each supervisor's view beside it. For me alone."""
    edition, me = edition_of(request.GET.get("of", "")), request.actor.person_id
    page = side(
        edition,
        _statement(edition, code),
        own_name=_("Me"),
        own=answer_of(me, edition.slug, code),
        heard=views.voices(me, edition.slug, code).get(code, []),
    )
    is_newest = edition.slug == framework.first(newest=True)
    facts = {"page": page, "edition": edition, "is_newest": is_newest}
    return render(request, "supervision/side_by_side.html", facts)


@access(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_words
def statement(request: Request, worker_id: UUID, code: str) -> HttpResponse:
    """What somebody shares with me of one statement, and how I see it. No other supervisor's view."""
    edition, me, today = current_edition(), request.actor, timezone.localdate()
    of = request.POST.get("edition", "")
    if not framework.meant(of, code):
        raise Forbidden(framework.other_words([framework.title_of(of, code)]))
    code = framework.meant(of, code)
    found = _statement(edition, code)
    shown = views.shared_answer(me, worker_id, code, edition=edition, today=today)
    if shown is None or not views.may_give(me, worker_id):
        raise Http404
    own = views.own_views(me, worker_id, edition.slug, code)
    points = [] if scales.is_value(code) else list(edition.points[found.kind])
    initial = {}
    if own:
        point = views.point_of(own[-1], edition.slug)
        initial = {"point": point, "reason": own[-1].reason}
    form = ViewForm(
        request.POST if request.method == "POST" else None,
        points=[(one.id, one.label) for one in points],
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        actions.give_view(
            actor=me,
            worker_id=worker_id,
            code=code,
            seen=number(request.POST.get("seen", "")),
            **form.cleaned_data,
        )
        messages.success(request, _("Your view is saved. It stands beside theirs."))
        return redirect("supervision:statement", worker_id, code)
    worker = str(people_by_id([worker_id])[worker_id])
    voice = [views.Voice(me.person_id, _("Me"), tuple(own))] if own else []
    facts = {
        "page": side(edition, found, own_name=worker, own=shown.answer, heard=voice),
        "worker": worker,
        "worker_id": worker_id,
        "form": form,
        "points": points,
        "asides": [Point("", _("Words only"), "")] if points else [],
        "seen": own[-1].number if own else 0,
        "until": shown.until,
        "edition": edition,
    }
    return render(request, "supervision/statement.html", facts, status=422 if form.errors else 200)
