"""Writes the pages about states from the dicts of moves; with --check, says whether they are fresh."""

import sys
from pathlib import Path

from alongside.core.planning import agreeing
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


def plan() -> str:
    rows = [
        f"| {name} | {move.label} | {WHO[move.who]} | {', '.join(move.steps)} |"
        for name, move in agreeing.MOVES.items()
    ]
    table = "\n".join(["| Move | What happens | Who | From |", "|---|---|---|---|", *rows])
    return f"{PLAN_HEAD}```mermaid\n{agreeing.as_mermaid()}\n```\n\n{table}\n"


def stories() -> str:
    arrows = [
        f"  {before} --> {after}: {move} ({story.WHO[move]})"
        for (before, move), after in story.MOVES.items()
    ]
    rows = []
    for move in story.Move:
        starts = [before for (before, by) in story.MOVES if by is move]
        rows.append(f"| {move} | {story.WHO[move]} | {', '.join(starts)} |")
    diagram = "\n".join(["stateDiagram-v2", "  [*] --> kept: tell (the teller)", *arrows])
    table = "\n".join(["| Move | Who | From |", "|---|---|---|", *rows])
    return f"{STORY_HEAD}```mermaid\n{diagram}\n  withdrawn --> [*]\n```\n\n{table}\n"


PAGES = {"plan-states.md": plan, "story-states.md": stories}

if __name__ == "__main__":
    texts = {REFERENCE / name: made() for name, made in PAGES.items()}
    if "--check" in sys.argv:
        fresh = [path.exists() and path.read_text("utf-8") == text for path, text in texts.items()]
        sys.exit(not all(fresh))
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
