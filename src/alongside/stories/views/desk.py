"""Where stories are read before they are shown. Calm: no counts, no deadlines, nobody's name."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alongside.expectations import queries as expectations
from alongside.foundation.access import access, holds
from alongside.foundation.actor import Role
from alongside.foundation.request import Request
from alongside.framework.queries import reread
from alongside.stories import actions, policies, queries
from alongside.stories.forms import DeclineForm, WordsForm, YesForm
from alongside.stories.presenters import choosing, mine
from alongside.stories.queries import Whole

from .telling import FORM


@access(holds(Role.MODERATOR))
@require_safe
def desk(request: Request) -> HttpResponse:
    """What there is to read, the longest waiting first."""
    found = queries.queue(request.actor, today=timezone.localdate())
    return render(request, "stories/desk.html", {"queues": mine.queue(found, request.actor)})


def _whole(request: Request, story_id: UUID) -> Whole:
    found = queries.to_read(request.actor, story_id, today=timezone.localdate())
    if found is None:
        raise Http404
    return found


def _number(request: Request) -> int:
    text = request.POST.get("number", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


@access(holds(Role.MODERATOR))
@require_http_methods(FORM)
def read(request: Request, story_id: UUID) -> HttpResponse:
    """One story: read it, then say yes, propose other words, or decline."""
    whole = _whole(request, story_id)
    declines = "decline" in request.POST
    yes = YesForm(request.POST if request.POST and not declines else None)
    no = DeclineForm(request.POST if declines else None)
    if request.method == "POST" and not declines and yes.is_valid():
        shown = actions.say_yes(
            actor=request.actor,
            story_id=story_id,
            number=_number(request),
            checks=yes.cleaned_data["checks"],
        )
        said = _("Two people have said yes: it is shown now.")
        messages.success(request, said if shown else _("Your yes is kept. One more is needed."))
        return redirect("stories:desk")
    if declines and no.is_valid():
        reason = no.cleaned_data["reason"]
        number = _number(request)
        actions.decline(actor=request.actor, story_id=story_id, number=number, reason=reason)
        messages.success(request, _("It is not shown. The teller will read your reason."))
        return redirect("stories:desk")
    edition, _digest = expectations.edition()
    facts: dict[str, Any] = {
        "page": mine.reading(whole, request.actor, edition),
        "yes": yes,
        "no": no,
    }
    wrong = yes.errors or no.errors
    return render(request, "stories/read.html", facts, status=422 if wrong else 200)


@access(holds(Role.MODERATOR))
@require_http_methods(FORM)
def propose(request: Request, story_id: UUID) -> HttpResponse:
    """Other words, content notes or links. The teller's yes comes before anything else happens."""
    whole = _whole(request, story_id)
    edition, _digest = expectations.edition()
    sent = request.method == "POST"
    left = reread(request.POST, "statements")
    form = WordsForm(
        left.sent if sent else None,
        codes=choosing.codes_of(edition),
        given=whole.words,
        why=left.why,
    )
    if sent and form.is_valid():
        try:
            actions.propose(
                actor=request.actor,
                story_id=story_id,
                number=_number(request),
                words=form.words(),
            )
            messages.success(request, _("Your words are with the teller, who says yes or no."))
            return redirect("stories:desk")
        except actions.BadStoryError as error:
            form.add_faults(error)
    facts = {
        "form": form,
        "edition": edition,
        "story": whole.story,
        "title": whole.words.title,
        "number": _number(request) if sent else whole.wording.number,
        "themes": choosing.statements(form.chosen_statements, edition),
        "processes": choosing.processes(form.chosen_processes),
        "has_picture": bool(form.kept_picture),
        "may": policies.can(whole.state, policies.Move.PROPOSE),
    }
    return render(request, "stories/propose.html", facts, status=422 if form.errors else 200)
