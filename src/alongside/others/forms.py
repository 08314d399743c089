"""Where another framework's package comes from: a file, or an address."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.fetching import LONGEST_ADDRESS


class BringForm(forms.Form):
    """One of the two, and not both."""

    file = forms.FileField(
        label=gettext_lazy("A file"),
        help_text=gettext_lazy(
            "CASE (version 1.0 or 1.1, as JSON) is the form in which many publishers give a framework "
            "to other systems. Ask them for their CASE package."
        ),
        required=False,
        allow_empty_file=True,  # what is wrong with it is said like any other fault
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )
    address = forms.CharField(
        label=gettext_lazy("Or an address that begins with https://"),
        help_text=gettext_lazy(
            "Where the publisher keeps it, open to everybody. It has CFPackages or CFDocuments in it."
        ),
        required=False,
        max_length=LONGEST_ADDRESS,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        given = [name for name in ("file", "address") if cleaned.get(name)]
        if not self.errors and len(given) != 1:
            said = _("Give one of the two, not both.") if given else _("Give a file or an address.")
            raise forms.ValidationError(said)
        return cleaned


class TakeForm(forms.Form):
    """Which number of the framework was looked at beside it."""

    beside = forms.IntegerField(min_value=0)
