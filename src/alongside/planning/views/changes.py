"""What is pressed on the page. Without scripts each is a form that leads back to the page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from alongside.core.planning.model import BadPlan
from alongside.foundation.access import access, signed_in
from alongside.foundation.actor import Actor
from alongside.foundation.request import Request
from alongside.foundation.writing import Conflict
from alongside.planning import actions, queries
from alongside.planning.forms import DatesForm, HoursForm, slid, version_seen
from alongside.planning.presenters import wording

from . import page


@access(signed_in)
@require_POST
def hours(request: Request) -> HttpResponse:
    """Change the hours, with the number or with the slider beside it."""
    form, seen = HoursForm(slid(request.POST)), version_seen(request.POST)

    def do() -> None:
        actions.change_hours(actor=request.actor, version=seen, **form.cleaned_data)

    return _change(request, form, "hours", do)


@access(signed_in)
@require_POST
def dates(request: Request) -> HttpResponse:
    """Change dates, pace, cost and what to plan from."""
    form, seen = DatesForm(request.POST), version_seen(request.POST)

    def do() -> None:
        actions.set_dates(actor=request.actor, version=seen, **form.cleaned_data)

    return _change(request, form, "start", do)


def _change(
    request: Request, form: HoursForm | DatesForm, beside: str, do: Callable[[], None]
) -> HttpResponse:
    """Do it if the form holds; otherwise say what is wrong beside the field, nothing changed."""
    if form.is_valid():
        try:
            do()
        except BadPlan as error:
            form.add_error(beside, wording.trouble(error, _titles(request.actor)))
        except Conflict as clash:
            return _clash(request, clash)
        else:
            return _changed(request, _("Your plan is worked out again."))
    if request.htmx:
        wrong = [str(said) for all_ in form.errors.values() for said in all_]
        return _part(request, hours_wrong=wrong)
    asked = page.asked_by(request.actor)
    if isinstance(form, HoursForm):
        return page.whole(request, asked, hours=form)
    return page.whole(request, asked, dates=form)


def _titles(actor: Actor) -> Callable[[str], str]:
    titles = queries.activity_titles(actor)
    return lambda id_: titles.get(id_, id_)


CHOICES: dict[str, Callable[..., object]] = {
    "keep": actions.pin,
    "let-go": actions.unpin,
    "decline": actions.decline,
    "done": actions.mark_done,
    "restore": actions.restore,
}


@access(signed_in)
@require_POST
def choose(request: Request) -> HttpResponse:
    """Keep, not for me, done already, take back, or swap one activity for another."""
    try:
        said = _choose(request, version_seen(request.POST))
    except BadPlan as error:
        return _refused(request, wording.trouble(error, _titles(request.actor)))
    except Conflict as clash:
        return _clash(request, clash)
    return _changed(request, said, focus=True)


def _choose(request: Request, seen: int | None) -> str:
    titles = _titles(request.actor)
    for name, act in CHOICES.items():
        id_ = request.POST.get(name, "")
        if id_:
            act(actor=request.actor, activity_id=id_, version=seen)
            return wording.chosen(name, titles(id_))
    out, _sep, stand_in = request.POST.get("swap", "").partition(" ")
    if out and stand_in:
        actions.swap(actor=request.actor, activity_id=out, stand_in=stand_in, version=seen)
        return wording.chosen("swap", titles(stand_in))
    return _("Nothing was changed.")


@access(signed_in)
@require_POST
def options(request: Request) -> HttpResponse:
    """Show what I could help others with, or plan from my role profile too."""
    if "offers" in request.POST:
        actions.opt_in_offers(actor=request.actor, wanted=request.POST["offers"] == "yes")
        return _changed(request, _("That is saved. Only you see it."), focus=True)
    actions.use_profile(actor=request.actor, wanted=request.POST.get("with_profile") == "yes")
    messages.success(request, _("Your plan is worked out again."))
    return redirect("planning:plan")


def _changed(request: Request, said: str, *, focus: bool = False) -> HttpResponse:
    if request.htmx:
        return _part(request, said=said, focus=focus)
    messages.success(request, said)
    return redirect(reverse("planning:plan"))


def _refused(request: Request, said: str) -> HttpResponse:
    if request.htmx:
        return _part(request, wrong=[said])
    messages.warning(request, said)
    return redirect("planning:plan")


def _clash(request: Request, clash: Conflict) -> HttpResponse:
    """Both texts: on the page of its own, or (for htmx) above the plan."""
    if not request.htmx:
        raise clash
    return _part(request, clash=clash)


def _part(
    request: Request,
    *,
    said: str = "",
    focus: bool = False,
    wrong: list[str] | None = None,
    hours_wrong: list[str] | None = None,
    clash: Conflict | None = None,
) -> HttpResponse:
    """Only the plan, for htmx, with the version it now has."""
    asked = page.asked_by(request.actor)
    facts = {
        "plan": asked.plan,
        "body": page.body(asked),
        "marked": bool(asked.asked.needs),
        "said": said,
        "focus": focus,
        "wrong": wrong or [],
        "hours_wrong": hours_wrong or [],
        "clash": clash,
        "strip": SafeString(
            page.strip(asked, swap=True).replace(page.TOKEN_PLACE, get_token(request))
        ),
    }
    response = render(request, "planning/_part.html", facts)
    if said:
        trigger_client_event(response, "plan-changed", after="settle")
    return response
