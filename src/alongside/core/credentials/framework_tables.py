"""The open tables of an edition: every part of it, so that nothing is lost on the way.

``tables`` makes them from a publication; ``core.credentials.sheets`` reads them back.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from .publication import Publication, kind_of
from .tables import Field, Link, Record, Shape, Table, filled

Rows = Callable[[Publication], Iterable[Record]]

_TO_STATEMENTS: Final = (Link("code", "statements", "code"),)
_CODE: Final = Field("code", "The statement's code, such as K01", needed=True)
_TEXT: Final = Field("text", "The words", needed=True)
_ID: Final = Field("id", "Its id", needed=True)
_SECTION: Final = Field("section", "The heading in the document it stands for", needed=True)
_ORDINAL: Final = Field(
    "ordinal", "Its place under that heading, counted from 1", "integer", needed=True
)

EDITION: Final = Shape(
    "edition",
    "The edition",
    "Which edition this is, when it was published, and under which licence.",
    (Field("name", "What is said", needed=True), Field("value", "What it is")),
    key=("name",),
)
STRANDS: Final = Shape(
    "strands",
    "Strands",
    "Neighbouring themes under one name.",
    (_ID, Field("name", "Its name", needed=True)),
    key=("id",),
)
SETTINGS: Final = Shape(
    "settings",
    "Settings",
    "Kinds of place where an example happens.",
    (_ID, Field("name", "Its name", needed=True)),
    key=("id",),
)
THEMES: Final = Shape(
    "themes",
    "Themes",
    "Statements that belong together.",
    (
        _ID,
        Field("name", "Its name", needed=True),
        Field("strand", "The strand it belongs to", needed=True),
        Field("summary", "What it is about, in a line", needed=True),
        Field(
            "supports",
            "Letters of Connectedness, Hope, Identity, Meaning and Empowerment",
            many=True,
        ),
        Field("practice_domain", "The domain of practice it belongs to"),
    ),
    key=("id",),
    links=(Link("strand", "strands", "id"),),
)
STATEMENTS: Final = Shape(
    "statements",
    "Statements",
    "What a worker knows, can do or holds to. Values are never scored, ranked or counted.",
    (
        _CODE,
        Field("identifier", "Its lasting identifier, a UUID"),
        Field("kind", "knowledge, skills or values"),
        Field("theme", "The theme it belongs to", needed=True),
        Field("also_themes", "Other themes that it touches", many=True),
        Field("title", "A few words", needed=True),
        Field("text", "What it is, in a line or two", needed=True),
        _SECTION,
        _ORDINAL,
        Field("if_not", "What a person can do if it is not happening", needed=True),
        Field("does_not_look_like", "One example of the opposite", needed=True),
        Field("reflect", "A question to think about", needed=True),
        Field(
            "evidence_asked",
            "no: it touches the worker's own life, and evidence is never asked for",
            "boolean",
        ),
        Field("address", "Its page, for good"),
    ),
    key=("code",),
    links=(Link("theme", "themes", "id"),),
)
FACES: Final = Shape(
    "faces",
    "Faces",
    "Each statement said six ways, for the six people who meet it.",
    (
        _CODE,
        Field("worker", "What a worker can say", needed=True),
        Field("expect", "What a person who uses the service can expect", needed=True),
        Field("ask", "The question asked of that person", needed=True),
        Field("service", "What a review of the service looks for", needed=True),
        Field("teach", "What somebody who teaches works towards", needed=True),
        Field("need", "How a report on learning needs names it", needed=True),
    ),
    key=("code",),
    links=_TO_STATEMENTS,
)
QUESTIONS: Final = Shape(
    "questions",
    "Questions",
    "What a person who uses the service may ask.",
    (_CODE, _TEXT),
    links=_TO_STATEMENTS,
)
EXAMPLES: Final = Shape(
    "examples",
    "Examples",
    "What a statement looks like, each in a setting of its own. All are invented.",
    (_CODE, Field("setting", "Where it happens", needed=True), _TEXT),
    key=("code", "setting"),
    links=(*_TO_STATEMENTS, Link("setting", "settings", "id")),
)
PAIRS: Final = Shape(
    "pairs",
    "Pairs",
    "Two statements that belong together: the knowing and the doing, or the holding.",
    (
        _ID,
        Field("first", "The knowing: a code", needed=True),
        Field("second", "The doing, or the holding: a code", needed=True),
        Field("relation", "How they belong together", needed=True),
        Field("ask", "A question about the two", needed=True),
    ),
    key=("id",),
    links=(Link("first", "statements", "code"), Link("second", "statements", "code")),
)
POINTS: Final = Shape(
    "points",
    "Described points",
    "Words in which workers see themselves. They stand in an order and are never numbers; an "
    "order of values means nothing.",
    (
        Field("kind", "knowledge, skills, values; or other, for points of every kind", needed=True),
        _ID,
        Field("label", "A few words", needed=True),
        Field("line", "What it means", needed=True),
        Field("offered_for", "The kinds for which it may be chosen", needed=True, many=True),
    ),
    key=("kind", "id"),
)
PROFILES: Final = Shape(
    "profiles",
    "Profiles",
    "Starting points for roles and settings: the worker's to change, and no standard.",
    (
        _ID,
        Field("title", "Its name", needed=True),
        Field("for_whom", "Who it is for", needed=True),
        Field("overlay", "yes: it is for a setting, and is laid over a role's", "boolean"),
    ),
    key=("id",),
)
EMPHASIS: Final = Shape(
    "emphasis",
    "What profiles ask for",
    "Which statements a role or setting leans on, and why.",
    (
        Field("profile", "The profile's id", needed=True),
        _CODE,
        Field("weight", "How much the role leans on it: 1, 2 or 3", "integer", needed=True),
        Field("typical", "A typical point; never given for a value"),
        Field("why", "Why", needed=True),
    ),
    key=("profile", "code"),
    links=(Link("profile", "profiles", "id"), *_TO_STATEMENTS),
)
OUTSIDE_THINGS: Final = Shape(
    "outside_things",
    "Outside things",
    "Laws, tools, bodies and reports that the framework names, and where each stands today.",
    (
        _ID,
        Field("name", "Its name", needed=True),
        Field("what", "What it is", needed=True),
        Field("today", "Where it stands today", needed=True),
        Field("checked", "When that was last looked at", "date", needed=True),
        Field("confidence", "How sure we are", needed=True),
        Field("check_before_publishing", "What a named reader must still confirm"),
        Field("link", "Where to read about it"),
        Field("statements", "The statements that lean on it", many=True),
    ),
    key=("id",),
)
SOURCES: Final = Shape(
    "sources",
    "Sources",
    "Where what is said of an outside thing was found.",
    (Field("thing", "The outside thing's id", needed=True), _TEXT),
    links=(Link("thing", "outside_things", "id"),),
)
ITEMS: Final = Shape(
    "items",
    "Other items",
    "What else the document lists: purposes, conditions, activities, resources. The words of "
    "activities and resources stand in the library.",
    (
        _ID,
        Field("kind", "What sort of item it is", needed=True),
        _SECTION,
        _ORDINAL,
        Field("text", "In our own words"),
    ),
    key=("id",),
)
CHECKS: Final = Shape(
    "checks",
    "Still to be checked",
    "What a named reader must look at before a service goes live.",
    (
        Field("about", "A statement's code; empty for the edition as a whole"),
        Field("where", "Which words it is about", needed=True),
        Field("note", "What to check", needed=True),
    ),
)
DISPOSITIONS: Final = Shape(
    "dispositions",
    "What became of each statement",
    "From the edition before to this one. Empty where there was none before.",
    (
        Field(
            "became",
            "same, reworded, changed, split, merged, retired or new",
            needed=True,
        ),
        Field("old", "Codes in the edition before", many=True),
        Field("new", "Codes in this edition", many=True),
        Field("why", "Why"),
    ),
)
POINTS_BECAME: Final = Shape(
    "points_became",
    "What became of the points' words",
    "Described points that have other words than in the edition before. Those of the same words are "
    "not here.",
    (
        Field("kind", "As in the table of points", needed=True),
        _ID,
        Field("became", "reworded (it means the same) or changed", needed=True),
        Field("why", "Why"),
    ),
    key=("kind", "id"),
)


def _edition(publication: Publication) -> Iterable[Record]:
    document, (licence, address) = publication.document, publication.licence
    said = {
        "slug": publication.slug,
        "title": publication.title,
        "publisher": document["publisher"],
        "year": str(document["year"] or ""),
        "previous": document.get("previous", ""),
        "published": publication.published,
        "licence": licence,
        "licence_address": address,
        "rights": publication.rights,
        "address": publication.base,
        "digest": publication.digest,
    }
    return [{"name": name, "value": value} for name, value in said.items()]


def _statements(publication: Publication) -> Iterable[Record]:
    no_evidence = publication.document["no_evidence"]
    for one in publication.document["statements"]:
        yield {
            **one,
            **one["source"],
            "identifier": publication.identifiers[one["code"]],
            "kind": kind_of(one["code"]),
            "evidence_asked": one["code"] not in no_evidence,
            "address": publication.statement(one["code"]),
        }


def _inside(name: str, make: Callable[[Any], Record]) -> Rows:
    """Rows from a list inside each statement, with its code."""
    return lambda publication: [
        {"code": one["code"], **make(inner)}
        for one in publication.document["statements"]
        for inner in one[name]
    ]


def _points(publication: Publication) -> Iterable[Record]:
    kinds = {**publication.document["points"], "other": publication.document["other_points"]}
    return [{"kind": kind, **point} for kind, points in kinds.items() for point in points]


def _checks(publication: Publication) -> Iterable[Record]:
    yield from publication.document["edition_checks"]
    for one in publication.document["statements"]:
        yield from one["checks"]


def _listed(name: str) -> Rows:
    return lambda publication: publication.document[name]


_ALL: Final[Mapping[Shape, Rows]] = {
    EDITION: _edition,
    STRANDS: _listed("strands"),
    SETTINGS: _listed("settings"),
    THEMES: lambda publication: [
        {**one, "supports": one["chime"]} for one in publication.document["themes"]
    ],
    STATEMENTS: _statements,
    FACES: lambda publication: [
        {"code": one["code"], **one["faces"]} for one in publication.document["statements"]
    ],
    QUESTIONS: _inside("questions", lambda text: {"text": text}),
    EXAMPLES: _inside("looks_like", lambda example: example),
    PAIRS: _listed("pairs"),
    POINTS: _points,
    PROFILES: _listed("profiles"),
    EMPHASIS: lambda publication: [
        {"profile": profile["id"], **one}
        for profile in publication.document["profiles"]
        for one in profile["emphasis"]
    ],
    OUTSIDE_THINGS: _listed("outside_things"),
    SOURCES: lambda publication: [
        {"thing": thing["id"], "text": source}
        for thing in publication.document["outside_things"]
        for source in thing["sources"]
    ],
    ITEMS: lambda publication: [{**one, **one["source"]} for one in publication.document["facts"]],
    CHECKS: _checks,
    DISPOSITIONS: lambda publication: [
        {**one, "became": one["kind"]} for one in publication.dispositions()
    ],
    POINTS_BECAME: lambda publication: [
        {**one, "kind": one["group"], "became": one["kind"]}
        for one in publication.document.get("points_became", ())
    ],
}
SHAPES: Final[Mapping[str, Shape]] = {shape.name: shape for shape in _ALL}


def tables(publication: Publication) -> tuple[Table, ...]:
    """Every table of an edition, in the order in which to show them."""
    return tuple(filled(shape, rows(publication)) for shape, rows in _ALL.items())
