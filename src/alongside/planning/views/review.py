"""Looking back at my plan on the day I chose, or any other."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.core.planning import agreeing
from alongside.foundation.access import access, signed_in
from alongside.foundation.request import Request
from alongside.planning import actions, queries
from alongside.planning.forms import ReviewForm

from .both import number


@access(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Request) -> HttpResponse:
    """What changed in practice, what got in the way, and what comes next?"""
    today = timezone.localdate()
    plan = queries.own(request.actor.person_id)
    last = None if plan._state.adding else queries.last_review(plan)
    form = ReviewForm(request.POST or None, initial=_initial(last, today))
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        actions.review(
            actor=request.actor,
            seen=number(request, "seen"),
            following=said.pop("next"),
            **said,
        )
        messages.success(request, _("That is saved."))
        return redirect("planning:agreement")
    facts = {
        "plan": plan,
        "form": form,
        "open": "review" in agreeing.moves_from(plan.state, agreeing.WORKER),
        "seen": last.number if last else 0,
    }
    return render(request, "planning/review.html", facts, status=422 if form.errors else 200)


def _initial(last: object, today: object) -> dict[str, object]:
    if last is None:
        return {"on": today}
    names = ("on", "changed", "in_the_way", "next", "with_other")
    return {name: getattr(last, name) for name in names}
