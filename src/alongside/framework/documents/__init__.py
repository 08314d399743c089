"""What the pages say, as documents for programs, at the same addresses."""

from .crosswalks import CrosswalkDocuments
from .editions import Documents, Json, difference
from .tailored import TailoredDocuments

__all__ = ["CrosswalkDocuments", "Documents", "Json", "TailoredDocuments", "difference"]
