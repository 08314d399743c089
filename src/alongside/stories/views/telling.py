"""What a teller does. No account, no cookie: the code travels in the form and nowhere else."""

import secrets
from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from alongside.expectations import queries as expectations
from alongside.foundation.access import access, from_this_site
from alongside.foundation.uploads import takes_files
from alongside.framework.queries import reread
from alongside.stories import actions, loading, policies, queries
from alongside.stories.forms import ConsentForm, WordsForm
from alongside.stories.presenters import choosing
from alongside.stories.presenters import mine as presenter
from alongside.stories.queries import Whole

FORM: Final = ["GET", "HEAD", "POST"]
KEY_LENGTH: Final = 60


def _unkept(
    request: HttpRequest, template: str, facts: dict[str, Any], status: int = 200
) -> HttpResponse:
    response = render(request, template, facts, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


# These forms carry no token: that would leave a cookie behind. What another site sends is refused,
# and nobody who is signed in can be made to change anything: only the code says whose story it is.
@access(from_this_site)
@csrf_exempt
@sensitive_post_parameters()
@never_cache
@takes_files(loading.MOST_BYTES, from_visitors=True)
@require_http_methods(FORM)
def tell(request: HttpRequest) -> HttpResponse:
    """What will happen, and the form; then, once, the code."""
    edition, _digest = expectations.edition()
    left = reread(request.POST, "statements")
    form = WordsForm(
        left.sent or None,
        request.FILES or None,
        codes=choosing.codes_of(edition),
        why=left.why,
    )
    key = request.POST.get("key", "")[:KEY_LENGTH] or secrets.token_urlsafe(24)
    if request.method == "POST" and form.is_valid():
        try:
            code = actions.tell(actor=None, key=key, words=form.words(), picture=form.new_picture)
            return _unkept(request, "stories/told.html", {"code": choosing.spaced(code)})
        except actions.BadStoryError as error:
            form.add_faults(error)
    facts = {
        "form": form,
        "edition": edition,
        "key": key,
        "themes": choosing.statements(form.chosen_statements, edition),
        "processes": choosing.processes(form.chosen_processes),
    }
    return _unkept(request, "stories/tell.html", facts, status=422 if form.errors else 200)


@access(from_this_site)
@csrf_exempt
@sensitive_post_parameters()
@never_cache
@require_http_methods(FORM)
def mine(request: HttpRequest) -> HttpResponse:
    """Type the code, and see how one's story stands."""
    if request.method != "POST":
        return _unkept(request, "stories/code.html", {})
    return _with_code(request, _own_page)


def _with_code(
    request: HttpRequest, then: Callable[[HttpRequest, Whole, str], HttpResponse]
) -> HttpResponse:
    code = request.POST.get("code", "")[:80]
    whole = queries.with_code(code, today=timezone.localdate())
    if whole is None:
        return _unkept(request, "stories/code.html", {"code": code, "wrong": True}, status=404)
    return then(request, whole, policies.plain_code(code))


def _own_page(request: HttpRequest, whole: Whole, code: str, done: str = "") -> HttpResponse:
    edition, _digest = expectations.edition()
    facts = {
        "page": presenter.mine(whole, edition),
        "code": code,
        "done": done,
        "newest": queries.newest_wording_number(whole),
    }
    return _unkept(request, "stories/mine.html", facts)


@access(from_this_site)
@csrf_exempt
@sensitive_post_parameters()
@never_cache
@takes_files(loading.MOST_BYTES, from_visitors=True)
@require_http_methods(FORM)
def step(request: HttpRequest, step: str) -> HttpResponse:
    """Change, agree, answer, pause, go on, withdraw. There is nothing to open by address."""
    if request.method != "POST" or step not in STEPS:
        return redirect("stories:mine")
    try:
        return _with_code(request, STEPS[step])
    except actions.NoStoryError:
        # Withdrawn a moment ago, on another device or by a second press.
        return _unkept(request, "stories/code.html", {"wrong": True}, status=404)


def _again(request: HttpRequest, code: str, done: str) -> HttpResponse:
    """The story's page as it stands after something was done with it."""
    whole = queries.with_code(code, today=timezone.localdate())
    assert whole is not None
    return _own_page(request, whole, code, done)


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _change(request: HttpRequest, whole: Whole, code: str) -> HttpResponse:
    """Other words: one's own to change, or those that somebody proposed."""
    edition, _digest = expectations.edition()
    sent = "save" in request.POST
    start = queries.words_now(whole.proposal.words) if whole.proposal else whole.words
    left = reread(request.POST, "statements")
    form = WordsForm(
        left.sent if sent else None,
        request.FILES if sent else None,
        codes=choosing.codes_of(edition),
        given=start,
        why=left.why if sent else "",
    )
    if sent and form.is_valid():
        try:
            actions.change(
                actor=None,
                code=code,
                number=_number(request, "number"),
                words=form.words(),
                picture=form.new_picture,
            )
            return _again(request, code, _("Your words are kept."))
        except actions.BadStoryError as error:
            form.add_faults(error)
    facts = {
        "form": form,
        "edition": edition,
        "code": code,
        "number": _number(request, "number") if sent else queries.newest_wording_number(whole),
        "themes": choosing.statements(form.chosen_statements, edition),
        "processes": choosing.processes(form.chosen_processes),
        "has_picture": bool(form.kept_picture),
        "shown": whole.state is policies.State.SHOWN,
    }
    return _unkept(request, "stories/change.html", facts, status=422 if form.errors else 200)


def _parts(request: HttpRequest, whole: Whole, code: str) -> HttpResponse:
    """Where, how long, with what name: each part is agreed to by itself."""
    sent = "save" in request.POST
    form = ConsentForm(request.POST if sent else None, places=queries.places(), given=whole.consent)
    if sent and form.is_valid():
        try:
            actions.agree_to_parts(
                actor=None,
                code=code,
                number=_number(request, "number"),
                parts=form.parts(),
                shown=form.shown(),
            )
            return _again(request, code, _("What you agreed to is kept."))
        except actions.BadStoryError as error:
            form.add_faults(error)
    number = whole.consents[0].number if whole.consents else 0
    facts = {
        "form": form,
        "code": code,
        "number": _number(request, "number") if sent else number,
        "first": not whole.consents,
    }
    return _unkept(request, "stories/consent.html", facts, status=422 if form.errors else 200)


def _answer(request: HttpRequest, whole: Whole, code: str) -> HttpResponse:
    agrees = request.POST.get("answer") == "yes"
    actions.answer(actor=None, code=code, number=_number(request, "number"), agrees=agrees)
    yes = _("Thank you. These are your words now, and two people read them next.")
    no = _("Your own words stand as they were. Those who read them know that you said no.")
    return _again(request, code, yes if agrees else no)


def _pause(request: HttpRequest, whole: Whole, code: str) -> HttpResponse:
    actions.pause(actor=None, code=code)
    return _again(request, code, _("It is paused."))


def _resume(request: HttpRequest, whole: Whole, code: str) -> HttpResponse:
    actions.resume(actor=None, code=code)
    return _again(request, code, _("It goes on."))


def _withdraw(request: HttpRequest, whole: Whole, code: str) -> HttpResponse:
    """Asked once more, because it cannot be undone."""
    if request.POST.get("sure") != "yes":
        facts = {"code": code, "title": whole.words.title}
        return _unkept(request, "stories/withdraw.html", facts)
    actions.withdraw(actor=None, code=code)
    return _unkept(request, "stories/withdrawn.html", {})


STEPS: Final[dict[str, Callable[[HttpRequest, Whole, str], HttpResponse]]] = {
    "change": _change,
    "agree": _parts,
    "answer": _answer,
    "pause": _pause,
    "resume": _resume,
    "withdraw": _withdraw,
}
