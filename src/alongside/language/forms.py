"""Rules, decisions and a service's own words, as they come in from a page."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.core.language.terms import BadPattern

from . import loading

MOST_LINES = 40


class LinesField(forms.CharField):
    """Text with one entry a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4, "data-content": ""}), **kwargs)

    def clean(self, value: Any) -> Any:
        text: str = super().clean(value)
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(_("Keep to forty lines."))
        return lines


class RuleForm(forms.Form):
    """One rule of the draft."""

    id = forms.SlugField(label=_("A short name, in small letters"), max_length=60)
    title = forms.CharField(label=_("The words it is about"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"))
    level = forms.ChoiceField(
        label=_("How often there is a better way"),
        choices=[("A", _("Nearly always")), ("C", _("It depends"))],
        widget=forms.RadioSelect,
    )
    finds = LinesField(
        label=_("What it looks for, one pattern a line"),
        max_length=8000,
        help_text=_(
            "Such as: “refuse/v” for all forms of the verb, “the mentally ill”, “@person”."
        ),
    )
    unless = LinesField(
        label=_("When it stays silent, one pattern a line"), required=False, max_length=8000
    )
    quiet_near = forms.ChoiceField(label=_("Silent where the sentence speaks of"), required=False)
    instead = LinesField(label=_("What could be said instead, one a line"), max_length=2000)
    why = forms.CharField(
        label=_("Why, in a sentence"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    context = forms.CharField(
        label=_("When the word is right"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    sources = forms.CharField(label=_("Where it comes from"), max_length=200)
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, taken: Collection[str] | None, **kwargs: Any) -> None:
        """``taken``: ids that a new rule cannot have; None where a rule is changed."""
        super().__init__(*args, **kwargs)
        self.taken = taken or ()
        if taken is None:
            self.fields["id"].widget = forms.HiddenInput()
        self._choose("kind", [(kind.id, kind.name) for kind in loading.kinds()])
        self._choose("quiet_near", [("", _("Nothing")), ("law", _("The law"))])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_id(self) -> str:
        name: str = self.cleaned_data["id"]
        if name in self.taken:
            raise forms.ValidationError(_("There is a rule of that name already. Choose another."))
        return name

    def clean(self) -> dict[str, Any]:
        got = super().clean() or {}
        for name in ("finds", "unless"):
            lines = got.get(name, [])
            for line in lines:
                self._try(name, [line], line)
            if name not in self.errors:
                self._try(name, lines, got.get("title", ""))
        return got

    def _try(self, name: str, lines: list[str], about: str) -> None:
        facts = {"id": "x", "title": "x", "level": "A", "instead": ["x"], "why": "x"}
        try:
            loading.rule_of({**facts, "finds": lines, "sources": ["x"]}, "label")
        except BadPattern as error:
            self.add_error(name, _("“%(line)s”: %(error)s") % {"line": about, "error": error})

    def rule(self) -> dict[str, Any]:
        """The rule as an edition keeps it; call it once the form is valid."""
        got = dict(self.cleaned_data)
        del got["version"]
        got["sources"] = got["sources"].split()
        return {key: value for key, value in got.items() if value}

    @staticmethod
    def initial_of(rule: dict[str, Any], version: int) -> dict[str, Any]:
        joined = {key: "\n".join(rule.get(key, [])) for key in ("finds", "unless", "instead")}
        return {**rule, **joined, "sources": " ".join(rule["sources"]), "version": version}


class DecisionForm(forms.Form):
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    yes = forms.ChoiceField(
        label=_("My decision"),
        choices=[("yes", _("Yes, to these words as they stand")), ("no", _("Not yet"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Why, for the others on the panel"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PublishForm(forms.Form):
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("What is new, for readers"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AskForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("They see it once they sign in here with this address."),
    )


class JoinForm(forms.Form):
    shown_as = forms.CharField(
        label=_("The name I want to be shown under"),
        max_length=120,
        help_text=_("Any name you like. The panel and the stewards see it."),
    )


class ServiceWordForm(forms.Form):
    service = forms.UUIDField(label=_("Service"), widget=forms.Select)
    pattern = forms.CharField(label=_("The word, or a few words in a row"), max_length=200)
    instead = forms.CharField(label=_("What could be said instead"), max_length=200)
    why = forms.CharField(label=_("Why, in a sentence"), max_length=400)

    def __init__(self, *args: Any, services: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].widget = forms.Select(choices=services, attrs={"data-content": ""})

    def clean_pattern(self) -> str:
        pattern = " ".join(str(self.cleaned_data["pattern"]).split())
        facts = {"id": "x", "title": "x", "level": "C", "instead": ["x"], "why": "x"}
        try:
            loading.rule_of({**facts, "finds": [pattern], "sources": ["x"]}, "label")
        except BadPattern as error:
            raise forms.ValidationError(str(error)) from error
        return pattern
