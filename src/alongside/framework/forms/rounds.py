"""The days of a round of consultation, and what it is about, as they come in from a page."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.framework import policies


class RoundForm(forms.Form):
    opens_on = forms.DateField(
        label=gettext_lazy("First day"), widget=forms.DateInput({"type": "date"})
    )
    closes_on = forms.DateField(
        label=gettext_lazy("Last day"), widget=forms.DateInput({"type": "date"})
    )
    about = forms.CharField(
        label=gettext_lazy("What you would like to hear about"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4, "autocomplete": "off"}),
        help_text=gettext_lazy("Stands first on the public page. Plain and short."),
    )

    def clean(self) -> dict[str, Any]:
        got = super().clean() or self.cleaned_data
        opens_on, closes_on = got.get("opens_on"), got.get("closes_on")
        if opens_on and closes_on:
            if not policies.good_days(opens_on, closes_on, today=timezone.localdate()):
                said = _("A round closes on or after the day it opens, and not in the past.")
                self.add_error("closes_on", said)
        return got
