"""Answers, ways, quarters and shares in words."""

from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.feedback import answers, counting, quarters
from alongside.feedback.models import Batch, Round

MATTERS: Final[dict[str, Any]] = {
    "a-lot": gettext_lazy("It matters a lot"),
    "a-bit": gettext_lazy("It matters a bit"),
    "no": gettext_lazy("It does not matter to me"),
    answers.UNSURE: gettext_lazy("I am not sure"),
    answers.RATHER_NOT: gettext_lazy("I would rather not say"),
}
HAPPENS: Final[dict[str, Any]] = {
    "yes": gettext_lazy("Yes, most of the time"),
    "sometimes": gettext_lazy("Sometimes"),
    "no": gettext_lazy("No, or hardly ever"),
    answers.UNSURE: gettext_lazy("I am not sure"),
    answers.RATHER_NOT: gettext_lazy("I would rather not say"),
}
WAYS: Final[dict[str, tuple[Any, Any]]] = {
    answers.SUMMARY: (
        gettext_lazy("Only a summary"),
        gettext_lazy("Somebody from outside the team says it in their words."),
    ),
    answers.NO_DETAILS: (
        gettext_lazy("My words, without details"),
        gettext_lazy("What could show who I am is taken out first."),
    ),
    answers.AS_IS: (
        gettext_lazy("My words as they are"),
        gettext_lazy("Unless they could show who I am. Then they are changed or left out."),
    ),
}
SHARES: Final[dict[str, Any]] = {
    counting.ALL: gettext_lazy("all, or all but a few"),
    counting.MOST: gettext_lazy("most"),
    counting.HALF: gettext_lazy("about half"),
    counting.SOME: gettext_lazy("some"),
    counting.FEW: gettext_lazy("few, or nobody"),
}
RECOGNISED: Final[dict[str, Any]] = {
    "no": gettext_lazy("No, I do not think so"),
    "unsure": gettext_lazy("I am not sure"),
    "yes": gettext_lazy("Yes, they could"),
}
DECISIONS: Final[dict[str, Any]] = {
    answers.AS_IS: gettext_lazy("Show the words as they are"),
    answers.NO_DETAILS: gettext_lazy("Show them with details taken out"),
    answers.SUMMARY: gettext_lazy("Show a summary in my words"),
    answers.LEFT_OUT: gettext_lazy("Leave them out"),
}
MONTHS: Final[dict[int, Any]] = {
    1: gettext_lazy("January to March"),
    2: gettext_lazy("April to June"),
    3: gettext_lazy("July to September"),
    4: gettext_lazy("October to December"),
}


def quarter(text: str) -> str:
    year, number = quarters.parts(text)
    return _("%(months)s %(year)s") % {"months": MONTHS[number], "year": year}


def place(row: Round | Batch) -> str:
    return str(row.team or row.service)
