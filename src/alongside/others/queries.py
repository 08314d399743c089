"""Reads of other frameworks: what is there, what a package would change, and the package again."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from alongside.core.credentials.case.comparing import Difference, compare
from alongside.core.credentials.case.reading import Package, text_of

from .models import ImportedAssociation, ImportedFramework, ImportedItem

PAGE: Final = 200


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
