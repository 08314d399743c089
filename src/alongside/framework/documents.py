"""Editions as JSON: the same facts as the pages, at the same addresses.

docs/reference/framework-json.md says what each document holds. Addresses are paths on this site.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from alongside.core.crosswalks import Crosswalk, Relation
from alongside.core.framework import Kind, OutsideThing, Statement, Theme
from alongside.core.framework.changing import Change
from alongside.core.framework.wording import differing, differing_around
from alongside.core.search import Found, Snippet
from alongside.foundation.text import cell

from .presenters.addresses import Addresses
from .presenters.shapes import FACES
from .queries import Published, crosswalks

Json = dict[str, Any]


class Documents:
    """One published edition's documents. Every address in them is permanent."""

    def __init__(self, published: Published) -> None:
        self.published = published
        self.edition = published.edition
        self.at = Addresses(published.slug)

    def about(self) -> Json:
        """Which edition a document is from, and how to know that it has not changed."""
        return {
            "slug": self.published.slug,
            "title": self.published.title,
            "publisher": self.edition.publisher,
            "year": self.edition.year or None,
            "published": self.published.published_at.isoformat(),
            "digest": self.published.digest,
            "url": self.at.to("index"),
        }

    def index(self) -> Json:
        themes = self.edition.themes
        return {
            "edition": self.about(),
            "strands": [
                {
                    **asdict(strand),
                    "themes": [self._theme(one) for one in themes if one.strand == strand.id],
                }
                for strand in self.edition.strands
            ],
            "kinds": [{"id": kind.value, "url": self._kind_url(kind)} for kind in Kind],
            "statements": [self._line(one) for one in self.edition.statements],
        }

    def theme(self, theme: Theme) -> Json:
        lines = [self._line(self.edition.by_code[code]) for code in theme.statements]
        return {"edition": self.about(), **self._theme(theme), "statements": lines}

    def kind(self, kind: Kind) -> Json:
        lines = [self._line(one) for one in self.edition.statements if one.kind is kind]
        return {
            "edition": self.about(),
            "id": kind.value,
            "url": self._kind_url(kind),
            "points": [
                {"id": point.id, "label": point.label, "line": point.line}
                for point in self.edition.points[kind]
            ],
            "statements": lines,
        }

    def face(self, face: str) -> Json:
        """The whole framework said one way."""
        return {
            "edition": self.about(),
            "face": face,
            "statements": [
                {**self._line(one), "said": getattr(one.faces, face)}
                for one in self.edition.statements
            ],
        }

    def statement(self, one: Statement) -> Json:
        elsewhere = [
            {
                "crosswalk": crosswalk.id,
                "url": self.at.to("crosswalk", crosswalk_id=crosswalk.id),
                "item": item.code,
                "title": item.title,
                "relation": relation.how.value,
                "not_covered": relation.not_covered or None,
            }
            for crosswalk, item, relation in crosswalks.of_statement(one.code, self.published)
        ]
        return {"edition": self.about(), **self._statement(one), "elsewhere": elsewhere}

    def whole(self) -> Json:
        return {
            **self.index(),
            "statements": [self._statement(one) for one in self.edition.statements],
            "outside_things": [self._thing(thing) for thing in self.edition.outside_things],
        }

    def outside(self) -> Json:
        things = [self._thing(thing) for thing in self.edition.outside_things]
        return {"edition": self.about(), "outside_things": things}

    def search(self, text: str, found: Iterable[Found]) -> Json:
        return {
            "edition": self.about(),
            "q": text,
            "results": [
                {
                    **self._found(one.about),
                    "found_in": [
                        {"where": snippet.where, "text": _plain(snippet)}
                        for snippet in one.snippets
                    ],
                }
                for one in found
            ],
        }

    def _found(self, about: str) -> Json:
        if about in self.edition.by_code:
            return self._line(self.edition.by_code[about])
        return next(
            {"outside_thing": about, "title": thing.name, "url": self._thing_url(about)}
            for thing in self.edition.outside_things
            if thing.id == about
        )

    def _line(self, one: Statement) -> Json:
        return {
            "id": str(self.edition.identifier(one.code)),
            "code": one.code,
            "kind": one.kind.value,
            "title": one.title,
            "text": one.text,
            "theme": one.theme,
            "url": self.at.statement(one.code),
        }

    def _statement(self, one: Statement) -> Json:
        return {
            **self._line(one),
            "also_themes": list(one.also_themes),
            "faces": {face.id: getattr(one.faces, face.id) for face in FACES},
            "questions": list(one.questions),
            "if_not": one.if_not,
            "looks_like": [asdict(example) for example in one.looks_like],
            "does_not_look_like": one.does_not_look_like,
            "reflect": one.reflect,
            "pairs": [
                {
                    "with": pair.second if pair.first == one.code else pair.first,
                    "relation": pair.relation,
                    "ask": pair.ask,
                }
                for pair in self.edition.pairs_of(one.code)
            ],
            "source": asdict(one.source),
            "outside_things": [thing.id for thing in self.edition.things_of(one.code)],
            "check_before_publishing": [
                {"where": check.where, "note": check.note}
                for check in self.edition.checks_of(one.code)
            ],
        }

    def _theme(self, theme: Theme) -> Json:
        return {
            "id": theme.id,
            "name": theme.name,
            "strand": theme.strand,
            "summary": theme.summary,
            "supports": list(theme.chime),
            "url": self.at.theme(theme.id),
            "statements": list(theme.statements),
        }

    def _thing(self, thing: OutsideThing) -> Json:
        return {
            "id": thing.id,
            "name": thing.name,
            "what": thing.what,
            "today": thing.today,
            "checked": thing.checked,
            "confidence": thing.confidence,
            "check_before_publishing": thing.check_before_publishing or None,
            "link": thing.link or None,
            "sources": list(thing.sources),
            "statements": list(thing.statements),
            "url": self._thing_url(thing.id),
        }

    def _thing_url(self, thing_id: str) -> str:
        return f"{self.at.to('outside')}#{thing_id}"

    def _kind_url(self, kind: Kind) -> str:
        return self.at.to("kind", kind=kind.value)


