"""From a course to a page of ours, and choosing one from inside a course."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.courses import actions, queries
from alongside.courses.policies import may_register
from alongside.foundation import public
from alongside.foundation.access import access, anyone, from_this_site, holds
from alongside.foundation.actor import Forbidden, Role
from alongside.foundation.request import Request

from . import choosing, framing, launching, opening, placing, tool_key
from .choosing import Choice
from .forms import PlatformForm
from .launching import Launched
from .refusing import WHY, NotOpened

LONGEST_WORDS = 200
ON_THE_WAY = {"lti:login", "lti:launch", "lti:choose", "lti:about"}


@access(anyone)
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What can be put into a course, and the addresses a platform asks for."""
    facts = {"addresses": addresses(request), "kinds": placing.KINDS.values()}
    return public.keep(
        request,
        key=("courses", request.build_absolute_uri("/")),
        make=lambda: render(request, "lti/about.html", facts),
    )


def addresses(request: HttpRequest) -> list[tuple[str, str]]:
    """What platforms ask for when a tool is registered there, and the address for each."""
    asked = (
        (_("Tool address, redirection address"), "lti:launch"),
        (_("Where a login begins"), "lti:login"),
        (_("Public key set"), "lti:keys"),
        (_("Where content is chosen (deep linking)"), "lti:choose"),
    )
    return [(label, request.build_absolute_uri(reverse(name))) for label, name in asked]


@access(anyone)
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """The public halves of our keys, for platforms: the one that signs now, then earlier ones."""
    now = [tool_key.public_jwk()] if tool_key.can_sign() else []
    earlier = [one for one in queries.public_keys() if one not in now]
    response = JsonResponse({"keys": [*now, *earlier]})
    response.headers["Cache-Control"] = "max-age=300"
    return response


# What a platform sends can carry no form token of ours. Nothing is done here but to send the browser
# back to its platform, with something only it can bring along again.
@access(anyone)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """A platform sends a browser here first."""
    sent = launching.sent(request)
    to_choose = request.build_absolute_uri(reverse("lti:choose"))
    if framing.framed(request) and sent.get("target_link_uri") != to_choose:
        again = {name: sent[name] for name in launching.LOGIN if sent.get(name)}
        return _in_a_window(request, f"{reverse('lti:login')}?{urlencode(again)}")
    try:
        address, given = launching.begin(request, request.build_absolute_uri(reverse("lti:launch")))
    except NotOpened as error:
        return _not_opened(request, error.why)
    response = HttpResponseRedirect(address)
    response.headers["Cache-Control"] = "no-store"
    given.give(request, response)
    return response


# The signed message, with what this very browser was given, is what a form token would be.
@access(anyone)
@csrf_exempt
@sensitive_post_parameters()
@require_POST
def launch(request: HttpRequest) -> HttpResponse:
    """The platform's signed message: open a page of ours, or begin to choose one."""
    try:
        got = launching.receive(request)
        response = _open(request, got) if got.choosing is None else _begin_choice(request, got)
    except NotOpened as error:
        response = _not_opened(request, error.why)
    opening.forget(request, response, request.POST.get("state", ""))
    return response


