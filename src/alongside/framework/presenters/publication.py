"""An edition as it is given to others' software. Needs no database, so the command line can use it."""

from datetime import datetime

from alongside.core import framework as core
from alongside.core.credentials.publication import Publication


def publication_of(
    edition: core.Edition,
    *,
    root: str,
    digest: str = "",
    published_at: datetime | None = None,
    later: tuple[Publication, ...] = (),
) -> Publication:
    """``root`` is the absolute address under which editions stand; ``later``, those that follow."""
    return Publication(
        document=core.to_document(edition),
        identifiers={one.code: str(edition.identifier(one.code)) for one in edition.statements},
        root=root,
        published=published_at.date().isoformat() if published_at else "",
        digest=digest or core.digest(edition),
        later=later,
    )
