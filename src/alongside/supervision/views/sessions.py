"""A session: making it, what is brought, what each says, its dates."""

import secrets
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.accounts.queries import supervisors_rows
from alongside.foundation.access import access, signed_in
from alongside.foundation.actor import Forbidden
from alongside.foundation.request import Request
from alongside.framework.queries import current_edition, meant, other_words, title_of
from alongside.supervision import actions
from alongside.supervision.actions import Bring
from alongside.supervision.actions.seats import page as address
from alongside.supervision.forms import (
    AgreementForm,
    BringStatementForm,
    NewSessionForm,
    ProposeForm,
    WhenForm,
    next_after,
    number,
)
from alongside.supervision.models import ENTRY, OWN, PLAN_ITEM, STATEMENT
from alongside.supervision.presenters import session as presenter
from alongside.supervision.queries import bringing
from alongside.supervision.queries import sessions as reads
from alongside.supervision.queries.sessions import Seat

from .asked import keeps_words, seat_of

BROUGHT = (STATEMENT, PLAN_ITEM, ENTRY, OWN)


def _to(session_id: UUID, part: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(address(session_id, part))


@access(signed_in)
@require_POST
def new(request: Request) -> HttpResponse:
    """A session on a day with one of my supervisors."""
    rows = supervisors_rows(request.actor.person_id)
    names = [(str(row.supervisor_id), str(row.supervisor)) for row in rows]
    form = NewSessionForm(request.POST, supervisors=names)
    if not form.is_valid():
        facts = {"form": form, "key": request.POST.get("key", "")}
        return render(request, "supervision/new.html", facts, status=422)
    said = form.cleaned_data
    made = actions.start(
        actor=request.actor,
        supervisor_id=UUID(said["supervisor"]),
        on=said["on"],
        at=said["at"],
        minutes=said["minutes"],
        key=request.POST.get("key", ""),
    )
    return _to(made)


@access(signed_in)
@require_POST
def ten_minutes(request: Request, supervisor_id: UUID) -> HttpResponse:
    """Today's session in one press, with what is ticked beside the button."""
    ticked = (one.partition(":") for one in request.POST.getlist("bring"))
    sent = [(kind, target) for kind, _colon, target in ticked if kind in BROUGHT]
    of = request.POST.get("edition", "")
    now = {code: meant(of, code) for kind, code in sent if kind == STATEMENT}
    why = other_words(title_of(of, code) for code, to in now.items() if not to)
    if why:
        messages.error(request, why)
        return redirect("supervision:home")
    bringing_ = [Bring(kind, now.get(what, what)) for kind, what in sent]
    made = actions.ten_minutes(
        actor=request.actor,
        supervisor_id=supervisor_id,
        bringing=bringing_,
        key=request.POST.get("key", ""),
    )
    return _to(made)


@access(signed_in)
@require_safe
def session(request: Request, session_id: UUID) -> HttpResponse:
    """Both voices, what is agreed, and what comes next."""
    seat = seat_of(request, session_id)
    return render(request, "supervision/session.html", _facts(request, seat))


def _facts(request: Request, seat: Seat) -> dict[str, object]:
    edition, today = current_edition(), timezone.localdate()
    page = presenter.page(request.actor, seat, edition, today=today)
    facts: dict[str, object] = {
        "page": page,
        "edition": edition,
        "key": secrets.token_urlsafe(16),
        "agreement_form": AgreementForm(worker=page.worker, supervisor=page.supervisor),
        "propose_form": ProposeForm(auto_id="propose-%s"),
        "saved": request.GET.get("saved", ""),
    }
    if page.leads:
        facts |= _leading(request, seat, page, today)
    return facts


def _leading(
    request: Request, seat: Seat, page: presenter.SessionPage, today: date
) -> dict[str, object]:
    """What only the worker's page has: what could be brought, and the dates to set."""
    session, me = seat.session, request.actor
    here = {(item.kind, bringing.target_now(item, session)) for item in reads.agenda(session.pk)}
    # A statement that is here without the answer to it can be brought once more, with it.
    here -= {
        (STATEMENT, part.item.target) for part in page.parts if part.item and not part.item.answer
    }
    could = [
        one
        for one in bringing.statements(me, current_edition())
        if (STATEMENT, one.target) not in here
    ]
    statements = [(one.target, one.title) for one in could]
    following = reads.next_session(session, today=today)
    initial = (
        {"on": following.on, "at": following.at, "minutes": following.minutes} if following else {}
    )
    entries = (
        bringing.shared_entries(me, session.supervisor_id, today=today)
        if session.supervisor_id
        else []
    )
    return {
        "statement_form": BringStatementForm(statements=statements, today=today),
        "has_statements": bool(statements),
        "plan_items": [o for o in bringing.plan_items(me) if (PLAN_ITEM, o.target) not in here],
        "entries": [one for one in entries if (ENTRY, one.target) not in here],
        "own_entries": bringing.own_entries(me, entries),
        "next_form": WhenForm(initial=initial, auto_id="next-%s"),
        "when_form": WhenForm(
            initial={"on": session.on, "at": session.at, "minutes": session.minutes},
            auto_id="when-%s",
        ),
    }


@access(signed_in)
@require_POST
@keeps_words
def say(request: Request, session_id: UUID) -> HttpResponse:
    """Keep my words in one part, and go on to the next if that was pressed."""
    seat_of(request, session_id)
    part = request.POST.get("part", "")
    actions.say(
        actor=request.actor,
        session_id=session_id,
        part=part,
        seen=number(request.POST.get("seen", "")),
        words=request.POST.get("text", ""),
    )
    return _to(session_id, request.POST.get("then") or part.replace(":", "-"))


@access(signed_in)
@require_POST
@keeps_words
def bring(request: Request, session_id: UUID) -> HttpResponse:
    """Put something on the agenda."""
    seat = seat_of(request, session_id)
    kind = request.POST.get("kind", "")
    if kind == STATEMENT:
        known = [(o.target, o.title) for o in bringing.statements(request.actor, current_edition())]
        form = BringStatementForm(request.POST, statements=known, today=timezone.localdate())
        if not form.is_valid():
            facts = _facts(request, seat) | {"statement_form": form, "bringing": True}
            return render(request, "supervision/session.html", facts, status=422)
        what = form.bring()
        if meant(request.POST.get("edition", ""), what.target) != what.target:
            raise Forbidden(
                _(
                    "A new edition came while this page was open, and that statement says something "
                    "else now. Open the page again, and choose what you mean."
                )
            )
    else:
        target, title, words = (request.POST.get(name, "") for name in ("target", "title", "note"))
        what = Bring(kind, target=target, title=title, note=words)
    item = actions.bring(actor=request.actor, session_id=session_id, what=what)
    return _to(session_id, f"item-{item.pk}")


@access(signed_in)
@require_POST
def take_off(request: Request, item_id: UUID) -> HttpResponse:
    """Take something off the agenda again, and with it what was shared for it."""
    end_share = request.POST.get("end_share") == "yes"
    session_id = actions.take_off(actor=request.actor, item_id=item_id, end_share=end_share)
    messages.success(request, _("It is off the agenda."))
    return _to(session_id, "agenda")


@access(signed_in)
@require_POST
def move(request: Request, session_id: UUID) -> HttpResponse:
    """Another day for this session."""
    seat = seat_of(request, session_id)
    form = WhenForm(request.POST, auto_id="when-%s")
    if not form.is_valid():
        facts = _facts(request, seat) | {"when_form": form, "moving": True}
        return render(request, "supervision/session.html", facts, status=422)
    actions.change_session(
        actor=request.actor,
        session_id=session_id,
        version=number(request.POST.get("seen", "")),
        **form.cleaned_data,
    )
    messages.success(request, _("The date is changed."))
    return _to(session_id)


@access(signed_in)
@require_POST
def next_date(request: Request, session_id: UUID) -> HttpResponse:
    """When we meet next."""
    seat = seat_of(request, session_id)
    form = WhenForm(request.POST, auto_id="next-%s", after=next_after(seat.session.on))
    if not form.is_valid():
        facts = _facts(request, seat) | {"next_form": form}
        return render(request, "supervision/session.html", facts, status=422)
    actions.set_next(actor=request.actor, session_id=session_id, **form.cleaned_data)
    messages.success(request, _("The next date is set."))
    return _to(session_id, "next")


@access(signed_in)
@require_POST
def close(request: Request, session_id: UUID) -> HttpResponse:
    """This session is done."""
    seat_of(request, session_id)
    actions.close(actor=request.actor, session_id=session_id)
    messages.success(request, _("This session is closed. You can still add words to it."))
    return _to(session_id)


@access(signed_in)
@require_http_methods(["POST"])
def propose_date(request: Request, worker_id: UUID) -> HttpResponse:
    """A date that I propose to somebody I supervise."""
    form = ProposeForm(request.POST)
    if form.is_valid():
        actions.propose_date(actor=request.actor, worker_id=worker_id, **form.cleaned_data)
        messages.success(request, _("The date is proposed. It counts once they say yes."))
    else:
        said = form.errors.get("on") or [_("Give a date, such as 3 March 2027.")]
        messages.error(request, str(said[0]))
    return redirect("supervision:person", worker_id)


@access(signed_in)
@require_POST
def answer_date(request: Request, proposal_id: UUID) -> HttpResponse:
    """Yes or no to a date my supervisor proposes."""
    yes = request.POST.get("answer") == "yes"
    made = actions.answer_date(actor=request.actor, proposal_id=proposal_id, yes=yes)
    return _to(made.pk) if made else redirect("supervision:home")
