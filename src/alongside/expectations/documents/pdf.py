"""The pocket sheet as a tagged PDF: an A4 page, or an A4 page that folds to a quarter."""

from django.template.loader import render_to_string

from alongside.expectations.presenters.pocket import Sheet
from alongside.foundation import pdf as pages
from alongside.foundation.pdf import INSTALL, PangoMissingError

__all__ = ["INSTALL", "PangoMissingError", "pdf"]


def pdf(sheet: Sheet, *, card: bool, large: bool) -> bytes:
    """PDF bytes. Raises PangoMissingError; nothing is fetched and nothing is kept."""
    template = "expectations/pdf_card.html" if card else "expectations/pdf_page.html"
    html = render_to_string(template, {"sheet": sheet, "large": large})
    return pages.pdf(html, styles="expectations/paper.css")
