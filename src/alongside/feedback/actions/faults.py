"""What can be wrong with an entry, in words."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.feedback.policies import Fault

FAULTS: Final[Mapping[str, str | Promise]] = {
    "none": _("Choose at least one thing to ask about."),
    "many": _("Choose six at the most, so that the form stays short."),
    "unknown": _("Choose from what is offered."),
    "cards": _("Give a number of cards from 10 to 200."),
    "empty": _("Write something here."),
    "long": _("This is too long. Say it in fewer words."),
}
LABELS: Final[Mapping[str, Any]] = {
    "place": _("Whom it is about"),
    "statements": _("What to ask about"),
    "cards": _("How many cards there may be this quarter"),
    "said": _("You said"),
    "did": _("We did, or why not"),
}


class BadEntryError(ValueError):
    """An entry that does not hold what it must. ``faults`` says which fields, and what."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{field}: {FAULTS[fault]}" for field, fault in self.faults))
