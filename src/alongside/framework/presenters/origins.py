"""Where a statement came from, as it is shown: a narrative, or a section of a document."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from alongside.framework import queries
from alongside.framework.models import Draft, Origin
from alongside.framework.policies import OriginKind

from .names import ORIGINS, Text


@dataclass(frozen=True, slots=True)
class Root:
    """Something that led to a statement's words."""

    id: Any
    kind: Text
    named: str
    part: str
    url: str


def root(row: Origin) -> Root:
    return Root(row.pk, ORIGINS[OriginKind(row.kind)], row.named, row.part, row.url)


def roots(draft: Draft | UUID, code: str) -> tuple[Root, ...]:
    return tuple(root(row) for row in queries.origins(draft, code))


def roots_of(slug: str, digest: str, code: str) -> tuple[Root, ...]:
    """Those of a statement of a published edition, and of earlier ones while it meant the same."""
    made = queries.said_here_as(slug, digest, code)
    return tuple(one for draft, was in made for one in roots(draft, was))
