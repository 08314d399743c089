"""Linked data as bytes: JSON-LD as it is, and Turtle through rdflib. The same data, the same bytes.

The data is of the plain sort that ``core.credentials.skos`` makes: a context that says for each
name its property and, in a mapping, its language or type; and a list of nodes, none inside another.
A test reads both forms with rdflib's own parsers and finds the same graph.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

TURTLE: Final = "text/turtle"
JSON_LD: Final = "application/ld+json"

Triple = tuple[Any, Any, Any]


def as_json_ld(document: Mapping[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def as_turtle(document: Mapping[str, Any]) -> bytes:
    from rdflib import Graph  # a third of a second, which nobody else should wait for

    graph = Graph(bind_namespaces="none")
    for prefix, address in _prefixes(document["@context"]).items():
        graph.bind(prefix, address)
    for triple in _triples(document):
        graph.add(triple)
    turtle: bytes = graph.serialize(format="turtle", encoding="utf-8")
    return turtle


def _prefixes(context: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: said
        for name, said in context.items()
        if isinstance(said, str) and said.endswith(("#", "/"))
    }


def _triples(document: Mapping[str, Any]) -> Iterator[Triple]:
    from rdflib import RDF, URIRef

    context = document["@context"]
    for node in document["@graph"]:
        subject = URIRef(node["id"])
        yield subject, RDF.type, URIRef(_expanded(context, node["type"]))
        for name, values in node.items():
            if name not in ("id", "type"):
                for value in values if isinstance(values, list) else [values]:
                    yield subject, *_said(context, name, value)


def _said(context: Mapping[str, Any], name: str, value: Any) -> tuple[Any, Any]:
    """The property and the object that a name and its value stand for."""
    from rdflib import Literal, URIRef

    how = context[name]
    said = {"@id": how} if isinstance(how, str) else how
    property_ = URIRef(_expanded(context, said["@id"]))
    if said.get("@type") == "@id":
        return property_, URIRef(value)
    if "@type" in said:
        return property_, Literal(value, datatype=URIRef(_expanded(context, said["@type"])))
    return property_, Literal(value, lang=said.get("@language"))


def _expanded(context: Mapping[str, Any], name: str) -> str:
    prefix, _, rest = name.partition(":")
    return f"{context[prefix]}{rest}"
