"""What is said of one thing to do: done, moved, replaced, did not happen, hours."""

from datetime import date
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import day, text
from .workbench import HoursField

MOST_HOURS = 100


def hours(label: object) -> HoursField:
    return HoursField(
        label=label,
        required=False,
        least=Decimal(0),
        most=MOST_HOURS,
        said=_("Give the hours as a number from 0 to 100, such as 2 or 1.5."),
    )


class DoneForm(forms.Form):
    """When it was done and how long it took; all of it may be left empty."""

    done_on = day(_("Done on"))
    real_hours = hours(_("Hours it really took"))
    protected_hours = hours(_("Of these, hours of protected learning time"))

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.today = today

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        done_on, real = cleaned.get("done_on"), cleaned.get("real_hours")
        protected = cleaned.get("protected_hours")
        if done_on and done_on > self.today:
            self.add_error("done_on", _("This day is still to come. Choose today or earlier."))
        if protected is not None and real is None:
            self.add_error("real_hours", _("Say how long it took as well."))
        if protected is not None and real is not None and protected > real:
            self.add_error("protected_hours", _("This is more than it took. Give the part of it."))
        return cleaned


class MoveForm(forms.Form):
    on = day(_("Move it to"), required=True)


class NotForm(forms.Form):
    because = text(_("It did not happen, because"), required=True, rows=3)


class OwnForm(forms.Form):
    """Something of the worker's own."""

    title = forms.CharField(
        label=_("What"),
        max_length=200,
        widget=forms.TextInput(attrs={"data-content": True}),
        error_messages={"required": _("Say in a few words what it is.")},
    )
    hours = hours(_("Hours it may take"))
    on = day(_("On"))


class ReplaceForm(forms.Form):
    """Something else in its place: from the library, or of the worker's own."""

    activity = forms.ChoiceField(
        label=_("From the library"),
        required=False,
        widget=forms.Select(attrs={"data-content": True}),
    )
    title = forms.CharField(
        label=_("Or something of your own"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"data-content": True}),
    )
    hours = hours(_("Hours it may take"))

    def __init__(self, *args: object, activities: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["activity"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose something")), *activities]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("activity")) == bool(cleaned.get("title")) and not self.errors:
            self.add_error("activity", _("Choose one thing, or write one of your own."))
        return cleaned


class ChangedForm(forms.Form):
    changed = text(
        _("What changed since"),
        _("What do you do differently with people? What did you try, and how did it go?"),
        required=True,
        rows=4,
    )
