"""The panels: who is on them, asking, joining, leaving, and what is arranged with each member."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.foundation.access import access, signed_in
from alongside.foundation.request import Request
from alongside.framework import actions, forms, policies
from alongside.framework.policies import Panel
from alongside.framework.presenters import seats as presenter

from .desk import FORM, at_desk, keeps_words


@access(signed_in)
@require_safe
def panels(request: Request) -> HttpResponse:
    at_desk(request.actor)
    facts = {
        "panels": presenter.panels(request.actor),
        "may_ask": policies.may_ask_to_panel(request.actor),
        "ask": forms.AskForm(),
    }
    return render(request, "framework/panels.html", facts)


@access(signed_in)
@require_POST
def ask_to_panel(request: Request) -> HttpResponse:
    at_desk(request.actor)
    form = forms.AskForm(request.POST)
    if form.is_valid():
        got = form.cleaned_data
        actions.ask_to_panel(actor=request.actor, panel=Panel(got["panel"]), email=got["email"])
        messages.success(
            request,
            _("They are asked. They see it here once they sign in, and it counts once they agree."),
        )
    else:
        messages.error(request, _("Give a panel and an e-mail address."))
    return redirect("framework:panels")


@access(signed_in)
@require_POST
def answer_panel(request: Request, reviewer_id: UUID) -> HttpResponse:
    """Join a panel, or decline."""
    at_desk(request.actor)
    agrees = request.POST.get("answer") != "no"
    form = forms.JoinForm(request.POST)
    if agrees and not form.is_valid():
        messages.error(request, _("Give a name to be shown under."))
        return redirect("framework:desk")
    shown_as = form.cleaned_data["shown_as"] if agrees else ""
    actions.answer_panel(
        actor=request.actor, reviewer_id=reviewer_id, agrees=agrees, shown_as=shown_as
    )
    if agrees:
        messages.success(request, _("You are on the panel."))
        return redirect("framework:arrangements", reviewer_id=reviewer_id)
    messages.success(request, _("Thank you for telling us. You are not on the panel."))
    return redirect("framework:index")


@access(signed_in)
@require_POST
def leave_panel(request: Request, reviewer_id: UUID) -> HttpResponse:
    at_desk(request.actor)
    actions.leave_panel(actor=request.actor, reviewer_id=reviewer_id)
    messages.success(request, _("You have left the panel."))
    return redirect("framework:index")


@access(signed_in)
@require_POST
def end_place(request: Request, reviewer_id: UUID) -> HttpResponse:
    at_desk(request.actor)
    actions.end_place(actor=request.actor, reviewer_id=reviewer_id)
    messages.success(request, _("That place has ended."))
    return redirect("framework:panels")


@access(signed_in)
@require_POST
def take_over(request: Request, reviewer_id: UUID) -> HttpResponse:
    at_desk(request.actor)
    actions.take_over_arranging(actor=request.actor, reviewer_id=reviewer_id)
    return redirect("framework:arrangements", reviewer_id=reviewer_id)


@access(signed_in)
@require_http_methods(FORM)
@keeps_words
def arrangements(request: Request, reviewer_id: UUID) -> HttpResponse:
    """Fees and access needs: between a member and whoever arranges them. For others, not there."""
    page = presenter.arrangements(request.actor, reviewer_id)
    if page is None:
        raise Http404
    start = {"seen": page.seen, "text": page.mine}
    form = forms.ArrangeForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        actions.arrange(actor=request.actor, reviewer_id=reviewer_id, **form.cleaned_data)
        messages.success(request, _("Your words are kept."))
        return redirect("framework:arrangements", reviewer_id=reviewer_id)
    return render(request, "framework/arrangements.html", {"page": page, "form": form})
