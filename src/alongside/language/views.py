"""The word list for everybody, the desk where its editions are made, and a service's own words.

No view here is ever sent a text to check: that happens in the browser.
"""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.foundation import public
from alongside.foundation.access import access, anyone, signed_in
from alongside.foundation.actor import Actor
from alongside.foundation.request import Request

from . import actions, forms, loading, presenters, queries

FORM = ["GET", "HEAD", "POST"]


@access(anyone)
@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """The word list by kind, and a box to try words in that stays on the device."""
    current = queries.current()

    def make() -> HttpResponse:
        page = presenters.words_page(current)
        person: Actor | None = getattr(request, "actor", None) or None
        desk_open = person is not None and presenters.desk_is_open(person)
        return render(request, "language/words.html", {"page": page, "desk_open": desk_open})

    return public.keep(request, key=("words", current.digest), make=make)


@access(anyone)
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """The rules as a browser reads them."""
    current = queries.current()

    def make() -> HttpResponse:
        return HttpResponse(current.compiled, content_type="application/json")

    return public.keep(request, key=("rules", current.digest), make=make)


@access(signed_in)
@require_safe
def our_rules(request: Request) -> HttpResponse:
    """The own words of the services this person works in, as a browser reads them."""
    text = loading.compiled_text(queries.service_rules(request.actor))
    return HttpResponse(text, content_type="application/json")


# The desk


def _at_desk(actor: Actor) -> presenters.Desk:
    if not presenters.desk_is_open(actor):
        raise PermissionDenied(_("This page is for the panel and for national stewards."))
    return presenters.desk(actor)


@access(signed_in)
@require_safe
def desk(request: Request) -> HttpResponse:
    page = _at_desk(request.actor)
    facts = {"page": page, "ask": forms.AskForm(), "join": forms.JoinForm()}
    if page.draft:
        initial = {"digest": page.draft.digest}
        facts |= {
            "decision": forms.DecisionForm(initial=initial),
            "publishing": forms.PublishForm(initial=initial),
        }
    return render(request, "language/desk.html", facts)


@access(signed_in)
@require_POST
def start_draft(request: Request) -> HttpResponse:
    actions.start_draft(actor=request.actor)
    return redirect("language:desk")


@access(signed_in)
@require_http_methods(FORM)
def edit_rule(request: Request, rule_id: str = "") -> HttpResponse:
    """One rule of the draft, changed or new."""
    draft = _at_desk(request.actor).draft
    row = queries.draft()
    written = queries.written_of(row) if row else {}
    if draft is None or (rule_id and rule_id not in written):
        raise Http404
    initial = (
        forms.RuleForm.initial_of(written[rule_id], draft.version)
        if rule_id
        else {"version": draft.version}
    )
    form = forms.RuleForm(request.POST or None, taken=None if rule_id else written, initial=initial)
    if request.method == "POST" and form.is_valid():
        changed = {**form.rule(), **({"id": rule_id} if rule_id else {})}
        version = form.cleaned_data["version"]
        actions.save_rule(actor=request.actor, version=version, rule=changed)
        messages.success(request, _("The rule is in the draft."))
        return redirect("language:desk")
    facts = {"form": form, "rule": written.get(rule_id), "draft": draft}
    return render(request, "language/rule_form.html", facts)


@access(signed_in)
@require_POST
def remove_rule(request: Request, rule_id: str) -> HttpResponse:
    version = request.POST.get("version", "")
    if not version.isdigit():
        raise Http404
    actions.remove_rule(actor=request.actor, version=int(version), rule_id=rule_id)
    messages.success(request, _("The rule is taken out of the draft."))
    return redirect("language:desk")


@access(signed_in)
@require_POST
def decide(request: Request) -> HttpResponse:
    form = forms.DecisionForm(request.POST)
    if form.is_valid():
        got = form.cleaned_data
        actions.decide(
            actor=request.actor, digest=got["digest"], yes=got["yes"] == "yes", note=got["note"]
        )
        messages.success(request, _("Your decision is kept."))
    else:
        messages.error(request, _("Choose yes or not yet."))
    return redirect("language:desk")


@access(signed_in)
@require_POST
def publish(request: Request) -> HttpResponse:
    form = forms.PublishForm(request.POST)
    if form.is_valid():
        actions.publish(actor=request.actor, **form.cleaned_data)
        messages.success(request, _("The word list is published."))
        return redirect("language:words")
    messages.error(request, _("Say what is new, for readers."))
    return redirect("language:desk")


@access(signed_in)
@require_POST
def ask(request: Request) -> HttpResponse:
    form = forms.AskForm(request.POST)
    if form.is_valid():
        actions.ask_to_panel(actor=request.actor, email=form.cleaned_data["email"])
        messages.success(request, _("They are asked. It counts once they agree."))
    else:
        messages.error(request, _("Give an e-mail address."))
    return redirect("language:desk")


@access(signed_in)
@require_POST
def answer(request: Request) -> HttpResponse:
    """Join the panel, or decline."""
    if request.POST.get("answer") == "no":
        actions.answer_panel(actor=request.actor, agrees=False)
        messages.success(request, _("Thank you for telling us. You are not on the panel."))
        return redirect("language:words")
    form = forms.JoinForm(request.POST)
    if form.is_valid():
        actions.answer_panel(
            actor=request.actor, agrees=True, shown_as=form.cleaned_data["shown_as"]
        )
        messages.success(request, _("You are on the panel."))
    else:
        messages.error(request, _("Give a name to be shown under."))
    return redirect("language:desk")


@access(signed_in)
@require_POST
def leave(request: Request) -> HttpResponse:
    actions.leave_panel(actor=request.actor)
    messages.success(request, _("You have left the panel."))
    return redirect("language:words")


# A service's own words


@access(signed_in)
@require_http_methods(FORM)
def ours(request: Request) -> HttpResponse:
    """The own words of one's services; leads and stewards add to them."""
    page = presenters.ours(request.actor)
    form = forms.ServiceWordForm(request.POST or None, services=list(page.services))
    if request.method == "POST" and form.is_valid():
        got = dict(form.cleaned_data)
        actions.add_service_word(actor=request.actor, service_id=got.pop("service"), **got)
        messages.success(request, _("The word is added."))
        return redirect("language:ours")
    return render(request, "language/ours.html", {"page": page, "form": form})


@access(signed_in)
@require_POST
def remove_ours(request: Request, word_id: UUID) -> HttpResponse:
    actions.remove_service_word(actor=request.actor, word_id=word_id)
    messages.success(request, _("The word is taken out."))
    return redirect("language:ours")
