"""What a form would hold, what it would not, and what is not there yet."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.core.record.missing import missing
from alongside.foundation.access import access, signed_in
from alongside.foundation.request import Request
from alongside.portfolio.forms.leaving import PeriodForm
from alongside.portfolio.presenters import desk
from alongside.portfolio.presenters import missing as words
from alongside.portfolio.presenters.leaving import ENDINGS, going_in

from .leaving import form_or_404, new_key

MANY_FOR_PDF = 60  # entries: pages are laid out one by one, and from here on that is felt


@access(signed_in)
@require_safe
def form(request: Request, form_id: str, version: str) -> HttpResponse:
    """What am I missing? And what would go in."""
    chosen, today = form_or_404(form_id, version), timezone.localdate()
    usual = desk.usual_period(chosen, today)
    asked = PeriodForm(request.GET, usual=usual)
    facts = {"form_": chosen, "form": asked, "endings": ENDINGS, "key": new_key()}
    if not asked.is_valid():
        return render(request, "portfolio/form.html", facts, status=422)
    filling = desk.fill(request.actor, chosen, asked.period, today=today)
    going = going_in(filling.of)
    facts |= {
        "period": asked.period,
        "paper": filling.paper,
        "missing": words.lines(missing(filling.of)),
        "going_in": going,
        "long_pdf": len(going) > MANY_FOR_PDF,
    }
    return render(request, "portfolio/form.html", facts)
