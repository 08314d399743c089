"""What there is to do in my plan, and what I say of each thing. Only its owner sees any of it."""

import secrets
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.access import access, signed_in
from alongside.foundation.request import Request
from alongside.planning import actions, queries
from alongside.planning.forms import (
    ChangedForm,
    DoneForm,
    MoveForm,
    NotForm,
    OwnForm,
    ReplaceForm,
    version_seen,
)
from alongside.planning.models import PlanItem
from alongside.planning.presenters import doing as pages
from alongside.planning.presenters import wording

# Ids of boxes that differ between the forms of one page.
IDS = {
    "done": "done_%s",
    "move": "move_%s",
    "not": "not_%s",
    "replace": "instead_%s",
    "changed": "since_%s",
}


@access(signed_in)
@require_safe
def doing(request: Request) -> HttpResponse:
    """What am I doing, and how is it going?"""
    return _doing(request)


def _doing(request: Request, *, own: OwnForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    plan = queries.own(request.actor.person_id)
    rows = [] if plan._state.adding else queries.items(plan)
    facts = {
        "plan": plan,
        "page": pages.doing_page(plan, rows, today=today),
        "prompts": queries.prompts(request.actor.person_id, today),
        "own": own or OwnForm(auto_id="own_%s"),
        "own_open": own is not None,
        "key": secrets.token_urlsafe(12),
    }
    return render(request, "planning/doing.html", facts, status=422 if own else 200)


@access(signed_in)
@require_POST
def add(request: Request) -> HttpResponse:
    """Something of my own, put into the plan."""
    form = OwnForm(request.POST, auto_id="own_%s")
    if not form.is_valid():
        return _doing(request, own=form)
    actions.add_own_item(
        actor=request.actor, key=request.POST.get("key", "")[:40], **form.cleaned_data
    )
    messages.success(request, _("It is in your plan."))
    return redirect("planning:doing")


@access(signed_in)
@require_safe
def item(request: Request, item_id: UUID) -> HttpResponse:
    """One thing to do: done, moved, replaced, or why it did not happen."""
    return _item(request, _own(request, item_id))


def _own(request: Request, item_id: UUID) -> PlanItem:
    found = queries.item(request.actor, item_id)
    if found is None:
        raise Http404
    return found


def _item(request: Request, row: PlanItem, **forms: Any) -> HttpResponse:
    today = timezone.localdate()
    done = {
        "done_on": row.done_on or today,
        "real_hours": wording.plain(row.real_hours),
        "protected_hours": wording.plain(row.protected_hours),
    }
    facts = {
        "item": pages.item_page(row),
        "done": DoneForm(initial=done, auto_id=IDS["done"], today=today),
        "move": MoveForm(initial={"on": row.on}, auto_id=IDS["move"]),
        "reason": NotForm(initial={"because": row.because}, auto_id=IDS["not"]),
        "replace": ReplaceForm(auto_id=IDS["replace"], activities=_instead(request, row)),
        "changed": ChangedForm(initial={"changed": row.changed}, auto_id=IDS["changed"]),
        "key": secrets.token_urlsafe(12),
        **forms,
    }
    return render(request, "planning/item.html", facts, status=422 if forms else 200)


def _instead(request: Request, row: PlanItem) -> list[tuple[str, str]]:
    plan = row.plan
    asked = queries.question(request.actor, today=timezone.localdate(), plan=plan)
    return pages.instead(row, queries.items(plan), asked.library)


@access(signed_in)
@require_POST
def act(request: Request, item_id: UUID) -> HttpResponse:
    """Done, back to do, moved, replaced, did not happen, or what changed since."""
    row = _own(request, item_id)
    wanted = request.POST.get("do", "")
    about: dict[str, Any] = {
        "actor": request.actor,
        "item_id": item_id,
        "version": version_seen(request.POST),
    }
    if wanted == "quick":
        actions.tick_off(**about)
        return _said(request, _("Ticked off."))
    if wanted == "back":
        actions.back_to_do(**about)
        return _said(request, _("It is to do again."))
    if wanted == "put-away":
        actions.say_what_changed(text="", **about)
        return _said(request, _("Put away. It will not be asked again."))
    form = _form(request, wanted, row)
    if form is None:
        raise Http404
    if not form.is_valid():
        return _item(request, row, **{"reason" if wanted == "not" else wanted: form})
    return _said(request, _do(wanted, form.cleaned_data, about, request))


def _form(request: Request, wanted: str, row: PlanItem) -> Any:
    sent, ids = request.POST, IDS.get(wanted, "")
    if wanted == "done":
        return DoneForm(sent, auto_id=ids, today=timezone.localdate())
    if wanted == "replace":
        return ReplaceForm(sent, auto_id=ids, activities=_instead(request, row))
    kinds = {"move": MoveForm, "not": NotForm, "changed": ChangedForm}
    return kinds[wanted](sent, auto_id=ids) if wanted in kinds else None


def _do(wanted: str, said: dict[str, Any], about: dict[str, Any], request: Request) -> str:
    if wanted == "done":
        actions.tick_off(**about, **said)
        return _("Ticked off.")
    if wanted == "move":
        actions.move_item(**about, **said)
        return _("Moved.")
    if wanted == "not":
        actions.did_not_happen(**about, **said)
        return _("That is saved. Your plan is worked out again without it.")
    if wanted == "changed":
        actions.say_what_changed(text=said["changed"], **about)
        return _("That is saved. Only you see it.")
    actions.replace_item(**about, **said, key=request.POST.get("key", "")[:40])
    return _("Something else takes its place.")


def _said(request: Request, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("planning:doing")
