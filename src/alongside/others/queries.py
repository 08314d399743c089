"""Reads of other frameworks: what is there, what a package would change, and the package again."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from alongside.core.credentials.case.comparing import Difference, compare
from alongside.core.credentials.case.licences import words_may_be_shown
from alongside.core.credentials.case.reading import Package, text_of

from .models import ArrivingFramework, ImportedAssociation, ImportedFramework, ImportedItem

PAGE: Final = 200
FIRST: Final = 20
"""How many of what is new, changed or gone a preview names."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking a package in would do. ``before`` is the newest number there is, or None."""

    before: ImportedFramework | None
    same: bool
    document: bool
    items: Difference
    associations: Difference


@dataclass(frozen=True, slots=True)
class Page:
    """A few of a framework's items; where the ones before and after begin, if there are any."""

    items: list[ImportedItem]
    before: int | None
    after: int | None


def all_newest() -> list[ImportedFramework]:
    """Every framework once, as it was taken in last, by title."""
    newest: dict[str, ImportedFramework] = {}
    for row in ImportedFramework.objects.order_by("number").defer("document", "rest"):
        newest[row.identifier] = row
    return sorted(newest.values(), key=lambda row: (row.title.casefold(), row.identifier))


def one(pk: int) -> ImportedFramework | None:
    return ImportedFramework.objects.filter(pk=pk).first()


def newest(identifier: str) -> ImportedFramework | None:
    found = ImportedFramework.objects.filter(identifier=identifier)
    return found.order_by("-number").first()


def numbers(identifier: str) -> list[ImportedFramework]:
    """Every time a framework was taken in, the newest first."""
    found = ImportedFramework.objects.filter(identifier=identifier)
    return list(found.order_by("-number").defer("document", "rest"))


def items(framework: ImportedFramework, start: int = 0) -> Page:
    """The items from a place on, in the order of the package."""
    found = ImportedItem.objects.filter(framework=framework, place__gte=start)
    rows = list(found.order_by("place").defer("body")[: PAGE + 1])
    before = max(start - PAGE, 0) if start > 0 else None
    return Page(rows[:PAGE], before, rows[PAGE].place if len(rows) > PAGE else None)


def preview(package: Package) -> Preview:
    """What is different from what is there."""
    before = newest(package.document["identifier"])
    return Preview(
        before=before,
        same=before is not None and before.digest == digest(package),
        document=before is not None and before.document != text_of(package.document),
        items=compare(_bodies(ImportedItem, before), _texts(package.items)),
        associations=compare(_bodies(ImportedAssociation, before), _texts(package.associations)),
    )


def newest_number(identifier: str) -> int:
    """The newest number of a framework; 0 where it was never taken in."""
    row = newest(identifier)
    return row.number if row else 0


# Packages that wait


def waiting() -> list[ArrivingFramework]:
    """Those that nobody has taken in or let go, the newest first."""
    found = ArrivingFramework.objects.filter(taken=None, until__gte=timezone.localdate())
    return list(found.order_by("-made_at").defer("body"))


def arriving(pk: UUID) -> ArrivingFramework | None:
    """One of them; or where it went, for as long as that is kept."""
    found = ArrivingFramework.objects.filter(pk=pk, until__gte=timezone.localdate())
    return found.select_related("taken").first()


def body(row: ArrivingFramework) -> bytes:
    """The package as it came. RuntimeError where it is not what was looked at."""
    found = zlib.decompress(row.body)
    if hashlib.sha256(found).hexdigest() != row.digest:
        raise RuntimeError("A package that waits is not the one that came.")
    return found


def told(package: Package) -> tuple[int, dict[str, Any]]:
    """What a page says of a package, in a form fit for JSON, and the number it is held against."""
    found = preview(package)
    before = found.before
    document = package.document
    return (before.number if before else 0), {
        "title": document["title"],
        "creator": document.get("creator", ""),
        "version": document.get("version", ""),
        "licence": package.licence(),
        "items": len(package.items),
        "associations": len(package.associations),
        "deep": max(package.hung.depth.values(), default=0),
        "loose": package.hung.loose,
        "outside": package.hung.outside,
        "notes": sorted(package.notes.items()),
        "same": found.same,
        "document": found.document,
        "changes": {
            "items": _changes(found.items, _rows_told(package, found)),
            "associations": _changes(found.associations, {}),
        },
    }


def _changes(found: Difference, rows: Mapping[str, list[dict[str, str]]]) -> dict[str, Any]:
    parts = {"new": found.new, "changed": found.changed, "gone": found.gone}
    counts = {name: len(listed) for name, listed in parts.items()}
    return {"same": found.same, **counts, "rows": dict(rows)}


