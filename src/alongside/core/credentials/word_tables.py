"""The open tables of the word list: words worth a second thought, why, and what could be said instead.

What a rule looks for, letter by letter, is for programs and stands in the list for programs. Drafts
and a service's own words are not here.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from .publication import Row
from .tables import Field, Link, Record, Shape, Table, filled

_ID: Final = Field("id", "Its id", needed=True)

KINDS: Final = Shape(
    "kinds",
    "Kinds of words",
    "The sorts of words there are in the list.",
    (_ID, Field("name", "Its name", needed=True), Field("about", "What it is", needed=True)),
    key=("id",),
)
WORDS: Final = Shape(
    "words",
    "Words",
    "Words that are worth a second thought, and why.",
    (
        _ID,
        Field("title", "The words", needed=True),
        Field("kind", "Their kind", needed=True),
        Field("depends", "yes: it depends on where and how they are said", "boolean", needed=True),
        Field("why", "Why", needed=True),
        Field("context", "Where it is otherwise"),
    ),
    key=("id",),
    links=(Link("kind", "kinds", "id"),),
)
INSTEAD: Final = Shape(
    "instead",
    "What could be said instead",
    "Other words, for whoever finds that they fit better.",
    (
        Field("word", "The id of the words", needed=True),
        Field("place", "Its place, counted from 1", "integer", needed=True),
        Field("text", "What could be said", needed=True),
    ),
    key=("word", "place"),
    links=(Link("word", "words", "id"),),
)

_ALL: Final[Mapping[Shape, Callable[[Row], Iterable[Record]]]] = {
    KINDS: lambda said: said["kinds"],
    WORDS: lambda said: said["words"],
    INSTEAD: lambda said: [
        {"word": one["id"], "place": place, "text": text}
        for one in said["words"]
        for place, text in enumerate(one["instead"], 1)
    ],
}
SHAPES: Final[Mapping[str, Shape]] = {shape.name: shape for shape in _ALL}


def tables(said: Row) -> tuple[Table, ...]:
    """Every table of a word list, given as plain values."""
    return tuple(filled(shape, rows(said)) for shape, rows in _ALL.items())
