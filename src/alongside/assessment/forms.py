"""Answers, starting points and sharing as they come in from a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from alongside.accounts.forms import ReaderForm
from alongside.core import scales
from alongside.core.framework import Edition, Statement
from alongside.framework.queries import first, meant, other_words, reread, title_of

from .models import WHY_MOST
from .presenters import words
from .presenters.themes import Said
from .queries import weight_names

TOO_LONG = _(
    "This has %(show_value)s characters, and %(limit_value)s can be kept. Please shorten it."
)


@dataclass(frozen=True, slots=True)
class Page:
    """What a whole answering page says of itself: which page it is, and whose."""

    token: str
    owner: UUID

    @classmethod
    def read(cls, posted: Mapping[str, str]) -> "Page | None":
        """The page, or None where it does not say. Plain parsing: every save goes through here."""
        token = posted.get("page", "")
        try:
            owner = UUID(posted.get("owner", ""))
        except ValueError:
            return None
        return cls(token, owner) if 0 < len(token) <= scales.PAGE_MOST else None


class AnswerForm(forms.Form):
    """One statement's card. Its fields carry the statement's code before their names."""

    point = forms.ChoiceField(required=False)
    want = forms.BooleanField(required=False)
    note = forms.CharField(
        required=False, max_length=scales.NOTE_MOST, error_messages={"max_length": TOO_LONG}
    )
    evidence = forms.CharField(
        required=False, max_length=scales.EVIDENCE_MOST, error_messages={"max_length": TOO_LONG}
    )
    evidence_kind = forms.ChoiceField(required=False)
    seq = forms.IntegerField(min_value=1, max_value=scales.SEQ_MOST)
    base = forms.IntegerField(min_value=0, max_value=scales.SEQ_MOST)
    was = forms.CharField(required=False, max_length=16)

    def __init__(self, *args: Any, statement: Statement, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "prefix": statement.code})
        self.statement = statement
        offered = (*edition.points[statement.kind], *words.asides_of(edition, statement.code))
        self._choose("point", [("", ""), *((point.id, point.label) for point in offered)])
        self._choose("evidence_kind", [("", ""), *words.EVIDENCE_NAMES.items()])
        if statement.code in edition.no_evidence:
            del self.fields["evidence"], self.fields["evidence_kind"]

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_note(self) -> str:
        return _lines(self.cleaned_data["note"])

    def clean_evidence(self) -> str:
        return _lines(self.cleaned_data["evidence"])

    def answer(self) -> scales.Answer:
        """The answer as it came in; call it once the form is valid."""
        got = self.cleaned_data
        return scales.Answer(
            code=self.statement.code,
            point=got["point"],
            want=got["want"],
            note=got["note"],
            evidence=got.get("evidence", ""),
            evidence_kind=got.get("evidence_kind", ""),
            seq=got["seq"],
        )

    def touched(self) -> bool:
        """Whether the card says something else than it did when the page was made."""
        was: str = self.cleaned_data["was"]
        return words.fingerprint(self.answer()) != was

    def said(self) -> Said:
        """What the card held, to show it again just as it was, with what is wrong."""
        answer = scales.Answer(
            code=self.statement.code,
            point=self._raw("point"),
            want=bool(self._raw("want")),
            note=self._raw("note"),
            evidence=self._raw("evidence"),
            evidence_kind=self._raw("evidence_kind"),
            seq=self._number("seq"),
        )
        errors = {name: str(found[0]) for name, found in self.errors.items()}
        return Said(answer, self._raw("was"), self._number("base"), errors)

    def _raw(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name), ""))

    def _number(self, name: str) -> int:
        return int(self.cleaned_data.get(name) or 0)


def _lines(text: str) -> str:
    """Line ends as one character, as a browser shows them and scripts count them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class StartForm(forms.Form):
    """Which role and setting to start from; both may be left open."""

    profile = forms.ChoiceField(label=_("My role"), required=False)
    overlay = forms.ChoiceField(label=_("Where I work"), required=False)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(one.id, one.title) for one in edition.profiles if not one.overlay]
        settings = [(one.id, one.title) for one in edition.profiles if one.overlay]
        for name, none, choices in (
            ("profile", _("No role profile"), roles),
            ("overlay", _("No setting"), settings),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", none), *choices]
            field.widget.attrs["data-content"] = ""


class WeightsForm(forms.Form):
    """The worker's own weight for each statement of their starting point, and one more."""

    add = forms.ChoiceField(label=_("Add a statement"), required=False)

    def __init__(
        self, *args: Any, edition: Edition, weights: dict[str, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.weights = weights
        names = [(str(weight), name) for weight, name in weight_names().items()]
        for code, weight in weights.items():
            self.fields[code] = forms.ChoiceField(
                label=edition.by_code[code].title, choices=names, initial=str(weight)
            )
        others = [(one.code, one.title) for one in edition.statements if one.code not in weights]
        add = self.fields["add"]
        assert isinstance(add, forms.ChoiceField)
        add.choices = [("", _("None")), *others]
        add.widget.attrs["data-content"] = ""
        self.order_fields([*weights, "add"])

    @property
    def shown(self) -> str:
        """The weights as this page shows them, for ``weights_now``."""
        return " ".join(f"{code}={weight}" for code, weight in self.weights.items())

    def changed_weights(self) -> dict[str, int]:
        """What differs from the weights the form was made with."""
        got = self.cleaned_data
        changed = {c: int(got[c]) for c, weight in self.weights.items() if int(got[c]) != weight}
        return changed | ({got["add"]: 2} if got["add"] else {})


def weights_now(sent: QueryDict, weights: Mapping[str, int]) -> tuple[QueryDict, str]:
    """What somebody sent of their weights, from a page that may be of an earlier edition, as the form
    of today takes it; and why it cannot be kept yet, or "".

    Of an earlier page only what was changed on it counts: the rest stands as it does today.
    """
    of, newest = sent.get("edition", ""), first(newest=True)
    if of in ("", newest):
        return sent, ""
    shown = dict(pair.split("=", 1) for pair in sent.get("shown", "").split() if "=" in pair)
    changed = {code: str(sent[code]) for code, was in shown.items() if sent.get(code, was) != was}
    to = {code: meant(of, code) for code in changed}
    other = [title_of(of, code) for code in changed if to[code] not in weights]
    made = reread(sent, "add")
    kept = {to[code]: weight for code, weight in changed.items() if to[code] in weights}
    for code, weight in weights.items():
        made.sent[code] = kept.get(code, str(weight))
    if made.sent.get("add", "") in weights:
        made.sent["add"] = ""  # it is there by now
    return made.sent, other_words([*other, *made.other])


class ServiceLineForm(forms.Form):
    """What a service says about one statement in a role profile or setting."""

    AS_BEFORE: ClassVar[str] = "as-before"

    weight = forms.ChoiceField(label=_("How much it matters in this role here"))
    why = forms.CharField(
        label=_("Why, in a sentence"),
        required=False,
        max_length=WHY_MOST,
        widget=forms.Textarea(attrs={"rows": 3, "data-content": ""}),
        error_messages={"max_length": TOO_LONG},
    )
    typical = forms.ChoiceField(
        label=_("Where someone settled in this role may well be"), required=False
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, statement: Statement, edition: Edition, overlay: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        weight = self.fields["weight"]
        assert isinstance(weight, forms.ChoiceField)
        weight.choices = [
            *((str(number), name) for number, name in weight_names().items()),
            (self.AS_BEFORE, _("As in the starting point")),
        ]
        typical = self.fields["typical"]
        assert isinstance(typical, forms.ChoiceField)
        points = edition.points[statement.kind]
        typical.choices = [("", _("Not said")), *((one.id, one.label) for one in points)]
        typical.widget.attrs["data-content"] = ""
        if overlay or scales.is_value(statement.code):
            del self.fields["typical"]

    def change(self) -> dict[str, Any]:
        got = self.cleaned_data
        weight = None if got["weight"] == self.AS_BEFORE else int(got["weight"])
        return {
            "weight": weight,
            "why": _lines(got["why"]),
            "typical": got.get("typical", ""),
            "version": got["version"],
        }


class ShareForm(ReaderForm):
    """With whom to share one answer, until when, and whether one's own words go too."""

    with_note = forms.BooleanField(
        label=_("Let them read my note and what I linked, too"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reader"].widget.attrs["data-content"] = ""

    def share(self) -> dict[str, Any]:
        got = self.cleaned_data
        until: date = got["until"]
        return {
            "reader_id": UUID(got["reader"]) if got["reader"] else None,
            "reader_email": got["email"],
            "until": until,
            "with_note": got["with_note"],
        }