def difference(old: Published, new: Published, changes: Iterable[Change], *, in_line: bool) -> Json:
    """What changed from one edition to another."""
    before, after = Documents(old), Documents(new)
    return {
        "old": before.about(),
        "new": after.about(),
        "in_line": in_line,
        "changes": [
            {
                "became": one.kind.value,
                "old": [before._line(statement) for statement in one.old],
                "new": [after._line(statement) for statement in one.new],
                "why": one.why or None,
                "differs": parts_that_differ(one),
            }
            for one in changes
        ],
    }


def parts_that_differ(change: Change) -> list[Json]:
    """The parts that differ where one statement became one, with both wordings."""
    if len(change.old) != 1 or len(change.new) != 1:
        return []
    both = change.old[0], change.new[0]
    return [
        {"part": part, "before": before, "now": now}
        for part, before, now in (*differing(*both), *differing_around(*both))
    ]


def _plain(snippet: Snippet) -> str:
    return "".join(text for text, _asked in snippet.runs)


TABLE = (
    *("framework", "item", "title", "statement", "statement_title", "theme"),
    *("relation", "not_covered", "why", "read_by", "read_on"),
)


class CrosswalkDocuments:
    """How one edition stands beside other frameworks, as JSON and as a table."""

    def __init__(self, published: Published) -> None:
        self.published = published
        self.edition = published.edition
        self.at = Addresses(published.slug)
        self._about = Documents(published).about

    def index(self) -> Json:
        standing = crosswalks.crosswalks(self.published)
        return {
            "edition": self._about(),
            "crosswalks": [self._head(one.crosswalk) for one in standing],
        }

    def crosswalk(self, standing: crosswalks.Standing) -> Json:
        one = standing.crosswalk
        return {
            "edition": self._about(),
            **self._head(one),
            "items": [
                {
                    "code": item.code,
                    "title": item.title,
                    "nothing": item.nothing or None,
                    "relations": [self._relation(row) for row in one.of_item(item.code)],
                }
                for item in one.items
            ],
            "asides": [asdict(aside) for aside in one.asides],
            "look_again": list(standing.again),
            "check_before_publishing": [asdict(check) for check in one.checks],
        }

    def table(self, standing: crosswalks.Standing) -> str:
        """A line for every relation, for every item without one, and for what was set aside."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(TABLE)
        for row in self._rows(standing.crosswalk):
            writer.writerow([cell(row.get(name, "")) for name in TABLE])
        return out.getvalue()

    def _head(self, one: Crosswalk) -> Json:
        return {
            "id": one.id,
            "title": one.title,
            "lead": one.lead,
            "other": asdict(one.other),
            "written_for": one.edition,
            "waiting_for_a_reader": len(one.waiting),
            "url": self.at.to("crosswalk", crosswalk_id=one.id),
            "table": self.at.to("crosswalk_table", crosswalk_id=one.id),
        }

    def _relation(self, row: Relation) -> Json:
        if row.statement:
            end: Json = {
                "statement": row.statement,
                "id": str(self.edition.identifier(row.statement)),
                "url": self.at.statement(row.statement),
            }
        else:
            end = {"theme": row.theme, "url": self.at.theme(row.theme)}
        return {
            **end,
            "relation": row.how.value,
            "not_covered": row.not_covered or None,
            "why": row.why,
            "read": asdict(row.review) if row.review else None,
        }

    def _rows(self, one: Crosswalk) -> Iterator[dict[str, str]]:
        for item in one.items:
            about = {"framework": one.title, "item": item.code, "title": item.title}
            for row in one.of_item(item.code):
                yield {
                    **about,
                    "statement": row.statement,
                    "statement_title": self._title(row.statement),
                    "theme": row.theme,
                    "relation": row.how.value,
                    "not_covered": row.not_covered,
                    "why": row.why,
                    "read_by": row.review.by if row.review else "",
                    "read_on": row.review.on if row.review else "",
                }
            if not one.of_item(item.code):
                yield {**about, "relation": "nothing", "why": item.nothing}
        for aside in one.asides:
            for code in aside.statements:
                yield {
                    "framework": one.title,
                    "statement": code,
                    "statement_title": self._title(code),
                    "relation": "set aside",
                    "why": aside.why,
                }

    def _title(self, code: str) -> str:
        return self.edition.by_code[code].title if code else ""
