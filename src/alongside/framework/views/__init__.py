"""Pages of the framework: to read it, to draft its next edition, to say something about that."""

from .consultation import consultation, consultation_statement, consultations
from .desk import decide, desk, draft, move, open_round, publish_draft, read_draft, start_draft
from .drafting import add_statement, become, edit_statement, versions
from .moderating import comments, log, log_entry, read_comment
from .official import change_official, official, official_words
from .origins import origins, take_origin_off
from .panels import (
    answer_panel,
    arrangements,
    ask_to_panel,
    end_place,
    leave_panel,
    panels,
    take_over,
)
from .papers import enter_paper, papers, papers_file, stop_papers
from .reading import (
    checks,
    difference,
    editions,
    face,
    home,
    index,
    kind,
    outside,
    search,
    statement,
    theme,
    whole,
)
from .saying import say

__all__ = [
    "add_statement",
    "answer_panel",
    "arrangements",
    "ask_to_panel",
    "become",
    "change_official",
    "checks",
    "comments",
    "consultation",
    "consultation_statement",
    "consultations",
    "decide",
    "desk",
    "difference",
    "draft",
    "edit_statement",
    "editions",
    "end_place",
    "enter_paper",
    "face",
    "home",
    "index",
    "kind",
    "leave_panel",
    "log",
    "log_entry",
    "move",
    "official",
    "official_words",
    "open_round",
    "origins",
    "outside",
    "panels",
    "papers",
    "papers_file",
    "publish_draft",
    "read_comment",
    "read_draft",
    "say",
    "search",
    "start_draft",
    "statement",
    "stop_papers",
    "take_origin_off",
    "take_over",
    "theme",
    "versions",
    "whole",
]
