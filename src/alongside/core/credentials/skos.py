"""An edition as SKOS, in JSON-LD: a concept scheme of strands, themes and statements.

A statement's address for good is its identifier; the code its notation, the title its label, the
text its definition, the theme its broader concept. The kinds are collections. What a statement
became in another edition is said with ``exactMatch`` (it means the same), ``replaces`` and
``isReplacedBy`` (it does not). Points, weights and profiles are no concepts and stay out.

What a named reader said yes to, of other frameworks, is said as a mapping, each with a note that
says what it leaves over: no other software should read a part as the whole.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from .publication import KEPT, LANGUAGE, Publication, Row, kind_of

Node = dict[str, Any]

KIND_LABELS: Final[Mapping[str, str]] = {
    "knowledge": "Knowledge",
    "skills": "Skills",
    "values": "Values",
}
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_DCT: Final = "http://purl.org/dc/terms/"
_WORDS: Final = (
    *("skos:prefLabel", "skos:altLabel", "skos:definition", "skos:example", "skos:scopeNote"),
    "skos:note",
    *(
        "skos:editorialNote",
        "skos:changeNote",
        "skos:historyNote",
        "dct:title",
        "dct:description",
        "dct:rights",
    ),
)
_LINKS: Final = (
    *("skos:inScheme", "skos:topConceptOf", "skos:hasTopConcept", "skos:broader"),
    *("skos:narrower", "skos:related", "skos:member", "skos:exactMatch"),
    *("skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch"),
    *("dct:license", "dct:replaces", "dct:isReplacedBy"),
)


# A statement that is a part of what an item asks has that item as the broader match.
MATCHES: Final[Mapping[str, str]] = {
    "exact": "exactMatch",
    "close": "closeMatch",
    "narrower": "broadMatch",
    "broader": "narrowMatch",
    "related": "relatedMatch",
}


def _term(name: str) -> str:
    return name.partition(":")[2]


CONTEXT: Final[Mapping[str, Any]] = {
    "skos": _SKOS,
    "dct": _DCT,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "id": "@id",
    "type": "@type",
    **{_term(name): {"@id": name, "@language": LANGUAGE} for name in _WORDS},
    **{_term(name): {"@id": name, "@type": "@id"} for name in _LINKS},
    "notation": "skos:notation",
    "identifier": "dct:identifier",
    "source": "dct:source",
    "issued": {"@id": "dct:issued", "@type": "xsd:date"},
    "versionInfo": "owl:versionInfo",
}


def whole(publication: Publication) -> Node:
    """Everything: the scheme, its strands, themes and statements, and the three collections."""
    document = publication.document
    return _document(
        _scheme(publication, whole=True),
        *(_strand(publication, one) for one in document["strands"]),
        *(_theme(publication, one) for one in document["themes"]),
        *(_statement(publication, one) for one in document["statements"]),
        *(_kind(publication, kind) for kind in KIND_LABELS),
    )


def theme(publication: Publication, theme_id: str) -> Node:
    return _document(_scheme(publication), _theme(publication, publication.theme_by_id[theme_id]))


def kind(publication: Publication, kind: str) -> Node:
    return _document(_scheme(publication), _kind(publication, kind))


def choice(publication: Publication, name: str, title: str, lead: str, codes: list[str]) -> Node:
    """A tailored framework: a collection of the edition's own statements, and nothing beside them."""
    own = {
        "id": publication.tailored(name),
        "type": "skos:Collection",
        "prefLabel": title,
        "description": lead,
        "inScheme": publication.base,
        "member": [publication.statement(code) for code in codes],
    }
    return _document(_scheme(publication), own)


def statement(publication: Publication, code: str) -> Node:
    return _document(_scheme(publication), _statement(publication, publication.by_code[code]))


def _document(*nodes: Node) -> Node:
    return {"@context": dict(CONTEXT), "@graph": list(nodes)}


def _scheme(publication: Publication, *, whole: bool = False) -> Node:
    document = publication.document
    node: Node = {
        "id": publication.base,
        "type": "skos:ConceptScheme",
        "title": publication.title,
        "source": publication.source,
        "license": publication.licence[1],
        "rights": publication.rights,
        "issued": publication.published,
        "versionInfo": publication.digest,
        "replaces": publication.previous_base,
        "isReplacedBy": [one.base for one in publication.later],
    }
    if whole:
        node["description"] = document.get("about", {}).get("wording", "")
        node["hasTopConcept"] = [publication.strand(one["id"]) for one in document["strands"]]
    return _filled(node)


