"""Writes: an edition drafted line by line, moved on, published; panels; consultation; a document as
published."""

from .comments import answer, comment, forget_set_aside, publish_comment, set_aside
from .drafting import (
    LABELS,
    BadLineError,
    add_statement,
    merge,
    put_back,
    retire,
    save_statement,
    split,
    start_draft,
)
from .moving import ask_panels, close_round, give_up, open_round, publish_draft, take_back
from .official import Kept, load_official, remove_official, show_official
from .origins import add_origin, take_origin_off
from .panels import (
    answer_panel,
    arrange,
    ask_to_panel,
    decide,
    end_place,
    forget_words,
    leave_panel,
    take_over_arranging,
)
from .papers import CannotUseError, Sent, enter_paper, make_papers, send_paper, stop_papers
from .publishing import LARGEST, publish

__all__ = [
    "LABELS",
    "LARGEST",
    "BadLineError",
    "CannotUseError",
    "Kept",
    "Sent",
    "add_origin",
    "add_statement",
    "answer",
    "answer_panel",
    "arrange",
    "ask_panels",
    "ask_to_panel",
    "close_round",
    "comment",
    "decide",
    "end_place",
    "enter_paper",
    "forget_set_aside",
    "forget_words",
    "give_up",
    "leave_panel",
    "load_official",
    "make_papers",
    "merge",
    "open_round",
    "publish",
    "publish_comment",
    "publish_draft",
    "put_back",
    "remove_official",
    "retire",
    "save_statement",
    "send_paper",
    "set_aside",
    "show_official",
    "split",
    "start_draft",
    "stop_papers",
    "take_back",
    "take_origin_off",
    "take_over_arranging",
]
