"""Writes the pages about states from the dicts of moves; with --check, says whether they are fresh."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from alongside.core.planning import agreeing
from alongside.framework.policies import states as edition
from alongside.stories.policies import states as story

REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "reference"
WHO = {
    agreeing.WORKER: "the worker",
    agreeing.OTHER: "the other",
    agreeing.EITHER: "either of the two",
    agreeing.BOTH: "both together",
}
PLAN_HEAD = """# The states of a plan

Made from `MOVES` in `src/alongside/core/planning/agreeing.py` by `make docs`. The same dict is what
the actions ask.

“The other” is whom the worker shares the plan with to agree on it: somebody who is their supervisor,
while that lasts and the plan is shared with them. A worker who has nobody to agree it with begins the
plan alone, and can share it later.

"""
STORY_HEAD = """# The states of a story

Made from `MOVES` in `src/alongside/stories/policies/states.py` by `make docs`. The same dict is what
the actions ask.

A story is shown only where its teller said yes to those very words and two other people did too. “Widen”
is a consent to more than those two read it for: they are asked again. After “resume”, or a new consent
once the time was over, a story whose two yeses still stand is shown again at once. Wherever it stands, its
teller can withdraw it, and then an id and a day are all that is left.

"""
EDITION_HEAD = """# The states of an edition

Made from `MOVES` in `src/alongside/framework/policies/states.py` by `make docs`. The same dict is what
the actions ask.

Words change in a draft only: what people comment on, and what panels decide on, stands still. A draft is
published where two members of the lived-experience panel have said yes to it word for word and none of
them says not yet ([ADR 19](../adr/0019-people-with-lived-experience-decide-on-an-edition.md)). Nothing
published is deleted: a retired edition stays at its own address.

"""


def plan() -> str:
    rows = [
        f"| {name} | {move.label} | {WHO[move.who]} | {', '.join(move.steps)} |"
        for name, move in agreeing.MOVES.items()
    ]
    table = "\n".join(["| Move | What happens | Who | From |", "|---|---|---|---|", *rows])
    return f"{PLAN_HEAD}```mermaid\n{agreeing.as_mermaid()}\n```\n\n{table}\n"


def stories() -> str:
    first = "  [*] --> kept: tell (the teller)"
    return STORY_HEAD + drawn(story.MOVES, story.WHO, first, "withdrawn")


def editions() -> str:
    first = "  [*] --> draft: begin (a national steward)"
    return EDITION_HEAD + drawn(edition.MOVES, edition.WHO, first, "retired")


def drawn(
    moves: Mapping[tuple[Any, Any], Any], who: Mapping[Any, str], first: str, last: str
) -> str:
    """A diagram of who moves what where, and the same as a table."""
    arrows = [
        f"  {before} --> {after}: {move} ({who[move]})" for (before, move), after in moves.items()
    ]
    rows = []
    for move in who:
        starts = [before for (before, by) in moves if by is move]
        rows.append(f"| {move} | {who[move]} | {', '.join(starts)} |")
    diagram = "\n".join(["stateDiagram-v2", first, *arrows])
    table = "\n".join(["| Move | Who | From |", "|---|---|---|", *rows])
    return f"```mermaid\n{diagram}\n  {last} --> [*]\n```\n\n{table}\n"


PAGES = {"plan-states.md": plan, "story-states.md": stories, "edition-states.md": editions}

if __name__ == "__main__":
    texts = {REFERENCE / name: made() for name, made in PAGES.items()}
    if "--check" in sys.argv:
        fresh = [path.exists() and path.read_text("utf-8") == text for path, text in texts.items()]
        sys.exit(not all(fresh))
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
