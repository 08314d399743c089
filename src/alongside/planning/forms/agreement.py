"""Agreeing on a plan: with whom, on what terms, what each says, what is marked, looking back."""

from datetime import date
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.accounts.policies import LONGEST_SHARE

from .fields import day, text
from .workbench import HoursField


class ShareForm(forms.Form):
    """Which of one's supervisors, and until when."""

    reader = forms.ChoiceField(
        label=_("With whom"),
        widget=forms.Select(attrs={"data-content": True}),
        error_messages={"required": _("Choose a person.")},
    )
    until = day(_("They can read it until"), required=True)

    def __init__(
        self, *args: object, supervisors: list[tuple[str, str]], today: date, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.today = today
        reader = self.fields["reader"]
        assert isinstance(reader, forms.ChoiceField)
        # With one supervisor there is nothing to choose.
        reader.choices = (
            supervisors if len(supervisors) == 1 else [("", _("Choose a person")), *supervisors]
        )
        self.fields["until"].initial = today + LONGEST_SHARE / 2

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if not self.today <= until <= self.today + LONGEST_SHARE:
            raise forms.ValidationError(_("Choose a day from today up to a year ahead."))
        return until


class TermsForm(forms.Form):
    """The day to look back, and protected learning time."""

    review_on = day(_("The day to look back on it together"))
    protected_hours = HoursField(
        label=_("Hours of protected learning time, as agreed"),
        required=False,
        least=Decimal(0),
        most=400,
        said=_("Give the hours as a number from 0 to 400, or leave it empty."),
    )


class WordsForm(forms.Form):
    """What one of the two says about the plan."""

    text = text(_("My words about this plan"), rows=6)


class NeedForm(forms.Form):
    """A statement the other would like to see in the plan, and why."""

    code = forms.ChoiceField(
        label=_("What you would like to see in the plan"),
        widget=forms.Select(attrs={"data-content": True}),
        error_messages={
            "required": _("Choose a statement."),
            "invalid_choice": _("Choose one of these. Values are for their owner to mark."),
        },
    )
    why = text(_("Why, in your own words"), required=True, rows=3)

    def __init__(self, *args: object, statements: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        code = self.fields["code"]
        assert isinstance(code, forms.ChoiceField)
        code.choices = [("", _("Choose a statement")), *statements]


class ReviewForm(forms.Form):
    """Looking back at a plan."""

    on = day(_("The day you looked back"), required=True)
    changed = text(_("What changed in practice"), _("What do you do differently, and who noticed?"))
    in_the_way = text(
        _("What got in the way"), _("Time, the rota, a rule, other people’s plans: as it was.")
    )
    next = text(_("What comes next"))
    with_other = forms.BooleanField(
        label=_("Whoever agrees this plan with me may read this"), required=False
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        texts = [str(cleaned.get(name, "")).strip() for name in ("changed", "in_the_way", "next")]
        if not any(texts) and not self.errors:
            self.add_error("changed", _("Write in at least one of the three boxes."))
        return cleaned
