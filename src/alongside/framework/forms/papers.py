"""What is said on a paper, and how many papers are to be made, as they come in from a page."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.framework import policies
from alongside.framework.actions import Sent
from alongside.framework.policies import Speaker
from alongside.framework.presenters.names import SPEAKERS

FIRST: Final = 2  # boxes to begin with
MORE: Final = 2


class WholeField(forms.CharField):
    """Text that no browser cuts short: what is too long comes back whole, to be shortened."""

    default_error_messages = {
        "max_length": gettext_lazy(
            "This has %(show_value)d letters, and %(limit_value)d at most can be kept. All of it is "
            "still here: shorten it, or send it in two parts."
        )
    }

    def __init__(self, *, most: int, rows: int, **more: Any) -> None:
        widget = forms.Textarea({"rows": rows, "autocomplete": "off"})
        super().__init__(max_length=most, widget=widget, **more)
        for validator in self.validators:
            if getattr(validator, "code", "") == "max_length":
                validator.message = self.error_messages["max_length"]  # type: ignore[attr-defined]

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs: dict[str, Any] = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class PaperForm(forms.Form):
    """What one paper says: as whom, and words on as many places as were written on.

    ``places``: what can be spoken of, in groups. A box that is left empty is not sent.
    """

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

    def __init__(
        self,
        data: Any = None,
        *,
        places: Iterable[tuple[str, Any]],
        boxes: int = FIRST,
        by_hand: bool = False,
        initial: Any = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.boxes = min(max(boxes, 1), policies.MOST_PLACES)
        self.by_hand = by_hand
        if by_hand:
            self.fields["speaker"].label = _("Who speaks, as they ticked it")
            self.fields["code"] = forms.CharField(
                label=_("The code on the paper"),
                max_length=60,
                required=False,
                help_text=_(
                    "Keeps the same paper from being entered twice. A group’s return may have come "
                    "without one: then leave it empty."
                ),
            )
            self.order_fields(["code", "speaker", "people"])
        choices = [("", _("The whole")), *places]
        for at in range(1, self.boxes + 1):
            self.fields[f"about_{at}"] = forms.ChoiceField(
                label=_("%(number)s. What it is about") % {"number": at},
                choices=choices,
                required=False,
            )
            self.fields[f"text_{at}"] = WholeField(
                label=_("%(number)s. Their words, as they wrote them") % {"number": at}
                if by_hand
                else _("%(number)s. What I want to say") % {"number": at},
                most=policies.LONGEST,
                rows=4,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        got = super().clean() or self.cleaned_data
        if got.get("speaker") == Speaker.GROUP and not got.get("people"):
            self.add_error("people", _("Say how many people it is from, two or more."))
        if self.by_hand and got.get("speaker") != Speaker.GROUP and not got.get("code"):
            self.add_error("code", _("Type the code that is printed on the paper."))
        written = [f"text_{at}" for at in range(1, self.boxes + 1)]
        if not any(got.get(name) for name in written) and not any(
            name in self.errors for name in written
        ):
            self.add_error("text_1", _("Write something in one of the boxes."))
        return got

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """The boxes, each with what it is about."""
        return [(self[f"about_{at}"], self[f"text_{at}"]) for at in range(1, self.boxes + 1)]

    @property
    def can_grow(self) -> bool:
        return self.boxes < policies.MOST_PLACES

    @property
    def before(self) -> list[Any]:
        """What is asked before the boxes."""
        return [self[name] for name in ("code", "speaker", "people") if name in self.fields]

    @property
    def sent(self) -> Sent:
        """What is to be kept; call it once the form is valid."""
        got = self.cleaned_data
        said = [(got[f"about_{at}"], got[f"text_{at}"]) for at in range(1, self.boxes + 1)]
        return Sent(got["speaker"], got["people"], tuple(one for one in said if one[1]))


def boxes_in(data: QueryDict) -> int:
    """How many boxes were on the page."""
    given = data.get("boxes", "")
    return min(int(given), policies.MOST_PLACES) if given.isdecimal() and len(given) < 3 else FIRST


def as_sent(data: QueryDict) -> Sent:
    """What was sent, as it was sent: to give it back, or to know it again."""
    boxes = range(1, boxes_in(data) + 1)
    said = [(data.get(f"about_{at}", "")[:8], data.get(f"text_{at}", "").strip()) for at in boxes]
    people = data.get("people", "").strip()
    count = int(people) if people.isdecimal() and len(people) < 6 else None
    return Sent(data.get("speaker", "")[:20], count, tuple(one for one in said if one[1]))


class PapersForm(forms.Form):
    """How many papers to make, and where people hand them in."""

    key = forms.CharField(max_length=60, widget=forms.HiddenInput)
    count = forms.IntegerField(
        label=gettext_lazy("How many papers"),
        min_value=policies.LEAST_AT_ONCE,
        max_value=policies.MOST_AT_ONCE,
        initial=20,
        help_text=gettext_lazy("From 10 to 100 at once. Each has a code of its own."),
    )
    hand_in = forms.CharField(
        label=gettext_lazy("Where to hand it in"),
        max_length=300,
        help_text=gettext_lazy(
            "It is printed on each: an address to post it to, or where a box stands."
        ),
    )
