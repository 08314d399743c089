"""A record as files: Word, PDF, a table, plain text, data; and everything in one zip."""

from alongside.foundation.pdf import INSTALL, PangoMissingError

from .kinds import KINDS_OF_FILE, file_of
from .plain import plain_text, table
from .whole import whole
from .word import word

__all__ = [
    "INSTALL",
    "KINDS_OF_FILE",
    "PangoMissingError",
    "file_of",
    "plain_text",
    "table",
    "whole",
    "word",
]
