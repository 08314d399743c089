"""The open tables of all crosswalks: other frameworks, their parts, and how statements stand to them.

Nothing here shows that another framework is met. What stands here is what the pages tell everybody.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from .publication import Row
from .tables import Field, Link, Record, Shape, Table, filled

_FRAMEWORK: Final = Field("framework", "The other framework's id", needed=True)
_TO_FRAMEWORKS: Final = (Link("framework", "frameworks", "id"),)

FRAMEWORKS: Final = Shape(
    "frameworks",
    "Other frameworks",
    "The frameworks beside which somebody held the statements, and what each allows.",
    (
        Field("id", "The crosswalk's id, as in its page's address", needed=True),
        Field("title", "What its page is called", needed=True),
        Field("lead", "What to know before anything is read from it", needed=True),
        Field("other_title", "The other framework's own title", needed=True),
        Field("body", "Whose it is"),
        Field("year", "Of which year", "integer"),
        Field("what", "What it is"),
        Field("licence", "What of it may stand here, and why", needed=True),
        Field("checked", "When its titles were last held against its sources", "date", needed=True),
        Field("link", "Where to read it"),
        Field("written_for", "The edition it was first written for"),
        Field(
            "whole",
            "yes: all of it was looked at; no: only parts of which something is said are here",
            "boolean",
            needed=True,
        ),
        Field("address", "Its page", needed=True),
    ),
    key=("id",),
)
SOURCES: Final = Shape(
    "sources",
    "Sources",
    "Where another framework was seen.",
    (_FRAMEWORK, Field("text", "The words", needed=True)),
    links=_TO_FRAMEWORKS,
)
ITEMS: Final = Shape(
    "items",
    "Parts",
    "The parts of another framework by their codes and titles, and none of its other words.",
    (
        Field("id", "Its id: the framework's, and its own within it", needed=True),
        _FRAMEWORK,
        Field("code", "What its own framework calls it; empty where it gives no codes"),
        Field("title", "Its title", needed=True),
        Field("address", "Where its own framework says that it stands"),
        Field("nothing", "Why no statement bears on it, where none does"),
    ),
    key=("id",),
    links=_TO_FRAMEWORKS,
)
RELATIONS: Final = Shape(
    "relations",
    "Relations",
    "How a statement or theme stands to a part of another framework, and what it leaves over.",
    (
        Field("item", "The part's id", needed=True),
        Field("about_is", "statement or theme", needed=True),
        Field("about", "The statement's code, or the theme's id", needed=True),
        Field("identifier", "The statement's lasting identifier, a UUID"),
        Field(
            "relation",
            "exact, close, narrower (a part of what the other asks), broader or related",
            needed=True,
        ),
        Field("not_covered", "What of the part is left over; empty only where exact"),
        Field("why", "Why the two stand together", needed=True),
        Field(
            "waits",
            "yes: our own judgement, which waits for a named reader and may be wrong",
            "boolean",
            needed=True,
        ),
        Field("read_by", "Who read it and said yes"),
        Field("read_on", "When that was", "date"),
        Field("read_as", "As what they read it"),
        Field("reader_said", "What they said of it"),
        Field("came_as", "The relation that came with Alongside, where it is another now"),
        Field("came_not_covered", "What that left over"),
        Field("came_why", "Why it was said"),
    ),
    key=("item", "about_is", "about"),
    links=(Link("item", "items", "id"),),
)
LEFT_OUT: Final = Shape(
    "left_out",
    "Left out",
    "Statements of which nothing is said beside a framework.",
    (
        _FRAMEWORK,
        Field("code", "The statement's code; for look again, in an earlier edition", needed=True),
        Field(
            "because",
            "set aside (looked at, and left out), withdrawn, or look again (it means something else "
            "now, or is gone)",
            needed=True,
        ),
        Field("why", "Why it was set aside"),
    ),
    links=_TO_FRAMEWORKS,
)
CHECKS: Final = Shape(
    "checks",
    "Still to be checked",
    "What a named reader must confirm of a crosswalk as a whole.",
    (
        _FRAMEWORK,
        Field("where", "What it is about", needed=True),
        Field("note", "What to check", needed=True),
    ),
    links=_TO_FRAMEWORKS,
)

_ALL: Final[Mapping[Shape, Callable[[Row], Iterable[Record]]]] = {
    FRAMEWORKS: lambda said: said["frameworks"],
    SOURCES: lambda said: [
        {"framework": one["id"], "text": text}
        for one in said["frameworks"]
        for text in one["sources"]
    ],
    ITEMS: lambda said: said["items"],
    RELATIONS: lambda said: said["relations"],
    LEFT_OUT: lambda said: said["left_out"],
    CHECKS: lambda said: said["checks"],
}
SHAPES: Final[Mapping[str, Shape]] = {shape.name: shape for shape in _ALL}


def tables(said: Row) -> tuple[Table, ...]:
    """Every table of a set of crosswalks, given as plain values."""
    return tuple(filled(shape, rows(said)) for shape, rows in _ALL.items())
