"""How one edition stands beside other frameworks, as JSON and as a table."""

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict

from alongside.core.crosswalks import Crosswalk, Relation
from alongside.foundation.text import cell
from alongside.framework.presenters.addresses import Addresses
from alongside.framework.queries import Published, crosswalks

from .editions import Documents, Json

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
                    "code": item.label or item.code,
                    "title": item.title,
                    "address": item.address or None,
                    "nothing": item.nothing or None,
                    "relations": [self._relation(row) for row in one.of_item(item.code)],
                }
                for item in one.items
            ],
            "asides": [asdict(aside) for aside in one.asides],
            "whole": standing.whole,
            "withdrawn": list(standing.withdrawn),
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
            "as_it_came": _plain(row.was) if row.was else None,
        }

    def _rows(self, one: Crosswalk) -> Iterator[dict[str, str]]:
        for item in one.items:
            code = item.label or item.code
            about = {"framework": one.title, "item": code, "title": item.title}
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


def _plain(one: Relation) -> Json:
    return {"relation": one.how.value, "not_covered": one.not_covered or None, "why": one.why}
