"""Starting points: my own, and those of a service one leads."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from alongside.assessment import actions, queries
from alongside.assessment.forms import ServiceLineForm, StartForm, WeightsForm, weights_now
from alongside.assessment.presenters import own
from alongside.core.framework import Edition, Profile
from alongside.foundation.access import access, signed_in
from alongside.foundation.actor import Actor
from alongside.foundation.keeping import keeping
from alongside.foundation.request import Request
from alongside.framework.queries import current_edition, meant, other_words, title_of

from .request import actor_of, statement_of


@access(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def starting_point(request: HttpRequest) -> HttpResponse:
    """The role and setting I start from, and what I change in it."""
    edition, me = current_edition(), actor_of(request)
    begun = queries.start_of(me.person_id)
    chosen = {"profile": begun.profile, "overlay": begun.overlay}
    asked = request.POST.get("what") if request.method == "POST" else None
    profile = queries.profile_of(me.person_id, edition)
    weights = {one.code: one.weight for one in profile.emphasis}
    form = StartForm(request.POST if asked == "role" else None, edition=edition, initial=chosen)
    weights_form, why = WeightsForm(edition=edition, weights=weights), ""
    if asked == "weights":
        sent, why = weights_now(request.POST, weights)
        weights_form = WeightsForm(sent, edition=edition, weights=weights)
        if why:
            weights_form.add_error(None, why)
    if _changed_starting_point(asked, me, begun, form, weights_form):
        messages.success(request, _("Your starting point is saved."))
        return redirect("assessment:starting_point")
    facts = {
        "form": form,
        "weights_form": weights_form,
        "edition": edition,
        "lines": own.lines(edition, profile.emphasis),
        "begun": begun,
        "about": edition.about.get("profiles", {}),
        "places": queries.places_to_change(me),
        "profiles": edition.profiles,
        "gone": {begun.profile, begun.overlay} - {"", *edition.profile_by_id},
    }
    return render(request, "assessment/starting_point.html", facts, status=422 if why else 200)


def _changed_starting_point(
    asked: str | None,
    me: Actor,
    begun: queries.Start,
    form: StartForm,
    weights_form: WeightsForm,
) -> bool:
    if asked == "role" and form.is_valid():
        actions.choose_start(actor=me, **form.cleaned_data)
        return True
    if asked == "weights" and weights_form.is_valid():
        actions.reweigh(actor=me, weights=dict(begun.own) | weights_form.changed_weights())
        return True
    if asked == "again":
        actions.reweigh(actor=me, weights={})
        return True
    return False


@access(signed_in)
@require_safe
def service_profile(request: HttpRequest, service_id: UUID, profile_id: str) -> HttpResponse:
    """One role profile or setting as one service has it, for those who may change it."""
    edition = current_edition()
    place, profile = _service_profile(request, edition, service_id, profile_id)
    changes = queries.service_changes(place, profile.id)
    lines = own.service_lines(edition, profile, changes)
    known = {line.code for line in lines}
    facts = {
        "place": place,
        "profile": profile,
        "lines": lines,
        "others": [one for one in edition.statements if one.code not in known],
    }
    return render(request, "assessment/service_profile.html", facts)


@access(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@keeping("why", leads_to="assessment:starting_point", called=gettext_lazy("My starting point"))
def service_line(request: Request, service_id: UUID, profile_id: str, code: str) -> HttpResponse:
    """What one service says about one statement in one role profile or setting."""
    edition, of = current_edition(), request.POST.get("edition", "")
    to = meant(of, code)
    other = "" if to else other_words([title_of(of, code)])
    code = to or code
    statement = statement_of(edition, code)
    place, profile = _service_profile(request, edition, service_id, profile_id)
    lines = own.service_lines(edition, profile, queries.service_changes(place, profile.id))
    line = next((one for one in lines if one.code == code), None)
    initial = {
        "weight": line.weight if line else 2,
        "why": line.why if line else "",
        "typical": line.typical_id if line else "",
        "version": line.version if line else 0,
    }
    posted = request.POST.copy()
    if other:  # what was seen was of other words
        posted["version"] = str(initial["version"])
    form = ServiceLineForm(
        posted if request.method == "POST" else None,
        initial=initial,
        statement=statement,
        edition=edition,
        overlay=profile.overlay,
    )
    if other:
        form.add_error(None, other)
    if request.method == "POST" and form.is_valid():
        actions.change_service_profile(
            actor=actor_of(request),
            service_id=place.id,
            profile=profile.id,
            code=code,
            go_on=request.path,
            **form.change(),
        )
        messages.success(request, _("The change is saved. People who start from this role see it."))
        return redirect("assessment:service_profile", place.id, profile.id)
    facts = {
        "form": form,
        "statement": statement,
        "place": place,
        "profile": profile,
        "edition": edition,
    }
    return render(request, "assessment/service_line.html", facts, status=422 if other else 200)


def _service_profile(
    request: HttpRequest, edition: Edition, service_id: UUID, profile_id: str
) -> tuple[queries.Place, Profile]:
    place = queries.place_to_change(actor_of(request), service_id)
    profile = edition.profile_by_id.get(profile_id)
    if place is None or profile is None:
        raise Http404
    return place, profile
