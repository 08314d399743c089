"""Decisions, comments and dates, as they come in from a page; what others hold is offered here."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.framework import policies
from alongside.framework.policies import Panel, Speaker
from alongside.framework.presenters.names import PANELS, SPEAKERS

from .origins import OriginForm
from .papers import MORE, PaperForm, PapersForm, WholeField, as_sent, boxes_in
from .rounds import RoundForm
from .statements import MergeForm, StatementForm, WhyForm, box

__all__ = [
    "MORE",
    "AnswerForm",
    "ArrangeForm",
    "AsideForm",
    "AskForm",
    "CommentForm",
    "DecisionForm",
    "JoinForm",
    "MergeForm",
    "OfficialForm",
    "OriginForm",
    "PaperForm",
    "PapersForm",
    "RoundForm",
    "StartForm",
    "StatementForm",
    "WhyForm",
    "as_sent",
    "boxes_in",
]


class StartForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Its title"), max_length=80)
    year = forms.IntegerField(
        label=gettext_lazy("The year it is meant for"), min_value=2000, max_value=2200
    )
    slug = forms.SlugField(
        label=gettext_lazy("Its short name in addresses"),
        max_length=60,
        help_text=gettext_lazy("Small letters, digits and hyphens. It cannot be changed later."),
    )

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if not policies.good_slug(slug):
            raise forms.ValidationError(_("Use small letters, digits and hyphens."))
        return slug


class DecisionForm(forms.Form):
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    yes = forms.ChoiceField(
        label=gettext_lazy("My decision"),
        choices=[
            ("yes", gettext_lazy("Yes, to these words as they stand")),
            ("no", gettext_lazy("Not yet")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose yes, or not yet.")},
    )
    reason = box(
        gettext_lazy("Why, for the panels and the stewards"),
        2000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        got = super().clean() or self.cleaned_data
        if got.get("yes") == "no" and not got.get("reason", "").strip():
            self.add_error("reason", _("Say what would have to be different."))
        return got


class AskForm(forms.Form):
    panel = forms.ChoiceField(
        label=gettext_lazy("Panel"), choices=[(one.value, PANELS[one]) for one in Panel]
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("They see it once they sign in here with this address."),
    )


class JoinForm(forms.Form):
    shown_as = forms.CharField(
        label=gettext_lazy("The name I want to be shown under"),
        max_length=120,
        help_text=gettext_lazy(
            "Any name you like. Whoever is asked to a panel, and those who look after the consultation, see it."
        ),
    )


class ArrangeForm(forms.Form):
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    text = box(gettext_lazy("My words"), 4000, 6, required=False)


class CommentForm(forms.Form):
    """What somebody says of a statement. Nothing is asked of them but as whom they speak."""

    speaker = forms.ChoiceField(
        label=gettext_lazy("I speak as"),
        choices=[(one.value, SPEAKERS[one]) for one in Speaker],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one. “Somebody else” does too.")},
    )
    people = forms.IntegerField(
        label=gettext_lazy("For a group: how many people"),
        min_value=2,
        max_value=policies.MOST_PEOPLE,
        required=False,
    )
    text = WholeField(
        label=gettext_lazy("What I want to say"),
        most=policies.LONGEST,
        rows=7,
        help_text=gettext_lazy(
            "What is good, what is not, what you would say instead. Leave names out."
        ),
        error_messages={"required": gettext_lazy("Write what you want to say first.")},
    )

    def clean(self) -> dict[str, Any]:
        got = super().clean() or self.cleaned_data
        if got.get("speaker") == Speaker.GROUP and not got.get("people"):
            self.add_error("people", _("Say how many people it is from, two or more."))
        return got


class AsideForm(forms.Form):
    reason = box(gettext_lazy("Why it is set aside"), 1000, 2)


class AnswerForm(forms.Form):
    """You said, we changed; or: we did not, because."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    key = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
    changed = forms.ChoiceField(
        label=gettext_lazy("What was done"),
        choices=[
            ("yes", gettext_lazy("We changed it")),
            ("no", gettext_lazy("We did not change it")),
        ],
        widget=forms.RadioSelect,
    )
    said = box(gettext_lazy("You said"), 1000)
    did = box(gettext_lazy("We changed, or we did not because"), 1000)
    comments = forms.MultipleChoiceField(
        label=gettext_lazy("The comments it answers"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, comments: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["comments"]
        field.choices = list(comments)


class OfficialForm(forms.Form):
    """What to do with a document as it was published. To show it or take it away, one says so twice."""

    do = forms.ChoiceField(
        choices=[(one, one) for one in ("show", "withhold", "remove")], widget=forms.HiddenInput
    )
    seen = forms.UUIDField(widget=forms.HiddenInput)
    sure = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        got = super().clean() or {}
        got["seen"] = str(got.get("seen", ""))
        if got.get("do") in ("show", "remove") and not got.get("sure"):
            raise forms.ValidationError(_("Nothing was changed: the box beside it was not ticked."))
        return got
