"""An edition as it is given to others' software. Needs no database, so the command line can use it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from alongside.core import framework as core
from alongside.core.credentials.publication import Beside, Publication

OURS: Final = "realising-recovery-2007"  # in our own words, and so under the product's licence


def publication_of(
    edition: core.Edition,
    *,
    root: str,
    digest: str = "",
    published_at: datetime | None = None,
    before: Iterable[str] = (),
    later: tuple[Publication, ...] = (),
    beside: tuple[Beside, ...] = (),
) -> Publication:
    """``root`` is the absolute address under which editions stand; ``before`` are the slugs of those
    that came earlier in its line, as far as they are known; ``later``, those that follow it.
    """
    return Publication(
        document=core.to_document(edition),
        identifiers={one.code: str(edition.identifier(one.code)) for one in edition.statements},
        root=root,
        published=published_at.date().isoformat() if published_at else "",
        digest=digest or core.digest(edition),
        ours=OURS in (edition.slug, edition.previous, *before),
        later=later,
        beside=beside,
    )
