"""How the parts of a package belong together, and what became of the edition before."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from .fields import made
from .naming import Made, Naming, document_id

# CASE has words for "the same" and "has to do with", and none for the others; software that does not
# know ours must not take a part for the whole, so they are no kind of "the same".
MATCHES: Final = {
    "exact": "exactMatchOf",
    "close": "ext:closeMatchOf",
    "narrower": "ext:narrowerThan",
    "broader": "ext:broaderThan",
    "related": "isRelatedTo",
}
PAGE: Final = "ext:page"

# How an edition's statement may leave it in the next, where its identifier does not go on.
ENDS: Final = frozenset({"changed", "split", "merged", "retired"})


class Relating(Naming):
    """The associations of one edition."""

    def associations(self) -> Iterator[Made]:
        yield from self.parts()
        for one in self.edition["statements"]:
            own = self.own(one["code"])
            for theme in one.get("also_themes", ()):
                there = self.node(self.id("themes", theme), self.themes[theme]["name"])
                yield self.association("isRelatedTo", own, there, "also")
        for pair in self.edition["pairs"]:
            ends = self.own(pair["first"]), self.own(pair["second"])
            yield self.association("isRelatedTo", *ends, "pairs", notes=pair["ask"])
        yield from self.since_the_last()
        yield from self.beside()

    def parts(self) -> Iterator[Made]:
        identifier = document_id(self.origin.namespace, self.slug)
        document = self.node(identifier, self.edition["title"], "CFDocuments")
        strands = {one["id"]: one for one in self.edition["strands"]}
        nodes = {
            key: self.node(self.id("strands", key), one["name"]) for key, one in strands.items()
        }
        for place, key in enumerate(strands, 1):
            yield self.association("isChildOf", nodes[key], document, "parts", place)
        for place, theme in self.placed_themes():
            node = self.node(self.id("themes", theme["id"]), theme["name"])
            yield self.association("isChildOf", node, nodes[theme["strand"]], "parts", place)
            for inner, code in enumerate(theme["statements"], 1):
                yield self.association("isChildOf", self.own(code), node, "parts", inner)

    def since_the_last(self) -> Iterator[Made]:
        """What became of the edition before this one, and of its statements that changed."""
        earlier = self.origin.earlier
        if earlier is None:
            return
        namespace = self.origin.namespace
        old = self.node(document_id(namespace, earlier.slug), earlier.title, "CFDocuments")
        new = self.node(document_id(namespace, self.slug), self.edition["title"], "CFDocuments")
        yield self.association("replacedBy", old, new, "editions")
        for one in self.edition.get("dispositions", ()):
            if one["kind"] not in ENDS:
                continue
            for before in one["old"]:
                node = self.node(earlier.identifiers[before], earlier.titles[before])
                for after in one["new"]:
                    ends = node, self.own(after)
                    yield self.association("replacedBy", *ends, "editions", notes=one.get("why"))

    def beside(self) -> Iterator[Made]:
        """How statements and themes stand to the parts of other frameworks, as somebody read it."""
        for one in self.origin.beside:
            if one.theme:
                own = self.node(self.id("themes", one.theme), self.themes[one.theme]["name"])
            else:
                own = self.own(one.statement)
            there = {
                "title": one.title,
                "identifier": one.identifier or self.id_of("crosswalks", one.crosswalk, one.item),
                "uri": one.stands(self.origin.pages),
                "targetType": "CASE" if one.address else PAGE,
            }
            made_ = self.association(MATCHES[one.how], own, there, "beside", notes=one.words)
            yield {**made_, "lastChangeDateTime": self.read_at(one.at)}

    def read_at(self, at: str) -> str:
        """The moment at which it was read, never before the edition it is about was published."""
        when = datetime.fromisoformat(at)
        when = when if when.tzinfo else when.replace(tzinfo=self.origin.published.tzinfo)
        return max(when, self.origin.published).isoformat(timespec="seconds")

    def association(
        self,
        kind: str,
        start: Made,
        end: Made,
        group: str,
        place: int = 0,
        notes: str | None = None,
    ) -> Made:
        identifier = self.id("associations", kind, start["identifier"], end["identifier"])
        name = next(title for id_, title, _ in self.groupings() if id_ == group)
        return made(
            "CFPckgAssociation",
            {
                **self.common("CFAssociations", identifier),
                "associationType": kind,
                "sequenceNumber": place or None,
                "originNodeURI": start,
                "destinationNodeURI": end,
                "CFAssociationGroupingURI": self.link(
                    "CFAssociationGroupings", self.id("groupings", group), name
                ),
                "notes": notes,
            },
        )
