"""Relations, what a reader says, and what a crosswalk says of itself, as they come in from a page."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.crosswalks import How
from alongside.framework.presenters.crosswalks import HOW, HOW_MEANS

from . import policies

NEAREST_LAST = (How.RELATED, How.NARROWER, How.BROADER, How.CLOSE, How.EXACT)


def _box(label: Any, most: int, rows: int = 3, **more: Any) -> forms.CharField:
    widget = forms.Textarea({"rows": rows, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, widget=widget, **more)


class RelationForm(forms.Form):
    """How a statement stands to an item, why, and what of the item is left over."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    how = forms.ChoiceField(
        label=gettext_lazy("How the statement stands to it"),
        widget=forms.RadioSelect,
    )
    why = _box(
        gettext_lazy("Why the two stand together"),
        600,
        2,
        help_text=gettext_lazy("One sentence, in our own words."),
    )
    not_covered = _box(
        gettext_lazy("Not covered"),
        600,
        required=False,
        help_text=gettext_lazy(
            "What of the item somebody with this statement has still to show. Only the same leaves "
            "nothing over."
        ),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field: Any = self.fields["how"]
        field.choices = [(how.value, f"{HOW[how]}: {HOW_MEANS[how]}") for how in NEAREST_LAST]

    def clean(self) -> dict[str, Any]:
        got = super().clean() or {}
        how = got.get("how", "")
        if (
            how
            and got.get("why")
            and not policies.says_enough(How(how), got["why"], got.get("not_covered", ""))
        ):
            if how == How.EXACT:
                words = _("The same leaves nothing over: take this out, or choose another.")
            else:
                words = _("Say what of the item is left over.")
            self.add_error("not_covered", words)
        return got


class ReadingForm(forms.Form):
    """What a named reader says of the words on the page."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    yes = forms.ChoiceField(
        label=gettext_lazy("Does it say what is so?"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", gettext_lazy("Yes, as it stands here")),
            ("no", gettext_lazy("Not yet: something would have to change")),
        ],
    )
    shown_as = forms.CharField(
        label=gettext_lazy("Your name, as it is to stand"),
        max_length=120,
        help_text=gettext_lazy("Everybody can read it under the relation."),
    )
    capacity = forms.CharField(
        label=gettext_lazy("As what you read it"),
        max_length=160,
        help_text=gettext_lazy("Such as: practice educator who works by this framework."),
    )
    words = _box(
        gettext_lazy("Your words"),
        1000,
        required=False,
        help_text=gettext_lazy(
            "With a yes, everybody can read them. With a not yet, say what would have to change: "
            "only stewards and readers see that."
        ),
    )

    def clean(self) -> dict[str, Any]:
        got = super().clean() or {}
        if got.get("yes") == "no" and not got.get("words", "").strip():
            self.add_error("words", _("Say what would have to change."))
        return got


class DescribeForm(forms.Form):
    """What a crosswalk says of itself, and who sees it."""

    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    lead = _box(
        gettext_lazy("What stands first on its page"),
        600,
        help_text=gettext_lazy("What the other framework is for, and what nothing here can show."),
    )
    terms = _box(
        gettext_lazy("On what terms its titles stand here"),
        400,
        2,
        help_text=gettext_lazy("Whose they are, and what lets them be shown. None of its text."),
    )
    public = forms.BooleanField(
        label=gettext_lazy("Everybody may see its titles and codes: I have looked at its licence"),
        required=False,
    )


class BeginForm(DescribeForm):
    """A crosswalk with a framework that was taken in."""

    framework = forms.ChoiceField(label=gettext_lazy("The other framework"))
    field_order = ("framework", "title", "lead", "terms")

    def __init__(
        self, data: Any = None, *, frameworks: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        del self.fields["public"]
        del self.fields["seen"]
        field: Any = self.fields["framework"]
        field.choices = list(frameworks)


class SeenForm(forms.Form):
    seen = forms.IntegerField(min_value=0)
