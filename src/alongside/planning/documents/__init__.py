"""A plan as files for other programs: PDF, Word and calendar. Values in, bytes out."""

from .calendar import calendar
from .pdf import INSTALL, PangoMissingError, pdf
from .word import word

__all__ = ["INSTALL", "PangoMissingError", "calendar", "pdf", "word"]
