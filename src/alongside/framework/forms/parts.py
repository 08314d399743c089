"""Themes, the words of points, and profiles of a draft, as they come in from a page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.framework import Became, Edition, Emphasis, Kind, Point, Profile, Theme
from alongside.core.framework.parts import ASKED, PointPart
from alongside.framework.actions import PART_LABELS
from alongside.framework.presenters.names import SAYS
from alongside.framework.presenters.shapes import CHIME

MOST: Final = {"name": 80, "summary": 200, "label": 40, "line": 240, "title": 80, "for_whom": 200}
WHY_MOST: Final = 200
ASKED_MOST: Final = 600
NEW_ROWS: Final = 4


def _box(label: Any, most: int, rows: int = 2, **more: Any) -> forms.CharField:
    widget = forms.Textarea({"rows": rows, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, widget=widget, **more)


def _line(name: str) -> forms.CharField:
    return forms.CharField(label=PART_LABELS[name], max_length=MOST[name])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _hidden_number() -> forms.IntegerField:
    return forms.IntegerField(min_value=0, widget=forms.HiddenInput)


def _choose(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    field: Any = form.fields[name]
    field.choices = list(choices)


class PlacesForm(forms.Form):
    """Things in an order: each with the number of its place. Same numbers stay in the order they had."""

    seen = _hidden_number()

    def __init__(self, *args: Any, things: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.things = things
        for at, (name, label) in enumerate(things, start=1):
            self.fields[f"place_{name}"] = _place(label, at)

    def order(self) -> tuple[str, ...]:
        return _by_place(self.cleaned_data, [name for name, _label in self.things])


def _place(label: str, at: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, initial=at, min_value=1, max_value=999)


def _by_place(got: Mapping[str, Any], names: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: got[f"place_{name}"]))


class ThemeForm(forms.Form):
    """One theme: its words, its strand, what it supports, and the order of its statements."""

    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    key = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
    name = _line("name")
    summary = _box(PART_LABELS["summary"], MOST["summary"])
    strand = forms.ChoiceField(label=PART_LABELS["strand"])
    chime = forms.MultipleChoiceField(
        label=gettext_lazy("What it supports in somebody’s recovery"),
        choices=list(CHIME.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None where it is about the worker or the service."),
    )
    practice_domain = forms.CharField(
        label=gettext_lazy("The part of practice it belongs to"),
        max_length=80,
        required=False,
    )

    def __init__(self, data: Any = None, *, given: Theme, edition: Edition, **facts: Any) -> None:
        plain = ("name", "summary", "strand", "chime", "practice_domain")
        start = {name: getattr(given, name) for name in plain}
        super().__init__(data, initial={**start, **facts})
        self.given = given
        _choose(self, "strand", [(one.id, one.name) for one in edition.strands])
        for at, code in enumerate(given.statements, start=1):
            title = f"{code} {edition.by_code[code].title}"
            label = _("Place of %(statement)s") % {"statement": title}
            self.fields[f"place_{code}"] = _place(label, at)

    def theme(self) -> Theme:
        got: Mapping[str, Any] = self.cleaned_data
        return replace(
            self.given,
            name=got["name"],
            summary=got["summary"],
            strand=got["strand"],
            chime=tuple(got["chime"]),
            practice_domain=got["practice_domain"],
            statements=_by_place(got, self.given.statements),
        )


class VersionField(forms.ChoiceField):
    """A statement as ``code.version``. An older version is let through: it is met as a clash."""

    def valid_value(self, value: Any) -> bool:
        code, _dot, number = str(value).partition(".")
        choices: Any = self.choices
        known = {str(one).partition(".")[0] for one, _label in choices}
        return code in known and number.isdecimal() and len(number) < 7


class BringForm(forms.Form):
    """A statement that is to stand in this theme, with the version of it that was on the page."""

    statement = VersionField(label=gettext_lazy("Which statement"))

    def __init__(self, *args: Any, others: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "statement", [("", _("Choose one")), *others])

    def clean_statement(self) -> tuple[str, int]:
        code, _dot, number = self.cleaned_data["statement"].partition(".")
        return code, int(number)


class RetireForm(forms.Form):
    """Taking something out: the version that was seen; of a theme, where its statements go."""

    seen = _hidden_number()
    to = forms.ChoiceField(label=gettext_lazy("Where its statements go"), required=False)

    def __init__(self, *args: Any, others: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "to", [("", _("Choose one")), *others])
        if not others:
            del self.fields["to"]


class PointForm(forms.Form):
    """The words of one described point, and whether they mean the same."""

    seen = _hidden_number()
    label = _line("label")
    line = _box(PART_LABELS["line"], MOST["line"])
    became = forms.ChoiceField(
        label=gettext_lazy("What do you say became of it?"),
        choices=[(one.value, says) for one, says in SAYS.items()],
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "If the meaning changed, those who chose it are asked to look again."
        ),
    )
    why = _box(
        gettext_lazy("Why"),
        1000,
        required=False,
        help_text=gettext_lazy("Everybody can read this beside both wordings."),
    )

    def __init__(self, data: Any = None, *, given: PointPart, seen: int) -> None:
        words = {"label": given.point.label, "line": given.point.line, "why": given.why}
        super().__init__(data, initial={**words, "became": given.became.value, "seen": seen})

    def clean(self) -> dict[str, Any]:
        got = super().clean() or self.cleaned_data
        if got.get("became") != Became.SAME.value and not got.get("why", "").strip():
            self.add_error("why", _("Say why, in a sentence. People are shown it."))
        return got

    @property
    def says(self) -> Became:
        return Became(self.cleaned_data["became"])


class AskingForm(forms.Form):
    """What people are told as they answer."""

    seen = _hidden_number()
    ask = _box(PART_LABELS["ask"], ASKED_MOST)
    may_go_down = _box(PART_LABELS["may_go_down"], ASKED_MOST)
    evidence_ask = _box(PART_LABELS["evidence_ask"], ASKED_MOST)

    def asking(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in ASKED}


@dataclass(frozen=True, slots=True)
class Row:
    """One statement of a profile, as fields."""

    code: str
    title: str
    fields: tuple[Any, ...]


class ProfileForm(forms.Form):
    """What a role or setting asks for, statement by statement. 0 takes a statement out of it."""

    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    key = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
    overlay = forms.ChoiceField(
        label=gettext_lazy("What it is for"),
        choices=[
            ("", gettext_lazy("A role")),
            ("yes", gettext_lazy("A setting, laid over a role")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    title = _line("title")
    for_whom = _box(PART_LABELS["for_whom"], MOST["for_whom"])

    def __init__(
        self,
        data: Any = None,
        *,
        given: Profile,
        edition: Edition,
        weights: Mapping[int, str],
        **facts: Any,
    ) -> None:
        start = {"title": given.title, "for_whom": given.for_whom, **facts}
        super().__init__(data, initial=start)
        self.given, self.edition, self.weights = given, edition, weights
        if given.id:
            del self.fields["overlay"]
        for one in given.emphasis:
            self._row(one, edition.points[Kind.of(one.code)])
        there = {one.code for one in given.emphasis}
        free = [one for one in edition.statements if one.code not in there]
        for at in range(1, NEW_ROWS + 1):
            self._new_row(at, [(one.code, f"{one.code} {one.title}") for one in free])

    def _row(self, one: Emphasis, points: Iterable[Point]) -> None:
        names = [
            (str(at), _capital(name)) for at, name in sorted(self.weights.items(), reverse=True)
        ]
        self.fields[f"weight_{one.code}"] = forms.ChoiceField(
            label=_("How much it matters"),
            choices=[*names, ("0", _("Not in this profile"))],
            initial=str(one.weight),
        )
        if not self.given.overlay and Kind.of(one.code) is not Kind.VALUES:
            self.fields[f"typical_{one.code}"] = forms.ChoiceField(
                label=_("Where somebody settled in this role may well be"),
                choices=[
                    ("", _("Nothing is said")),
                    *((point.id, point.label) for point in points),
                ],
                initial=one.typical or "",
                required=False,
            )
        self.fields[f"why_{one.code}"] = _box(_("Why"), WHY_MOST, initial=one.why)

    def _new_row(self, at: int, free: Sequence[tuple[str, str]]) -> None:
        names = [(str(at), _capital(name)) for at, name in sorted(self.weights.items())]
        self.fields[f"code_new{at}"] = forms.ChoiceField(
            label=_("Another statement"), choices=[("", _("None")), *free], required=False
        )
        self.fields[f"weight_new{at}"] = forms.ChoiceField(
            label=_("How much it matters"), choices=names, required=False
        )
        self.fields[f"why_new{at}"] = _box(_("Why"), WHY_MOST, required=False)

    def clean(self) -> dict[str, Any]:
        got = super().clean() or self.cleaned_data
        codes = [got.get(f"code_new{at}") for at in range(1, NEW_ROWS + 1)]
        for at, code in enumerate(codes, start=1):
            if code and not got.get(f"why_new{at}", "").strip():
                self.add_error(f"why_new{at}", _("Say why it matters in this role or place."))
            if code and code in codes[: at - 1]:
                self.add_error(f"code_new{at}", _("It is chosen twice."))
        if not self.errors and not self._emphasis(got):
            self.add_error(None, _("A profile asks for at least one statement."))
        return got

    def profile(self) -> Profile:
        got: Mapping[str, Any] = self.cleaned_data
        return replace(
            self.given,
            title=got["title"],
            for_whom=got["for_whom"],
            overlay=self.given.overlay or got.get("overlay") == "yes",
            emphasis=self._emphasis(got),
        )

    def _emphasis(self, got: Mapping[str, Any]) -> tuple[Emphasis, ...]:
        kept = (
            Emphasis(
                one.code,
                int(got[f"weight_{one.code}"]),
                got[f"why_{one.code}"],
                got.get(f"typical_{one.code}") or None,
            )
            for one in self.given.emphasis
        )
        new = (
            Emphasis(got[f"code_new{at}"], int(got[f"weight_new{at}"] or 1), got[f"why_new{at}"])
            for at in range(1, NEW_ROWS + 1)
            if got.get(f"code_new{at}")
        )
        return tuple(one for one in (*kept, *new) if one.weight)

    @property
    def head(self) -> list[Any]:
        names = ("seen", "key", "overlay", "title", "for_whom")
        return [self[name] for name in names if name in self.fields]

    @property
    def rows(self) -> list[Row]:
        """The statements that are in it, then room for others."""
        there = [
            Row(one.code, self.edition.by_code[one.code].title, self._fields(one.code))
            for one in self.given.emphasis
        ]
        return [*there, *(Row("", "", self._fields(f"new{at}")) for at in range(1, NEW_ROWS + 1))]

    def _fields(self, end: str) -> tuple[Any, ...]:
        starts = ("code", "weight", "typical", "why")
        return tuple(self[f"{one}_{end}"] for one in starts if f"{one}_{end}" in self.fields)
