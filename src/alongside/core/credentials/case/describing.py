"""What items lean on (concepts, a subject, a licence, types, groupings), and the described points."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from .fields import made
from .naming import SUBJECT, TYPES, Made, Naming, kind_of

DESCRIBED: Final = {"knowledge": "Knowledge", "skills": "Skills"}


class Describing(Naming):
    """The definitions and rubrics of one edition."""

    def definitions(self) -> Made:
        made_of = {
            "CFConcepts": list(self.concepts()),
            "CFSubjects": [
                self.defined("CFSubject", ("subjects", "practice"), SUBJECT, hierarchyCode="1")
            ],
            "CFLicenses": [
                self.defined(
                    "CFLicense", ("licences", "own"), title, description=line, licenseText=text
                )
                for title, line, text in ([self.origin.licence] if self.origin.licence else ())
            ],
            "CFItemTypes": [
                self.defined(
                    "CFItemType",
                    ("types", name),
                    title,
                    description=says,
                    hierarchyCode=code,
                    typeCode=name,
                )
                for name, title, says, code in TYPES
            ],
            "CFAssociationGroupings": [
                self.defined("CFAssociationGrouping", ("groupings", name), title, description=says)
                for name, title, says in self.groupings()
            ],
        }
        return made("CFDefinitions", made_of)

    def concepts(self) -> Iterator[Made]:
        """Strands and, under each, its themes: the children of a concept are told by its code."""
        for strand in self.edition["strands"]:
            own = ("concepts", "strands", strand["id"])
            yield self.defined("CFConcept", own, strand["name"], hierarchyCode=strand["id"])
            for place, theme in self.placed_themes():
                if theme["strand"] == strand["id"]:
                    says = {
                        "hierarchyCode": f"{strand['id']}.{place}",
                        "description": theme["summary"],
                    }
                    yield self.defined(
                        "CFConcept", ("concepts", theme["id"]), theme["name"], **says
                    )

    def defined(self, name: str, parts: tuple[str, ...], title: str, **values: Any) -> Made:
        path = f"{name}s"
        return made(name, {**self.common(path, self.id(*parts)), "title": title, **values})

    def rubric(self, kind: str) -> Made:
        own = self.id("rubrics", kind)
        says = (
            "Described points that a worker chooses from when they look at their own practice. They "
            "stand in an order and carry no number: nothing is scored, weighed or added up."
        )
        criteria = [
            self.criterion(own, kind, one)
            for one in self.edition["statements"]
            if kind_of(one["code"]) == kind
        ]
        title = f"{DESCRIBED[kind]}: described points"
        words = {"title": title, "description": says, "CFRubricCriteria": criteria}
        return made("CFRubric", {**self.common("CFRubrics", own), **words})

    def criterion(self, rubric: str, kind: str, statement: Mapping[str, Any]) -> Made:
        code = statement["code"]
        own = self.id("rubrics", kind, code)
        node = self.link("CFItems", self.origin.identifiers[code], statement["title"])
        levels = [
            made(
                "CFRubricCriterionLevel",
                {
                    **self.common("CFRubrics", self.id("rubrics", kind, code, point["id"])),
                    "uri": f"{self.uri('CFRubrics', rubric)}#{code}-{point['id']}",
                    "quality": point["label"],
                    "description": point["line"],
                    "rubricCriterionId": own,
                },
            )
            for point in self.edition["points"].get(kind, ())
            if kind in point.get("offered_for", (kind,))
        ]
        return made(
            "CFRubricCriterion",
            {
                **self.common("CFRubrics", own),
                "uri": f"{self.uri('CFRubrics', rubric)}#{code}",
                "category": self.themes[statement["theme"]]["name"],
                "description": statement["faces"]["worker"],
                "CFItemURI": node,
                "rubricId": rubric,
                "CFRubricCriterionLevels": levels,
            },
        )
