"""Parsing and wording of what the worker sets: hours, dates, pace, cost and options."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

LONGEST_NUMBER = 20
MOST_HOURS = 400
SLIDER_MOST = 60
MOST_COST = 100_000


class HoursField(forms.DecimalField):
    """Hours in quarters, within limits, refused with words that say what would be right."""

    def __init__(self, *, said: Any, least: Decimal, most: int, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.NumberInput(
                attrs={"step": "0.25", "min": least, "max": most, "inputmode": "decimal"}
            ),
            **kwargs,
        )
        self.said, self.least, self.most = said, least, most

    def clean(self, value: Any) -> Decimal | None:
        text = str(value or "").strip().replace(",", ".")
        if not text and not self.required:
            return None
        try:
            number = Decimal(text[:LONGEST_NUMBER])
        except InvalidOperation as error:
            raise forms.ValidationError(self.said) from error
        if not number.is_finite() or not self.least <= number <= self.most:
            raise forms.ValidationError(self.said)
        if number * 4 % 1:
            raise forms.ValidationError(_("Use quarter hours, such as 7.25 or 7.5."))
        return number


def slid(posted: QueryDict) -> QueryDict:
    """The form as meant: without scripts, slider and number are sent side by side, and the one
    that was moved since the page was made is the one that counts. The number wins over the slider.
    """
    was, typed, slider = (posted.get(name, "") for name in ("was", "hours", "slider"))
    if typed != was or not slider or not was:
        return posted
    try:
        moved = abs(float(slider) - min(float(was), SLIDER_MOST)) >= 1
    except ValueError:
        return posted
    if not moved:
        return posted
    meant = posted.copy()
    meant["hours"] = slider
    return meant


def version_seen(posted: QueryDict) -> int | None:
    """The plan's version that a form was made with, if it says one."""
    said = posted.get("version", "")
    return int(said) if said.isdecimal() and len(said) < LONGEST_NUMBER // 2 else None


class HoursForm(forms.Form):
    """The one question of the page."""

    hours = HoursField(
        label=_("Hours I have"),
        least=Decimal(0),
        most=MOST_HOURS,
        said=_("Give the hours as a number from 0 to 400, such as 12 or 7.5."),
    )


class DatesForm(forms.Form):
    """When, how fast, how dear, and from what: everything but the hours."""

    start = forms.DateField(
        label=_("Start"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Give the day as a date, such as 3 March 2027.")},
    )
    end = forms.DateField(
        label=_("End"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Give the day as a date, such as 3 March 2027.")},
    )
    hours_per_month = HoursField(
        label=_("At most this many hours a month"),
        required=False,
        least=Decimal("0.25"),
        most=200,
        said=_("Give the hours a month as a number from 0.25 to 200, or leave it empty."),
    )
    cost = forms.DecimalField(
        label=_("Cost at most, in pounds"),
        required=False,
        min_value=0,
        max_value=MOST_COST,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"step": "1", "inputmode": "decimal"}),
        error_messages={
            "invalid": _("Give the cost in pounds, as a number such as 50."),
            "min_value": _("Give the cost in pounds, as a number such as 50."),
            "max_value": _("Give a cost of at most £100,000."),
        },
    )
    no_courses = forms.BooleanField(label=_("Leave courses out"), required=False)
    with_profile = forms.BooleanField(
        label=_("Plan from my role profile too, not only from what I marked"), required=False
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", _("The end is before the start. Choose a later day."))
        return cleaned
