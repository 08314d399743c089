"""Parsing what tellers and moderators send. No form here keeps anything by itself."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import loading, policies
from .actions import LABELS, BadStoryError, said
from .policies import LONGEST, Words
from .presenters import names

Files = MultiValueDict[str, Any]
NO_NAME: Final = "none"


def _text(name: str, rows: int = 0, hint: Any = "", **more: Any) -> forms.CharField:
    attrs: dict[str, Any] = {"autocomplete": "off"}
    widget = forms.Textarea({**attrs, "rows": rows}) if rows else forms.TextInput(attrs)
    return forms.CharField(
        label=LABELS[name], max_length=LONGEST[name], widget=widget, help_text=hint, **more
    )


class BoundForm(forms.Form):
    """Errors that an action found stand beside the field they belong to."""

    def add_faults(self, error: BadStoryError) -> None:
        for name, fault in error.faults:
            self.add_error(name if name in self.fields else None, said(fault))


class WordsForm(BoundForm):
    """A story's words. ``given`` are those it starts from; its picture stays unless it is changed."""

    title = _text("title")
    text = _text(
        "text",
        16,
        gettext_lazy(
            "In your own words, as long or as short as you like. You can leave this empty if you add a "
            "link or a picture."
        ),
        required=False,
    )
    helped = _text("helped", 4, required=False)
    hindered = _text("hindered", 4, required=False)
    link = _text(
        "link",
        hint=gettext_lazy(
            "Where your recording or film stands already, beginning with https://. We show the "
            "address and say where it leads. No page here plays it or asks for it."
        ),
        required=False,
    )
    link_kind = forms.ChoiceField(
        label=LABELS["link_kind"],
        choices=[(one, names.LINK_KINDS[one]) for one in policies.LINK_KINDS],
        widget=forms.RadioSelect,
        required=False,
    )
    picture = forms.FileField(
        label=LABELS["picture"],
        help_text=gettext_lazy(
            "A JPEG, PNG or WebP, at most 8 MB. We make it afresh, so that it does not say where or "
            "when it was taken. If anybody can be seen in it, ask them first."
        ),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
        required=False,
    )
    drop_picture = forms.BooleanField(label=gettext_lazy("Take the picture out"), required=False)
    alt = _text("alt", required=False)
    notes = forms.MultipleChoiceField(
        label=LABELS["notes"],
        choices=[(one, names.NOTES[one]) for one in policies.NOTES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    own_note = _text("own_note", required=False)
    processes = forms.MultipleChoiceField(
        choices=[(one, names.PROCESSES[one][0]) for one in policies.PROCESSES],
        widget=forms.CheckboxSelectMultiple,
        label=LABELS["processes"],
        required=False,
    )
    statements = forms.MultipleChoiceField(
        label=LABELS["statements"], widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Files | None = None,
        *,
        codes: Sequence[str],
        given: Words | None = None,
        why: str = "",
    ) -> None:
        """``why``: what keeps the statements from being kept as they were sent."""
        start = {name: getattr(given, name) for name in Words.__slots__} if given else {}
        self.kept_picture = str(start.pop("picture", ""))
        self.new_picture: bytes | None = None
        super().__init__(data, files, initial=start)
        choices: Any = self.fields["statements"]
        choices.choices = [(code, code) for code in codes]
        if why:
            self.add_error("statements", why)

    def clean_picture(self) -> str:
        sent = self.cleaned_data["picture"]
        if sent:
            try:
                if sent.size > loading.MOST_BYTES:
                    raise loading.NoPictureError
                self.new_picture = loading.picture_from(sent.read())
            except loading.NoPictureError as error:
                raise forms.ValidationError(said("picture")) from error
        return ""

    def words(self) -> Words:
        """What was written. The picture is the one there was, or none where it is dropped or new."""
        given = self.cleaned_data
        keeps = self.new_picture is None and not given["drop_picture"]
        picture = self.kept_picture if keeps else ""
        texts = {name: given[name].replace("\r\n", "\n").strip() for name in LONGEST}
        return Words(
            **{**texts, "alt": texts["alt"] if picture or self.new_picture else ""},
            link_kind=given["link_kind"] if given["link"] else "",
            picture=picture,
            notes=tuple(given["notes"]),
            statements=tuple(given["statements"]),
            processes=tuple(given["processes"]),
        )

    @property
    def chosen_statements(self) -> frozenset[str]:
        return frozenset(self["statements"].value() or ())

    @property
    def chosen_processes(self) -> frozenset[str]:
        return frozenset(self["processes"].value() or ())


def _radio(label: Any, choices: Iterable[tuple[Any, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(choices), widget=forms.RadioSelect)


class ConsentForm(BoundForm):
    """Where, for how long, with what name, quoted or not. Each part is asked for and none is ticked
    before: ``given`` are the answers of the last time."""

    places = forms.MultipleChoiceField(
        label=gettext_lazy("Where may it be shown?"),
        choices=list(names.PLACES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    about = forms.ChoiceField(
        label=gettext_lazy("Is it about one service or team?"),
        help_text=gettext_lazy(
            "Choose it if only that service may show your story. If it is about one place, nobody who "
            "works there is one of the people who read it first."
        ),
        required=False,
    )
    months = _radio(gettext_lazy("For how long may it be shown?"), names.MONTHS.items())
    named = _radio(
        gettext_lazy("With what name?"),
        [(NO_NAME, gettext_lazy("No name")), ("name", gettext_lazy("The name I write below"))],
    )
    name = forms.CharField(
        label=gettext_lazy("The name to show"),
        help_text=gettext_lazy("It need not be your own. A first name is enough."),
        max_length=policies.consents.LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "off"}),
        required=False,
    )
    quote = _radio(
        gettext_lazy("May people who teach read out parts of it in training?"),
        [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        places: Iterable[Any],
        given: policies.Consent | None = None,
    ) -> None:
        super().__init__(data, initial=_start(given) if given else None)
        about: Any = self.fields["about"]
        about.choices = _places(places)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("named") == "name" and not cleaned.get("name", "").strip():
            self.add_error("name", _("Write the name, or choose “No name”."))
        return cleaned

    def parts(self) -> policies.Consent:
        given = self.cleaned_data
        service, _slash, team = given["about"].partition("/")
        return policies.Consent(
            places=frozenset(given["places"]),
            months=int(given["months"]),
            name=given["name"].strip() if given["named"] == "name" else "",
            quote=given["quote"] == "yes",
            service=UUID(service) if service else None,
            team=UUID(team) if team else None,
        )

    def shown(self) -> list[tuple[str, str]]:
        """Every question with the answer given, word for word as they stood on the page."""
        pairs = []
        for field in self:
            choices: Any = getattr(field.field, "choices", None)
            value = self.cleaned_data[field.name]
            if field.name == "name":
                value = value.strip() if self.cleaned_data["named"] == "name" else ""
            if choices is not None:
                chosen = value if isinstance(value, list) else [value]
                value = "; ".join(_chosen(choices, chosen))
            if value:
                pairs.append((str(field.label), value))
        return pairs


def _chosen(choices: Iterable[tuple[Any, Any]], values: Sequence[str]) -> Iterable[str]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            for inner, words in label:
                if inner in values:
                    yield f"{value}, {words}" if words else str(value)
        elif str(value) in values:
            yield str(label)


def _start(given: policies.Consent) -> dict[str, Any]:
    about = "/".join(str(one) for one in (given.service, given.team) if one)
    return {
        "places": sorted(given.places),
        "about": about,
        "months": given.months,
        "named": "name" if given.name else NO_NAME,
        "name": given.name,
        "quote": "yes" if given.quote else "no",
    }


def _places(teams: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Services, each as a whole or one team of it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for team in teams:
        whole = (str(team.service_id), _("the whole service"))
        rows = found.setdefault(f"{team.service.board}: {team.service}", [whole])
        rows.append((f"{team.service_id}/{team.pk}", str(team)))
    return [("", _("No, it is not about one place")), *found.items()]


# For those who read it first


class YesForm(BoundForm):
    """Every check, one by one."""

    checks = forms.MultipleChoiceField(
        label=gettext_lazy("Before you say yes"),
        choices=[(one, names.CHECKS[one]) for one in policies.CHECKS],
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_checks(self) -> list[str]:
        made: list[str] = self.cleaned_data["checks"]
        if set(made) != set(policies.CHECKS):
            raise forms.ValidationError(_("Tick each of the checks once you have made it."))
        return made


class DeclineForm(BoundForm):
    reason = forms.CharField(
        label=gettext_lazy("Why, kindly and plainly"),
        help_text=gettext_lazy(
            "The teller reads this and nobody else does. Thank them, say what stands in the way, and "
            "what could be done about it if anything can."
        ),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
    )
