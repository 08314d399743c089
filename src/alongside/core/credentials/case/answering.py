"""Every answer of the service, out of packages: what each address says, as plain values.

Packages come oldest edition first. Where two editions share a statement (its identifier goes on),
the newest one's wording answers for it; each package keeps the wording of its own edition.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from .fields import as_1_0, made
from .naming import Made

# Each address, and the class of what it answers with.
ANSWERS: Final[Mapping[str, str]] = {
    "CFAssociationGroupings": "CFAssociationGrouping",
    "CFAssociations": "CFAssociation",
    "CFConcepts": "CFConceptSet",
    "CFDocuments": "CFDocument",
    "CFItemAssociations": "CFAssociationSet",
    "CFItemTypes": "CFItemTypeSet",
    "CFItems": "CFItem",
    "CFLicenses": "CFLicense",
    "CFPackages": "CFPackage",
    "CFRubrics": "CFRubric",
    "CFSubjects": "CFSubjectSet",
}
_WITH_CHILDREN: Final = ("CFConcepts", "CFItemTypes", "CFSubjects")

Answers = dict[str, dict[str, Made]]


def answers(packages: Iterable[Mapping[str, Any]], *, base: str, older: bool = False) -> Answers:
    """By address and identifier, what is answered; ``older`` for 1.0."""
    found: Answers = {path: {} for path in ANSWERS}
    packed = list(packages)
    for package in packed:
        for path, identifier, answer in _of_one(package, base):
            found[path][identifier] = answer
    _item_associations(found)
    if older:
        for path, name in ANSWERS.items():
            found[path] = {key: as_1_0(name, answer) for key, answer in found[path].items()}
    return found


def _of_one(package: Mapping[str, Any], base: str) -> Iterator[tuple[str, str, Made]]:
    document = package["CFDocument"]
    own = document["identifier"]
    whole = {
        "title": document["title"],
        "identifier": own,
        "uri": f"{base}/CFPackages/{own}",
    }
    link = {key: document[key] for key in ("title", "identifier", "uri")}
    yield "CFDocuments", own, made("CFDocument", {**document, "CFPackageURI": whole})
    yield "CFPackages", own, dict(package)
    for item in package.get("CFItems", ()):
        yield "CFItems", item["identifier"], made("CFItem", {**item, "CFDocumentURI": link})
    for one in package.get("CFAssociations", ()):
        yield (
            "CFAssociations",
            one["identifier"],
            made("CFAssociation", {**one, "CFDocumentURI": link}),
        )
    for rubric in package.get("CFRubrics", ()):
        yield "CFRubrics", rubric["identifier"], rubric
    for path, listed in package.get("CFDefinitions", {}).items():
        for one in listed:
            answer = _with_children(path, one, listed) if path in _WITH_CHILDREN else one
            yield path, one["identifier"], answer


def _with_children(path: str, one: Made, listed: Iterable[Made]) -> Made:
    """The one asked for first, then all that stand under it by their hierarchy code."""
    under = f"{one['hierarchyCode']}."
    return {path: [one, *(other for other in listed if other["hierarchyCode"].startswith(under))]}


def _item_associations(found: Answers) -> None:
    """Every association that an item is an end of, from whichever edition says it."""
    of: dict[str, list[Made]] = {}
    for answer in found["CFAssociations"].values():
        one = made("CFPckgAssociation", answer)
        for end in ("originNodeURI", "destinationNodeURI"):
            of.setdefault(one[end]["identifier"], []).append(one)
    for identifier, item in found["CFItems"].items():
        if identifier in of:
            both = {"CFItem": item, "CFAssociations": of[identifier]}
            found["CFItemAssociations"][identifier] = both
