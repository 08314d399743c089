"""Statements, decisions, comments and dates, as they come in from a page."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.framework import Became, Example, Faces, Kind, Statement
from alongside.framework import policies
from alongside.framework.actions import LABELS
from alongside.framework.policies import Panel, Speaker
from alongside.framework.presenters.names import KINDS_IN_ONE, PANELS, SAYS, SPEAKERS

from .origins import OriginForm
from .papers import MORE, PaperForm, PapersForm, WholeField, as_sent, boxes_in

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


def _box(label: Any, most: int, rows: int = 3, **more: Any) -> forms.CharField:
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
    text = _box(LABELS["statement"], 300, 2)
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
    why = _box(
        gettext_lazy("Why"),
        1000,
        2,
        required=False,
        help_text=gettext_lazy("Everybody can read this beside both wordings."),
    )
    worker = _box(LABELS["worker"], FACES["worker"])
    expect = _box(LABELS["expect"], FACES["expect"])
    ask = _box(LABELS["ask"], FACES["ask"], 2)
    service = _box(LABELS["service"], FACES["service"], 4)
    teach = _box(LABELS["teach"], FACES["teach"])
    need = forms.CharField(label=LABELS["need"], max_length=FACES["need"])
    questions = LinesField(
        label=gettext_lazy("What people may ask, one question a line"),
        widget=forms.Textarea({"rows": 3}),
    )
    if_not = _box(LABELS["if not"], 400)
    does_not_look_like = _box(gettext_lazy("What it does not look like"), 400)
    reflect = _box(gettext_lazy("To think about"), 300)

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
        self.fields[f"example_{at}"] = _box(
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
    why = _box(
        gettext_lazy("Why"),
        1000,
        2,
        help_text=gettext_lazy("Everybody can read this beside both wordings."),
    )


class MergeForm(WhyForm):
    other = forms.ChoiceField(label=gettext_lazy("With which statement"))

    def __init__(self, *args: Any, others: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["other"]
        field.choices = [("", _("Choose one")), *others]


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


class RoundForm(forms.Form):
    opens_on = forms.DateField(
        label=gettext_lazy("First day"), widget=forms.DateInput({"type": "date"})
    )
    closes_on = forms.DateField(
        label=gettext_lazy("Last day"), widget=forms.DateInput({"type": "date"})
    )
    about = _box(
        gettext_lazy("What you would like to hear about"),
        2000,
        4,
        required=False,
        help_text=gettext_lazy("Stands first on the public page. Plain and short."),
    )


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
    reason = _box(
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
    text = _box(gettext_lazy("My words"), 4000, 6, required=False)


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
    reason = _box(gettext_lazy("Why it is set aside"), 1000, 2)


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
    said = _box(gettext_lazy("You said"), 1000)
    did = _box(gettext_lazy("We changed, or we did not because"), 1000)
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
