"""What comes in from the pages of supervision. Whose voice it is never comes from a form."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from alongside.accounts.policies import LONGEST_SHARE

from .actions import Bring
from .actions.seats import EARLIEST, FURTHEST, LONGEST, TEXT_MOST
from .models import STATEMENT
from .presenters.words import KINDS, STATES, TAGS

DATE = {"type": "date"}
TIME = {"type": "time"}

BEFORE_ANY = EARLIEST - timedelta(days=1)
ALONE, ANSWER, NOTE = "", "answer", "note"


def _date(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs=DATE, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def _time() -> forms.TimeField:
    widget = forms.TimeInput(attrs=TIME, format="%H:%M")
    return forms.TimeField(label=_("Time, if you know it"), required=False, widget=widget)


def _words(label: Any, *, rows: int = 3, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "data-content": True})
    return forms.CharField(label=label, widget=widget, max_length=TEXT_MOST, **more)


class SupervisorForm(forms.Form):
    """Choosing a supervisor by name."""

    supervisor = forms.ChoiceField(
        label=_("Somebody you work with"), widget=forms.Select(attrs={"data-content": True})
    )

    def __init__(self, *args: Any, colleagues: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["supervisor"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose a person")), *colleagues]

    def chosen(self) -> UUID:
        return UUID(self.cleaned_data["supervisor"])


def _yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)


def next_after(session_on: date) -> date:
    """The next date comes after the session it follows, and is not in the past."""
    return max(session_on, _yesterday())


def _in_reach(on: date, after: date) -> date:
    """A day that a session can have, or a word beside the box that says which days can."""
    if on <= after:
        latest = date_format(after, "j F Y")
        raise forms.ValidationError(_("Choose a day after %(day)s."), params={"day": latest})
    if on > timezone.localdate() + FURTHEST:
        raise forms.ValidationError(_("Choose a day up to two years ahead."))
    return on


class WhenForm(forms.Form):
    """A day, and if it is known a time and how long."""

    on = _date(_("Date"))
    at = _time()
    minutes = forms.IntegerField(
        label=_("How long, in minutes"), min_value=1, max_value=LONGEST, initial=60, required=False
    )

    def __init__(self, *args: Any, after: date = BEFORE_ANY, **kwargs: Any) -> None:
        """``after``: the day it has to come after, where there is one."""
        super().__init__(*args, **kwargs)
        self.after = after

    def clean_on(self) -> date:
        return _in_reach(self.cleaned_data["on"], self.after)

    def clean_minutes(self) -> int:
        return int(self.cleaned_data["minutes"] or 60)


class NewSessionForm(WhenForm):
    supervisor = forms.ChoiceField(label=_("With"), widget=forms.Select(attrs={"data-content": 1}))
    field_order = ("supervisor", "on", "at", "minutes")

    def __init__(self, *args: Any, supervisors: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["supervisor"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(supervisors)


class ProposeForm(forms.Form):
    on = _date(_("Date"))
    at = _time()

    def clean_on(self) -> date:
        return _in_reach(self.cleaned_data["on"], _yesterday())


class BringStatementForm(forms.Form):
    """A statement, and how much of the answer to it goes along, until a day."""

    target = forms.ChoiceField(
        label=_("Statement"), widget=forms.Select(attrs={"data-content": True})
    )
    sharing = forms.ChoiceField(
        label=_("What goes with it"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (ALONE, _("Only which statement it is")),
            (ANSWER, _("My answer to it")),
            (NOTE, _("My answer and what I wrote beside it")),
        ],
        initial=ALONE,
    )
    until = _date(_("Shared until"), required=False)
    note = _words(_("Why I bring it, if I like"), rows=2, required=False)

    def __init__(
        self, *args: Any, statements: Sequence[tuple[str, str]], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        field = self.fields["target"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(statements)
        self.fields["until"].initial = today + timedelta(days=90)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        until = cleaned.get("until")
        if cleaned.get("sharing") and (
            until is None or not self.today <= until <= self.today + LONGEST_SHARE
        ):
            self.add_error("until", _("Choose a day from today up to a year ahead."))
        return cleaned

    def bring(self) -> Bring:
        said = self.cleaned_data
        return Bring(
            kind=STATEMENT,
            target=said["target"],
            note=said["note"],
            share_until=said["until"] if said["sharing"] else None,
            with_note=said["sharing"] == NOTE,
        )


class AgreementForm(forms.Form):
    what = _words(_("What"), rows=2)
    who = forms.ChoiceField(label=_("Who does it"), widget=forms.Select(attrs={"data-content": 1}))
    by = _date(_("By when, if you like"), required=False)
    parts = forms.MultipleChoiceField(
        label=_("Which part of supervision it belongs to"),
        help_text=_("One or more."),
        widget=forms.CheckboxSelectMultiple,
        choices=list(TAGS.items()),
        error_messages={"required": _("Choose at least one.")},
    )

    def __init__(self, *args: Any, worker: str, supervisor: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["who"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("worker", worker),
            ("supervisor", supervisor),
            ("both", _("Both of us")),
            ("service", _("The service")),
        ]


class ViewForm(forms.Form):
    """A supervisor's view. For a value there is no point to choose."""

    point = forms.ChoiceField(label=_("Where you see them"), required=False)
    reason = _words(
        _("What you have seen or heard that makes you see it so"),
        rows=4,
        error_messages={"required": _("A reason is always asked for.")},
    )

    def __init__(self, *args: Any, points: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["point"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", ""), *points]


class FoldedTicks(forms.CheckboxSelectMultiple):
    """Many boxes to tick, in groups that fold: the first is open, and any with a tick in it."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        found = self.get_context(name, value, attrs)["widget"]["optgroups"]
        groups = [
            (group, ticks, at == 0 or any(one["selected"] for one in ticks))
            for at, (group, ticks, _index) in enumerate(found)
        ]
        facts = {"groups": groups, "open_rest": any(open_ for _name, _ticks, open_ in groups[1:])}
        return render_to_string("supervision/_folded_ticks.html", facts)


class BarrierForm(forms.Form):
    words = _words(
        _("What would have to change"),
        rows=5,
        help_text=_("Leave out anything that could tell who somebody is."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("What it is about"),
        widget=forms.CheckboxSelectMultiple,
        choices=list(KINDS.items()),
        error_messages={"required": _("Choose at least one.")},
    )
    codes = forms.MultipleChoiceField(
        label=_("Statements it stands in the way of, if you like"),
        required=False,
        widget=FoldedTicks,
    )
    service = forms.ChoiceField(
        label=_("Service"), widget=forms.Select(attrs={"data-content": True})
    )
    session = forms.ChoiceField(
        label=_("Let my supervisor read it on the page of a session"),
        required=False,
        widget=forms.Select(attrs={"data-content": True}),
    )

    def __init__(
        self,
        *args: Any,
        statements: Sequence[tuple[str, Sequence[tuple[str, str]]]],
        services: Sequence[tuple[str, str]],
        sessions: Sequence[tuple[str, str]],
        known: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choose("codes", statements)
        self._choose("service", services)
        self._choose("session", [("", _("No: it stays with me")), *sessions])
        if known:
            del self.fields["service"]

    def _choose(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def barrier(self) -> dict[str, Any]:
        said = self.cleaned_data
        made = {"words": said["words"], "kinds": said["kinds"], "codes": said["codes"]}
        made["session_id"] = UUID(said["session"]) if said["session"] else None
        if said.get("service"):
            made["service_id"] = UUID(said["service"])
        return made


class BarrierAnswerForm(forms.Form):
    state = forms.ChoiceField(label=_("How it stands"), choices=list(STATES.items()))
    because = _words(_("Because"), rows=3)


def plain_date(posted: str) -> date | None:
    """A day as people type it or a picker sends it, or None. Raises ValidationError for none."""
    day: date | None = forms.DateField(required=False).clean(posted)
    return day


def number(posted: str) -> int:
    """A number that a page carried back; 0 for what is none."""
    return int(posted) if posted.isascii() and posted.isdigit() and len(posted) < 10 else 0
