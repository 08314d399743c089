"""A session as a tagged PDF."""

from django.template.loader import render_to_string

from alongside.foundation import pdf as pages
from alongside.foundation.pdf import INSTALL, PangoMissingError
from alongside.supervision.presenters.papers import Sheet

__all__ = ["INSTALL", "PangoMissingError", "pdf"]


def pdf(sheet: Sheet) -> bytes:
    """PDF bytes. Raises PangoMissingError; nothing is fetched from anywhere."""
    html = render_to_string("supervision/pdf.html", {"sheet": sheet})
    return pages.pdf(html, styles="supervision/paper.css")
