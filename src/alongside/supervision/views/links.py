"""Choosing a supervisor, answering, ending."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.accounts import actions, queries
from alongside.foundation.access import access, anyone, signed_in
from alongside.foundation.request import Request
from alongside.supervision.forms import SupervisorForm


@access(signed_in)
@require_POST
def ask(request: Request) -> HttpResponse:
    """Ask somebody by name."""
    known = [(str(one.pk), str(one)) for one in queries.colleagues(request.actor)]
    form = SupervisorForm(request.POST, colleagues=known)
    if form.is_valid():
        actions.ask_supervisor(actor=request.actor, supervisor_id=form.chosen())
        messages.success(request, _("They are asked. They see nothing of yours by it."))
    else:
        messages.error(request, _("Choose a person from the list."))
    return redirect("supervision:home")


@access(signed_in)
@require_POST
def link(request: Request) -> HttpResponse:
    """A link to give to somebody. It is shown once: only its print is kept."""
    token = actions.ask_with_link(actor=request.actor)
    shown = request.build_absolute_uri(reverse("supervision:join", args=[token]))
    return render(request, "supervision/link.html", {"link": shown})


@access(anyone)
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: Request, token: str) -> HttpResponse:
    """What a link asks: shown to anyone who holds it, answered once signed in."""
    found = queries.asked_with(actions.token_hash(token), today=timezone.localdate())
    if found is None:
        raise Http404
    if request.method == "POST":
        if not request.user.is_authenticated:
            raise PermissionDenied
        _answer(request, token=token)
        return redirect("supervision:home")
    here = request.path
    facts = {
        "worker": str(found.worker),
        "mine": request.user.is_authenticated and found.worker_id == request.actor.person_id,
        "sign_in": f"{reverse('account_login')}?next={here}",
        "sign_up": f"{reverse('account_signup')}?next={here}",
    }
    return render(request, "supervision/join.html", facts)


@access(signed_in)
@require_POST
def answer(request: Request, supervising_id: UUID) -> HttpResponse:
    """Say yes or no to who asks me by name."""
    _answer(request, supervising_id=supervising_id)
    return redirect("supervision:home")


def _answer(request: Request, *, supervising_id: UUID | None = None, token: str = "") -> None:
    yes = request.POST.get("answer") == "yes"
    actions.answer_supervising(
        actor=request.actor, yes=yes, supervising_id=supervising_id, token=token
    )
    if yes:
        said = _("You are now their supervisor. You see what they choose to share with you.")
    else:
        said = _("You said no. They can ask somebody else.")
    messages.success(request, said)


@access(signed_in)
@require_POST
def end(request: Request, supervising_id: UUID) -> HttpResponse:
    """End it, or take the question back."""
    actions.end_supervising(actor=request.actor, supervising_id=supervising_id)
    messages.success(request, _("That has ended. Whatever was shared through it ended as well."))
    return redirect("supervision:home")
