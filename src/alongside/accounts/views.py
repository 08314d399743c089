"""One's own account, what one shares, invitations, and the teams one looks after."""

import secrets
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.foundation.access import access, anyone, holds, signed_in
from alongside.foundation.actor import Role
from alongside.foundation.request import Request

from . import actions, presenters, queries
from .forms import InviteForm, NameForm, TokenForm


@access(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: Request) -> HttpResponse:
    """My account: name, places, second factor, what I share, export and erasure."""
    name = queries.person(request.actor.person_id).name
    form = NameForm(request.POST or None, initial={"name": name})
    if request.method == "POST" and form.is_valid():
        actions.rename(actor=request.actor, name=form.cleaned_data["name"])
        messages.success(request, _("Your name is saved."))
        return redirect("accounts:mine")
    page = presenters.account(request.actor, today=timezone.localdate())
    return render(request, "accounts/mine.html", {"form": form, "page": page})


@access(signed_in)
@require_POST
def end_share(request: Request, share_id: UUID) -> HttpResponse:
    actions.end_share(actor=request.actor, share_id=share_id)
    messages.success(request, _("That is no longer shared. They cannot see it from now on."))
    back = request.POST.get("back", "")
    # Only an address of ours to go back to, never somebody else's.
    ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if back and ours else "accounts:mine")


@access(signed_in)
@require_safe
def export(request: Request) -> HttpResponse:
    """Everything kept about me, as one open file, from every area that keeps something."""
    response = JsonResponse(
        presenters.everything(request.actor), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    response["Content-Disposition"] = 'attachment; filename="alongside-my-record.json"'
    return response


@access(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: Request) -> HttpResponse:
    """Say what will go and what others keep, ask, then erase oneself and show what went, once."""
    if request.method == "POST" and request.POST.get("sure") == "yes":
        report = actions.erase_person(actor=request.actor)
        logout(request)
        request.actor = None  # type: ignore[assignment]  # nobody is signed in on the page that follows
        return render(request, "accounts/erased.html", {"report": report})
    report = presenters.what_would_go(request.actor)
    asked = request.method == "POST"
    return render(request, "accounts/erase.html", {"asked": asked, "report": report})


@access(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
def tokens(request: Request) -> HttpResponse:
    """Tokens for programs of one's own. A new one is shown in answer to its form, and never again.

    Who makes one says first that it is them: whoever finds a session open would take a year along.
    """
    today = timezone.localdate()
    form = TokenForm(request.POST or None, today=today)
    facts = {"made": False, "token": ""}
    if request.method == "POST" and form.is_valid():
        key = request.POST.get("key", "")[:60]
        made = actions.make_token(actor=request.actor, key=key, **form.cleaned_data)
        facts = {"made": True, "token": made}
    page = presenters.tokens(request.actor, today=today)
    more = {"form": form, "tokens": page, "key": secrets.token_urlsafe(16)}
    response = render(
        request, "accounts/tokens.html", {**facts, **more}, status=422 if form.errors else 200
    )
    response["Cache-Control"] = "private, no-store"
    return response


@access(signed_in)
@require_POST
def end_token(request: Request, token_id: UUID) -> HttpResponse:
    actions.end_token(actor=request.actor, token_id=token_id)
    messages.success(request, _("That token opens nothing from now on."))
    return redirect("accounts:tokens")


@access(anyone)
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: Request, token: str) -> HttpResponse:
    """An invitation to a team: shown to anyone who holds it, accepted once signed in."""
    invitation = queries.open_invitation(actions.token_hash(token), today=timezone.localdate())
    if invitation is None:
        raise Http404
    if request.method == "POST":
        if not request.user.is_authenticated:
            raise PermissionDenied
        team = actions.accept_invitation(actor=request.actor, token=token)
        messages.success(request, _("You are now part of %(team)s.") % {"team": team})
        return redirect("accounts:mine")
    here = request.path
    ways = {
        "sign_in": f"{reverse('account_login')}?next={here}",
        "sign_up": f"{reverse('account_signup')}?next={here}",
    }
    return render(request, "accounts/join.html", {"invitation": invitation, **ways})


@access(holds(Role.ADMINISTRATOR))
@require_safe
def people(request: Request) -> HttpResponse:
    """The teams I look after and who is in them. Nothing of what anybody answered is here."""
    return render(request, "accounts/people.html", {"teams": presenters.teams(request.actor)})


@access(holds(Role.ADMINISTRATOR))
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: Request, team_id: UUID) -> HttpResponse:
    team = queries.places_run_by(request.actor).filter(pk=team_id).first()
    if team is None:
        raise Http404
    form = InviteForm(request.POST or None, actor=request.actor)
    link = ""
    if request.method == "POST" and form.is_valid():
        token = actions.invite(
            actor=request.actor,
            team_id=team_id,
            email=form.cleaned_data["email"],
            role=Role(form.cleaned_data["role"]),
        )
        link = request.build_absolute_uri(reverse("accounts:join", args=[token]))
    return render(request, "accounts/invite.html", {"team": team, "form": form, "link": link})


@access(holds(Role.ADMINISTRATOR))
@require_POST
def take_role(request: Request, held_id: UUID) -> HttpResponse:
    actions.take_role(actor=request.actor, held_id=held_id)
    messages.success(request, _("That role has been taken away."))
    return redirect("accounts:people")
