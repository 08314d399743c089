"""Our own description of the service: an OpenAPI 3.0 document, in our own words.

The published description is not part of the product; this one is made from our table of fields.
"""

from typing import Any, Final

from .answering import ANSWERS
from .fields import ASSOCIATIONS, CLASSES, EXTENSION, UUID, Field

FILE: Final = "imscasev1p1_openapi3_v1p0.json"
_SAYS: Final = {
    "CFAssociationGroupings": "A name that associations are gathered under.",
    "CFAssociations": "One association between two items, or an item and its document.",
    "CFConcepts": "A concept, and the concepts under it.",
    "CFDocuments": "One edition of the framework.",
    "CFItemAssociations": "An item with every association that it is an end of.",
    "CFItemTypes": "A type of item, and the types under it.",
    "CFItems": "One statement, theme or strand.",
    "CFLicenses": "What may be done with the texts.",
    "CFPackages": "A whole edition: its document, items, associations, definitions and rubrics.",
    "CFRubrics": "Described points for the statements of one kind. They carry no number.",
    "CFSubjects": "A subject, and the subjects under it.",
}
_PLAIN: Final[dict[str, dict[str, Any]]] = {
    "text": {"type": "string"},
    "uuid": {"type": "string", "pattern": f"^{UUID}$"},
    "uri": {"type": "string", "format": "uri"},
    "time": {"type": "string", "format": "date-time"},
    "date": {"type": "string", "format": "date"},
    "whole": {"type": "integer", "format": "int32"},
    "number": {"type": "number", "format": "float"},
    "open": {"type": "object", "additionalProperties": True},
}
_WHAT_A_LIST_IS_ASKED: Final = (
    ("limit", {"type": "integer", "format": "int32", "minimum": 1, "default": 100}, "How many."),
    (
        "offset",
        {"type": "integer", "format": "int32", "minimum": 0, "default": 0},
        "After how many.",
    ),
    ("sort", {"type": "string"}, "The field to sort by. One that is not known is passed over."),
    ("orderBy", {"type": "string", "enum": ["asc", "desc"]}, "Which way the sorting runs."),
    ("filter", {"type": "string"}, "field op 'value', once, or twice with AND or OR between."),
    ("fields", {"type": "array", "items": {"type": "string"}}, "Which fields to give, if not all."),
)


def openapi(base: str) -> dict[str, Any]:
    """The OpenAPI document of the service at an address such as https://x.org/ims/case/v1p1."""
    paths = {"/CFDocuments": {"get": _list()}}
    paths |= {f"/{path}/{{sourcedId}}": {"get": _one(path)} for path in ANSWERS}
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "The framework, for other systems",
            "version": "1.1",
            "description": "Implements the CASE 1.1 REST binding, checked against the published "
            "schemas. Open to everybody, and for reading only.",
        },
        "servers": [{"url": base}],
        "paths": paths,
        "components": {"schemas": {**{name: _schema(name) for name in CLASSES}, **_STATUS}},
    }


def _list() -> dict[str, Any]:
    headers = {
        "X-Total-Count": {"description": "How many there are.", "schema": {"type": "integer"}},
        "Link": {
            "description": "The first, last, next and previous page.",
            "schema": {"type": "string"},
        },
    }
    answer = _answers("CFDocumentSet", "Every edition of the framework, the newest first.")
    answer["200"]["headers"] = headers
    asked = [
        {"name": name, "in": "query", "required": False, "schema": schema, "description": says}
        | ({"style": "form", "explode": False} if name == "fields" else {})
        for name, schema, says in _WHAT_A_LIST_IS_ASKED
    ]
    summary = "Every edition of the framework."
    return {
        "operationId": "getAllCFDocuments",
        "summary": summary,
        "parameters": asked,
        "responses": answer,
    }


def _one(path: str) -> dict[str, Any]:
    operation = path if path == "CFItemAssociations" else path.removesuffix("s")
    return {
        "operationId": f"get{operation}",
        "summary": _SAYS[path],
        "parameters": [
            {
                "name": "sourcedId",
                "in": "path",
                "required": True,
                "schema": {"type": "string"},
                "description": "Its identifier.",
            }
        ],
        "responses": _answers(ANSWERS[path], _SAYS[path]),
    }


def _answers(name: str, says: str) -> dict[str, Any]:
    return {
        "200": {"description": says, "content": _json(name)},
        "304": {"description": "Nothing has changed since."},
        "404": {"description": "There is no such thing here.", "content": _json("StatusInfo")},
        "default": {"description": "It could not be answered.", "content": _json("StatusInfo")},
    }


def _json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


def _schema(name: str) -> dict[str, Any]:
    fields = CLASSES[name]
    made: dict[str, Any] = {
        "type": "object",
        "properties": {one.name: _of(one) for one in fields},
        "additionalProperties": False,
    }
    needed = [one.name for one in fields if one.needed]
    if name.endswith("Set"):
        for one in made["properties"].values():
            if one.get("type") == "array":
                one["minItems"] = 1
    return {**made, "required": needed} if needed else made


def _of(one: Field) -> dict[str, Any]:
    if one.name == "associationType":
        return {"type": "string", "pattern": f"^({'|'.join(ASSOCIATIONS)}|{EXTENSION})$"}
    inner = _PLAIN.get(one.kind) or {"$ref": f"#/components/schemas/{one.kind}"}
    return {"type": "array", "items": inner} if one.many else dict(inner)


_STATUS: Final[dict[str, Any]] = {
    "StatusInfo": {
        "type": "object",
        "properties": {
            "imsx_codeMajor": {
                "type": "string",
                "enum": ["success", "processing", "failure", "unsupported"],
            },
            "imsx_severity": {"type": "string", "enum": ["status", "warning", "error"]},
            "imsx_description": {"type": "string"},
            "imsx_codeMinor": {
                "type": "object",
                "properties": {
                    "imsx_codeMinorField": {
                        "type": "array",
                        "minItems": 1,
                        "items": {
                            "type": "object",
                            "properties": {
                                "imsx_codeMinorFieldName": {"type": "string"},
                                "imsx_codeMinorFieldValue": {"type": "string"},
                            },
                            "required": ["imsx_codeMinorFieldName", "imsx_codeMinorFieldValue"],
                            "additionalProperties": False,
                        },
                    }
                },
                "required": ["imsx_codeMinorField"],
                "additionalProperties": False,
            },
        },
        "required": ["imsx_codeMajor", "imsx_severity"],
        "additionalProperties": False,
    }
}


def status(says: str, *, name: str = "", minor: str = "", major: str = "failure") -> dict[str, Any]:
    """The binding's form of an error: what it is, and which part of the question it is about."""
    made: dict[str, Any] = {"imsx_codeMajor": major, "imsx_severity": "error"}
    made["imsx_description"] = says
    if minor:
        field = {"imsx_codeMinorFieldName": name, "imsx_codeMinorFieldValue": minor}
        made["imsx_codeMinor"] = {"imsx_codeMinorField": [field]}
    return made
