"""A plan as files for other programs: PDF, Word and calendar; and what is agreed. Values in, bytes out."""

from .agreement import agreement
from .calendar import calendar
from .pdf import INSTALL, PangoMissingError, pdf
from .word import word

__all__ = ["INSTALL", "PangoMissingError", "agreement", "calendar", "pdf", "word"]
