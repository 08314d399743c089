"""Looking for activities."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.framework import Edition
from alongside.core.library import Library
from alongside.foundation.templatetags.words import hours_words
from alongside.library.queries import Wanted

HOURS_OFFERED: Final = (0.25, 0.5, 1, 2, 4)


def statement_choices(edition: Edition | None) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every statement under its theme's name."""
    if edition is None:
        return []
    return [
        (theme.name, [(code, f"{code} {edition.by_code[code].title}") for code in theme.statements])
        for theme in edition.themes
    ]


class FilterForm(forms.Form):
    """What somebody looks for. A value that is not offered asks for nothing."""

    q = forms.CharField(label=gettext_lazy("Words to look for"), required=False, max_length=200)
    statement = forms.ChoiceField(label=gettext_lazy("Statement it develops"), required=False)
    theme = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    hours = forms.ChoiceField(label=gettext_lazy("Takes up to"), required=False)
    with_whom = forms.ChoiceField(label=gettext_lazy("With whom"), required=False)
    setting = forms.ChoiceField(label=gettext_lazy("Fits"), required=False)
    led = forms.BooleanField(
        label=gettext_lazy("Led by people with lived experience"), required=False
    )
    no_course = forms.BooleanField(label=gettext_lazy("No courses"), required=False)

    def __init__(self, *args: Any, library: Library, edition: Edition | None) -> None:
        super().__init__(*args)
        themes = [(theme.id, theme.name) for theme in edition.themes] if edition else []
        kinds = [(kind.id, kind.label) for kind in library.kinds.values()]
        hours = [(f"{hours:g}", hours_words(hours)) for hours in HOURS_OFFERED]
        self._offer("statement", _("Any statement"), statement_choices(edition))
        self._offer("theme", _("Any theme"), themes)
        self._offer("kind", _("Any kind"), kinds)
        self._offer("hours", _("Any length"), hours)
        self._offer("with_whom", _("Anyone"), library.with_whom.items())
        self._offer("setting", _("Any kind of place"), library.settings.items())

    def _offer(self, name: str, anything: str, choices: Iterable[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", anything), *choices]

    def wanted(self) -> Wanted:
        self.is_valid()
        given = self.cleaned_data
        return Wanted(
            text=given.get("q", "").strip(),
            statement=given.get("statement", ""),
            theme=given.get("theme", ""),
            kind=given.get("kind", ""),
            with_whom=given.get("with_whom", ""),
            setting=given.get("setting", ""),
            hours=float(given["hours"]) if given.get("hours") else None,
            led=given.get("led", False),
            no_course=given.get("no_course", False),
        )

    def named(self) -> Iterator[tuple[str, str]]:
        """What was asked, as it stands in an address, without what was left empty."""
        for name in self.fields:
            value = self.cleaned_data.get(name)
            if value:
                yield name, "on" if value is True else str(value)
