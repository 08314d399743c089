"""What each object of CASE 1.1 may hold, in the order in which we write it.

One table, from which objects are put in order, our own OpenAPI document is made, and somebody
else's package is read. ``!`` marks what must be there; after the colon stands what it is (a text,
where nothing does); brackets mean a list.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Field:
    """``kind`` is text, uuid, uri, time, date, whole, number, open, or the name of a class."""

    name: str
    kind: str = "text"
    needed: bool = False
    many: bool = False


def _fields(line: str) -> tuple[Field, ...]:
    made = []
    for word in line.split():
        name, _, kind = word.partition(":")
        many = kind.startswith("[")
        made.append(Field(name.rstrip("!"), kind.strip("[]") or "text", name.endswith("!"), many))
    return tuple(made)


_OWN: Final = "identifier!:uuid uri!:uri"
_LAST: Final = "lastChangeDateTime!:time extensions:open"

_PACKED: Final = {
    "CFDocument": (
        f"{_OWN} frameworkType caseVersion creator! title! lastChangeDateTime!:time "
        "officialSourceURL:uri publisher description subject:[text] subjectURI:[LinkURI] language "
        "version adoptionStatus statusStartDate:date statusEndDate:date licenseURI:LinkURI notes "
        "extensions:open"
    ),
    "CFItem": (
        "identifier!:uuid fullStatement! alternativeLabel CFItemType uri!:uri humanCodingScheme "
        "listEnumeration abbreviatedStatement conceptKeywords:[text] conceptKeywordsURI:LinkURI "
        "notes subject:[text] subjectURI:[LinkURI] language educationLevel:[text] "
        "CFItemTypeURI:LinkURI licenseURI:LinkURI statusStartDate:date statusEndDate:date "
        f"{_LAST}"
    ),
    "CFAssociation": (
        "identifier!:uuid associationType! sequenceNumber:whole uri!:uri originNodeURI!:LinkGenURI "
        "destinationNodeURI!:LinkGenURI CFAssociationGroupingURI:LinkURI lastChangeDateTime!:time "
        "notes extensions:open"
    ),
}

_LINES: Final = {
    "LinkURI": "title! identifier!:uuid uri!:uri",
    "LinkGenURI": "title! identifier! uri!:uri targetType",
    "CFDocument": f"{_PACKED['CFDocument']} CFPackageURI!:LinkURI",
    "CFItem": f"{_PACKED['CFItem']} CFDocumentURI!:LinkURI",
    "CFAssociation": f"{_PACKED['CFAssociation']} CFDocumentURI:LinkURI",
    "CFPckgDocument": _PACKED["CFDocument"],
    "CFPckgItem": _PACKED["CFItem"],
    "CFPckgAssociation": _PACKED["CFAssociation"],
    "CFConcept": f"{_OWN} title! keywords hierarchyCode! description {_LAST}",
    "CFSubject": f"{_OWN} title! hierarchyCode! description {_LAST}",
    "CFLicense": f"{_OWN} title! description licenseText! {_LAST}",
    "CFItemType": f"{_OWN} title! description! hierarchyCode! typeCode {_LAST}",
    "CFAssociationGrouping": f"{_OWN} title! description {_LAST}",
    "CFDefinitions": (
        "CFConcepts:[CFConcept] CFSubjects:[CFSubject] CFLicenses:[CFLicense] "
        "CFItemTypes:[CFItemType] CFAssociationGroupings:[CFAssociationGrouping] extensions:open"
    ),
    "CFRubric": f"{_OWN} title description CFRubricCriteria:[CFRubricCriterion] {_LAST}",
    "CFRubricCriterion": (
        f"{_OWN} category description CFItemURI:LinkURI weight:number position:whole rubricId:uuid "
        f"CFRubricCriterionLevels:[CFRubricCriterionLevel] {_LAST}"
    ),
    "CFRubricCriterionLevel": (
        f"{_OWN} description quality score:number feedback position:whole rubricCriterionId:uuid "
        "lastChangeDateTime!:time extensions:[open]"
    ),
    "CFPackage": (
        "CFDocument!:CFPckgDocument CFItems:[CFPckgItem] CFAssociations:[CFPckgAssociation] "
        "CFDefinitions:CFDefinitions CFRubrics:[CFRubric] extensions:open"
    ),
    "CFDocumentSet": "CFDocuments!:[CFDocument]",
    "CFAssociationSet": "CFItem!:CFItem CFAssociations!:[CFPckgAssociation]",
    "CFConceptSet": "CFConcepts!:[CFConcept]",
    "CFItemTypeSet": "CFItemTypes!:[CFItemType]",
    "CFSubjectSet": "CFSubjects!:[CFSubject]",
}

CLASSES: Final[Mapping[str, tuple[Field, ...]]] = {
    name: _fields(line) for name, line in _LINES.items()
}
UUID: Final = "[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
ASSOCIATIONS: Final = (
    *("isChildOf", "isPeerOf", "isPartOf", "exactMatchOf", "precedes", "isRelatedTo"),
    *("replacedBy", "exemplar", "hasSkillLevel", "isTranslationOf"),
)
EXTENSION: Final = r"ext:[A-Za-z0-9.\-_]+"

# What version 1.0 did not have yet, by class.
_SINCE_1_1: Final[Mapping[str, frozenset[str]]] = {
    "CFDocument": frozenset({"frameworkType", "caseVersion"}),
    "CFItem": frozenset({"subject", "subjectURI"}),
    "CFAssociation": frozenset({"notes"}),
    "LinkGenURI": frozenset({"targetType"}),
}
# Which words of 1.0 say what a word of 1.1 says.
_STATUS_IN_1_0: Final = {"Implemented": "Adopted", "Retired": "Deprecated"}


def made(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """An object of the class: in the class's order, and nothing in it that is empty."""
    found = {one.name: values.get(one.name) for one in CLASSES[name]}
    return {key: value for key, value in found.items() if value not in (None, "", [], {}, ())}


def as_1_0(name: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """An object of 1.1 as 1.0 would have it: without what came later, with the words of then."""
    plain = name.replace("CFPckg", "CF")
    later = _SINCE_1_1.get(plain, frozenset()) | {"extensions"}
    kinds = {one.name: one.kind for one in CLASSES[name]}
    kept = {key: _deeper(kinds[key], inner) for key, inner in value.items() if key not in later}
    if str(kept.get("associationType", "")).startswith("ext:"):
        kept["associationType"] = "isRelatedTo"  # 1.0 knows its own words alone
    if "adoptionStatus" in kept:
        kept["adoptionStatus"] = _STATUS_IN_1_0.get(kept["adoptionStatus"], kept["adoptionStatus"])
    return kept


def _deeper(kind: str, value: Any) -> Any:
    if kind not in CLASSES:
        return value
    if isinstance(value, list):
        return [as_1_0(kind, one) for one in value]
    return as_1_0(kind, value)
