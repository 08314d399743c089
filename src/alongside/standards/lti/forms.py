"""What a steward says of a platform. The command line checks with the same form."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.courses.models import LONGEST

from .framing import origin

MOST_LINES = 50


class PlatformForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("What it is called"),
        help_text=gettext_lazy("Teachers see this name when they choose a page."),
        max_length=LONGEST,
    )
    issuer = forms.CharField(
        label=gettext_lazy("Issuer"),
        help_text=gettext_lazy("Exactly as the platform shows it. Some call it the platform ID."),
        max_length=LONGEST,
    )
    client_id = forms.CharField(label=gettext_lazy("Client identifier"), max_length=LONGEST)
    deployments = forms.CharField(
        label=gettext_lazy("Deployment identifiers"),
        help_text=gettext_lazy(
            "One on each line. Some call it the deployment ID: a platform has one for each place it is used."
        ),
        max_length=LONGEST * MOST_LINES,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    auth_url = forms.CharField(
        label=gettext_lazy("Where it lets people log in (authentication request)"),
        max_length=LONGEST,
    )
    token_url = forms.CharField(
        label=gettext_lazy("Where it gives access tokens, if it names one"),
        max_length=LONGEST,
        required=False,
    )
    keys_url = forms.CharField(label=gettext_lazy("Where its public keys are"), max_length=LONGEST)
    origins = forms.CharField(
        label=gettext_lazy("Other addresses at which people see it"),
        help_text=gettext_lazy("One on each line, only where they differ from those above."),
        max_length=LONGEST * MOST_LINES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def _address(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        if text and not origin(text):
            raise forms.ValidationError(_("Give a whole address that starts with https://."))
        return text

    def clean_auth_url(self) -> str:
        return self._address("auth_url")

    def clean_token_url(self) -> str:
        return self._address("token_url")

    def clean_keys_url(self) -> str:
        return self._address("keys_url")

    def clean_deployments(self) -> list[str]:
        return _lines(self.cleaned_data["deployments"])

    def clean_origins(self) -> list[str]:
        found = [origin(one) for one in _lines(self.cleaned_data["origins"])]
        if not all(found):
            raise forms.ValidationError(_("Give whole addresses that start with https://."))
        return found

    def platform(self) -> dict[str, Any]:
        """The columns of a platform."""
        return {name: said for name, said in self.cleaned_data.items() if name != "deployments"}


def _lines(text: str) -> list[str]:
    found = [line.strip() for line in text.splitlines() if line.strip()]
    if len(found) > MOST_LINES or any(len(line) > LONGEST for line in found):
        raise forms.ValidationError(_("These are more or longer than a platform has."))
    return found
