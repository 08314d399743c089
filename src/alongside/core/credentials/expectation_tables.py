"""The open tables of what people can expect: questions, what to ask, rights, and help now.

They hold what everybody reads. What a service says of itself is its own, and is not here.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from .publication import Row
from .tables import Field, Link, Record, Shape, Table, filled

_ID: Final = Field("id", "Its id", needed=True)
_TEXT: Final = Field("text", "The words", needed=True)
_PLACE: Final = Field("place", "Its place, counted from 1", "integer", needed=True)
_IN_SHORT: Final = Field("in_short", "What it is about, in a line", needed=True)
_CHECKED: Final = Field("last_checked", "When it was last looked at", "date", needed=True)
_CODE: Final = Field("code", "The statement's code, such as K01", needed=True)
_RIGHT: Final = Field("right", "The right's id", needed=True)
_TO_RIGHTS: Final = (Link("right", "rights", "id"),)
_CHECK: Final = Field("check", "What a named reader must still confirm")

QUESTIONS: Final = Shape(
    "questions",
    "Questions",
    "Each theme as a question that somebody who uses a service may have.",
    (
        _ID,
        Field("question", "The question", needed=True),
        _IN_SHORT,
        Field("rights", "The rights that touch it", many=True),
    ),
    key=("id",),
)
EXPECTATIONS: Final = Shape(
    "expectations",
    "Expectations",
    "What somebody can expect, statement by statement, and what to do if it is not so.",
    (
        _CODE,
        Field("question", "The question it belongs to", needed=True),
        Field("mine", "What matters to me", needed=True),
        Field("expect", "What a person who uses the service can expect", needed=True),
        Field("if_not", "What a person can do if it is not happening", needed=True),
    ),
    key=("code",),
    links=(Link("question", "questions", "id"),),
)
ASKING: Final = Shape(
    "asking",
    "What to ask",
    "What a person who uses the service may ask, of each statement.",
    (_CODE, _PLACE, _TEXT),
    key=("code", "place"),
    links=(Link("code", "expectations", "code"),),
)
RIGHTS: Final = Shape(
    "rights",
    "Rights",
    "Rights in Scotland in plain words. This is not legal advice.",
    (
        _ID,
        Field("title", "Its name", needed=True),
        Field("question", "The same as a question", needed=True),
        _IN_SHORT,
        Field("good_to_know", "What else is good to know"),
        Field("about_law", "yes: plans to change the law may touch it", "boolean"),
        _CHECKED,
        _CHECK,
    ),
    key=("id",),
)
RIGHT_PARAGRAPHS: Final = Shape(
    "right_paragraphs",
    "What each right is",
    "A right's own words, paragraph by paragraph.",
    (_RIGHT, _PLACE, _TEXT),
    key=("right", "place"),
    links=_TO_RIGHTS,
)
RIGHT_QUESTIONS: Final = Shape(
    "right_questions",
    "What to ask about a right",
    "Questions that somebody may ask about a right.",
    (_RIGHT, _PLACE, _TEXT),
    key=("right", "place"),
    links=_TO_RIGHTS,
)
RIGHT_CONTACTS: Final = Shape(
    "right_contacts",
    "Who to ask about a right",
    "Who can help with a right, and how to reach them.",
    (
        _RIGHT,
        _PLACE,
        Field("name", "Who", needed=True),
        Field("what", "What they can do", needed=True),
        Field("phone", "Their number"),
        Field("website", "Their site"),
    ),
    key=("right", "place"),
    links=_TO_RIGHTS,
)
RIGHT_SOURCES: Final = Shape(
    "right_sources",
    "Sources of the rights",
    "Where what is said of a right was found.",
    (_RIGHT, _PLACE, Field("name", "What it is", needed=True), Field("link", "Where to read it")),
    key=("right", "place"),
    links=_TO_RIGHTS,
)
LAW: Final = Shape(
    "law",
    "Plans to change the law",
    "The one text that speaks of them, paragraph by paragraph.",
    (_PLACE, _TEXT, _CHECKED),
    key=("place",),
)
LAW_SOURCES: Final = Shape(
    "law_sources",
    "Sources of the text about the law",
    "Where what it says was found.",
    (_PLACE, Field("name", "What it is", needed=True), Field("link", "Where to read it")),
    key=("place",),
)
HELP_NOW: Final = Shape(
    "help_now",
    "Help now",
    "Whom to turn to now, in the order of the pages.",
    (
        _ID,
        Field("name", "Who answers", needed=True),
        Field("number", "The number to call"),
        Field("when", "When to call"),
        Field("hours", "When they answer"),
        Field("cost", "What a call costs"),
        Field("audience", "Who may call"),
        Field("what_happens", "What happens on a call"),
        Field("other_ways", "Other ways to reach them"),
        _CHECKED,
        _CHECK,
    ),
    key=("id",),
)

_ALL: Final[Mapping[Shape, Callable[[Row], Iterable[Record]]]] = {
    QUESTIONS: lambda said: said["questions"],
    EXPECTATIONS: lambda said: said["expectations"],
    ASKING: lambda said: _inside(said["expectations"], "code", "code", "questions"),
    RIGHTS: lambda said: said["rights"],
    RIGHT_PARAGRAPHS: lambda said: _inside(said["rights"], "id", "right", "paragraphs"),
    RIGHT_QUESTIONS: lambda said: _inside(said["rights"], "id", "right", "questions"),
    RIGHT_CONTACTS: lambda said: _inside(said["rights"], "id", "right", "contacts"),
    RIGHT_SOURCES: lambda said: _inside(said["rights"], "id", "right", "sources"),
    LAW: lambda said: [
        {**one, "last_checked": said["law"]["last_checked"]}
        for one in _placed(said["law"]["paragraphs"])
    ],
    LAW_SOURCES: lambda said: _placed(said["law"]["sources"]),
    HELP_NOW: lambda said: said["help_now"],
}
SHAPES: Final[Mapping[str, Shape]] = {shape.name: shape for shape in _ALL}


def _inside(rows: Iterable[Row], id_: str, called: str, name: str) -> list[Record]:
    return [{called: row[id_], **one} for row in rows for one in _placed(row[name])]


def _placed(found: Iterable[Row | str]) -> list[Record]:
    """Each with its place: a text, or what has columns of its own."""
    return [
        {"place": place, **({"text": one} if isinstance(one, str) else one)}
        for place, one in enumerate(found, 1)
    ]


def tables(said: Row) -> tuple[Table, ...]:
    """Every table of what people can expect, given as plain values."""
    return tuple(filled(shape, rows(said)) for shape, rows in _ALL.items())
