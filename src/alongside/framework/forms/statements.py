"""Statements of a draft as they come in from a page: written, split, merged, retired."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.framework import Became, Example, Faces, Kind, Statement
from alongside.framework.actions import LABELS
from alongside.framework.presenters.names import KINDS_IN_ONE, SAYS

FACES: Final = {
    "worker": 300,
    "expect": 400,
    "ask": 160,
    "service": 500,
    "teach": 400,
    "need": 40,
}
EXAMPLES: Final = 3
FEWEST: Final = 2
MOST_QUESTIONS: Final = 3
ALSO_MOST: Final = 2


def box(label: Any, most: int, rows: int = 3, **more: Any) -> forms.CharField:
    widget = forms.Textarea({"rows": rows, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, widget=widget, **more)


class LinesField(forms.CharField):
    """Text with one entry a line."""

    def clean(self, value: Any) -> Any:
        text: str = super().clean(value)
        lines = tuple(line.strip() for line in text.splitlines() if line.strip())
        if len(lines) > MOST_QUESTIONS or any(len(line) > 200 for line in lines):
            raise forms.ValidationError(_("Up to three lines, of 200 letters at most."))
        return lines


class StatementForm(forms.Form):
    """One statement of a draft: all that it says, what stands around it, and what became of it."""

    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    key = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=gettext_lazy("What sort of thing it is"))
    title = forms.CharField(label=LABELS["title"], max_length=60)
    text = box(LABELS["statement"], 300, 2)
    theme = forms.ChoiceField(label=gettext_lazy("Theme"))
    also_themes = forms.MultipleChoiceField(
        label=gettext_lazy("Also belongs to, up to two"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    became = forms.ChoiceField(
        label=gettext_lazy("What do you say became of it?"),
        help_text=gettext_lazy(
            "If the meaning changed, people are asked to look again at what they answered."
        ),
        widget=forms.RadioSelect,
    )
    why = box(
        gettext_lazy("Why"),
        1000,
        2,
        required=False,
        help_text=gettext_lazy("Everybody can read this beside both wordings."),
    )
    worker = box(LABELS["worker"], FACES["worker"])
    expect = box(LABELS["expect"], FACES["expect"])
    ask = box(
        LABELS["ask"],
        FACES["ask"],
        2,
        help_text=gettext_lazy(
            "One question that somebody can answer from what happened to them, such as “Did staff …?” "
            "Feedback is asked with it."
        ),
    )
    service = box(LABELS["service"], FACES["service"], 4)
    teach = box(LABELS["teach"], FACES["teach"])
    need = forms.CharField(label=LABELS["need"], max_length=FACES["need"])
    questions = LinesField(
        label=gettext_lazy("What people may ask, one question a line"),
        widget=forms.Textarea({"rows": 3}),
    )
    if_not = box(LABELS["if not"], 400)
    does_not_look_like = box(gettext_lazy("What it does not look like"), 400)
    reflect = box(gettext_lazy("To think about"), 300)

    def __init__(
        self,
        data: Any = None,
        *,
        given: Statement,
        themes: Iterable[tuple[str, str]],
        settings: Iterable[tuple[str, str]],
        became: Became,
        **facts: Any,
    ) -> None:
        super().__init__(data, initial={**_start(given), "became": became.value, **facts})
        self.given = given
        themes = list(themes)
        self._choose("theme", themes)
        self._choose("also_themes", themes)
        for at in range(1, EXAMPLES + 1):
            self._example(at, settings)
        if became in SAYS:
            self._choose("became", [(one.value, says) for one, says in SAYS.items()])
        else:
            del self.fields["became"]
        if became is Became.NEW and not given.code:
            self._choose("kind", [(one.value, KINDS_IN_ONE[one]) for one in Kind])
        else:
            del self.fields["kind"]

    def _choose(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = list(choices)

    def _example(self, at: int, settings: Iterable[tuple[str, str]]) -> None:
        self.fields[f"setting_{at}"] = forms.ChoiceField(
            label=_("Example %(number)s: where") % {"number": at},
            choices=[("", _("No example")), *settings],
            required=False,
        )
        self.fields[f"example_{at}"] = box(
            _("Example %(number)s: what it looks like") % {"number": at}, 500, required=False
        )

    def clean(self) -> dict[str, Any]:
        got = super().clean() or self.cleaned_data
        for at in range(1, EXAMPLES + 1):
            where, text = got.get(f"setting_{at}"), got.get(f"example_{at}")
            if bool(where) != bool(text):
                self.add_error(f"example_{at}", _("An example needs a place and words."))
        places = [one for at in range(1, EXAMPLES + 1) if (one := got.get(f"setting_{at}"))]
        if len(places) < FEWEST or len(set(places)) < len(places):
            said = _("Give two examples at least, each in a place of its own.")
            self.add_error("setting_1", said)
        also = [one for one in got.get("also_themes", ()) if one != got.get("theme")]
        if len(also) > ALSO_MOST:
            self.add_error("also_themes", _("Choose two at most."))
        got["also_themes"] = tuple(also)
        kept = got.get("became", "") == Became.SAME.value
        if not kept and not got.get("why", "").strip():
            self.add_error("why", _("Say why, in a sentence. People are shown it."))
        return got

    def clean_ask(self) -> str:
        asked: str = self.cleaned_data["ask"]
        if "?" not in asked:
            raise forms.ValidationError(_("Write it as a question, with a question mark."))
        return asked

    @property
    def says(self) -> Became:
        """What is said became of it; for what cannot be said here, anything."""
        return Became(self.cleaned_data.get("became", Became.CHANGED.value))

    def statement(self) -> Statement:
        """The statement as it was written; call it once the form is valid."""
        got: Mapping[str, Any] = self.cleaned_data
        kind = got.get("kind")
        return replace(
            self.given,
            code=f"{kind[:1].upper()}00" if kind else self.given.code,
            title=got["title"],
            theme=got["theme"],
            also_themes=got["also_themes"],
            text=got["text"],
            faces=Faces(**{face: got[face] for face in FACES}),
            questions=got["questions"],
            if_not=got["if_not"],
            looks_like=tuple(
                Example(got[f"setting_{at}"], got[f"example_{at}"])
                for at in range(1, EXAMPLES + 1)
                if got[f"setting_{at}"]
            ),
            does_not_look_like=got["does_not_look_like"],
            reflect=got["reflect"],
        )


def _start(given: Statement) -> dict[str, Any]:
    plain = ("title", "text", "theme", "if_not", "does_not_look_like", "reflect")
    examples: dict[str, str] = {}
    for at, one in enumerate(given.looks_like, start=1):
        examples |= {f"setting_{at}": one.setting, f"example_{at}": one.text}
    return {
        **{name: getattr(given, name) for name in plain},
        **{face: getattr(given.faces, face) for face in FACES},
        "questions": "\n".join(given.questions),
        "also_themes": list(given.also_themes),
        **examples,
    }


class WhyForm(forms.Form):
    """What is done with a statement as a whole, and why."""

    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    why = box(
        gettext_lazy("Why"),
        1000,
        2,
        help_text=gettext_lazy("Everybody can read this beside both wordings."),
    )


class MergeForm(WhyForm):
    """``others_seen``: the version of each statement that was on the page, as “K01=3 K02=1”."""

    other = forms.ChoiceField(label=gettext_lazy("With which statement"))
    others_seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, others: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["other"]
        field.choices = [("", _("Choose one")), *others]

    @property
    def other_seen(self) -> int:
        """The version of the other statement that was on the page; 0 where it does not say."""
        pairs = (one.partition("=") for one in self.cleaned_data["others_seen"].split())
        number = {code: seen for code, _is, seen in pairs}.get(self.cleaned_data["other"], "")
        return int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0
