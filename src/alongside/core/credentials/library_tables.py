"""The open tables of the library that comes with Alongside: activities and resources.

What services add is theirs, and what people can take back is never in a file: neither is here.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from .publication import Row
from .tables import Field, Link, Record, Shape, Table, filled

Rows = Callable[[Row], Iterable[Record]]

STRENGTHS: Final = {1: "touches", 2: "develops", 3: "goes deep"}
_ACTIVITY: Final = Field("activity", "The activity's id", needed=True)
_TO_ACTIVITIES: Final = (Link("activity", "activities", "id"),)
_ID: Final = Field("id", "Its id", needed=True)
_LABEL: Final = Field("label", "Its name", needed=True)

KINDS: Final = Shape(
    "activity_kinds",
    "Kinds of activity",
    "The sorts of activity there are.",
    (_ID, _LABEL, Field("about", "What it is"), Field("course", "yes: it is a course", "boolean")),
    key=("id",),
)
WITH_WHOM: Final = Shape(
    "with_whom", "With whom", "Whom an activity is done with.", (_ID, _LABEL), key=("id",)
)
PLACES: Final = Shape("places", "Places", "Where an activity fits.", (_ID, _LABEL), key=("id",))
ACTIVITIES: Final = Shape(
    "activities",
    "Activities",
    "Things to do that help somebody to learn. Strengths and hours are our own judgement.",
    (
        _ID,
        Field("title", "Its name", needed=True),
        Field("kind", "Its kind", needed=True),
        Field("with_whom", "Whom it is done with", needed=True),
        Field("hours", "How long it takes, with getting ready and looking back", "number"),
        Field("theme", "The theme of the framework it belongs to"),
        Field("settings", "The places where it fits; empty: anywhere", many=True),
        Field("notice", "What to notice", needed=True),
        Field("evidence", "What it leaves somebody with", needed=True),
        Field("lived_experience_led", "yes: people with lived experience lead it", "boolean"),
        Field("prerequisites", "Activities to do first", many=True),
        Field("cost", "In pounds, to the worker or the team", "number"),
        Field("from_framework", "The id of the item in the framework that it works out"),
        Field("last_checked", "When it was last looked at", "date"),
    ),
    key=("id",),
    links=(Link("kind", "activity_kinds", "id"), Link("with_whom", "with_whom", "id")),
)
STEPS: Final = Shape(
    "steps",
    "Steps",
    "What there is to do in an activity, in order.",
    (
        _ACTIVITY,
        Field("step", "Its place, counted from 1", "integer", needed=True),
        Field("text", "What to do", needed=True),
    ),
    key=("activity", "step"),
    links=_TO_ACTIVITIES,
)
CAUTIONS: Final = Shape(
    "cautions",
    "Take care",
    "What to take care of in an activity.",
    (_ACTIVITY, Field("text", "The words", needed=True)),
    links=_TO_ACTIVITIES,
)
DEVELOPS: Final = Shape(
    "develops",
    "What activities develop",
    "Which statements an activity develops, and how strongly. About the activity, never a person.",
    (
        _ACTIVITY,
        Field("code", "The statement's code", needed=True),
        Field("strength", "touches, develops or goes deep", needed=True),
    ),
    key=("activity", "code"),
    links=_TO_ACTIVITIES,
)
RESOURCES: Final = Shape(
    "resources",
    "Resources",
    "Books, sites and bodies to learn from, and what has become of each.",
    (
        _ID,
        Field("kind", "published, website or local", needed=True),
        Field("title", "Its name", needed=True),
        Field("about", "What it is", needed=True),
        Field("standing", "How it stands today", needed=True),
        Field("confidence", "How sure we are of that: high, medium or low", needed=True),
        Field("confidence_note", "Why we are not surer"),
        Field("serves", "The statements it serves", many=True),
        Field("framework_activities", "The items of the framework it goes with", many=True),
        Field("link", "Where to find it"),
        Field("last_checked", "When that was last looked at", "date"),
    ),
    key=("id",),
)


def _inside(name: str) -> Callable[[Row], list[tuple[str, int, str]]]:
    return lambda library: [
        (one["id"], place, text)
        for one in library["activities"]
        for place, text in enumerate(one[name], 1)
    ]


_steps, _cautions = _inside("steps"), _inside("cautions")

_ALL: Final[Mapping[Shape, Rows]] = {
    KINDS: lambda library: library["kinds"].values(),
    WITH_WHOM: lambda library: _labels(library["with_whom"]),
    PLACES: lambda library: _labels(library["settings"]),
    ACTIVITIES: lambda library: library["activities"],
    STEPS: lambda library: [
        {"activity": id_, "step": place, "text": text} for id_, place, text in _steps(library)
    ],
    CAUTIONS: lambda library: [
        {"activity": id_, "text": text} for id_, _place, text in _cautions(library)
    ],
    DEVELOPS: lambda library: [
        {"activity": one["id"], "code": code, "strength": STRENGTHS[strength]}
        for one in library["activities"]
        for code, strength in one["develops"].items()
    ],
    RESOURCES: lambda library: library["resources"],
}
SHAPES: Final[Mapping[str, Shape]] = {shape.name: shape for shape in _ALL}


def _labels(named: Mapping[str, str]) -> list[Record]:
    return [{"id": id_, "label": label} for id_, label in named.items()]


def tables(library: Row) -> tuple[Table, ...]:
    """Every table of a library, given as plain values (``core.library.as_data``)."""
    return tuple(filled(shape, rows(library)) for shape, rows in _ALL.items())