def _strand(publication: Publication, row: Row) -> Node:
    themes = [one["id"] for one in publication.document["themes"] if one["strand"] == row["id"]]
    return _filled(
        {
            "id": publication.strand(row["id"]),
            "type": "skos:Concept",
            "prefLabel": row["name"],
            "inScheme": publication.base,
            "topConceptOf": publication.base,
            "narrower": [publication.theme(one) for one in themes],
        }
    )


def _theme(publication: Publication, row: Row) -> Node:
    return _filled(
        {
            "id": publication.theme(row["id"]),
            "type": "skos:Concept",
            "prefLabel": row["name"],
            "definition": row["summary"],
            "inScheme": publication.base,
            "broader": publication.strand(row["strand"]),
            "narrower": [publication.statement(code) for code in row["statements"]],
            "related": [
                publication.statement(one["code"])
                for one in publication.document["statements"]
                if row["id"] in one["also_themes"]
            ],
            **_beside(publication, theme=row["id"]),
        }
    )


def _kind(publication: Publication, kind: str) -> Node:
    """Members in the order of their codes; a collection says nothing of more or less."""
    return {
        "id": publication.kind(kind),
        "type": "skos:Collection",
        "prefLabel": KIND_LABELS[kind],
        "member": [publication.statement(c) for c in publication.by_code if kind_of(c) == kind],
    }


def _statement(publication: Publication, row: Row) -> Node:
    code, faces = row["code"], row["faces"]
    pairs = [
        pair["second"] if pair["first"] == code else pair["first"]
        for pair in publication.document["pairs"]
        if code in (pair["first"], pair["second"])
    ]
    names = publication.setting_names
    # A label may be preferred or alternative, never both.
    need = faces["need"] if faces["need"] != row["title"] else ""
    node = {
        "id": publication.statement(code),
        "type": "skos:Concept",
        "notation": code,
        "prefLabel": row["title"],
        "altLabel": need,
        "definition": row["text"],
        "scopeNote": [faces["worker"], faces["expect"]],
        "example": [
            f"{names.get(one['setting'], one['setting'])}: {one['text']}"
            for one in row["looks_like"]
        ],
        "editorialNote": [f"{one['where']}: {one['note']}" for one in row["checks"]],
        "inScheme": publication.base,
        "broader": publication.theme(row["theme"]),
        "related": [
            *(publication.statement(other) for other in dict.fromkeys(pairs)),
            *(publication.theme(other) for other in row["also_themes"]),
        ],
        "identifier": f"urn:uuid:{publication.identifiers[code]}",
        "source": f"{row['source']['section']}, {row['source']['ordinal']}",
        **_beside(publication, statement=code),
    }
    for name, value in (*_before(publication, code), *_after(publication, code)):
        node[name] = [*node.get(name, []), value]
    return _filled(node)


def _beside(publication: Publication, *, statement: str = "", theme: str = "") -> Node:
    """How it stands to the parts of other frameworks, with a note for each that leaves something."""
    node: Node = {}
    for one in publication.beside:
        if (one.statement, one.theme) == (statement, theme):
            node.setdefault(MATCHES[one.how], []).append(one.stands(publication.root))
            node.setdefault("note", []).append(one.words)
    return node


def _before(publication: Publication, code: str) -> Iterator[tuple[str, str]]:
    """What a statement was in the edition before."""
    for one in publication.dispositions():
        if code in one["new"]:
            name = "exactMatch" if one["kind"] in KEPT else "replaces"
            for old in one["old"]:
                yield name, f"{publication.previous_base}{old}/"
            if one.get("why"):
                yield "changeNote", one["why"]


def _after(publication: Publication, code: str) -> Iterator[tuple[str, str]]:
    """What a statement became in the editions that follow."""
    for later in publication.later:
        for one in later.dispositions():
            if code not in one["old"]:
                continue
            name = "exactMatch" if one["kind"] in KEPT else "isReplacedBy"
            for new in one["new"]:
                yield name, later.statement(new)
            if not one["new"]:
                yield "historyNote", " ".join(["Retired in", f"{later.title}.", one["why"]]).strip()


def _filled(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in ("", [], None)}
