"""Editions as JSON: the same facts as the pages, at the same addresses.

docs/reference/framework-json.md says what each document holds. Addresses are paths on this site.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from alongside.core.framework import Kind, OutsideThing, Statement, Theme
from alongside.core.framework.beside import Beside
from alongside.core.framework.changing import Change
from alongside.core.framework.wording import differing, differing_around
from alongside.core.search import Found, Snippet
from alongside.framework.presenters.addresses import Addresses
from alongside.framework.presenters.shapes import FACES
from alongside.framework.queries import Published, Worded, crosswalks

Json = dict[str, Any]


class Documents:
    """One published edition's documents. Every address in them is permanent."""

    def __init__(
        self, published: Published, official: Mapping[str, Worded] = MappingProxyType({})
    ) -> None:
        self.published, self.official = published, official
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
            "as_published": self._as_published(one.code),
            "outside_things": [thing.id for thing in self.edition.things_of(one.code)],
            "check_before_publishing": [
                {"where": check.where, "note": check.note}
                for check in self.edition.checks_of(one.code)
            ],
        }

    def _as_published(self, code: str) -> Json | None:
        """The publisher's words, where they were loaded and whoever asks may read them."""
        said = self.official.get(code)
        if said is None:
            return None
        return {"text": said.text, "section": said.section, "ordinal": said.ordinal}

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


def difference(
    old: Published,
    new: Published,
    changes: Iterable[Change],
    *,
    beside: Iterable[Beside],
    in_line: bool,
) -> Json:
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
        "beside": [
            {
                "sort": one.sort.value,
                "group": one.group or None,
                "id": one.id,
                "name": one.name or None,
                "became": one.kind.value,
                "why": one.why or None,
                "differs": [
                    {"part": part, "before": was, "now": now} for part, was, now in one.parts
                ],
            }
            for one in beside
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
