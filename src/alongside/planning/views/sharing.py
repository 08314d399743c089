"""Letting one named person read the plan, and reading somebody's plan that way."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alongside.accounts.forms import ReaderForm
from alongside.accounts.queries import colleagues, shares_given
from alongside.foundation.access import access, signed_in
from alongside.foundation.request import Request
from alongside.planning import actions, policies, queries

from . import page


@access(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: Request) -> HttpResponse:
    """Who may read my plan, and until when."""
    today = timezone.localdate()
    known = [(str(person.pk), str(person)) for person in colleagues(request.actor)]
    form = ReaderForm(request.POST or None, colleagues=known, today=today)
    if request.method == "POST" and form.is_valid():
        reader = form.cleaned_data["reader"]
        actions.share(
            actor=request.actor,
            until=form.cleaned_data["until"],
            reader_id=UUID(reader) if reader else None,
            reader_email=form.cleaned_data["email"],
        )
        messages.success(request, _("Your plan is shared until the day you chose."))
        return redirect("planning:share")
    given = shares_given(request.actor, kind=policies.SHARED_AS, today=today)
    facts = {"form": form, "given": given}
    return render(request, "planning/share.html", facts, status=422 if form.errors else 200)


@access(signed_in)
@require_safe
def of(request: Request, plan_id: UUID) -> HttpResponse:
    """Somebody's plan, to read, for whom they share it with. To anybody else it is not there."""
    today = timezone.localdate()
    found = queries.readable(request.actor, plan_id, today=today)
    if found is None:
        raise Http404
    owner, plan = found
    if owner.person_id == request.actor.person_id:
        return redirect("planning:plan")
    asked = queries.question(owner, today=today, plan=plan)
    facts = {
        "owner": plan.person,
        "body": page.body(asked, own=False),
        "marked": bool(asked.asked.needs),
        "edition": asked.edition,
    }
    return render(request, "planning/of.html", facts)
