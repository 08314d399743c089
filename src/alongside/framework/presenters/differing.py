"""What a draft does with the statements of the edition before, laid side by side."""

from collections.abc import Iterable

from alongside.core.framework import Became, Edition, Statement, changing
from alongside.core.framework.wording import wording

from .difference import Shown, label, shown
from .names import Text
from .pages import Addresses


def changed(before: Edition, now: Edition) -> list[Shown]:
    """Everything that is not word for word as it was, in the new edition's order."""
    at = Addresses(before.slug)
    found = (shown(one, at, at) for one in changing.compare(before, now))
    return [one for one in found if one.parts or one.fate.id != Became.SAME]


def about(before: Edition, now: Edition, code: str) -> Shown | None:
    """What became of one code: of the draft's, or of one that it retires."""
    at, found = Addresses(before.slug), changing.compare(before, now)
    here = [one for one in found if any(new.code == code for new in one.new)]
    gone = [one for one in found if not one.new and one.old[0].code == code]
    return next((shown(one, at, at) for one in (*here, *gone)), None)


def said(statement: Statement) -> Iterable[tuple[Text, str]]:
    """All that a statement says, part by part, each with its name."""
    return [(label(name), text) for name, text in wording(statement).items() if text]
