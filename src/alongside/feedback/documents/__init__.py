"""Cards and paper forms as tagged PDF. Values in, bytes out; nothing is kept."""

from django.template.loader import render_to_string

from alongside.feedback.presenters.paper import Paper
from alongside.foundation import pdf as pages
from alongside.foundation.context import help_now
from alongside.foundation.pdf import INSTALL, PangoMissingError

__all__ = ["INSTALL", "SHAPES", "PangoMissingError", "pdf"]

CARDS, FORMS, LARGE_FORMS, EASY_FORMS = "cards", "forms", "large-forms", "easy-forms"
SHAPES = (CARDS, FORMS, LARGE_FORMS, EASY_FORMS)


def pdf(paper: Paper, *, shape: str) -> bytes:
    """PDF bytes. Raises PangoMissingError."""
    template = "feedback/pdf_cards.html" if shape == CARDS else "feedback/pdf_forms.html"
    facts: dict[str, object] = {
        "paper": paper,
        "large": shape == LARGE_FORMS,
        "easy": shape == EASY_FORMS,
    }
    facts["help_now"] = help_now()
    return pages.pdf(render_to_string(template, facts), styles="feedback/paper.css")
