"""States, moves and what is set, in words: for pages, and for both texts when two writes meet."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.planning import agreeing
from alongside.planning.models import DECLINED, DONE, KEEP

Lines = list[tuple[str, str]]

STATES: Final[dict[str, Promise]] = {
    agreeing.DRAFT: gettext_lazy("A draft of your own"),
    agreeing.SHARED: gettext_lazy("Shared, to talk over"),
    agreeing.DISCUSSED: gettext_lazy("Talked over"),
    agreeing.AGREED: gettext_lazy("Agreed"),
    agreeing.UNDER_WAY: gettext_lazy("Under way"),
    agreeing.REVIEWED: gettext_lazy("Looked back at"),
    agreeing.CLOSED: gettext_lazy("Closed"),
}
MOVES: Final[dict[str, Promise]] = {
    "share": gettext_lazy("Share the plan"),
    "take-back": gettext_lazy("Stop sharing the plan"),
    "discuss": gettext_lazy("Mark it as talked over"),
    "propose": gettext_lazy("Propose it as it stands now"),
    "agree": gettext_lazy("Say yes"),
    "begin": gettext_lazy("Begin the plan"),
    "renew": gettext_lazy("Put the changes into the plan"),
    "review": gettext_lazy("Look back at the plan"),
    "close": gettext_lazy("Close the plan"),
}
ITEM_STATES: Final[dict[str, Promise]] = {
    agreeing.TO_DO: gettext_lazy("To do"),
    agreeing.DONE: gettext_lazy("Done"),
    agreeing.MOVED: gettext_lazy("Moved"),
    agreeing.REPLACED: gettext_lazy("Replaced"),
    agreeing.DID_NOT_HAPPEN: gettext_lazy("Did not happen"),
    agreeing.LEFT_OUT: gettext_lazy("No longer in the plan"),
}


def settings(values: dict[str, Any]) -> Lines:
    """What a plan is set to, a line each."""
    labels = {
        "hours": _("Hours"),
        "start": _("Starts"),
        "end": _("Ends"),
        "hours_per_month": _("Hours a month"),
        "cost": _("Cost at most"),
        "no_courses": _("Leave courses out"),
        "with_profile": _("Plan from my role profile too"),
        "offers": _("Show what I could help others with"),
        "afresh": _("Work out what is not done yet afresh"),
        "review_on": _("Look back on"),
        "protected_hours": _("Protected learning time"),
    }
    return [(labels[name], said(value)) for name, value in values.items()]


def item(values: dict[str, Any]) -> Lines:
    """What is said of one thing to do, a line each."""
    labels = {
        "state": _("How it stands"),
        "done_on": _("Done on"),
        "real_hours": _("Hours it took"),
        "protected_hours": _("Of these in protected learning time"),
        "on": _("Day"),
        "because": _("Because"),
        "changed": _("What changed"),
    }
    return [
        (labels[name], str(ITEM_STATES[value]) if name == "state" else said(value))
        for name, value in values.items()
        if name in labels
    ]


def said(value: object) -> str:
    if value is None or value == "":
        return _("not set")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return formats.date_format(value, "j F Y")
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def choice(made: str) -> str:
    words = {KEEP: _("Keep"), DECLINED: _("Not for me"), DONE: _("Done already")}
    return words.get(made, _("Left to the plan"))
