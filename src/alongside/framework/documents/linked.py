"""Editions as linked data and in the words of search engines, with absolute addresses."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from django.utils import timezone

from alongside.core.credentials import schema_org, skos
from alongside.core.credentials.publication import Beside, Publication
from alongside.framework.presenters.publication import publication_of
from alongside.framework.queries import Published, crosswalks, editions, published
from alongside.framework.queries.tailored import Taken

from .editions import Json


class Linked:
    """One published edition for others' software, which is told absolute addresses."""

    def __init__(self, published: Published, root: str) -> None:
        self.published, self.root = published, root

    @cached_property
    def later(self) -> tuple[str, ...]:
        """The slugs of the editions that follow this one directly."""
        slug = self.published.slug
        return tuple(one.slug for one in editions() if one.edition.previous == slug)

    @property
    def publication(self) -> Publication:
        one = self.published
        return _publication(one.slug, self.root, one.digest, self.later, crosswalks.stamp())

    @property
    def changed_at(self) -> datetime:
        """When what is said of it changed last: it never does itself, what stands beside it can."""
        beside = crosswalks.changed_at()
        return max(self.published.published_at, beside) if beside else self.published.published_at


@lru_cache(maxsize=16)
def _publication(
    slug: str, root: str, digest: str, later: tuple[str, ...], _stamp: str
) -> Publication:
    """Made once in each process: an edition never changes, and what follows it, and stands beside
    it, is in the key."""
    one = next(one for one in editions() if (one.slug, one.digest) == (slug, digest))
    return publication_of(
        one.edition,
        root=root,
        digest=digest,
        published_at=timezone.localtime(one.published_at),
        before=_before(one),
        later=tuple(Linked(published(after), root).publication for after in later),
        beside=tuple(_beside(crosswalks.crosswalks(one))),
    )


def _before(one: Published) -> list[str]:
    """The slugs of the editions that one follows, directly or not."""
    known, found = {each.slug: each for each in editions()}, [one.slug]
    while (slug := known[found[-1]].edition.previous) in known and slug not in found:
        found.append(slug)
    return found[1:]


def _beside(standing: Iterable[crosswalks.Standing]) -> Iterator[Beside]:
    """What others' software is told of crosswalks: only what a named reader said yes to."""
    for crosswalk in (one.crosswalk for one in standing):
        for row in crosswalk.read:
            item, review = crosswalk.item_by_code[row.item], row.review
            if review is None:
                continue
            yield Beside(
                crosswalk=crosswalk.id,
                framework=crosswalk.other.title,
                item=item.code,
                title=f"{item.label} {item.title}".strip(),
                how=row.how.value,
                why=row.why,
                not_covered=row.not_covered,
                by=review.by,
                at=review.at or review.on,
                statement=row.statement,
                theme=row.theme,
                address=item.address,
                identifier=item.code if item.address else "",
            )


@dataclass(frozen=True, slots=True)
class Concepts:
    """What a page holds, as SKOS and in the words of schema.org (which knows no kinds)."""

    skos: Callable[[Publication], Json]
    schema_org: Callable[[Publication], Json | None]


def of_all() -> Concepts:
    return Concepts(skos.whole, schema_org.term_set)


def of_theme(theme_id: str) -> Concepts:
    return Concepts(
        lambda publication: skos.theme(publication, theme_id),
        lambda publication: schema_org.theme(publication, theme_id),
    )


def of_kind(kind: str) -> Concepts:
    return Concepts(lambda publication: skos.kind(publication, kind), lambda _publication: None)


def of_tailored(taken: Taken) -> Concepts:
    one, codes = taken.tailored, [row.statement.code for row in taken.chosen]
    said = (one.id, one.title, one.lead, codes)
    return Concepts(
        lambda publication: skos.choice(publication, *said),
        lambda publication: schema_org.choice(publication, *said),
    )


def of_statement(code: str) -> Concepts:
    return Concepts(
        lambda publication: skos.statement(publication, code),
        lambda publication: schema_org.term(publication, code),
    )
