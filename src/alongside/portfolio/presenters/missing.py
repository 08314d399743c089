"""What a form asks for that is not there yet, as sentences; never a share of a whole."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.record import missing as core
from alongside.core.record.counting import Gap
from alongside.core.record.filling import Reached
from alongside.core.record.forms import Amount

from .saying import day, named, number


@dataclass(frozen=True, slots=True)
class Line:
    """``entry`` is the id of the entry it is about, to open it; '' where it is about none."""

    text: str
    entry: str = ""


@dataclass(frozen=True, slots=True)
class MissingIn:
    section: str
    lines: tuple[Line, ...]


def lines(found: Iterable[core.Missing]) -> list[MissingIn]:
    """By section, in the form's order."""
    by_section: dict[str, list[Line]] = {}
    for one in found:
        entry = one.entry.id if one.entry else ""
        by_section.setdefault(one.section.title, []).append(Line(_said(one), entry))
    return [MissingIn(title, tuple(inside)) for title, inside in by_section.items()]


def _said(one: core.Missing) -> str:
    if one.what == core.TOO_LITTLE and one.amount:
        return _too_little(one)
    if one.what == core.EMPTY_FIELD and one.entry:
        fields = ", ".join(f"“{field.label}”" for field in one.fields)
        said = _("%(entry)s: nothing yet under %(fields)s.")
        return said % {"entry": named(one.entry), "fields": fields}
    if one.what == core.TOO_LONG and one.entry:
        said = _("%(entry)s: “%(field)s” has %(words)s words; there is room for %(most)s.")
        field = one.fields[0]
        return said % {
            "entry": named(one.entry),
            "field": field.label,
            "words": one.words,
            "most": field.words_at_most,
        }
    if one.what == core.SILENT and one.gap:
        return stretch(one.gap) + " " + _("A word about it is asked for.")
    return _("Nothing here yet.")


def _too_little(one: core.Missing) -> str:
    assert one.amount
    said = so_far(Reached(one.amount, one.so_far, one.begun))
    if one.begun:
        said += " " + ngettext(
            "One more is begun and lacks something.",
            "%(count)s more are begun and lack something.",
            one.begun,
        ) % {"count": one.begun}
    return said


def so_far(reached: Reached) -> str:
    """An amount beside what is asked for, in its own units."""
    amount = reached.amount
    if not amount.at_least:
        return f"{number(reached.so_far)} {amount.label}."
    said = _("%(so_far)s of %(asked)s %(label)s so far%(instead)s.")
    return said % {
        "so_far": number(reached.so_far),
        "asked": number(amount.at_least),
        "label": amount.label,
        "instead": _instead(amount),
    }


def _instead(amount: Amount) -> str:
    if amount.instead is None:
        return ""
    return " " + _("(%(amount)s for %(whom)s)") % {
        "amount": number(amount.instead),
        "whom": amount.instead_for,
    }


def stretch(gap: Gap) -> str:
    return _("Nothing is dated between %(start)s and %(end)s.") % {
        "start": day(gap.after),
        "end": day(gap.before),
    }
