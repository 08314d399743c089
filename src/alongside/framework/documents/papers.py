"""Papers of a consultation as tagged PDF: cards to cut out, leaflets to write on. Nothing is kept."""

from typing import Final

from django.template.loader import render_to_string

from alongside.foundation import pdf as pages
from alongside.foundation.context import help_now
from alongside.foundation.pdf import INSTALL, PangoMissingError
from alongside.framework.presenters.papers import Paper

__all__ = ["INSTALL", "SHAPES", "PangoMissingError", "pdf"]

CARDS, LEAFLETS, LARGE = "cards", "leaflets", "large-leaflets"
SHAPES: Final = (CARDS, LEAFLETS, LARGE)
BOXES: Final = range(3)  # to write in, besides the one about the whole
LINES: Final = range(5)


def pdf(paper: Paper, *, shape: str) -> bytes:
    """PDF bytes. Raises PangoMissingError."""
    template = "framework/pdf_cards.html" if shape == CARDS else "framework/pdf_leaflets.html"
    facts: dict[str, object] = {
        "paper": paper,
        "large": shape == LARGE,
        "help_now": help_now(),
        "boxes": BOXES,
        "lines": LINES,
    }
    return pages.pdf(render_to_string(template, facts), styles="framework/paper.css")
