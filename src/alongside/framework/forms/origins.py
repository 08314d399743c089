"""Where a statement came from, as it comes in from a page."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.framework import policies
from alongside.framework.policies import OriginKind
from alongside.framework.presenters.names import ORIGINS


class OriginForm(forms.Form):
    key = forms.CharField(max_length=60, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=[(one.value, ORIGINS[one]) for one in OriginKind],
        widget=forms.RadioSelect,
    )
    named = forms.CharField(
        label=gettext_lazy("What it is called"),
        max_length=policies.LONGEST_ORIGIN,
        help_text=gettext_lazy(
            "Such as: the narrative research of the Scottish Recovery Network, 2006. Name nobody who "
            "told a story here: say “A story told here”, and give its address."
        ),
    )
    part = forms.CharField(
        label=gettext_lazy("Which part of it"),
        max_length=policies.LONGEST_ORIGIN,
        required=False,
        help_text=gettext_lazy("Such as a section, a chapter or a page. You can leave it empty."),
    )
    url = forms.CharField(
        label=gettext_lazy("Its address"),
        max_length=500,
        required=False,
        help_text=gettext_lazy(
            "Beginning with https:// or, on this site, with a slash. You can leave it empty."
        ),
    )

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if any(field == "url" for field, _word in policies.origin_faults("", "", "", url)):
            raise forms.ValidationError(
                _("Give an address that begins with https:// or with a slash.")
            )
        return url
