"""What a form named that was open while a new edition was published: its statements, as they are now.

A form carries the edition its page was made with, as ``edition``. Words behind a code may be other
words by the time it is sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from .published import first, meant, title_of


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """What was sent, its statements called as they are now; and the names of those left out of it,
    because they mean something else by now.
    """

    sent: QueryDict
    other: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """What to say where the page is given back; "" where nothing is in the way."""
        return other_words(self.other)


def other_words(names: Iterable[str]) -> str:
    """Why a page is given back over these statements; "" for none."""
    said = "; ".join(f"“{name}”" for name in names)
    return said and _(
        "Not saved yet: a new edition came while this page was open, and this is not in it as it "
        "was: %(names)s. Choose what you mean, and send it again."
    ) % {"names": said}


def reread(sent: QueryDict, *names: str) -> LeftOpen:
    """A form as it was sent, with the statements in its fields of these names as they are called in
    the newest edition.
    """
    of, newest = sent.get("edition", ""), first(newest=True)
    if of in ("", newest):
        return LeftOpen(sent)
    made = sent.copy()
    other: list[str] = []
    for name in names:
        found: list[str] = []
        for code in filter(None, sent.getlist(name)):
            to = meant(of, code)
            (found if to else other).append(to or title_of(of, code))
        if name in made:
            made.setlist(name, list(dict.fromkeys(found)))
    made["edition"] = newest
    return LeftOpen(made, tuple(dict.fromkeys(other)))
