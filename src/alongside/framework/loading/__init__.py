"""Files as values: an edition from its folder, how it stands beside other frameworks, and a framework
as somebody else published it.
"""

from .crosswalks import load_crosswalk, load_crosswalks, packaged_crosswalks
from .documents import Document, read_document
from .editions import DATA, PACKAGED, load_edition, packaged_edition, schema
from .others import load_items, suggester
from .tailored import load_tailored, packaged_tailored

__all__ = [
    "DATA",
    "PACKAGED",
    "Document",
    "load_crosswalk",
    "load_crosswalks",
    "load_edition",
    "load_items",
    "load_tailored",
    "packaged_crosswalks",
    "packaged_edition",
    "packaged_tailored",
    "read_document",
    "schema",
    "suggester",
]
