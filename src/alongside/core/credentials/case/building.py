"""An edition as a CASE package: one document, an item for every strand, theme and statement.

The edition comes as its plain document (what ``to_document`` of the framework gives), so that this
part knows no class of the framework. What is fixed about the package's place and time comes in
``Origin``. Nothing is invented: what the edition does not say is left out.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from .describing import DESCRIBED, Describing
from .fields import made
from .naming import LANGUAGE, SUBJECT, TYPES, Earlier, Made, Naming, Origin, document_id, kind_of
from .relating import ENDS, Relating

ABOUT: Final = ("wording", "for_whom", "stance", "not_a_model")

__all__ = ["ENDS", "Earlier", "Origin", "document_id", "package"]


def package(edition: Mapping[str, Any], origin: Origin) -> Made:
    """The CFPackage of an edition (the document in it has no CFPackageURI, items no CFDocumentURI)."""
    items, described = _Items(edition, origin), Describing(edition, origin)
    return made(
        "CFPackage",
        {
            "CFDocument": items.document(),
            "CFItems": [*items.strands(), *items.theme_items(), *items.statements()],
            "CFAssociations": list(Relating(edition, origin).associations()),
            "CFDefinitions": described.definitions(),
            "CFRubrics": [described.rubric(kind) for kind in DESCRIBED],
        },
    )


class _Items(Naming):
    """The document and the items of one edition."""

    def document(self) -> Made:
        edition, followed = self.edition, self.origin.followed
        about = edition.get("about", {})
        identifier = document_id(self.origin.namespace, self.slug)
        return made(
            "CFPckgDocument",
            {
                **self.common("CFDocuments", identifier),
                "lastChangeDateTime": self.told(),
                "frameworkType": "Competency framework",
                "caseVersion": "1.1",
                "creator": edition["publisher"],
                "publisher": edition["publisher"],
                "title": edition["title"],
                # Whose words these are comes first: the document is others', the wording is ours.
                "description": " ".join(str(about[key]) for key in ABOUT if key in about),
                "subject": [SUBJECT],
                "subjectURI": [self.link("CFSubjects", self.id("subjects", "practice"), SUBJECT)],
                "language": LANGUAGE,
                "version": self.slug,
                "adoptionStatus": self.status(),
                "statusStartDate": self.origin.published.date().isoformat(),
                "statusEndDate": followed.date().isoformat() if followed else None,
                "licenseURI": self.licence_link(),
            },
        )

    def status(self) -> str:
        if self.origin.draft:
            return "Draft"
        return "Retired" if self.origin.followed else "Implemented"

    def item(self, identifier: str, kind: str, values: Mapping[str, Any]) -> Made:
        title = next(title for id_, title, _, _ in TYPES if id_ == kind)
        return made(
            "CFPckgItem",
            {
                **self.common("CFItems", identifier),
                "CFItemType": title,
                "CFItemTypeURI": self.link("CFItemTypes", self.id("types", kind), title),
                "language": LANGUAGE,
                "licenseURI": self.licence_link(),
                "statusStartDate": self.origin.published.date().isoformat(),
                **values,
            },
        )

    def strands(self) -> Iterator[Made]:
        for place, strand in enumerate(self.edition["strands"], 1):
            words = {"fullStatement": strand["name"], "humanCodingScheme": strand["id"]}
            identifier = self.id("strands", strand["id"])
            yield self.item(identifier, "strand", {**words, "listEnumeration": str(place)})

    def theme_items(self) -> Iterator[Made]:
        for place, theme in self.placed_themes():
            words = {
                "fullStatement": theme["summary"],
                "abbreviatedStatement": theme["name"],
                "humanCodingScheme": theme["id"],
                "listEnumeration": str(place),
                **self.keywords(theme["id"], ()),
            }
            yield self.item(self.id("themes", theme["id"]), "theme", words)

    def statements(self) -> Iterator[Made]:
        for one in self.edition["statements"]:
            ended = one["code"] in self.origin.ended and self.origin.followed is not None
            source = one["source"]
            words = {
                "fullStatement": one["text"],
                "abbreviatedStatement": one["title"],
                "humanCodingScheme": one["code"],
                "listEnumeration": str(self.place(one)),
                "notes": f"Stands for number {source['ordinal']} under “{source['section']}”.",
                "subject": [SUBJECT],
                "subjectURI": [self.link("CFSubjects", self.id("subjects", "practice"), SUBJECT)],
                **self.keywords(one["theme"], one.get("also_themes", ())),
            }
            if ended and self.origin.followed:
                words["statusEndDate"] = self.origin.followed.date().isoformat()
                words["lastChangeDateTime"] = self.stamp(ended=True)
            yield self.item(self.origin.identifiers[one["code"]], kind_of(one["code"]), words)

    def place(self, statement: Mapping[str, Any]) -> int:
        listed: list[str] = list(self.themes[statement["theme"]]["statements"])
        return listed.index(statement["code"]) + 1

    def keywords(self, theme: str, also: Any) -> Made:
        name = self.themes[theme]["name"]
        link = self.link("CFConcepts", self.id("concepts", theme), name)
        words = [self.themes[one]["name"] for one in (theme, *also)]
        return {"conceptKeywords": words, "conceptKeywordsURI": link}
