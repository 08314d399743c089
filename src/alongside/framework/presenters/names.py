"""What stands in the data as one word, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.core.framework import Became, Kind
from alongside.framework.policies import OriginKind, Panel, Speaker, State, Way

Text = str | Promise

# What a steward says of other words for one statement.
SAYS: Final[Mapping[Became, Text]] = {
    Became.SAME: _("The same words"),
    Became.REWORDED: _("Other words, the same meaning"),
    Became.CHANGED: _("The meaning changed"),
}
STATES: Final[Mapping[State, Text]] = {
    State.DRAFT: _("Being written"),
    State.CONSULTATION: _("Out for consultation"),
    State.REVIEW: _("With the panels"),
    State.PUBLISHED: _("Published"),
    State.RETIRED: _("Retired"),
}
PANELS: Final[Mapping[Panel, Text]] = {
    Panel.LIVED_EXPERIENCE: _("Lived experience"),
    Panel.CARERS: _("Carers"),
    Panel.PRACTICE: _("Practice"),
    Panel.EDUCATION: _("Education"),
}
SPEAKERS: Final[Mapping[Speaker, Text]] = {
    Speaker.LIVED_EXPERIENCE: _("Somebody with lived experience"),
    Speaker.CARER: _("A carer, relative or friend"),
    Speaker.WORKER: _("Somebody who works in mental health"),
    Speaker.EDUCATOR: _("Somebody who teaches"),
    Speaker.OTHER: _("Somebody else"),
    Speaker.GROUP: _("A group that talked about it"),
}
WAYS: Final[Mapping[Way, Text]] = {
    Way.FORM: _("In the form on the page"),
    Way.PAPER: _("With a paper and its code"),
    Way.GROUP: _("From groups"),
}
ORIGINS: Final[Mapping[OriginKind, Text]] = {
    OriginKind.NARRATIVE: _("A narrative"),
    OriginKind.DOCUMENT: _("A section of a document"),
}
KINDS_IN_ONE: Final[Mapping[Kind, Text]] = {
    Kind.KNOWLEDGE: _("Something to know"),
    Kind.SKILLS: _("Something to be able to do"),
    Kind.VALUES: _("Something to hold to"),
}


@dataclass(frozen=True, slots=True)
class Fate:
    """What can become of statements: its id, a sign to know it by, its name, what it means."""

    id: str
    sign: str
    name: Text
    means: Text


_SAID: Final[Mapping[Became, tuple[str, Text, Text]]] = {
    Became.CHANGED: (
        "≠",
        _("Changed"),
        _("It means something else now. Whoever answered it is asked to look again."),
    ),
    Became.SPLIT: (
        "⇉",
        _("Split"),
        _("One became several. Whoever answered it is asked to look again."),
    ),
    Became.MERGED: (
        "⇇",
        _("Merged"),
        _("Several became one. Whoever answered them is asked to look again."),
    ),
    Became.NEW: ("+", _("New"), _("It was not there before.")),
    Became.RETIRED: (
        "−",
        _("Retired"),
        _("It is no longer part of the framework. What people answered stays theirs."),
    ),
    Became.REWORDED: (
        "≈",
        _("Reworded"),
        _("Other words, the same meaning. What people answered goes on counting."),
    ),
    Became.SAME: (
        "=",
        _("The same"),
        _("Not a word of it changed. What people answered goes on counting."),
    ),
}
FATES: Final = {kind: Fate(kind.value, *said) for kind, said in _SAID.items()}
