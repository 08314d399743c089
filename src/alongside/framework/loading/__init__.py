"""Files as values: an edition from its folder, and a framework as somebody else published it."""

from .documents import Document, read_document
from .editions import DATA, PACKAGED, load_edition, packaged_edition, schema

__all__ = [
    "DATA",
    "PACKAGED",
    "Document",
    "load_edition",
    "packaged_edition",
    "read_document",
    "schema",
]
