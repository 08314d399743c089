"""All crosswalks in one set, as files: exactly what the pages of the newest edition tell everybody."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.urls import reverse

from alongside.core.credentials import crosswalk_tables
from alongside.core.credentials.tables import Table
from alongside.core.crosswalks import Crosswalk, Item, Relation
from alongside.framework.documents import Linked
from alongside.framework.queries import crosswalks
from alongside.framework.queries.crosswalks import Standing

Plain = dict[str, Any]


def state() -> tuple[object, ...]:
    """Changes when anything in it does, but for the edition."""
    return (crosswalks.stamp(),)


def tables(linked: Linked) -> tuple[Table, ...]:
    found = crosswalks.crosswalks(linked.published)
    each = [one.crosswalk for one in found]
    edition = linked.published.edition
    said = {
        "frameworks": [_framework(one, linked.root) for one in found],
        "items": [_item(one, item) for one in each for item in one.items],
        "relations": [
            {
                **_relation(one, row),
                "identifier": str(edition.identifier(row.statement)) if row.statement else "",
            }
            for one in each
            for item in one.items
            for row in one.of_item(item.code)
        ],
        "left_out": [row for one in found for row in _left_out(one)],
        "checks": [{"framework": one.id, **asdict(check)} for one in each for check in one.checks],
    }
    return crosswalk_tables.tables(said)


def day(linked: Linked) -> str:
    """The newest day on which anything in it was published, looked at or read."""
    each = [one.crosswalk for one in crosswalks.crosswalks(linked.published)]
    read = [row.review.on for one in each for row in one.relations if row.review]
    return max([linked.publication.published, *(one.other.checked for one in each), *read])


def _framework(standing: Standing, root: str) -> Plain:
    one = standing.crosswalk
    other = asdict(one.other)
    return {
        **other,
        "id": one.id,
        "title": one.title,
        "lead": one.lead,
        "other_title": other["title"],
        "year": one.other.year or None,
        "written_for": one.edition,
        "whole": standing.whole,
        "address": root.removesuffix(reverse("framework:index"))
        + reverse("framework:crosswalk", kwargs={"crosswalk_id": one.id}),
    }


def _item(one: Crosswalk, item: Item) -> Plain:
    """A part by what its own framework calls it; our own codes are for addresses alone."""
    code = item.label or (item.code if one.other.codes == "theirs" else "")
    return {**asdict(item), "id": _id(one, item.code), "framework": one.id, "code": code}


def _relation(one: Crosswalk, row: Relation) -> Plain:
    review, was = row.review, row.was
    return {
        "item": _id(one, row.item),
        "about_is": "statement" if row.statement else "theme",
        "about": row.about,
        "relation": row.how.value,
        "not_covered": row.not_covered,
        "why": row.why,
        "waits": review is None,
        "read_by": review.by if review else "",
        "read_on": review.on if review else "",
        "read_as": review.capacity if review else "",
        "reader_said": review.words if review else "",
        "came_as": was.how.value if was else "",
        "came_not_covered": was.not_covered if was else "",
        "came_why": was.why if was else "",
    }


def _left_out(standing: Standing) -> Iterator[Plain]:
    about = {"framework": standing.crosswalk.id, "why": ""}
    for aside in standing.crosswalk.asides:
        for code in aside.statements:
            yield {**about, "code": code, "because": "set aside", "why": aside.why}
    for code in standing.withdrawn:
        yield {**about, "code": code, "because": "withdrawn"}
    for code in standing.again:
        yield {**about, "code": code, "because": "look again"}


def _id(one: Crosswalk, code: str) -> str:
    return f"{one.id}/{code}"
