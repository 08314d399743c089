"""Editions and crosswalks as documents: the same facts as the pages, at the same addresses."""

from .crosswalks import CrosswalkDocuments
from .editions import Documents, Json, difference
from .linked import Concepts, Linked, of_all, of_kind, of_statement, of_tailored, of_theme
from .tailored import TailoredDocuments

__all__ = [
    "Concepts",
    "CrosswalkDocuments",
    "Documents",
    "Json",
    "Linked",
    "TailoredDocuments",
    "difference",
    "of_all",
    "of_kind",
    "of_statement",
    "of_tailored",
    "of_theme",
]
