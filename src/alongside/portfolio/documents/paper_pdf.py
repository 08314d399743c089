"""A paper as a tagged PDF."""

from django.template.loader import render_to_string

from alongside.foundation import pdf as pages
from alongside.portfolio.presenters.leaving import Paper


def pdf(paper: Paper) -> bytes:
    """PDF bytes. Raises PangoMissingError; nothing is fetched and nothing is kept."""
    html = render_to_string("portfolio/paper.html", {"paper": paper})
    return pages.pdf(html, styles="portfolio/pdf/paper.css")
