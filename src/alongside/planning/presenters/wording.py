"""The plan in words: proof, hours left, what is lost, what is not served. No figure of a person."""

import math
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.planning.model import BadPlan, PinsDoNotFit
from alongside.foundation.templatetags.words import hours_words


def hours(value: float) -> str:
    return hours_words(value)


def number(value: Decimal) -> str:
    """A number without the noughts a database adds: 12, 7.5."""
    return f"{value.normalize():f}"


def plain(value: Decimal | None) -> str:
    """The same for a box of a form: '' where there is none."""
    return "" if value is None else number(value)


def real(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def day(value: date) -> str:
    return formats.date_format(value, "j F Y")


def month(value: date) -> str:
    return formats.date_format(value, "F Y")


def listed(names: list[str]) -> str:
    """Names with commas and an "and", as they are."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def quoted(names: list[str]) -> str:
    """The same, each between quotation marks: titles and labels inside a sentence."""
    return listed([_("“%(name)s”") % {"name": name} for name in names])


def summary(count: int, used: float) -> str:
    return ngettext(
        "%(count)s thing to do, in %(hours)s with getting ready and writing up.",
        "%(count)s things to do, in %(hours)s with getting ready and writing up.",
        count,
    ) % {"count": count, "hours": hours(used)}


def proof(certificate: dict[str, Any], there_are: float, *, marked: bool, own: bool = True) -> str:
    """What was proved about the plan. A plan that was cut short is never passed off as the best.

    ``own`` here and below: whether the reader is whose plan it is, and is spoken to.
    """
    if not certificate["proved"]:
        within = max(1, math.ceil(certificate["gap"] * 100))
        return _(
            "This plan is within %(within)s %% of the best possible for %(hours)s. There was no "
            "time to show that it is the best."
        ) % {"within": within, "hours": hours(there_are)}
    if not own:
        return _(
            "This is the best plan there is for %(hours)s: no other choice of activities serves "
            "what it is for better."
        ) % {"hours": hours(there_are)}
    if marked:
        return _(
            "This is the best plan there is for %(hours)s: no other choice of activities serves "
            "your marks better."
        ) % {"hours": hours(there_are)}
    return _(
        "This is the best plan there is for %(hours)s: no other choice of activities serves "
        "your role profile better."
    ) % {"hours": hours(there_are)}


def promise(promises: dict[str, str]) -> str:
    """What every plan holds where it fits, said where it could not be held."""
    said = []
    if promises["lived_experience_led"] == "nothing-fits":
        said.append(_("Nothing led by people with lived experience fits here."))
    if promises["not_a_course"] == "nothing-fits":
        said.append(_("Nothing but courses fits here."))
    return " ".join(said)


def left_over(of_hours: dict[str, Any], *, own: bool = True) -> str:
    """Why hours are left, and what could be done with them."""
    left = {"hours": hours(of_hours["left"])}
    if of_hours["left_over"] == "nothing-more-serves" and not own:
        return _("Left over: %(hours)s. Nothing more in the library would add to it.") % left
    if of_hours["left_over"] == "nothing-more-serves":
        return (
            _(
                "Left over: %(hours)s. Nothing more in the library would add to what you marked. "
                "Keep them, or mark something else to work on."
            )
            % left
        )
    if of_hours["left_over"] == "nothing-fits":
        return _("Left over: %(hours)s. What would still add something does not fit.") % left
    return ""


def lost(only: list[str], less: list[str], *, own: bool = True, begun: bool = False) -> str:
    """What the plan would lose without one activity: needs nothing else serves come first.
    ``begun``: it stays because it was agreed or begun.
    """
    said = []
    if only:
        said.append(
            _("Without it, nothing in this plan would serve %(needs)s.") % {"needs": quoted(only)}
        )
    if less:
        said.append(_("Without it, there would be less for %(needs)s.") % {"needs": quoted(less)})
    if said:
        return " ".join(said)
    if begun:
        return _("It stays because it was agreed or begun. Nothing marked now asks for it.")
    if not own:
        return _("It was kept. The plan would serve as well without it.")
    return _("You kept it. The plan would serve your marks as well without it.")


def strength(value: int) -> str:
    return {1: _("touches on it"), 2: _("develops it"), 3: _("goes deep")}[value]


def why_here(reasons: list[str], *, own: bool = True) -> str:
    if "marked" in reasons:
        return _("You marked it") if own else _("Marked to work on")
    if "agreed" in reasons:
        return _("Agreed with your supervisor") if own else _("Agreed")
    return _("From your role profile") if own else _("From the role profile")


def why_not(
    need: dict[str, Any], would_let_in: str, *, courses_only: bool, own: bool = True
) -> str:
    """Why nothing in the plan serves a need, and what would change that.

    To another reader it says less: what was turned down, and why, is for its owner to tell.
    """
    reason = need["why_not"]
    if not own:
        if reason == "nothing-develops-this":
            return _("Nothing in the library develops this yet.")
        return _("Not in this plan.")
    if reason == "not-in-the-hours" and would_let_in:
        return _("Not in these hours. %(hours)s more would let you add “%(title)s”.") % {
            "hours": hours(need["more_hours"]),
            "title": would_let_in,
        }
    if reason == "declined" and courses_only:
        return _("Only courses develop this, and you left courses out.")
    return {
        "nothing-develops-this": _("Nothing in the library develops this yet."),
        "declined": _("You said that what would serve this is not for you."),
        "done-already": _("You have done what the library has for this."),
        "not-in-the-hours": _("Not in these hours."),
        "not-in-the-cost": _("What would serve this costs more than you set."),
        "not-in-the-dates": _("What would serve this falls outside your dates."),
        "not-at-this-pace": _("What would serve this is too long for your hours a month."),
        "needs-something-first": _("What would serve this builds on something else first."),
        "not-worth-its-place": _("There was no room for this beside the rest."),
    }.get(reason, "")


def trouble(error: BadPlan, title: Callable[[str], str]) -> str:
    """Why a plan cannot hold together, naming the activities, and what to do."""
    if not isinstance(error, PinsDoNotFit):
        return str(error)
    names = quoted([title(id_) for id_ in error.pins])
    said = {
        "hours": _("%(names)s, kept in the plan, need more hours than there are. "),
        "cost": _("%(names)s, kept in the plan, cost more than you set. "),
        "dates": _("%(names)s, kept in the plan, cannot be done within your dates. "),
        "pace": _("%(names)s, kept in the plan, do not fit your hours a month. "),
        "one-offering": _("%(names)s, kept in the plan, are the same thing on different days. "),
        "prerequisite": _("%(names)s, kept in the plan, build on something that is left out. "),
    }
    do = {
        "hours": _("Give the plan more hours, or stop keeping one."),
        "cost": _("Allow a higher cost, or stop keeping one."),
        "dates": _("Change the dates, or stop keeping one."),
        "pace": _("Allow more hours a month, or stop keeping one."),
        "one-offering": _("Keep one of them."),
        "prerequisite": _("Take back what you left out, or stop keeping it."),
    }
    return said[error.reason] % {"names": names} + do[error.reason]


def chosen(name: str, title: str) -> str:
    """What was just done about one activity."""
    words = {
        "keep": _("“%(title)s” stays in your plan."),
        "let-go": _("“%(title)s” is left to the plan again."),
        "decline": _("“%(title)s” is left out. You can take that back below."),
        "done": _("“%(title)s” is down as done."),
        "restore": _("“%(title)s” may be in your plan again."),
        "swap": _("“%(title)s” takes its place."),
    }
    return words[name] % {"title": title}
