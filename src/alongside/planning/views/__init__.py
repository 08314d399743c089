"""My plan: the page, what is pressed on it, what two agree on it, what is done, sharing, papers."""

from .agreement import agreement, earlier, move, share_to_agree, terms, version, version_of
from .both import discussed, mark_need, need, propose, say, yes
from .changes import choose, dates, hours, options
from .doing import act, add, doing, item
from .page import first_line, plan, what_if
from .papers import agreement as agreement_paper
from .papers import as_calendar, as_docx, as_json, as_pdf, paper
from .review import review
from .sharing import of, share

__all__ = [
    "act",
    "add",
    "agreement",
    "agreement_paper",
    "as_calendar",
    "as_docx",
    "as_json",
    "as_pdf",
    "choose",
    "dates",
    "discussed",
    "doing",
    "earlier",
    "first_line",
    "hours",
    "item",
    "mark_need",
    "move",
    "need",
    "of",
    "options",
    "paper",
    "plan",
    "propose",
    "review",
    "say",
    "share",
    "share_to_agree",
    "terms",
    "version",
    "version_of",
    "what_if",
    "yes",
]