def _rows_told(package: Package, found: Preview) -> dict[str, list[dict[str, str]]]:
    """The first of what is new, changed and gone, by name; of what changed also what of it did."""
    wanted = {*found.items.new[:FIRST], *found.items.changed[:FIRST]}
    here = {item.identifier: item for item in package.items if item.identifier in wanted}
    there = {} if found.before is None else _some(found.before, found.items)
    open_ = words_may_be_shown(package.licence())
    rows = {
        "new": [_named(here[one], open_) for one in found.items.new[:FIRST]],
        "changed": [
            {**_named(here[one], open_), "parts": _differing(there[one].body, here[one].body)}
            for one in found.items.changed[:FIRST]
        ],
    }
    if found.before is not None:
        was_open = words_may_be_shown(found.before.licence)
        rows["gone"] = [_named(there[one], was_open) for one in found.items.gone[:FIRST]]
    return rows


def _some(framework: ImportedFramework, found: Difference) -> dict[str, ImportedItem]:
    wanted = (*found.changed[:FIRST], *found.gone[:FIRST])
    rows = ImportedItem.objects.filter(framework=framework, identifier__in=wanted)
    return {row.identifier: row for row in rows}


def _named(item: Any, open_: bool) -> dict[str, str]:
    named = {"code": item.code, "title": item.title, "kind": item.kind}
    return {**named, "identifier": item.identifier, "statement": item.statement if open_ else ""}


def _differing(before: str, after: str) -> str:
    """The names of what two texts of one object say differently."""
    old, new = json.loads(before), json.loads(after)
    return ", ".join(name for name in {**old, **new} if old.get(name) != new.get(name))


# A package written down again


def digest(package: Package) -> str:
    """SHA-256 over the package as it would be written down again."""
    made = hashlib.sha256()
    for piece in written(
        text_of(package.document),
        (item.body for item in package.items),
        (one.body for one in package.associations),
        rest(package),
    ):
        made.update(piece.encode())
    return made.hexdigest()


def rest(package: Package) -> str:
    """Definitions, rubrics and whatever else there is, as the inside of an object."""
    listed = dict(package.rest)
    parts = []
    if "CFDefinitions" in listed:
        parts.append(f'"CFDefinitions":{text_of(listed.pop("CFDefinitions"))}')
    if package.rubrics:
        parts.append(f'"CFRubrics":[{",".join(package.rubrics)}]')
    parts += [f"{text_of(name)}:{text_of(value)}" for name, value in listed.items()]
    return ",".join(parts)


def package_text(framework: ImportedFramework) -> Iterator[str]:
    """The CASE package again, in pieces."""
    return written(
        framework.document,
        _column(ImportedItem, framework),
        _column(ImportedAssociation, framework),
        framework.rest,
    )


def written(
    document: str, items: Iterable[str], associations: Iterable[str], rest: str
) -> Iterator[str]:
    yield f'{{"CFDocument":{document}'
    for name, listed in (("CFItems", items), ("CFAssociations", associations)):
        between = f',"{name}":['
        for body in listed:
            yield f"{between}{body}"
            between = ","
        if between == ",":
            yield "]"
    yield f",{rest}}}" if rest else "}"


Rows = type[ImportedItem] | type[ImportedAssociation]


def _column(rows: Rows, framework: ImportedFramework) -> Iterator[str]:
    found = rows.objects.filter(framework=framework).order_by("place")
    yield from found.values_list("body", flat=True).iterator(chunk_size=1000)


def _bodies(rows: Rows, framework: ImportedFramework | None) -> dict[str, str]:
    if framework is None:
        return {}
    found = rows.objects.filter(framework=framework).values_list("identifier", "body")
    return dict(found.iterator(chunk_size=1000))


def _texts(listed: Iterable[object]) -> dict[str, str]:
    return {one.identifier: one.body for one in listed}  # type: ignore[attr-defined]


def newest_of_each() -> dict[str, tuple[int, datetime]]:
    """The newest row of each framework, and when it was taken in."""
    rows = ImportedFramework.objects.order_by("number").values_list(
        "identifier", "pk", "imported_at"
    )
    return {identifier: (pk, at) for identifier, pk, at in rows}


def items_named(framework: ImportedFramework, identifiers: Iterable[str]) -> list[ImportedItem]:
    """Some items of a framework by their identifiers, in the order of the package."""
    found = ImportedItem.objects.filter(framework=framework, identifier__in=list(identifiers))
    return list(found.order_by("place"))


def items_holding(framework: ImportedFramework, text: str) -> list[ImportedItem]:
    """The first items whose code, title or statement holds a text, in the order of the package."""
    holds = Q(code__icontains=text) | Q(title__icontains=text) | Q(statement__icontains=text)
    found = ImportedItem.objects.filter(holds, framework=framework)
    return list(found.order_by("place").defer("body")[:PAGE])
