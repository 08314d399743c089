"""The form an entry is written in: what its kind asks for, and an aid's questions in their place."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.core.record.entries import KINDS, TEXTS, TITLE_MOST, Entry
from alongside.core.record.forms import TagField
from alongside.planning.forms import HoursField
from alongside.portfolio import loading
from alongside.portfolio.models.entries import MOST_HOURS
from alongside.portfolio.queries import Version, words
from alongside.portfolio.queries.aids import Aid
from alongside.portfolio.queries.shapes import TIMES, shape_of

# Facts that somebody may be told by, looked at before they are saved. The others are asked for by
# name: whom one talked with, and where one works.
LOOKED_AT = ("title", "source", "type", "method", *TEXTS)
SHORT_MOST = 500
HOURS_SAID = _("Give hours from 0 to 1000, in quarter hours, such as 1.5.")


class EntryForm(forms.Form):
    """Everything one kind of entry asks for. ``before`` is the version that is open for writing."""

    title = forms.CharField(
        label=_("What"), help_text=words.HINTS["title"], max_length=TITLE_MOST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-content": True}),
    )  # fmt: skip
    on = forms.DateField(
        label=_("When"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Give a day, such as 2027-03-03.")},
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(kind, words.KINDS[kind]) for kind in KINDS], initial="learning"
    )
    looked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        kind: str = "",
        aid: Aid | None = None,
        before: Version | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        given = {**(_initial(before, aid) if before else {}), **(initial or {})}
        if kind:
            given.setdefault("kind", kind)
        super().__init__(data, initial=given)
        self.aid, self.before = aid, before
        self.chosen = kind
        self.first, self.more = ["title", "on"], []
        self.tags: list[TagField] = []
        if not kind:
            self.first.append("kind")
            return
        if before:
            self.more.append("kind")
        else:
            self.fields["kind"].widget = forms.HiddenInput()
        self._add_fields(kind, before)
        self._add_tags(kind, before.entry if before else None)

    # What is asked

    def _add_fields(self, kind: str, before: Version | None) -> None:
        shape = shape_of(kind, before.entry if before else None)
        fed = self.aid.feeds if self.aid else frozenset()
        for prompt in self.aid.prompts if self.aid else ():
            name = f"p-{prompt.id}"
            self.fields[name] = _long(prompt.ask, prompt.hint)
            self.first.append(name)
        for place, names in ((self.first, shape.first), (self.more, shape.more)):
            for name in names:
                if name not in fed:
                    self.fields[name] = _field(name)
                    place.append(name)

    def _add_tags(self, kind: str, entry: Entry | None) -> None:
        for tag in loading.tag_fields():
            if kind not in tag.kinds and not (entry and entry.tags.get(tag.id)):
                continue
            self.tags.append(tag)
            known = {one.id for one in tag.options}
            chosen = list(entry.tags.get(tag.id, ())) if entry else []
            self.fields[f"tag-{tag.id}"] = forms.MultipleChoiceField(
                label=tag.label,
                help_text=tag.about,
                required=False,
                choices=[(one.id, one.label) for one in tag.options],
                initial=[id_ for id_ in chosen if id_ in known],
                widget=forms.CheckboxSelectMultiple,
            )
            if tag.own:
                own = [id_ for id_ in chosen if id_ not in known]
                self.fields[f"own-{tag.id}"] = forms.CharField(
                    label=_("In my own words"), required=False, max_length=80,
                    initial=", ".join(own),
                )  # fmt: skip

    # As the page lays it out

    def bound(self, names: list[str]) -> list[forms.BoundField]:
        return [self[name] for name in names]

    @property
    def first_fields(self) -> list[forms.BoundField]:
        return self.bound(self.first)

    @property
    def more_fields(self) -> list[forms.BoundField]:
        return self.bound(self.more)

    @property
    def tag_groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The choices that forms ask for, under whose form they belong to."""
        groups: dict[str, list[forms.BoundField]] = {}
        for tag in self.tags:
            fields = groups.setdefault(tag.body, [])
            fields += [self[name] for name in self.fields if name in _names(tag)]
        return list(groups.items())

    @property
    def looked_at(self) -> list[str]:
        """The boxes beside which is said what could tell who somebody is."""
        return [name for name in self.fields if name in LOOKED_AT or name.startswith("p-")]

    @property
    def more_open(self) -> bool:
        """Whether something that is wrong stands where it would not be seen."""
        return any(name in self.errors for name in self.more)

    # What was written

    def texts(self) -> list[tuple[str, str, str]]:
        """What is looked at before it is saved: (field, label, text)."""
        said = self.cleaned_data
        return [
            (name, str(self.fields[name].label), said[name])
            for name in self.looked_at
            if said.get(name)
        ]

    def values(self) -> dict[str, Any]:
        """What ``add_entry`` and ``change_entry`` take."""
        said = self.cleaned_data
        asked = [name for name in self.fields if name in said]
        texts = {name: said[name] for name in asked if name in TEXTS}
        about = {name: said[name] for name in asked if name in words.ABOUT}
        made: dict[str, Any] = {"kind": said["kind"], "title": said["title"], "on": said["on"]}
        made |= {name: said[name] for name in asked if name in (*TIMES, "until")}
        prompts: dict[str, str] = {}
        if self.aid:
            prompts = {one.id: said[f"p-{one.id}"] for one in self.aid.prompts}
            texts |= self.aid.texts(prompts)
        if self.chosen:
            kept = self.before.entry.tags if self.before else {}
            tags = {**kept, **{tag.id: self._chosen(tag) for tag in self.tags}}
            made |= {"texts": texts, "about": about, "tags": tags}
            made |= {"aid": self.aid.id if self.aid else "", "prompts": prompts}
        return made

    def _chosen(self, tag: TagField) -> tuple[str, ...]:
        """What is ticked, and what stands there besides: own words, or a choice the form once had."""
        ticked = self.cleaned_data[f"tag-{tag.id}"]
        if tag.own:
            own = self.cleaned_data[f"own-{tag.id}"].split(",")
            return (*ticked, *(one.strip() for one in own if one.strip()))
        known = {one.id for one in tag.options}
        before = self.before.entry.tags.get(tag.id, ()) if self.before else ()
        return (*ticked, *(id_ for id_ in before if id_ not in known))


def _names(tag: TagField) -> tuple[str, str]:
    return f"tag-{tag.id}", f"own-{tag.id}"


def _initial(before: Version, aid: Aid | None) -> dict[str, Any]:
    entry = before.entry
    given: dict[str, Any] = {**entry.texts, **entry.about}
    given |= {name: getattr(entry, name) for name in ("kind", "title", "on", "until", *TIMES)}
    if aid:
        answers = before.prompts if before.aid == aid.id else aid.answers(entry.texts)
        given |= {f"p-{name}": answer for name, answer in answers.items()}
    return given


def _field(name: str) -> forms.Field:
    hint = words.HINTS.get(name, "")
    if name in words.HOURS:
        return HoursField(
            label=words.HOURS[name], help_text=hint, required=False,
            said=HOURS_SAID, least=Decimal(0), most=MOST_HOURS,
        )  # fmt: skip
    if name == "until":
        return forms.DateField(
            label=_("Until, if it took longer than a day"),
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )
    if name in TEXTS:
        return _long(words.TEXTS[name], hint)
    return forms.CharField(
        label=words.ABOUT[name],
        help_text=hint,
        required=False,
        max_length=SHORT_MOST,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def _long(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-content": True}),
    )
