"""Files as values: an edition from its folder, and how it stands beside other frameworks."""

from .crosswalks import load_crosswalk, load_crosswalks, packaged_crosswalks
from .editions import DATA, PACKAGED, load_edition, packaged_edition, schema
from .others import load_items, suggester
from .tailored import load_tailored, packaged_tailored

__all__ = [
    "DATA",
    "PACKAGED",
    "load_crosswalk",
    "load_crosswalks",
    "load_edition",
    "load_items",
    "load_tailored",
    "packaged_crosswalks",
    "packaged_edition",
    "packaged_tailored",
    "schema",
    "suggester",
]
