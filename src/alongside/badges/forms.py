"""Choosing what a badge is made from."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from alongside.badges.policies import LONGEST_OWN
from alongside.badges.queries import Source
from alongside.core.credentials.badges import Act


class MakeForm(forms.Form):
    """Something in one's own record, and in a line what it was, where the act leaves room for it."""

    source = forms.ChoiceField(
        label=_("From my record"),
        help_text=_(
            "The badge takes its day and its statements. Nothing else you wrote there goes in."
        ),
        error_messages={
            "required": _("Choose what the badge is made from."),
            "invalid_choice": _("That is not in your record. Choose another."),
        },
    )
    own = forms.CharField(
        label=_("What it was, in a line, if I like"),
        help_text=_(
            "Whoever sees the badge can read this, and it cannot be changed later. Name no person, "
            "and nothing that a person could be known from."
        ),
        required=False,
        max_length=LONGEST_OWN,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any, *, act: Act, sources: Sequence[Source]) -> None:
        super().__init__(data)
        field = self.fields["source"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (str(one.id), f"{one.title} ({formats.date_format(one.on, 'j F Y')})")
            for one in sources
        ]
        if not act.in_own_words:
            del self.fields["own"]

    def clean_own(self) -> str:
        return " ".join(str(self.cleaned_data["own"]).split())
