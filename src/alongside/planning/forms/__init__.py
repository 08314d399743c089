"""Parsing and wording of what is set, agreed and said about a plan."""

from .agreement import NeedForm, ReviewForm, ShareForm, TermsForm, WordsForm
from .doing import ChangedForm, DoneForm, MoveForm, NotForm, OwnForm, ReplaceForm
from .workbench import SLIDER_MOST, DatesForm, HoursField, HoursForm, slid, version_seen

__all__ = [
    "SLIDER_MOST",
    "ChangedForm",
    "DatesForm",
    "DoneForm",
    "HoursField",
    "HoursForm",
    "MoveForm",
    "NeedForm",
    "NotForm",
    "OwnForm",
    "ReplaceForm",
    "ReviewForm",
    "ShareForm",
    "TermsForm",
    "WordsForm",
    "slid",
    "version_seen",
]