# These two forms stand on pages that may be in a platform's frame, where cookies do not reach. What
# they do is said by the signed choice they carry; what another site sends is refused.
@access(from_this_site)
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Look for a page to put into the course."""
    if request.method != "POST":
        return redirect("lti:about")
    try:
        choice = choosing.unsealed(request.POST.get("choice", ""))
    except NotOpened as error:
        return _not_opened(request, error.why)
    return _choice_page(request, choice, request.POST.get("q", ""))


@access(from_this_site)
@csrf_exempt
@sensitive_post_parameters()
@require_POST
def place(request: HttpRequest) -> HttpResponse:
    """One page was chosen: its signed answer, and the button that brings it to the platform."""
    try:
        choice = choosing.unsealed(request.POST.get("choice", ""))
        if not tool_key.can_sign():
            raise NotOpened("no-key")
    except NotOpened as error:
        return _not_opened(request, error.why)
    thing = placing.at(request.POST.get("path", ""))
    if thing is None:
        return _choice_page(request, choice, request.POST.get("q", ""), nothing=True)
    answer = choosing.answer(
        choice,
        title=thing.title,
        text=thing.about,
        address=request.build_absolute_uri(thing.path),
    )
    facts = {"thing": thing, "kind": placing.KINDS[thing.kind], "answer": answer, "choice": choice}
    facts |= {"sealed": choice.sealed()}
    return framing.page(request, "lti/answer.html", facts, form_to=choice.back)


def _open(request: HttpRequest, got: Launched) -> HttpResponse:
    path = placing.ours(request, got.target) if got.target else ""
    if path is None:
        raise NotOpened("foreign")
    if not path or placing.named(path) in ON_THE_WAY:
        raise NotOpened("unchosen")
    thing = placing.at(path)
    if thing is None:
        raise NotOpened("gone")
    if framing.framed(request):
        return _in_a_window(request, thing.path)
    response = HttpResponseRedirect(thing.path)
    response.status_code = 303  # a form was sent; what follows is a page to read
    return response


def _begin_choice(request: HttpRequest, got: Launched) -> HttpResponse:
    return _choice_page(request, choosing.of(got))


def _choice_page(
    request: HttpRequest, choice: Choice, words: str = "", *, nothing: bool = False
) -> HttpResponse:
    words = words.strip()[:LONGEST_WORDS]
    found = placing.find(words)
    groups = [
        (id_, label, [one for one in found if one.kind == id_])
        for id_, label in placing.KINDS.items()
    ]
    facts = {
        "sealed": choice.sealed(),
        "platform": choice.platform.name,
        "q": words,
        "groups": [group for group in groups if group[2]],
        "nothing": nothing,
    }
    return framing.page(request, "lti/choose.html", facts, status=422 if nothing else 200)


def _in_a_window(request: HttpRequest, onward: str) -> HttpResponse:
    return framing.page(request, "lti/window.html", {"onward": onward})


def _not_opened(request: HttpRequest, why: str) -> HttpResponse:
    """What happened, and what to do. Where only the browser's part was missing, the page itself is
    offered, if it is one of ours: anybody could open it anyhow."""
    thing = None
    if why == "state":
        path = placing.ours(request, launching.claimed_target(request))
        thing = placing.at(path) if path else None
    facts = {"why": WHY[why], "thing": thing}
    return framing.page(request, "lti/not_opened.html", facts, status=WHY[why].status)


@access(holds(Role.STEWARD, Role.ADMINISTRATOR))
@require_safe
def platforms(request: Request) -> HttpResponse:
    """The platforms that open pages from here, and what another one needs."""
    facts = {
        "platforms": queries.platforms(),
        "may": may_register(request.actor),
        "can_sign": tool_key.can_sign(),
        "addresses": addresses(request),
    }
    return render(request, "lti/platforms.html", facts)


@access(holds(Role.STEWARD, Role.ADMINISTRATOR))
@require_http_methods(["GET", "HEAD", "POST"])
def add_platform(request: Request) -> HttpResponse:
    """Let a platform open pages from here."""
    if not may_register(request.actor):
        raise Forbidden(_("Platforms are looked after by a national steward or administrator."))
    form = PlatformForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        called = form.cleaned_data["deployments"]
        actions.add_platform(actor=request.actor, facts=form.platform(), deployments=called)
        return redirect("lti:platforms")
    status = 422 if form.errors else 200
    return render(request, "lti/add_platform.html", {"form": form}, status=status)


@access(holds(Role.STEWARD, Role.ADMINISTRATOR))
@require_POST
def end_platform(request: Request, platform_id: UUID) -> HttpResponse:
    """Let a platform open nothing from here any more."""
    actions.end_platform(actor=request.actor, platform_id=platform_id)
    return redirect("lti:platforms")
