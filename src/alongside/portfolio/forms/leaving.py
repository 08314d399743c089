"""Which time a form is about, and what goes into it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.core.record.counting import Period
from alongside.portfolio.presenters.leaving import ENDINGS


class PeriodForm(forms.Form):
    """From when to when. What was given in no form at all is taken from ``usual``."""

    start = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    end = forms.DateField(
        label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data: Any, *, usual: Period) -> None:
        days = {"start": usual.start, "end": usual.end}
        given = data if data and ("start" in data or "end" in data) else None
        super().__init__(given or days)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", _("The last day is the same as the first, or after it."))
        return cleaned

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["start"], self.cleaned_data["end"])


class MakeForm(PeriodForm):
    """What goes into a document: which entries, which without their texts, and as which file."""

    ending = forms.ChoiceField(choices=[(one, one) for one in ENDINGS])
    key = forms.CharField(required=False, max_length=64)


class BringForm(forms.Form):
    """A record that was taken from another installation: the zip, or the record.json in it."""

    file = forms.FileField(
        label=_("Your record"),
        help_text=_("The zip file that you took with you, or the record.json that is in it."),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,.json"}),
    )
