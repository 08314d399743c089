"""A session as files for other programs. Values in, bytes out."""

from .calendar import calendar
from .paper import INSTALL, PangoMissingError, pdf
from .plain import plain
from .word import word

__all__ = ["INSTALL", "PangoMissingError", "calendar", "pdf", "plain", "word"]
