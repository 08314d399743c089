"""Writes docs/reference/plan-states.md from the one dict of moves; with --check, says if it is fresh."""

import sys
from pathlib import Path

from alongside.core.planning import agreeing

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "plan-states.md"
WHO = {
    agreeing.WORKER: "the worker",
    agreeing.OTHER: "the other",
    agreeing.EITHER: "either of the two",
    agreeing.BOTH: "both together",
}
HEAD = """# The states of a plan

Made from `MOVES` in `src/alongside/core/planning/agreeing.py` by `make docs`. The same dict is what
the actions ask.

“The other” is whom the worker shares the plan with to agree on it: somebody who is their supervisor,
while that lasts and the plan is shared with them. A worker who has nobody to agree it with begins the
plan alone, and can share it later.

"""


def text() -> str:
    rows = [
        f"| {name} | {move.label} | {WHO[move.who]} | {', '.join(move.steps)} |"
        for name, move in agreeing.MOVES.items()
    ]
    table = "\n".join(["| Move | What happens | Who | From |", "|---|---|---|---|", *rows])
    return f"{HEAD}```mermaid\n{agreeing.as_mermaid()}\n```\n\n{table}\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text())
    PAGE.write_text(text(), encoding="utf-8")
