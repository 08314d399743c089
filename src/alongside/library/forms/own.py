"""Writing a service's own entries."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.framework import Edition
from alongside.core.library import FEWEST_HOURS, HOURS_STEP, MOST_HOURS, Library
from alongside.foundation.actor import Actor
from alongside.foundation.templatetags.words import hours_words
from alongside.framework.queries import reread
from alongside.library import actions
from alongside.library.actions import FAULTS, LABELS, STRENGTHS, Draft
from alongside.library.policies import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_DATES,
    MOST_STATEMENTS,
    RESOURCE_KINDS,
    ActivityDraft,
    OfferingDraft,
    ResourceDraft,
)
from alongside.library.presenters.pages import RESOURCE_KINDS as RESOURCE_KIND_NAMES

from .finding import statement_choices

Choices = Iterable[tuple[str, Any]]


def _line(name: str, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=LABELS[name], max_length=LONGEST_LINE, widget=widget, **more)


def _text(name: str, rows: int = 3, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=LABELS[name], max_length=LONGEST_TEXT, widget=widget, **more)


def _cost() -> forms.DecimalField:
    return forms.DecimalField(
        label=LABELS["cost"],
        min_value=0,
        decimal_places=2,
        max_digits=8,
        initial=0,
        help_text=gettext_lazy("To the worker or the team. Write 0 if it is free."),
    )


class OwnForm(forms.Form):
    """What every form about a service's own entry carries: a one-time key and the version read."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=40)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    # Where a fault of the draft is shown, when not at the field of the same name.
    shown_at: dict[str, str] = {}
    first: tuple[str, ...] = ()

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        actor: Actor,
        library: Library,
        edition: Edition | None,
        own_id: str = "",
        draft: Draft | None = None,
        version: int = 0,
        given: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        initial = {"once": str(uuid4()), "version": version, **given}
        if draft is not None:
            initial.update(self.initial_of(draft))
        self.why = ""
        if data is not None:
            left = reread(data, *(f"statement_{row}" for row in range(1, MOST_STATEMENTS + 1)))
            data, self.why = left.sent, left.why
        super().__init__(data, initial=initial)
        self.actor, self.own_id = actor, own_id
        self.library, self.edition = library, edition
        self.offer()
        for field in self.fields.values():
            chosen = isinstance(field, forms.ChoiceField)
            field.error_messages["required"] = FAULTS["unknown" if chosen else "empty"]

    def initial_of(self, draft: Any) -> dict[str, Any]:
        raise NotImplementedError

    def offer(self) -> None:
        """Fill in what the form's choices offer."""

    def draft(self) -> Draft:
        """What was written, once every field is good by itself."""
        raise NotImplementedError

    def choose(self, name: str, choices: Choices, *, empty: str = "") -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*([("", empty)] if empty else []), *choices]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.why:
            self.add_error(self.shown_at.get("develops", "statement_1"), self.why)
        if not self.errors:
            for name, fault in actions.faults_of(
                self.draft(), actor=self.actor, own_id=self.own_id
            ):
                at = self.shown_at.get(name, name)
                self.add_error(at, str(FAULTS[fault]))
        return cleaned

    def add_statements(self, *, strengths: bool) -> None:
        """Up to six rows, each a statement and (where wanted) how strongly it is developed."""
        offered = statement_choices(self.edition)
        for row in range(1, MOST_STATEMENTS + 1):
            self.fields[f"statement_{row}"] = forms.ChoiceField(
                label=_("Statement %(row)s") % {"row": row},
                choices=[("", _("No statement")), *offered],
                required=row == 1 and strengths,
            )
            if strengths:
                self.fields[f"strength_{row}"] = forms.ChoiceField(
                    label=_("How strongly, %(row)s") % {"row": row},
                    choices=[(str(n), words) for n, words in STRENGTHS.items()],
                    initial="2",
                    required=False,
                )

    def statements(self) -> Iterator[tuple[str, int]]:
        """The statements chosen, with the strength of each (2 where none is asked)."""
        for row in range(1, MOST_STATEMENTS + 1):
            code = self.cleaned_data.get(f"statement_{row}")
            if code:
                yield code, int(self.cleaned_data.get(f"strength_{row}") or 2)

    def statement_rows(self) -> Iterator[list[forms.BoundField]]:
        for row in range(1, MOST_STATEMENTS + 1):
            names = (f"statement_{row}", f"strength_{row}")
            yield [self[name] for name in names if name in self.fields]

    def many_statements(self) -> bool:
        """Whether any row after the third holds something."""
        return any(self[f"statement_{row}"].value() for row in range(4, MOST_STATEMENTS + 1))

    def top(self) -> list[forms.BoundField]:
        """The fields that stand before the rows of statements or days."""
        return [self[name] for name in self.first]

    def rest(self) -> list[forms.BoundField]:
        """The fields that stand after them."""
        apart = ("statement_", "strength_", "date_")
        return [
            field
            for field in self.visible_fields()
            if field.name not in self.first and not field.name.startswith(apart)
        ]

    def clean_repeated(self, chosen: list[str], at: str) -> None:
        if len(set(chosen)) != len(chosen):
            self.add_error(at, str(FAULTS["statements"]))


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that hold something, each without spaces at its ends."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class ActivityForm(OwnForm):
    title = _line("title")
    kind = forms.ChoiceField(label=LABELS["kind"])
    with_whom = forms.ChoiceField(label=LABELS["with_whom"])
    hours = forms.ChoiceField(
        label=gettext_lazy("How long it takes"),
        help_text=gettext_lazy("With getting ready and writing up, for one person."),
    )
    steps = _text("steps", 6, help_text=gettext_lazy("Two to six steps. Begin each on a new line."))
    notice = _text("notice")
    evidence = _text("evidence", help_text=gettext_lazy("Nothing that could identify anyone."))
    cautions = _text(
        "cautions",
        required=False,
        help_text=gettext_lazy("What could go wrong or hurt, each on a new line."),
    )
    settings = forms.MultipleChoiceField(
        label=LABELS["settings"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Choose none if it can be done anywhere."),
    )
    lived_experience_led = forms.BooleanField(label=LABELS["lived_experience_led"], required=False)
    before = forms.ChoiceField(
        label=gettext_lazy("Something to do first, if there is"), required=False
    )
    cost = _cost()
    shown_at = {"develops": "statement_1", "prerequisites": "before"}
    first = ("title", "kind", "with_whom", "hours")

    def offer(self) -> None:
        self.choose("kind", ((one.id, one.label) for one in self.library.kinds.values()))
        self.choose("with_whom", self.library.with_whom.items())
        self.choose("settings", self.library.settings.items())
        quarters = range(int(FEWEST_HOURS / HOURS_STEP), int(MOST_HOURS / HOURS_STEP) + 1)
        hours = [n * HOURS_STEP for n in quarters]
        self.choose("hours", [(f"{one:g}", hours_words(one)) for one in hours])
        first = [
            (one.id, one.title)
            for one in self.library.activities
            if not one.offering_of and one.id != self.own_id
        ]
        self.choose("before", sorted(first, key=lambda one: one[1]), empty=_("Nothing"))
        self.add_statements(strengths=True)

    def initial_of(self, draft: ActivityDraft) -> dict[str, Any]:
        rows: dict[str, Any] = {}
        deepest = sorted(draft.develops.items(), key=lambda row: (-row[1], row[0]))
        for row, (code, strength) in enumerate(deepest, start=1):
            rows |= {f"statement_{row}": code, f"strength_{row}": str(strength)}
        return {
            **{name: getattr(draft, name) for name in ("title", "kind", "with_whom", "notice")},
            "evidence": draft.evidence,
            "cost": draft.cost,
            "hours": f"{draft.hours.normalize():f}",
            "steps": "\n".join(draft.steps),
            "cautions": "\n".join(draft.cautions),
            "settings": draft.settings,
            "lived_experience_led": draft.lived_experience_led,
            "before": draft.prerequisites[0] if draft.prerequisites else "",
            **rows,
        }

    def clean(self) -> dict[str, Any]:
        self.clean_repeated([code for code, _at in self.statements()], "statement_1")
        return super().clean()

    def draft(self) -> ActivityDraft:
        given = self.cleaned_data
        return ActivityDraft(
            title=given["title"],
            kind=given["kind"],
            with_whom=given["with_whom"],
            hours=Decimal(given["hours"]),
            develops=dict(self.statements()),
            steps=lines_of(given["steps"]),
            notice=given["notice"],
            evidence=given["evidence"],
            cautions=lines_of(given["cautions"]),
            settings=tuple(given["settings"]),
            lived_experience_led=given["lived_experience_led"],
            prerequisites=(given["before"],) if given["before"] else (),
            cost=given["cost"],
        )


class ResourceForm(OwnForm):
    title = _line("title")
    kind = forms.ChoiceField(label=LABELS["kind"])
    about = _text("about")
    standing = _text(
        "standing",
        help_text=gettext_lazy("Where to find it, who looks after it, what to know first."),
    )
    link = _line("link", required=False)
    shown_at = {"serves": "statement_1"}
    first = ("title", "kind", "about", "standing", "link")

    def offer(self) -> None:
        self.choose("kind", [(one, RESOURCE_KIND_NAMES[one]) for one in RESOURCE_KINDS])
        self.add_statements(strengths=False)

    def initial_of(self, draft: ResourceDraft) -> dict[str, Any]:
        rows = {f"statement_{row}": code for row, code in enumerate(draft.serves, start=1)}
        return {**{name: getattr(draft, name) for name in draft.__dataclass_fields__}, **rows}

    def clean(self) -> dict[str, Any]:
        self.clean_repeated([code for code, _at in self.statements()], "statement_1")
        return super().clean()

    def draft(self) -> ResourceDraft:
        given = self.cleaned_data
        return ResourceDraft(
            title=given["title"],
            kind=given["kind"],
            about=given["about"],
            standing=given["standing"],
            link=given["link"],
            serves=tuple(code for code, _at in self.statements()),
        )


class OfferingForm(OwnForm):
    activity = forms.ChoiceField(label=LABELS["activity"])
    where = _line("where", help_text=gettext_lazy("In words that somebody new could follow."))
    places = forms.IntegerField(
        label=gettext_lazy("Number of places"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("Leave this empty if there is no limit."),
    )
    cost = _cost()
    how_to_book = _text("how_to_book", required=False)
    shown_at = {"dates": "date_1"}
    first = ("activity",)

    def offer(self) -> None:
        whole = [(one.id, one.title) for one in self.library.activities if not one.offering_of]
        self.choose("activity", sorted(whole, key=lambda one: one[1]), empty=_("Choose one"))
        for row in range(1, MOST_DATES + 1):
            self.fields[f"date_{row}"] = forms.DateField(
                label=_("Day %(row)s") % {"row": row},
                required=row == 1,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )

    def initial_of(self, draft: OfferingDraft) -> dict[str, Any]:
        days = {f"date_{row}": day for row, day in enumerate(draft.dates, start=1)}
        return {**{name: getattr(draft, name) for name in draft.__dataclass_fields__}, **days}

    def date_fields(self) -> list[forms.BoundField]:
        return [self[f"date_{row}"] for row in range(1, MOST_DATES + 1)]

    def draft(self) -> OfferingDraft:
        given = self.cleaned_data
        days = [given.get(f"date_{row}") for row in range(1, MOST_DATES + 1)]
        return OfferingDraft(
            activity=given["activity"],
            dates=tuple(day for day in days if isinstance(day, date)),
            where=given["where"],
            places=given["places"],
            cost=given["cost"],
            how_to_book=given["how_to_book"],
        )


FORMS: Final[dict[str, type[OwnForm]]] = {
    "activities": ActivityForm,
    "resources": ResourceForm,
    "offerings": OfferingForm,
}
