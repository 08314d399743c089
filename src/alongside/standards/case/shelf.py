"""All answers of the service at one address, made once in each process while no edition comes out.

An edition never changes, so its answers never do; a new edition makes a new shelf, and so does a
change in what named readers said of other frameworks.
"""

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from django.utils import timezone

from alongside.core import framework as core
from alongside.core.credentials.case import answering, building, telling
from alongside.core.credentials.publication import Publication
from alongside.framework import queries
from alongside.framework.documents import Linked
from alongside.framework.queries import Published, crosswalks

OLDER: Final = "v1p0"
SMALLEST_GZIP: Final = 1000
PATH: Final = "/ims/case/v1p1"
FRAMEWORK: Final = "/framework/"


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it is sent: plain, gzipped, its ETag, and when what it says last changed."""

    body: bytes
    zipped: bytes
    etag: str
    changed: int


@dataclass(frozen=True)
class Shelf:
    """Every answer, as values; as bytes once it has been asked for."""

    base: str
    answers: answering.Answers
    sent: dict[tuple[str, str], Kept] = field(default_factory=dict)

    def kept(self, path: str, identifier: str) -> Kept | None:
        """What an address answers, or None where there is nothing of that kind by that name."""
        found = self.sent.get((path, identifier))
        answer = self.answers[path].get(identifier)
        if found is None and answer is not None:
            found = self.sent[path, identifier] = keep(answer)
        return found

    def documents(self) -> list[dict[str, Any]]:
        """The documents of all editions, the newest first."""
        return list(reversed(self.answers["CFDocuments"].values()))

    def told(self) -> Kept:
        """Our own OpenAPI document for this address."""
        found = self.sent.get(("", telling.FILE))
        if found is None:
            found = self.sent["", telling.FILE] = keep(telling.openapi(self.base))
        return found


def shelf(base: str, version: str) -> Shelf:
    """The answers of one version at an address such as ``https://example.org/ims/case/v1p1``."""
    return _shelf(base, version, tuple(queries.editions()), crosswalks.stamp())


def packages(base: str, editions: tuple[Published, ...]) -> list[dict[str, Any]]:
    """Every edition as a CASE 1.1 package, oldest first."""
    oldest_first = editions[::-1]
    documents = {one.slug: core.to_document(one.edition) for one in oldest_first}
    followers: dict[str, Published] = {}
    for one in oldest_first:
        followers.setdefault(str(documents[one.slug].get("previous", "")), one)
    return [
        building.package(documents[one.slug], _origin(one, base, documents, followers))
        for one in oldest_first
    ]


def file_of(publication: Publication) -> bytes:
    """The package of one edition as a file: what is served of a published one, or a draft's."""
    base = f"{publication.root.removesuffix(FRAMEWORK)}{PATH}"
    if publication.published:
        made = packages(base, tuple(queries.editions()))
        found = next(one for one in made if one["CFDocument"]["version"] == publication.slug)
    else:
        origin = building.Origin(
            base=base,
            namespace=core.NAMESPACE,
            identifiers=publication.identifiers,
            published=timezone.now(),
            draft=True,
            licence=_licence(publication),
        )
        found = building.package(publication.document, origin)
    return written(found)


def written(answer: Mapping[str, Any]) -> bytes:
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()


def keep(answer: Mapping[str, Any]) -> Kept:
    body = written(answer)
    zipped = gzip.compress(body, mtime=0) if len(body) >= SMALLEST_GZIP else b""
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    changed = max((datetime.fromisoformat(text).timestamp() for text in _times(answer)), default=0)
    return Kept(body, zipped, etag, int(changed))


@lru_cache(maxsize=8)
def _shelf(base: str, version: str, editions: tuple[Published, ...], _stamp: str) -> Shelf:
    made = packages(base, editions)
    return Shelf(base, answering.answers(made, base=base, older=version == OLDER))


def _origin(
    one: Published,
    base: str,
    documents: Mapping[str, Mapping[str, Any]],
    followers: Mapping[str, Published],
) -> building.Origin:
    document, after = documents[one.slug], followers.get(one.slug)
    before = documents.get(document.get("previous", ""))
    ended = [
        code
        for row in (documents[after.slug].get("dispositions", ()) if after else ())
        if row["kind"] in building.ENDS
        for code in row["old"]
    ]
    publication = Linked(one, f"{base.partition('/ims/case/')[0]}{FRAMEWORK}").publication
    told = crosswalks.told_at()
    return building.Origin(
        base=base,
        namespace=core.NAMESPACE,
        identifiers=_identifiers(one.edition),
        published=one.published_at,
        earlier=_earlier(str(before["slug"])) if before else None,
        followed=after.published_at if after else None,
        ended=frozenset(ended),
        licence=_licence(publication),
        beside=publication.beside,
        pages=publication.root,
        told=timezone.localtime(told) if told else None,
    )


def _earlier(slug: str) -> building.Earlier:
    edition = queries.edition(slug)
    titles = {one.code: one.title for one in edition.statements}
    return building.Earlier(slug, edition.title, _identifiers(edition), titles)


def _identifiers(edition: core.Edition) -> dict[str, str]:
    return {one.code: str(edition.identifier(one.code)) for one in edition.statements}


def _licence(publication: Publication) -> tuple[str, str, str] | tuple[()]:
    name, address = publication.licence
    rights = publication.rights
    return (name, rights, f"{rights} {address}".strip()) if name else ()


def _times(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for inner in value:
            yield from _times(inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key == "lastChangeDateTime" and isinstance(inner, str):
                yield inner
            else:
                yield from _times(inner)
