"""Reading what somebody sends. What a giver sends is read without a form that could keep it."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from alongside.core.feedback.answers import LONGEST_WORDS

from . import policies
from .actions import FAULTS, LABELS
from .presenters import wording
from .presenters.giving import Sofar


def sofar_from(given: QueryDict, codes: list[str]) -> Sofar:
    """What a giver said up to here. What is not offered is left out, and so is what does not fit."""
    said = {}
    for about, offered in (("matters", wording.MATTERS), ("happens", wording.HAPPENS)):
        for code in codes:
            value = given.get(f"{about}-{code}", "")
            if value in offered:
                said[f"{about}-{code}"] = value
    words = given.get("words", "").replace("\r\n", "\n").strip()[:LONGEST_WORDS]
    way = given.get("way", "")
    return Sofar(
        code=given.get("code", "")[:60],
        receipt=given.get("receipt", "")[:60],
        said=said,
        words=words,
        way=way if way in wording.WAYS else "",
    )


class StaffForm(forms.Form):
    """What every form that changes something carries: a one-time key."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, data: QueryDict | None = None, *, given: Any = None) -> None:
        super().__init__(data, initial={"once": str(uuid4()), **(given or {})})

    def add_faults(self, faults: Any) -> None:
        for name, fault in faults:
            self.add_error(name, str(FAULTS[fault]))


class RoundForm(StaffForm):
    place = forms.ChoiceField(label=LABELS["place"], widget=forms.RadioSelect)
    statements = forms.MultipleChoiceField(
        label=LABELS["statements"],
        error_messages={"required": _("Choose at least one thing to ask about.")},
    )
    cards = forms.IntegerField(
        label=LABELS["cards"],
        min_value=policies.LEAST_CARDS,
        max_value=policies.MOST_CARDS,
        initial=40,
    )

    def __init__(
        self, data: QueryDict | None = None, *, places: list[tuple[str, Any]], codes: list[str]
    ) -> None:
        super().__init__(data)
        for name, choices in (("place", places), ("statements", [(one, one) for one in codes])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        if data is None and len(places) == 1:
            self.initial["place"] = places[0][0]

    @property
    def team_id(self) -> UUID | None:
        place = self.cleaned_data["place"]
        return None if place == "service" else UUID(place)

    @property
    def chosen(self) -> list[str]:
        return self.data.getlist("statements") if isinstance(self.data, QueryDict) else []


class CardsForm(StaffForm):
    count = forms.IntegerField(label=_("How many cards to print now"), min_value=1)

    def __init__(self, data: QueryDict | None = None, *, left: int) -> None:
        super().__init__(data, given={"count": left})
        field = self.fields["count"]
        assert isinstance(field, forms.IntegerField)
        field.max_value = left
        field.widget.attrs |= {"min": 1, "max": left}


class KeyForm(forms.Form):
    release_key = forms.CharField(
        label=_("Release key"),
        max_length=100,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("It is used once, to open what was held, and is not kept."),
    )


class ReadForm(forms.Form):
    """Could staff recognise the writer? And so what is to be shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    recognised = forms.ChoiceField(
        label=_("Could staff recognise the writer?"),
        choices=list(wording.RECOGNISED.items()),
        widget=forms.RadioSelect,
    )
    decision = forms.ChoiceField(
        label=_("What is to be shown"),
        choices=list(wording.DECISIONS.items()),
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("The words to show instead"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        help_text=_("Needed where details are taken out, or for a summary."),
    )

    def __init__(
        self, data: QueryDict | None = None, *, decisions: tuple[str, ...], given: Any = None
    ) -> None:
        super().__init__(data, initial=given)
        field = self.fields["decision"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one, wording.DECISIONS[one]) for one in decisions]

    def add_faults(self, faults: Any) -> None:
        for name, fault in faults:
            self.add_error(name, str(FAULTS[fault]))


class ReplyForm(StaffForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    said = forms.CharField(
        label=LABELS["said"],
        max_length=policies.LONGEST_REPLY,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In a line or two, in the words people used."),
    )
    did = forms.CharField(
        label=LABELS["did"],
        max_length=policies.LONGEST_REPLY,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What has changed, what will, and when; or honestly why not."),
    )
