"""Reading what somebody sends: a service's page, its places, the law's text, a pocket sheet."""

from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from . import policies
from .actions import FAULTS, LABELS
from .policies import LONGEST_BLOCK, LONGEST_LINE, LONGEST_TEXT, PageDraft, PlaceDraft
from .presenters.pages import View
from .presenters.pocket import Picked, known
from .presenters.services import KINDS

OWN_QUESTIONS = range(1, policies.MOST_OWN + 1)


def _line(name: str, longest: int = LONGEST_LINE, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=LABELS[name], max_length=longest, widget=widget, **more)


def _text(name: str, rows: int, longest: int = LONGEST_TEXT, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=LABELS[name], max_length=longest, widget=widget, **more)


class EditForm(forms.Form):
    """What every form that changes something carries: a one-time key and the version read."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=40)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, data: QueryDict | None = None, *, version: int = 0, given: Any = None
    ) -> None:
        super().__init__(data, initial={"once": str(uuid4()), "version": version, **(given or {})})

    def add_faults(self, faults: Any) -> None:
        for name, fault in faults:
            self.add_error(name, str(FAULTS[fault]))


class PageForm(EditForm):
    who_we_are = _text(
        "who_we_are",
        6,
        help_text=_(
            "A few short lines: who works here, who you are for, what a first visit is like."
        ),
    )
    reach = _text(
        "reach",
        4,
        help_text=_(
            "Where you are, your phone number, when somebody answers. Start each on a new line."
        ),
    )
    film = _line("film", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self.add_faults(policies.page_faults(self.draft()))
        return cleaned

    def draft(self) -> PageDraft:
        given = self.cleaned_data
        return PageDraft(given["who_we_are"], given["reach"], given["film"])


class PlaceForm(EditForm):
    kind = forms.ChoiceField(
        label=LABELS["kind"], choices=list(KINDS.items()), widget=forms.RadioSelect, initial="place"
    )
    name = _line("name")
    what = _text("what", 4)
    address = _text(
        "address", 2, required=False, help_text=_("So that somebody new could find it.")
    )
    phone = _line("phone", 20, required=False)
    link = _line("link", required=False)
    access = _text(
        "access",
        3,
        required=False,
        help_text=_("Steps, lifts, toilets, noise, buses, cost, who can come along."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self.add_faults(policies.place_faults(self.draft()))
        return cleaned

    def draft(self) -> PlaceDraft:
        given = self.cleaned_data
        return PlaceDraft(**{name: given[name] for name in PlaceDraft.__dataclass_fields__})


class ReformForm(EditForm):
    text = _text(
        "text",
        14,
        LONGEST_BLOCK,
        help_text=_("Plain words and short lines. Leave an empty line between paragraphs."),
    )


def picked_from(given: QueryDict, view: View) -> Picked:
    """What a visitor picked and wrote. What is not offered is left out, and so is what would not
    fit (a browser stops there by itself)."""
    codes, questions, rights = known(view)
    own = [given.get(f"question_{number}", "") for number in OWN_QUESTIONS]
    matters = given.get("matters", "").replace("\r\n", "\n").strip()
    return Picked(
        mine=tuple(one for one in given.getlist("mine") if one in codes),
        ask=tuple(one for one in given.getlist("ask") if one in questions),
        rights=tuple(one for one in given.getlist("right") if one in rights),
        matters=matters[: policies.LONGEST_OWN_TEXT],
        questions=tuple(
            " ".join(one.split())[: policies.LONGEST_OWN_LINE] for one in own if one.strip()
        ),
    )
