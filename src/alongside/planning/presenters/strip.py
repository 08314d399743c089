"""Where a plan is, in a line, with one next step."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.core.planning import agreeing
from alongside.planning.actions import words as said
from alongside.planning.models import Plan

from . import wording


@dataclass(frozen=True, slots=True)
class Strip:
    """``move``: what the button does, where it does something; else it leads to ``url``."""

    state: str
    state_id: str
    lines: tuple[str, ...]
    label: str
    url: str
    move: str = ""
    see: str = ""


def strip(
    plan: Plan, *, filled: bool, with_whom: str, changed: bool, review_due: bool
) -> Strip | None:
    """``with_whom``: the name of whom it is being agreed with, '' for nobody now. None where
    nothing is in the plan and nothing has begun."""
    if plan.state == agreeing.DRAFT and not filled:
        return None
    label, url, move = _step(plan, review_due)
    return Strip(
        state=str(said.STATES[plan.state]),
        state_id=plan.state,
        lines=tuple(_lines(plan, with_whom, changed)),
        label=label,
        url=url,
        move=move,
        see=reverse("planning:agreement"),
    )


def _step(plan: Plan, review_due: bool) -> tuple[str, str, str]:
    agreement, moving = reverse("planning:agreement"), reverse("planning:move")
    if plan.state == agreeing.DRAFT:
        return _("Begin this plan"), moving, "begin"
    if plan.state == agreeing.AGREED:
        return _("Begin what is agreed"), moving, "begin"
    if review_due and plan.state == agreeing.UNDER_WAY:
        return _("Look back at it"), reverse("planning:review"), ""
    if plan.state == agreeing.UNDER_WAY:
        return _("What I am doing"), reverse("planning:doing"), ""
    if plan.state == agreeing.REVIEWED:
        return _("Go on with it"), moving, "begin"
    return _("See where you both are"), agreement, ""


def _lines(plan: Plan, with_whom: str, changed: bool) -> list[str]:
    stands = plan.stands
    found = []
    if plan.other_id is not None and with_whom:
        found.append(_("Shared with %(name)s, to agree on it.") % {"name": with_whom})
    elif plan.state in (agreeing.SHARED, agreeing.DISCUSSED):
        found.append(_("It is not shared with anybody to agree on it any more."))
    done = sum(one["hours"] for one in stands["done"])
    if stands["done"]:
        found.append(
            _("Done so far: %(hours)s. Below is what is still to do.")
            % {"hours": wording.hours(done)}
        )
    if stands["own"]:
        found.append(_("Put in by yourself: %(hours)s.") % {"hours": wording.hours(stands["own"])})
    if changed:
        found.append(_("What is below has changed since this plan was agreed or begun."))
    return found
