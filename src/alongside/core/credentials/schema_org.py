"""The framework and what is learned from, in the words of schema.org (as JSON-LD)."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from .publication import LANGUAGE, Publication

Node = dict[str, Any]

CONTEXT: Final = "https://schema.org"


def term_set(publication: Publication) -> Node:
    """The edition as a DefinedTermSet, each statement with its name and code."""
    return {
        "@context": CONTEXT,
        **_set(publication),
        "isBasedOn": publication.source,
        **({"license": publication.licence[1]} if publication.licence[1] else {}),
        "inLanguage": LANGUAGE,
        **({"datePublished": publication.published} if publication.published else {}),
        "hasDefinedTerm": [_named(publication, code) for code in publication.by_code],
    }


def theme(publication: Publication, theme_id: str) -> Node:
    """A theme as a DefinedTermSet of its own, part of the edition's."""
    row = publication.theme_by_id[theme_id]
    return {
        "@context": CONTEXT,
        "@type": "DefinedTermSet",
        "@id": publication.theme(theme_id),
        "url": publication.theme(theme_id),
        "name": row["name"],
        "description": row["summary"],
        "isPartOf": _set(publication),
        "hasDefinedTerm": [_described(publication, code) for code in row["statements"]],
    }


def choice(publication: Publication, name: str, title: str, lead: str, codes: list[str]) -> Node:
    """A tailored framework as a DefinedTermSet, whose terms are the edition's own."""
    return {
        "@context": CONTEXT,
        "@type": "DefinedTermSet",
        "@id": publication.tailored(name),
        "url": publication.tailored(name),
        "name": title,
        "description": lead,
        "isPartOf": _set(publication),
        "hasDefinedTerm": [_named(publication, code) for code in codes],
    }


def term(publication: Publication, code: str) -> Node:
    return {
        "@context": CONTEXT,
        **_described(publication, code),
        "identifier": f"urn:uuid:{publication.identifiers[code]}",
        "inDefinedTermSet": _set(publication),
    }


def learning(
    *, name: str, address: str, hours: float, cost: float, publication: Publication | None,
    codes: Iterable[str],
) -> Node:  # fmt: skip
    """An activity as a LearningResource, with the statements that it teaches to."""
    found = publication.by_code if publication else {}
    teaches = [
        {**_named(publication, code), "inDefinedTermSet": publication.base}
        for code in codes
        if publication and code in found
    ]
    return {
        "@context": CONTEXT,
        "@type": "LearningResource",
        "@id": address,
        "url": address,
        "name": name,
        "inLanguage": LANGUAGE,
        "timeRequired": f"PT{round(hours * 60)}M",
        "isAccessibleForFree": not cost,
        **({"teaches": teaches} if teaches else {}),
    }


def _set(publication: Publication) -> Node:
    return {
        "@type": "DefinedTermSet",
        "@id": publication.base,
        "url": publication.base,
        "name": publication.title,
    }


def _named(publication: Publication, code: str) -> Node:
    address = publication.statement(code)
    return {
        "@type": "DefinedTerm",
        "@id": address,
        "url": address,
        "name": publication.by_code[code]["title"],
        "termCode": code,
    }


def _described(publication: Publication, code: str) -> Node:
    row: Mapping[str, Any] = publication.by_code[code]
    return {**_named(publication, code), "description": row["text"]}
