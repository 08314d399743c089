"""My plan: the page, what is pressed on it, what-ifs, sharing and papers."""

from .changes import choose, dates, hours, options
from .page import first_line, plan, what_if
from .papers import as_calendar, as_docx, as_json, as_pdf, paper
from .sharing import of, share

__all__ = [
    "as_calendar",
    "as_docx",
    "as_json",
    "as_pdf",
    "choose",
    "dates",
    "first_line",
    "hours",
    "of",
    "options",
    "paper",
    "plan",
    "share",
    "what_if",
]
