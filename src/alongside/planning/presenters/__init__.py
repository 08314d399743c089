"""Plans as documents, and as what a page, a picture or a paper shows."""

from alongside.planning.solving import as_document

from .names import shared_name

__all__ = ["as_document", "shared_name"]
